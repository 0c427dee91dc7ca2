"""Asks the server first, before a connection that has rested is used: the server may have ended it meanwhile."""

from __future__ import annotations

from time import monotonic
from typing import Any

from sqlalchemy import Engine, event
from sqlalchemy.exc import InvalidatePoolError

RESTED = 1.0
"""Seconds. One that was used a moment ago is not asked: a tap uses two, and would ask twice."""
LONGEST_PING = 3.0
"""Seconds until it has shown that it works, where it bounds how long it waits."""
USED = "used"


def ask_first(engine: Engine) -> None:
    """Have every connection of this engine that has rested show that it works, or be replaced with all others."""
    dialect: Any = engine.dialect

    def look(connection: Any, record: Any, _proxy: Any) -> None:
        if monotonic() - record.info.get(USED, monotonic()) < RESTED:
            return
        connection.longest = LONGEST_PING
        try:
            dialect.do_ping(connection)
        except dialect.loaded_dbapi.Error as error:
            if dialect.is_disconnect(error, connection, None):
                raise InvalidatePoolError from error
            raise

    event.listen(engine, "checkout", look)
    event.listen(engine, "checkin", lambda _connection, record: record.info.__setitem__(USED, monotonic()))


def readers_of(engine: Engine) -> dict[bool, Engine]:
    """The engine for one statement that reads, and for several that see one state; made once, since every tap reads.

    PostgreSQL's own choice shows each statement what was written before it, and so two states to two of them.
    """
    levels = {True: "AUTOCOMMIT", False: "REPEATABLE READ"}
    return {once: engine.execution_options(isolation_level=level) for once, level in levels.items()}
