"""What the trail says last of each row, on disk: a database may have more rows than memory has room for."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator

# Kilobytes of it that stay in memory.
IN_MEMORY = 32_000


class Remembered:
    """The digests by their subjects, in a temporary file that nobody else can open and that is gone at the end."""

    def __init__(self) -> None:
        # Without a name, SQLite makes a file only once there is too much, and removes it at once.
        self._file = sqlite3.connect("")
        self._file.execute(f"PRAGMA cache_size=-{IN_MEMORY}")
        self._file.execute("PRAGMA journal_mode=OFF")
        self._file.execute("CREATE TABLE last (subject BLOB PRIMARY KEY, digest BLOB, number INTEGER) WITHOUT ROWID")

    def close(self) -> None:
        """Forget everything."""
        self._file.close()

    def add(self, said: Iterable[tuple[str, str | None, int]]) -> None:
        """Take over what entries say in their order: a subject, its digest (None: it is gone), and their number."""
        # As bytes: text that is damaged is compared as it is.
        rows = ((_bytes(subject), None if digest is None else _bytes(digest), at) for subject, digest, at in said)
        again = "ON CONFLICT (subject) DO UPDATE SET digest = excluded.digest, number = excluded.number"
        self._file.executemany(f"INSERT INTO last VALUES (?, ?, ?) {again}", rows)  # noqa: S608 - constant

    def __contains__(self, subject: str) -> bool:
        """Whether the row must be there."""
        query = "SELECT 1 FROM last WHERE subject = ? AND digest IS NOT NULL"
        return self._file.execute(query, (_bytes(subject),)).fetchone() is not None

    def take(self, subject: str) -> str | None:
        """The digest of a subject, which is then no longer remembered; None if there is none."""
        found = self._file.execute("DELETE FROM last WHERE subject = ? RETURNING digest", (_bytes(subject),)).fetchone()
        return None if found is None or found[0] is None else _text(found[0])

    def forget(self, said: Iterable[tuple[str, int]]) -> None:
        """Expect none of these subjects any more, unless an entry after the number that is given spoke of it."""
        rows = ((_bytes(subject), at) for subject, at in said)
        self._file.executemany("DELETE FROM last WHERE subject = ? AND number <= ?", rows)

    def left(self) -> Iterator[str]:
        """The subjects that nobody took, in order."""
        for (subject,) in self._file.execute("SELECT subject FROM last WHERE digest IS NOT NULL ORDER BY subject"):
            yield _text(subject)


def _bytes(value: object) -> bytes:
    """Also of what somebody put in the place of a text: the chain of hashes names that."""
    return value if isinstance(value, bytes) else str(value).encode("utf-8", "surrogateescape")


def _text(value: bytes) -> str:
    return value.decode("utf-8", "surrogateescape")
