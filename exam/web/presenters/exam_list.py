"""The list of examinations: who, what was found or signed, and what is open, a line for each."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import NamedTuple, get_args

from exam.domain.language import mark, said_once, say
from exam.domain.words.values import moment, value_label
from exam.store.listing import Wanted
from exam.store.stored import ExamSummary, Listed, Order
from exam.web.presenters.frame.patient_bar import SIDE_WORDS

SHOWN = {
    "": mark("All"),
    "draft": mark("Drafts"),
    "finished": mark("Signed"),
    "void": mark("Void"),
    "discarded": mark("Discarded"),
}
EMERGENCY = "emergency"
EMERGENCIES: tuple[Listed, ...] = ("draft", "finished")
ORDERS: dict[Order, str] = {"changed": mark("Last changed"), "reference": mark("Reference"), "age": mark("Age")}
ACTS: dict[Listed, str] = {
    "draft": mark("last changed"),
    "finished": mark("signed"),
    "void": mark("signed"),
    "discarded": mark("discarded"),
}
WAITS, RETURNED = mark("not counter-signed yet; signed"), mark("sent back, not valid; signed")


class ListRow(NamedTuple):
    """One examination of the list. `href` is empty for a discarded one, which can only be restored.

    `act` is what happened last, `when` that was, in words, and `at` the same as a page marks it for programs. A named
    tuple, since a list makes a hundred of them.
    """

    id: str
    href: str
    reference: str
    who: str
    found: str
    version: str
    void: bool
    act: str
    at: str
    when: str
    emergencies: int


@dataclass(frozen=True, slots=True)
class Filter:
    """Which examinations the page was asked for, and in which order; what is unknown means all of them.

    `only`: of those with an emergency, the drafts or the signed ones.
    """

    show: str = ""
    order: Order = "changed"
    only: str = ""

    @classmethod
    def read(cls, show: str, order: str, only: str = "") -> Filter:
        """From the words of an address or a form."""
        known = show if show in SHOWN or show == EMERGENCY else ""
        group = only if known == EMERGENCY and only in EMERGENCIES else ""
        return cls(known, next((one for one in ORDERS if one == order), "changed"), group)

    def of(self, group: Listed) -> Filter:
        """The one with this group alone: a page that is not the first has one group."""
        return replace(self, only=group) if self.show == EMERGENCY else replace(self, show=group)

    @property
    def statuses(self) -> tuple[Listed, ...]:
        """The groups to show."""
        if self.show == EMERGENCY:
            return tuple(one for one in EMERGENCIES if self.only in ("", one))
        return tuple(one for one in get_args(Listed) if one == self.show) or ("draft", "finished")

    def wanted(self, status: Listed, search: str) -> Wanted:
        """What the store is asked for one group."""
        return Wanted(search, status, emergency=self.show == EMERGENCY, order=self.order)

    def words(self, **changed: str) -> dict[str, str]:
        """The words of the address of another filter, or of another page; the usual ones are left out."""
        only = "" if "show" in changed else self.only
        given = {"show": self.show, "order": self.order, "only": only, **changed}
        return {name: word for name, word in given.items() if word not in ("", "changed")}


@dataclass(frozen=True, slots=True)
class Group:
    """The lines of one state, and the places beside them with the filter of a page that has this group alone."""

    heading: str
    rows: list[ListRow]
    filter: Filter
    before: str
    after: str


def list_rows(
    listed: Iterable[ExamSummary], by_clock: Callable[[datetime], datetime], *, hide_found: bool
) -> list[ListRow]:
    """The lines; `hide_found` leaves out what the findings of a draft fit, which would give its ranking away."""
    return [_row(exam, by_clock, hide_found=hide_found) for exam in listed]


def _row(exam: ExamSummary, by_clock: Callable[[datetime], datetime], *, hide_found: bool) -> ListRow:
    state, at = _state(exam), by_clock(exam.discarded_at or exam.signed_at or exam.updated_at)
    return ListRow(
        id=exam.id,
        href=_href(exam, state),
        reference=exam.reference,
        who=_who(exam),
        found="" if hide_found and exam.status == "draft" else exam.found,
        version=say("Version {number}").format(number=exam.version) if exam.version > 1 else "",
        void=state == "void",
        act=_act(exam, state),
        at=at.isoformat(timespec="seconds"),
        when=moment(at),
        emergencies=exam.emergencies,
    )


def _state(exam: ExamSummary) -> Listed:
    if exam.discarded_at:
        return "discarded"
    if exam.void:
        return "void"
    return exam.status


def _act(exam: ExamSummary, state: Listed) -> str:
    """What happened last; of a student's note, that it is not valid."""
    if state == "finished" and exam.returned:
        return say(RETURNED)
    return say(WAITS if state == "finished" and exam.waits else ACTS[state])


def _href(exam: ExamSummary, state: Listed) -> str:
    if state == "discarded":
        return ""
    return f"/exams/{exam.id}/{'complaint' if state == 'draft' else 'note'}"


def _who(exam: ExamSummary) -> str:
    words = _sex_and_side(exam.sex, exam.side)
    return words if exam.age is None else f"{exam.age}, {words}" if words else str(exam.age)


@said_once(most=64)
def _sex_and_side(sex: str | None, side: str | None) -> str:
    words = (value_label("patient.sex", sex) if sex and sex != "unknown" else "", say(SIDE_WORDS[side]) if side else "")
    return ", ".join(filter(None, words))
