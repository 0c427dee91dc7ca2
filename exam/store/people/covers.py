"""Cover: a colleague reads the examinations of one who is away, for a span of days and a reason."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, Engine, insert, or_, select, update
from sqlalchemy.exc import IntegrityError

from exam.domain.language import mark, say
from exam.domain.record.json_values import Reader
from exam.store.database import reading, writing
from exam.store.listing import PAGE, ListPage, Wanted, list_exams
from exam.store.lists.paging import Place
from exam.store.people.permission import is_clinician, lasting_covers
from exam.store.service.given import read_needed
from exam.store.stored import AnswerRefused, ExamNotFound
from exam.store.tables import account_access, accounts, covers
from exam.store.trail.entries import wrote

LONGEST_REASON = 500
LONGEST_SPAN = timedelta(days=92)
"""A judgement: a quarter covers a long leave; for more, somebody decides again."""

_OWNERS, _READERS, _NAMERS = accounts.alias("owners"), accounts.alias("readers"), accounts.alias("namers")


@dataclass(frozen=True, slots=True)
class Span:
    """From when until when a cover lasts."""

    starts_at: datetime
    ends_at: datetime


@dataclass(frozen=True, slots=True)
class Cover:
    """Who reads whose examinations, from when until when and why, and who named the reader."""

    id: int
    owner_id: int
    owner: str
    reader_id: int
    reader: str
    named_by: str
    starts_at: datetime
    ends_at: datetime
    reason: str


class Covers:
    """The covers of one database."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def name(self, owner_id: int, reader_id: int, span: Span, reason: str, *, named_by: int, form_id: str = "") -> None:
        """Let a colleague read the examinations of an account; the same `form_id` does it once.

        Raises `AnswerRefused` with every fault: a reader who is no other active clinician, or who names oneself to read
        another's; an owner who is no account; no reason; and a span that is over, ends before it begins, or is longer
        than `LONGEST_SPAN`.
        """
        now = datetime.now(UTC)
        given = {"owner_id": owner_id, "reader_id": reader_id, "named_by": named_by, "form_id": form_id or None}
        values = given | {"reason": reason.strip(), "starts_at": span.starts_at, "ends_at": span.ends_at}
        try:
            with writing(self._engine) as connection:
                _refuse(connection, values, now)
                if not _was_named(connection, named_by, form_id):
                    added = insert(covers).values(values | {"named_at": now}).returning(covers.c.id)
                    wrote(connection, mark("cover named"), covers, connection.execute(added).scalar_one())
        except IntegrityError:  # sent twice at once
            with reading(self._engine) as connection:
                if not _was_named(connection, named_by, form_id):
                    raise

    def end(self, number: int, account_id: int | None = None) -> None:
        """End a cover by hand: by its owner or its reader, or without an account by an administrator.

        Nothing where it has ended, or is not theirs.
        """
        this = (covers.c.id == number) & covers.c.ended_at.is_(None)
        if account_id is not None:
            this &= or_(covers.c.owner_id == account_id, covers.c.reader_id == account_id)
        with writing(self._engine) as connection:
            ended = connection.execute(update(covers).where(this).values(ended_at=datetime.now(UTC)))
            if ended.rowcount:
                wrote(connection, mark("cover ended"), covers, number)

    def of(self, owner_id: int) -> list[Cover]:
        """The covers of an account that last or are to come, the first to begin first."""
        return self._read(covers.c.owner_id == owner_id, _is_to_end())

    def every(self) -> list[Cover]:
        """Those of all accounts that last or are to come."""
        return self._read(_is_to_end())

    def read_by(self, reader_id: int) -> list[Cover]:
        """The covers by which this account reads now."""
        return self._read(covers.c.reader_id == reader_id, lasting_covers(datetime.now(UTC)))

    def exams(
        self, number: int, reader_id: int, wanted: Wanted, place: Place | None = None, size: int = PAGE
    ) -> tuple[Cover, ListPage]:
        """The examinations that a cover lets this account read, a page at a time. Raises `ExamNotFound`."""
        cover = next((one for one in self.read_by(reader_id) if one.id == number), None)
        with reading(self._engine) as connection:
            if cover is None or not is_clinician(connection, reader_id):
                raise ExamNotFound(str(number))
            return cover, list_exams(connection, cover.owner_id, wanted, place, size)

    def owners(self) -> list[tuple[int, str]]:
        """Whose examinations can be covered: everyone who may examine, by number and name."""
        examines = account_access.c.access.in_(("clinician", "student"))
        query = select(accounts.c.id, accounts.c.full_name).join(account_access).where(examines)
        with reading(self._engine) as connection:
            return [(row.id, row.full_name) for row in connection.execute(query.order_by(accounts.c.username_key))]

    def _read(self, *which: ColumnElement[bool]) -> list[Cover]:
        names = (_OWNERS.c.full_name, covers.c.reader_id, _READERS.c.full_name, _NAMERS.c.full_name)
        columns = (covers.c.id, covers.c.owner_id, *names, covers.c.starts_at, covers.c.ends_at, covers.c.reason)
        query = select(*columns).join(_OWNERS, _OWNERS.c.id == covers.c.owner_id)
        query = query.join(_READERS, _READERS.c.id == covers.c.reader_id)
        query = query.join(_NAMERS, _NAMERS.c.id == covers.c.named_by).where(*which)
        with reading(self._engine) as connection:
            return [Cover(*row) for row in connection.execute(query.order_by(covers.c.starts_at, covers.c.id))]


def _is_to_end() -> ColumnElement[bool]:
    return covers.c.ended_at.is_(None) & (covers.c.ends_at > datetime.now(UTC))


def _was_named(connection: Connection, named_by: int, form_id: str) -> bool:
    query = select(covers.c.id).where((covers.c.named_by == named_by) & (covers.c.form_id == form_id))
    return bool(form_id) and connection.execute(query).first() is not None


def _refuse(connection: Connection, values: dict[str, Any], now: datetime) -> None:
    owner_id, reader_id, span = values["owner_id"], values["reader_id"], values["ends_at"] - values["starts_at"]
    reader = Reader()
    if connection.execute(select(accounts.c.id).where(accounts.c.id == owner_id)).first() is None:
        reader.fault("owner", say("Choose whose examinations are covered."))
    if reader_id == owner_id or not is_clinician(connection, reader_id):
        reader.fault("reader", say("Choose another active account of a clinician."))
    elif reader_id == values["named_by"]:
        reader.fault("reader", say("Nobody names oneself: another administrator does, or take emergency access."))
    if span <= timedelta() or values["ends_at"] <= now:
        reader.fault("until", say("The last day is today or later, and not before the first."))
    elif span > LONGEST_SPAN:
        reader.fault("until", say("At most {number} days at a time.").format(number=LONGEST_SPAN.days))
    read_needed(reader, values["reason"], "reason", LONGEST_REASON, say("Give a reason."))
    if reader.faults:
        raise AnswerRefused(reader.faults)
