"""The plan, the safety net and the review, as they are entered; nothing is filled in for the clinician."""

from __future__ import annotations

from dataclasses import dataclass

from exam.domain.language import mark, say
from exam.domain.note.conclusion import plan_lines
from exam.domain.note.history import Line
from exam.domain.record.model import ExamRecord
from exam.domain.words.values import review_label
from exam.steps.assessment import OFFERED_WEEKS, REVIEW, SAFETY_NET
from exam.web.presenters.step.options import Option

GIVEN = (
    ("true", True, mark("Yes"), mark("Safety-net advice given: yes")),
    ("false", False, mark("No"), mark("Safety-net advice given: no")),
)


@dataclass(frozen=True, slots=True)
class ShownPlan:
    """The current state of the plan. `weeks` are those typed, where no button has them; `lines` are as on the note."""

    text: str
    safety_net: tuple[Option, ...]
    given: bool | None
    words: str
    review: tuple[Option, ...]
    weeks: str
    reviewed: bool
    lines: tuple[Line, ...]

    @property
    def in_a_line(self) -> str:
        """All of it, beside the name of its fold."""
        return "; ".join(f"{line.head}: {line.text}" for line in self.lines) or say("None entered")


def plan(record: ExamRecord) -> ShownPlan:
    """The plan of a record."""
    own, weeks = record.plan, record.plan.review_in_weeks
    return ShownPlan(
        text=own.text or "",
        safety_net=tuple(
            Option(SAFETY_NET, value, say(words), say(label), own.safety_net_given is given)
            for value, given, words, label in GIVEN
        ),
        given=own.safety_net_given,
        words=own.safety_net_text or "",
        review=tuple(
            Option(REVIEW, str(number), time, say("Review in {time}").format(time=time), weeks == number)
            for number, time in zip(OFFERED_WEEKS, map(review_label, OFFERED_WEEKS), strict=True)
        ),
        weeks=f"{weeks:g}" if weeks is not None and weeks not in OFFERED_WEEKS else "",
        reviewed=weeks is not None,
        lines=plan_lines(record),
    )
