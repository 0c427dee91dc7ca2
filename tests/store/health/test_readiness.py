"""Whether a database can be used now, on both kinds."""

from threading import Event, Thread

import pytest
from sqlalchemy import text

from exam.store.health import readiness
from exam.store.health.readiness import ReadyDatabase
from tests.store.conftest import POSTGRESQL

on_postgresql = pytest.mark.parametrize("kind", [pytest.param("postgresql", marks=POSTGRESQL)], indirect=True)


def test_a_database_of_this_version_is_ready(engine):
    assert ReadyDatabase(engine).now() == "ready"


@on_postgresql
def test_one_that_takes_no_answers_is_not(engine):
    with engine.begin() as connection:
        connection.execute(text("SET default_transaction_read_only = on"))
        connection.commit()
    # The same connection comes back from the pool, as one to a standby would.
    try:
        assert ReadyDatabase(engine).now() == "read-only"
    finally:
        engine.dispose()


def test_while_one_looks_others_get_what_was_found_before(engine, monkeypatch):
    monkeypatch.setattr(readiness, "SECONDS_KEPT", 0)
    database, begun, ended = ReadyDatabase(engine), Event(), Event()
    assert database.now() == "ready"

    def look():
        begun.set()
        ended.wait(10)
        return "no-database"

    monkeypatch.setattr(database, "_look", look)
    slow = Thread(target=database.now)
    slow.start()
    begun.wait(10)
    assert database.now() == "ready"
    ended.set()
    slow.join()
    assert database._found == "no-database"
