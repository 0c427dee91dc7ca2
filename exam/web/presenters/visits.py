"""The earlier examinations of one patient reference: drafts to continue, signed ones to compare with, what changed."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from exam.domain.language import mark, say, say_count
from exam.domain.note.compared import ABNORMAL, compared_lines, compared_title
from exam.domain.note.history import Line
from exam.domain.record.earlier.changes import Change, changes_between
from exam.domain.record.model import ExamRecord
from exam.domain.words.values import day_words
from exam.store.stored import ExamSummary
from exam.web.presenters.exam_list import ListRow, list_rows

MOST_VISITS = 3
A_YEAR = timedelta(days=365)
COUNTED: dict[Change, str] = {
    "worse": mark("{number} worse"),
    "new": mark("{number} new"),
    "better": mark("{number} better"),
}


@dataclass(frozen=True, slots=True)
class Visit:
    """A signed examination: when it was, in words, and its line of the list."""

    id: str
    day: str
    row: ListRow


@dataclass(frozen=True, slots=True)
class Visits:
    """What there is of a reference. `older` is how many signed ones are not shown.

    `age` and `sex` are those of the latest signed one, to be confirmed; no age where it was a year ago or longer.
    """

    drafts: tuple[ListRow, ...]
    signed: tuple[Visit, ...]
    older: int
    age: int | None
    sex: str | None
    age_then: str


@dataclass(frozen=True, slots=True)
class Compared:
    """What has changed since the earlier examination. `earlier_id` is empty for one that is not stored here.

    Without a title the examination is compared with none, and `others` are those that it could be compared with.
    """

    title: str
    summary: str
    lines: tuple[Line, ...]
    earlier_id: str
    others: tuple[Visit, ...]


def compared_view(record: ExamRecord, earlier_id: str, others: tuple[Visit, ...]) -> Compared:
    """The comparison of one examination, worse first."""
    title = compared_title(record)
    lines = tuple(line if isinstance(line, Line) else Line("", line) for line in compared_lines(record))
    return Compared(title, _summary(record), lines, earlier_id, () if title else others)


def _summary(record: ExamRecord) -> str:
    """How many findings are worse, new and better, in a line: "1 worse, 2 better"."""
    changes = [one.change for one in changes_between(record.earlier_findings, record.findings)]
    if not record.earlier_findings and record.earlier:
        changes = ["worse"] * len(record.earlier.worse)
    counted = [say(COUNTED[change]).format(number=changes.count(change)) for change in COUNTED if change in changes]
    if "uncertain" in changes:
        counted.append(say("{number} not comparable because of pain").format(number=changes.count("uncertain")))
    both = sum(change not in ABNORMAL or change == "unchanged" for change in changes)
    return ", ".join(counted) or _nothing_counted(both)


def _nothing_counted(both: int) -> str:
    """That none is worse, new or better of so many tests done both times."""
    if not both:
        return say("No test was done both times")
    unchanged = say_count(
        "Nothing changed that was tested both times", "No change in the {number} tests done both times", both
    )
    return unchanged.format(number=both)


def visits_of(
    known: Sequence[ExamSummary],
    dates: Mapping[str, str | None],
    now: datetime,
    *,
    by_clock: Callable[[datetime], datetime],
    hide_found: bool,
) -> Visits:
    """The examinations, newest first; `dates` are when each was examined, one without a date is not compared with."""
    rows = dict(zip((one.id for one in known), list_rows(known, by_clock, hide_found=hide_found), strict=True))
    signed = [one for one in known if one.status == "finished" and dates[one.id]]
    shown = tuple(Visit(one.id, day_words(str(dates[one.id])), rows[one.id]) for one in signed[:MOST_VISITS])
    latest = signed[0] if signed else None
    recent = latest is not None and now - datetime.fromisoformat(str(dates[latest.id])) < A_YEAR
    return Visits(
        drafts=tuple(rows[one.id] for one in known if one.status == "draft"),
        signed=shown,
        older=len(signed) - len(shown),
        age=latest.age if latest and recent else None,
        sex=latest.sex if latest else None,
        age_then=say("{age} on {day}").format(age=latest.age, day=shown[0].day)
        if latest and latest.age is not None
        else "",
    )
