"""Whether the database can be used now, asked often and cheaply."""

from __future__ import annotations

from threading import Lock
from time import monotonic
from typing import Literal

from sqlalchemy import Engine, text

from exam.store.database import DatabaseOutOfReach, reading
from exam.store.schema import newest_version, version_of

Readiness = Literal["ready", "no-database", "other-version", "read-only"]
SECONDS_KEPT = 1.0


class ReadyDatabase:
    """Looks at one database at most once a second, and never in two threads at once."""

    def __init__(self, engine: Engine) -> None:
        self._engine, self._newest = engine, newest_version()
        self._lock, self._until = Lock(), 0.0
        self._found: Readiness = "no-database"

    def now(self) -> Readiness:
        """Whether it responds, has the tables of this version, and takes answers.

        While another thread is looking, which may take seconds, what was found before.
        """
        if monotonic() >= self._until and self._lock.acquire(blocking=not self._until):
            try:
                self._found = self._look()
                self._until = monotonic() + SECONDS_KEPT
            finally:
                self._lock.release()
        return self._found

    def _look(self) -> Readiness:
        try:
            with reading(self._engine) as connection:
                if version_of(connection) != self._newest:
                    return "other-version"
                # As a standby answers, or a primary that its administrator has closed.
                if connection.dialect.name == "postgresql":
                    closed = connection.scalar(text("SELECT current_setting('transaction_read_only')"))
                    return "read-only" if closed == "on" else "ready"
        except DatabaseOutOfReach:
            return "no-database"
        return "ready"
