"""Notes in the trail who saw, printed or exported what, and who signed in: acts that write no row."""

from __future__ import annotations

import logging
from collections import OrderedDict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from threading import Lock

from sqlalchemy import Engine, Table, select

from exam.domain.language import mark
from exam.store.database import DatabaseOutOfReach, reading, writing
from exam.store.people.said import details_of_rows
from exam.store.stored import Reading, Why
from exam.store.tables import covers, emergency_accesses, supervisors, trail
from exam.store.trail.entries import LISTED, Head, note, read_head, wrote

LOGGER = logging.getLogger(__name__)
SEEN_AGAIN_AFTER = timedelta(hours=1)
TRIED_AGAIN_AFTER = timedelta(seconds=10)
ONE_LOOK = timedelta(minutes=1)
MOST_REMEMBERED = 10_000
LOOKS: dict[Why, tuple[str, str, Table]] = {
    "cover": (mark("saw as cover"), mark("saw the list as cover"), covers),
    "emergency access": (
        mark("saw by emergency access"),
        mark("saw the list by emergency access"),
        emergency_accesses,
    ),
    "supervisor": (mark("saw as supervisor"), mark("saw the list as supervisor"), supervisors),
}
PAGE = 100
"""Entries on one page."""


@dataclass(frozen=True, slots=True)
class TrailEntry:
    """One entry as an auditor reads it: when, who, from where, what, of which examination."""

    number: int
    at: datetime
    actor: str
    address: str
    act: str
    exam_id: str
    subject: str


@dataclass(frozen=True, slots=True)
class TrailWanted:
    """Which entries: of a person, of an examination, older than a number. Empty for all."""

    actor: str = ""
    exam_id: str = ""
    before: int | None = None


ALL_ENTRIES = TrailWanted()


class Trail:
    """The trail of one database."""

    def __init__(self, engine: Engine) -> None:
        self._engine, self._lock = engine, Lock()
        self._until: OrderedDict[tuple[int, str | None], datetime] = OrderedDict()

    def head(self) -> Head:
        """How many entries there are, and the hash of the last one."""
        with reading(self._engine) as connection:
            return read_head(connection)

    def entries(self, wanted: TrailWanted = ALL_ENTRIES, limit: int | None = PAGE) -> Iterator[TrailEntry]:
        """The entries that are wanted, the newest first, at most `limit`; without what only the list copied."""
        names = TrailEntry.__dataclass_fields__
        query = select(*(trail.c[name] for name in names)).where(trail.c.act != LISTED)
        query = query.order_by(trail.c.number.desc()).limit(limit)
        if wanted.actor:
            query = query.where(trail.c.actor == wanted.actor)
        if wanted.exam_id:
            query = query.where(trail.c.exam_id == wanted.exam_id)
        if wanted.before is not None:
            query = query.where(trail.c.number < wanted.before)
        with reading(self._engine) as connection:
            for row in connection.execute(query.execution_options(yield_per=PAGE)).mappings():
                yield TrailEntry(**dict(row) | {"exam_id": row["exam_id"] or ""})

    def details(self) -> dict[str, str]:
        """What some rows say of who acts for whom and why, by their place: a cover, an emergency access."""
        return details_of_rows(self._engine)

    def note(self, act: str, exam_id: str | None = None) -> None:
        """Note an act now, with who is acting."""
        with writing(self._engine) as connection:
            note(connection, act, exam_id)

    def saw(self, account_id: int, exam_id: str | None = None) -> None:
        """Note that a person looked at an examination, or at the list; the same again only after an hour.

        Each server process remembers for itself, so an hour may hold one entry of each. Where nothing can be written,
        as on a full disk, what is there may be read still: the log has the look then, by its numbers.
        """
        now, key = datetime.now(UTC), (account_id, exam_id)
        with self._lock:
            if now < self._until.get(key, now):
                return
        try:
            self.note("saw" if exam_id else "saw the list", exam_id)
            again = now + SEEN_AGAIN_AFTER
        except DatabaseOutOfReach as fault:
            LOGGER.warning("account %s saw %s, which is not in the trail: %s", account_id, exam_id or "the list", fault)
            again = now + TRIED_AGAIN_AFTER
        self._remember(key, again)

    def looked(self, account_id: int, exam_id: str | None, reading: Reading) -> None:
        """Note that somebody else than the examiner saw an examination, or the list, with the row that says why.

        The pictures of a page are part of one look: the same is noted again after a minute. Raises
        `DatabaseOutOfReach`: what cannot be noted is not shown.
        """
        now, key = datetime.now(UTC), (account_id, f"{exam_id} {reading.why} {reading.number}")
        with self._lock:
            if now < self._until.get(key, now):
                return
        act, of_list, table = LOOKS[reading.why]
        with writing(self._engine) as connection:
            wrote(connection, act if exam_id else of_list, table, reading.number, exam_id=exam_id)
        self._remember(key, now + ONE_LOOK)

    def _remember(self, key: tuple[int, str | None], again: datetime) -> None:
        with self._lock:
            self._until[key] = again
            self._until.move_to_end(key)
            while len(self._until) > MOST_REMEMBERED:
                self._until.popitem(last=False)
