"""Brings the tables of a database up to date, completely or not at all, even if several servers start at once."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, inspect, text
from sqlalchemy.exc import DBAPIError

from exam.store.database import DatabaseOutOfReach, DatabaseUnusable, connect, reading, wait_for_turn, writing
from exam.store.tables import trail
from exam.store.trail.adopting import adopt

MIGRATIONS = Path(__file__).parent / "migrations"


def is_current(engine: Engine) -> bool:
    """Whether every migration has been applied."""
    with reading(engine) as connection:
        return version_of(connection) == newest_version()


@cache
def newest_version() -> str | None:
    """The version that a database has once every migration has been applied."""
    return _steps().get_current_head()


def known_versions() -> set[str]:
    """Every version that a database had, up to the newest."""
    return {step.revision for step in _steps().walk_revisions()}


def version_of(connection: Connection) -> str | None:
    """The last migration that was applied to this database; None for an empty one."""
    return MigrationContext.configure(connection).get_current_revision()


def make_at(engine: Engine, version: str) -> None:
    """Make the tables as they were after this migration, in a database without any, for one that `upgrades`.

    Raises `DatabaseUnusable` for a migration that this program does not know.
    """
    with writing(engine) as connection:
        _refuse_unknown(version)
        _migrate(connection, version)


def upgrade(engine: Engine) -> None:
    """Apply the pending migrations. Raises `DatabaseUnusable`, also if the database has unknown migrations."""
    try:
        if not is_current(engine):
            _upgrade_alone(engine)
    except DatabaseOutOfReach as error:
        raise DatabaseUnusable(f"the database cannot be opened: {error}") from error
    except DBAPIError as error:
        raise DatabaseUnusable(f"the database cannot be opened: {str(error.orig).strip().splitlines()[0]}") from error


def _upgrade_alone(engine: Engine) -> None:
    # Copying a table drops it for a moment, which enforced foreign keys forbid; they are checked at the end.
    unforced = connect(engine.url, upgrades=True)
    try:
        with writing(unforced) as connection:
            _upgrade(connection)
    finally:
        unforced.dispose()


def _upgrade(connection: Connection) -> None:
    wait_for_turn(connection, "upgrade")
    _refuse_unknown(version_of(connection))
    before = inspect(connection).get_table_names()
    _migrate(connection, "head")
    # Tables that a step made, perhaps with rows; all of them where there was no trail.
    adopt(connection, before if trail.name in before else ())
    _refuse_orphans(connection)


def _refuse_unknown(version: str | None) -> None:
    if version is not None and version not in known_versions():
        raise DatabaseUnusable(f"the database is at step {version}, which this version of Dermyo does not know")


def _migrate(connection: Connection, version: str) -> None:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.attributes["connection"] = connection
    command.upgrade(config, version)


def _refuse_orphans(connection: Connection) -> None:
    if connection.dialect.name == "sqlite" and connection.execute(text("PRAGMA foreign_key_check")).first():
        raise RuntimeError("a step left a row that points nowhere")


def _steps() -> ScriptDirectory:
    return ScriptDirectory(str(MIGRATIONS))
