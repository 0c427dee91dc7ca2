"""The migrations that bring a database up to date."""

import sqlite3
from concurrent.futures import ThreadPoolExecutor
from typing import ClassVar

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import inspect, text

from exam.store.database import DatabaseUnusable, connect
from exam.store.schema import is_current, upgrade
from exam.store.tables import metadata


@pytest.fixture
def engine(empty_url):
    engine = connect(empty_url)
    upgrade(engine)
    yield engine
    engine.dispose()


def test_the_migrations_create_the_tables_that_the_store_uses(engine):
    with engine.begin() as connection:
        assert compare_metadata(MigrationContext.configure(connection, opts={"compare_type": True}), metadata) == []
        names = set(inspect(connection).get_table_names())
    assert names == set(metadata.tables) | {"alembic_version"}


def test_a_database_up_to_date_is_not_changed(engine, accounts, me):
    upgrade(engine)
    assert is_current(engine)
    assert [account.id for account in accounts.all()] == [me]


def test_servers_that_start_at_once_run_each_migration_once(empty_url):
    def start(_):
        engine = connect(empty_url)
        upgrade(engine)
        engine.dispose()

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(start, range(4)))
    engine = connect(empty_url)
    assert is_current(engine)
    engine.dispose()


def test_a_database_of_a_newer_version_is_refused(engine):
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(DatabaseUnusable, match="9999"):
        upgrade(engine)


@pytest.mark.parametrize("url", ["nonsense", "nosuch://x", "sqlite:////no/such/folder/x.sqlite3"])
def test_a_database_that_cannot_be_opened_is_refused_in_one_line(url):
    with pytest.raises(DatabaseUnusable) as refused:
        upgrade(connect(url))
    assert len(str(refused.value).splitlines()) == 1


def test_a_refused_url_reveals_no_password():
    with pytest.raises(DatabaseUnusable) as refused:
        connect("nosuch://me:secret@here/x")
    assert "secret" not in str(refused.value)


def test_a_file_that_is_not_a_database_is_refused(tmp_path):
    (tmp_path / "x.sqlite3").write_text("This is a letter, and by no means a database." * 100)
    engine = connect(f"sqlite:///{tmp_path / 'x.sqlite3'}")
    with pytest.raises(DatabaseUnusable, match="not a database"):
        upgrade(engine)
    engine.dispose()


class Contended(sqlite3.Connection):
    """A new database that other servers open as well: the first two times SQLite gives up at once."""

    refused: ClassVar[list[int]] = [sqlite3.SQLITE_BUSY_RECOVERY, sqlite3.SQLITE_BUSY]

    def execute(self, sql, *given):
        if "journal_mode" in sql and self.refused:
            error = sqlite3.OperationalError("database is locked")
            error.sqlite_errorcode = self.refused.pop()
            raise error
        return super().execute(sql, *given)


def test_a_new_database_that_another_server_opens_too_is_waited_for(tmp_path, monkeypatch):
    opened = sqlite3.dbapi2.connect
    monkeypatch.setattr(sqlite3.dbapi2, "connect", lambda *path, **how: opened(*path, factory=Contended, **how))
    engine = connect(f"sqlite:///{tmp_path / 'new.sqlite3'}")
    upgrade(engine)
    assert is_current(engine)
    assert Contended.refused == []
    engine.dispose()
