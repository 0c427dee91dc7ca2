"""The list of signed examinations that wait for an outcome: of each how old it is."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from exam.domain.language import say, say_count
from exam.domain.words.values import value_label
from exam.store.outcomes.waiting import MOST, Waiting

WEEK = timedelta(weeks=1)
GOOD_TIME = timedelta(weeks=6)
"""By then the course, an image or a specialist has often said more (judgement)."""


@dataclass(frozen=True, slots=True)
class WaitingRow:
    """One of them: of whom, what was found, and how long ago it was signed."""

    id: str
    reference: str
    who: str
    found: str
    version: str
    age: str
    is_time: bool


def waiting_rows(waiting: Iterable[Waiting], now: datetime) -> list[WaitingRow]:
    """The lines, in their order."""
    return [_row(one, now - one.signed_at) for one in waiting]


def count_words(count: int) -> str:
    """How many have waited for six weeks or more; a hundred are not counted further."""
    if count >= MOST:
        return say("{number} or more signed 6 weeks ago or earlier").format(number=MOST)
    return say_count("{number} signed 6 weeks ago or earlier", "{number} signed 6 weeks ago or earlier", count).format(
        number=count
    )


def _row(one: Waiting, age: timedelta) -> WaitingRow:
    weeks = max(age // WEEK, 0)
    words = say_count("signed {number} week ago", "signed {number} weeks ago", weeks).format(number=weeks)
    sex = value_label("patient.sex", one.sex) if one.sex and one.sex != "unknown" else ""
    return WaitingRow(
        id=one.id,
        reference=one.reference,
        who=", ".join(word for word in ("" if one.age is None else str(one.age), sex) if word),
        found=one.found,
        version=say("Version {number}").format(number=one.version) if one.version > 1 else "",
        age=words if weeks else say("signed less than a week ago"),
        is_time=age >= GOOD_TIME,
    )
