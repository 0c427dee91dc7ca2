"""What a database says of itself, on both kinds."""

from dataclasses import replace

from exam.store.accounts import Accounts, Person
from exam.store.health.state import state_of
from exam.store.schema import newest_version


def test_a_database_without_tables_has_no_version(empty_url):
    state = state_of(empty_url)
    assert (state.version, state.is_known, state.accounts) == (None, False, None)
    assert state.newest == newest_version()


def test_one_of_this_version_is_counted_and_a_server_says_more(engine, kind, url):
    accounts = Accounts(engine)
    accounts.add(Person("a", "A"), "-", first=True)
    gone = accounts.add(Person("b", "B"), "-", access=frozenset({"administrator"}))
    accounts.set_active(gone.id, active=False)
    state = state_of(url)
    assert (state.version, state.is_known) == (newest_version(), True)
    assert (state.accounts, state.administrators, state.exams) == (1, 1, 0)
    assert state.kind == {"sqlite": "SQLite", "postgresql": "PostgreSQL"}[kind]
    if state.server is not None:
        assert abs(state.server.seconds_ahead) < 5
        assert replace(state.server, seconds_ahead=0, most_connections=0) == type(state.server)(0, 0, False, "", ())
    assert (state.server is not None) == (kind == "postgresql")
