"""The settings of the clinic and of each account, and the phrases that an account inserts into a note."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Literal
from zoneinfo import ZoneInfo, available_timezones

from sqlalchemy import Connection, Engine, Table, delete, insert, select

from exam.domain.language import say
from exam.domain.record.json_values import Fault, Reader
from exam.domain.words.regulatory_status import Service
from exam.store.database import reading, wait_for_turn, writing
from exam.store.service.periods import lasting_service
from exam.store.state import refuse_id
from exam.store.stored import AnswerRefused
from exam.store.tables import account_settings, clinic_settings, phrases
from exam.store.trail.entries import wrote

Paper = Literal["a4", "letter"]
PhraseKind = Literal["plan", "safety_net", "impression"]
LOCK = "lock_minutes"
PAPERS: tuple[Paper, ...] = ("a4", "letter")
PHRASE_KINDS: tuple[PhraseKind, ...] = ("plan", "safety_net", "impression")
SELDOMEST_AGAIN, DEFAULT_AGAIN = 15, 5
"""Minutes for which a password that was given is not asked for again before signing; 0 asks each time."""
SOONEST_LOCK, LATEST_LOCK, DEFAULT_LOCK = 1, 60, 15
"""Minutes without use after which a tablet is locked."""
LONGEST_NAME, LONGEST_ADDRESS, LONGEST_PHRASE = 100, 300, 500
MOST_PHRASES = 50
"""Of one kind."""


@dataclass(frozen=True, slots=True)
class Clinic:
    """Where examinations are made. An empty `time_zone` is the server's own.

    `service` is None until the clinic puts Dermyo into service; it is recorded by `Periods`, not here.
    """

    name: str = ""
    address: str = ""
    time_zone: str = ""
    paper: Paper = "a4"
    reference_in_file_names: bool = False
    again_minutes: int = DEFAULT_AGAIN
    service: Service | None = None
    lock_minutes: int = DEFAULT_LOCK

    @property
    def zone(self) -> ZoneInfo | None:
        """The time zone, or None for the server's own."""
        return ZoneInfo(self.time_zone) if self.time_zone else None

    def by_clock(self, moment: datetime) -> datetime:
        """A moment by the clinic's clock."""
        return moment.astimezone(self.zone)


@dataclass(frozen=True, slots=True)
class Own:
    """What one account chose for itself; an empty `paper` is the clinic's."""

    paper: Paper | Literal[""] = ""


@dataclass(frozen=True, slots=True)
class Phrase:
    """A text that is inserted by one tap."""

    id: int
    text: str


class Settings:
    """The settings of one database."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def clinic(self) -> Clinic:
        """The settings that hold for everyone."""
        with reading(self._engine) as connection:
            stored = {row.name: row.value for row in connection.execute(select(clinic_settings))}
            service = lasting_service(connection)
        flag = stored.pop("reference_in_file_names", "")
        again = _minutes(stored.pop("again_minutes", None), 0, DEFAULT_AGAIN, SELDOMEST_AGAIN)
        lock = _minutes(stored.pop(LOCK, None), SOONEST_LOCK, DEFAULT_LOCK, LATEST_LOCK)
        known = {name: value for name, value in stored.items() if name in Clinic.__dataclass_fields__}
        parsed: dict[str, Any] = {"reference_in_file_names": flag == "yes", "again_minutes": again, "service": service}
        return Clinic(**known | parsed | {LOCK: lock})

    def now(self) -> datetime:
        """The time by the clinic's clock, with its offset."""
        return self.clinic().by_clock(datetime.now(UTC))

    def save_clinic(self, clinic: Clinic) -> None:
        """Store them all. Raises `AnswerRefused` with every fault, and then nothing is stored."""
        reader = Reader()
        reader.text(clinic.name, "name", LONGEST_NAME)
        reader.text(clinic.address, "address", LONGEST_ADDRESS)
        if clinic.time_zone and clinic.time_zone not in available_timezones():
            reader.fault("time_zone", say("is not a known time zone, such as Europe/Zurich"))
        if clinic.paper not in PAPERS:
            reader.fault("paper", _no_paper())
        _refuse_minutes(reader, "again_minutes", clinic.again_minutes, 0, SELDOMEST_AGAIN)
        _refuse_minutes(reader, LOCK, clinic.lock_minutes, SOONEST_LOCK, LATEST_LOCK)
        if reader.faults:
            raise AnswerRefused(reader.faults)
        values = asdict(clinic) | {"reference_in_file_names": "yes" if clinic.reference_in_file_names else "no"}
        del values["service"]
        with writing(self._engine) as connection:
            wait_for_turn(connection, "settings")
            _write(connection, clinic_settings, {}, values)

    def own(self, user_id: int) -> Own:
        """What this account chose."""
        query = select(account_settings).where(account_settings.c.account_id == user_id)
        with reading(self._engine) as connection:
            stored = {row.name: row.value for row in connection.execute(query)}
        return Own(**{name: value for name, value in stored.items() if name in Own.__dataclass_fields__})

    def save_own(self, user_id: int, own: Own) -> None:
        """Store what this account chose. Raises `AnswerRefused`."""
        if own.paper and own.paper not in PAPERS:
            raise AnswerRefused((Fault("paper", _no_paper()),))
        with writing(self._engine) as connection:
            wait_for_turn(connection, "settings")
            _write(connection, account_settings, {"account_id": user_id}, asdict(own))

    def phrases(self, user_id: int, kind: PhraseKind) -> list[Phrase]:
        """This account's phrases of one kind, oldest first."""
        mine = (phrases.c.account_id == user_id) & (phrases.c.kind == kind)
        with reading(self._engine) as connection:
            rows = connection.execute(select(phrases.c.id, phrases.c.text).where(mine).order_by(phrases.c.id))
            return [Phrase(*row) for row in rows]

    def add_phrase(self, user_id: int, kind: PhraseKind, text: str, *, form_id: str = "") -> Phrase:
        """Add a phrase of 1 to 500 characters; one that is there already, or the same `form_id`, adds nothing.

        Raises `AnswerRefused`, also for more than 50 of a kind.
        """
        _refuse_phrase(kind, text)
        if form_id:
            refuse_id("form_id", form_id)
        mine = (phrases.c.account_id == user_id) & (phrases.c.kind == kind)
        with writing(self._engine) as connection:
            wait_for_turn(connection, "phrases")
            rows = connection.execute(select(phrases.c.id, phrases.c.text, phrases.c.form_id).where(mine)).all()
            for row in rows:
                if row.text == text.strip() or (form_id and row.form_id == form_id):
                    return Phrase(row.id, row.text)
            if len(rows) >= MOST_PHRASES:
                words = say("there are {number} phrases already; remove one first").format(number=MOST_PHRASES)
                raise AnswerRefused((Fault("text", words),))
            given = {"account_id": user_id, "kind": kind, "text": text.strip(), "form_id": form_id or None}
            added = connection.execute(insert(phrases).values(given).returning(phrases.c.id)).scalar_one()
            wrote(connection, "phrase added", phrases, added)
            return Phrase(added, text.strip())

    def remove_phrase(self, user_id: int, phrase_id: int) -> None:
        """Remove one of this account's phrases; one that is not there is removed already."""
        mine = (phrases.c.account_id == user_id) & (phrases.c.id == phrase_id)
        with writing(self._engine) as connection:
            if connection.execute(delete(phrases).where(mine)).rowcount:
                wrote(connection, "phrase removed", phrases, phrase_id)


LOCK_AFTER = select(clinic_settings.c.value).where(clinic_settings.c.name == LOCK)


def lock_after(connection: Connection) -> timedelta:
    """How long after its last use a session is locked."""
    return lock_after_stored(connection.scalar(LOCK_AFTER))


def lock_after_stored(stored: str | None) -> timedelta:
    """How long after its last use a session is locked, by the stored setting."""
    return timedelta(minutes=_minutes(stored, SOONEST_LOCK, DEFAULT_LOCK, LATEST_LOCK))


def _refuse_minutes(reader: Reader, name: str, minutes: int, least: int, most: int) -> None:
    if not least <= minutes <= most:
        words = say("must be a whole number from {least} to {most}")
        reader.fault(name, words.format(least=least, most=most))


def _minutes(stored: str | None, least: int, default: int, most: int) -> int:
    """A number of minutes as it is stored; what is none is the default."""
    minutes = int(stored) if stored and stored.isascii() and stored.isdecimal() and len(stored) < 4 else default
    return minutes if least <= minutes <= most else default


def _write(connection: Connection, table: Table, owner: Mapping[str, Any], values: Mapping[str, Any]) -> None:
    here = [table.c[name] == value for name, value in owner.items()]
    connection.execute(delete(table).where(table.c.name.in_(values), *here))
    rows = [{**owner, "name": name, "value": str(value)} for name, value in values.items()]
    connection.execute(insert(table), rows)
    for row in rows:
        wrote(connection, "settings changed", table, *(row[column.name] for column in table.primary_key))


def _no_paper() -> str:
    return say("must be {one} or {other}").format(one=PAPERS[0], other=PAPERS[1])


def _refuse_phrase(kind: str, text: str) -> None:
    reader = Reader()
    if kind not in PHRASE_KINDS:
        reader.fault("kind", say("must be one of {kinds}").format(kinds=", ".join(PHRASE_KINDS)))
    reader.text(text.strip(), "text", LONGEST_PHRASE)
    if not text.strip():
        reader.fault("text", say("needs at least one character"))
    if reader.faults:
        raise AnswerRefused(reader.faults)
