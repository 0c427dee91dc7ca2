"""A connection that the server ended while it rested is replaced before it is used; one just used is not asked."""

import pytest
from sqlalchemy import text

from exam.store.database import DatabaseOutOfReach, connect, reading
from exam.store.postgresql import asking
from tests.store.conftest import POSTGRESQL

pytestmark = pytest.mark.parametrize("kind", [pytest.param("postgresql", marks=POSTGRESQL)], indirect=True)
OURS, END = text("SELECT pg_backend_pid()"), text("SELECT pg_terminate_backend(:process)")


@pytest.fixture
def resting(url, engine):
    """An engine whose one connection the server has ended, and the process that served it."""
    mine = connect(url)
    with reading(mine) as connection:
        process = connection.scalar(OURS)
    with reading(engine) as connection:
        connection.scalar(END, {"process": process})
    yield mine, process
    mine.dispose()


def test_one_that_has_rested_is_asked_and_replaced(resting, monkeypatch):
    mine, process = resting
    monkeypatch.setattr(asking, "RESTED", 0)
    with reading(mine) as connection:
        assert connection.scalar(OURS) != process


def test_one_that_was_used_a_moment_ago_fails_once(resting, monkeypatch):
    mine, process = resting
    monkeypatch.setattr(asking, "RESTED", 60)
    with pytest.raises(DatabaseOutOfReach), reading(mine) as connection:
        connection.scalar(OURS)
    with reading(mine) as connection:
        assert connection.scalar(OURS) != process


def test_a_new_one_and_one_just_used_are_not_asked(url, monkeypatch):
    asked = []
    mine = connect(url)
    monkeypatch.setattr(mine.dialect, "do_ping", asked.append)
    monkeypatch.setattr(asking, "RESTED", 60)
    for _ in range(3):
        with reading(mine) as connection:
            connection.scalar(OURS)
    assert asked == []
    monkeypatch.setattr(asking, "RESTED", 0)
    with reading(mine) as connection:
        connection.scalar(OURS)
    assert len(asked) == 1
    mine.dispose()


def test_one_that_says_nothing_when_it_is_asked_is_given_up_soon(url, monkeypatch):
    mine = connect(url)
    with reading(mine) as connection:
        process = connection.scalar(OURS)
    monkeypatch.setattr(asking, "RESTED", 0)
    monkeypatch.setattr(asking, "LONGEST_PING", 0.1)
    monkeypatch.setattr(mine.dialect, "do_ping", lambda asked: asked.cursor().execute("SELECT pg_sleep(5)"))
    with reading(mine) as connection:
        assert connection.scalar(OURS) != process
        assert connection.connection.dbapi_connection.longest > 1
    mine.dispose()


def test_one_statement_needs_no_transaction(url):
    mine = connect(url)
    with reading(mine, once=True) as connection:
        assert connection.connection.dbapi_connection.info.transaction_status == 0
        assert connection.scalar(OURS)
        assert connection.connection.dbapi_connection.info.transaction_status == 0
    with reading(mine) as connection:
        assert connection.scalar(OURS)
        assert connection.connection.dbapi_connection.info.transaction_status == 2
    mine.dispose()
