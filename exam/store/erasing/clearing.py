"""Removes deleted rows from the bytes of the database: a delete alone leaves them in free space and in the log."""

from __future__ import annotations

import sqlite3
import time
from typing import Any

from sqlalchemy import Connection, Engine, text
from sqlalchemy.exc import OperationalError

from exam.store.database import PAUSE, connect
from exam.store.erasing.rows import column_of_examination
from exam.store.tables import emergency_accesses, metadata
from exam.store.turns import PATIENCE

NOW = text("SELECT CAST(CAST(pg_current_xact_id() AS xid) AS text)")
# Whoever still sees what was there before, as the server's own look at the values of a column does.
EARLIER = text(
    "SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid() "
    "AND age(backend_xmin) > age(CAST(:now AS xid)) LIMIT 1"
)


def clear(engine: Engine) -> bool:
    """Write the tables of examinations anew without what was deleted. False where others are in the way.

    On SQLite that is the whole file, and the one beside it is emptied. On PostgreSQL what the server noted about the
    values in a column is made anew too; its own log (WAL) and catalogue, and what was copied from them, hold it until
    the server overwrites them.
    """
    if engine.dialect.name == "sqlite":
        return _clear_file(engine)
    return _clear_tables(engine)


def _clear_file(engine: Engine) -> bool:
    borrowed = engine.raw_connection()
    connection: Any = borrowed.dbapi_connection
    try:
        connection.execute("VACUUM")
        # Those who read an older state of the database keep it in the file beside it.
        until = time.monotonic() + PATIENCE
        while connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]:
            if time.monotonic() > until:
                return False
            time.sleep(PAUSE)
    except sqlite3.OperationalError:
        return False
    finally:
        borrowed.close()
    return True


def _clear_tables(engine: Engine) -> bool:
    # One that upgrades has all the time that it needs.
    own = connect(engine.url, upgrades=True).execution_options(isolation_level="AUTOCOMMIT")
    try:
        with own.connect() as connection:
            connection.execute(text(f"SET lock_timeout = '{PATIENCE}s'"))
            if _is_still_seen(connection):
                return False
            for table in metadata.sorted_tables:
                # Of emergency accesses the reason was emptied.
                if column_of_examination(table) is not None or table is emergency_accesses:
                    connection.execute(text(f"VACUUM (FULL, ANALYZE) {table.name}"))
    except OperationalError:
        return False
    finally:
        own.dispose()
    return True


def _is_still_seen(connection: Connection) -> bool:
    """Whether a transaction that began before goes on: what it sees is written anew as well."""
    now, until = connection.scalar(NOW), time.monotonic() + PATIENCE
    while is_seen := connection.scalar(EARLIER, {"now": now}) is not None:
        if time.monotonic() > until:
            break
        time.sleep(PAUSE)
    return is_seen
