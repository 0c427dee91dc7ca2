"""Opens a database that must be there, for whoever only looks at it or copies it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Engine

from exam.store.database import DatabaseUnusable, connect, sqlite_file
from exam.store.schema import is_current


@contextmanager
def opened(url: str) -> Iterator[Engine]:
    """The database at this URL.

    Raises `DatabaseUnusable` if there is none or another version wrote it, and `DatabaseOutOfReach`.
    """
    engine = connect(url, takes_turns=True)
    try:
        file = sqlite_file(engine.url)
        if file and not file.is_file():
            raise DatabaseUnusable(f"there is no database at {file}")
        if not is_current(engine):
            raise DatabaseUnusable("the database is of another version of Dermyo: `dermyo serve` brings it up to date")
        yield engine
    finally:
        engine.dispose()
