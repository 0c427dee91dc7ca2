"""Notes in the trail who saw, printed or exported what, and who signed in: acts that write no row."""

from __future__ import annotations

from collections import OrderedDict
from datetime import UTC, datetime, timedelta
from threading import Lock

from sqlalchemy import Engine

from exam.store.database import reading, writing
from exam.store.trail.entries import Head, note, read_head

SEEN_AGAIN_AFTER = timedelta(hours=1)
MOST_REMEMBERED = 10_000


class Trail:
    """The trail of one database."""

    def __init__(self, engine: Engine) -> None:
        self._engine, self._lock = engine, Lock()
        self._seen: OrderedDict[tuple[int, str | None], datetime] = OrderedDict()

    def head(self) -> Head:
        """How many entries there are, and the hash of the last one."""
        with reading(self._engine) as connection:
            return read_head(connection)

    def note(self, act: str, exam_id: str | None = None) -> None:
        """Note an act now, with who is acting."""
        with writing(self._engine) as connection:
            note(connection, act, exam_id)

    def saw(self, account_id: int, exam_id: str | None = None) -> None:
        """Note that a person looked at an examination, or at the list; the same again only after an hour.

        Each server process remembers for itself, so an hour may hold one entry of each.
        """
        now, key = datetime.now(UTC), (account_id, exam_id)
        with self._lock:
            if now - self._seen.get(key, datetime.min.replace(tzinfo=UTC)) < SEEN_AGAIN_AFTER:
                return
        self.note("saw" if exam_id else "saw the list", exam_id)
        with self._lock:
            self._seen[key] = now
            self._seen.move_to_end(key)
            while len(self._seen) > MOST_REMEMBERED:
                self._seen.popitem(last=False)
