"""Removes deleted rows from the bytes of the database: a delete alone leaves them in free space and in the log."""

from __future__ import annotations

import sqlite3
import time
from typing import Any

from sqlalchemy import Engine, text
from sqlalchemy.exc import OperationalError

from exam.store.database import PAUSE, connect
from exam.store.erasing.rows import column_of_examination
from exam.store.tables import emergency_accesses, metadata
from exam.store.turns import PATIENCE


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
            for table in metadata.sorted_tables:
                # Of emergency accesses the reason was emptied.
                if column_of_examination(table) is not None or table is emergency_accesses:
                    connection.execute(text(f"VACUUM (FULL, ANALYZE) {table.name}"))
    except OperationalError:
        return False
    finally:
        own.dispose()
    return True
