"""The questions that decide which imaging is suggested, as the assessment asks them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from exam.domain.language import say, say_count
from exam.domain.reasoning.conclusions import Assessment
from exam.domain.record.model import ExamRecord
from exam.domain.words.grammar import inside, joined
from exam.steps.assessment import ID, asked_before_imaging
from exam.steps.questions import offered
from exam.web.presenters.step.questions import ShownQuestion, question_row

MOST_NAMED = 1
"""Questions named in the line that opens them all, which has little room."""


@dataclass(frozen=True, slots=True)
class ImagingQuestions:
    """`beside` are those whose answer would change the imaging suggested now, and those answered; `others` the rest."""

    beside: tuple[ShownQuestion, ...]
    others: tuple[ShownQuestion, ...]

    @property
    def summary(self) -> str:
        """What is still to be asked beside the imaging: "Ask first: pregnancy and 2 more"."""
        open_ones = [inside(row.label) for row in self.beside if row.state == "empty"]
        if not open_ones:
            return say("Answered: what would change this suggestion")
        number = len(open_ones) - MOST_NAMED
        more = [say_count("{number} more", "{number} more", number).format(number=number)] if number > 0 else []
        return say("Ask first: {questions}").format(questions=joined([*open_ones[:MOST_NAMED], *more]))

    @property
    def answered(self) -> bool:
        """Whether one of those beside the imaging has an answer."""
        return any(row.state != "empty" for row in self.beside)


def imaging_questions(
    record: ExamRecord, origins: Mapping[str, str], found: Assessment, *, hidden: bool
) -> ImagingQuestions:
    """The questions of a record; while the ranking is `hidden`, none is picked out by what is suggested."""
    asked = offered(ID, record)
    deciding = () if hidden else asked_before_imaging(record, found)
    beside = [q for q in asked if not hidden and (q.id in deciding or record.at(q.id) is not None)]
    # What makes a study impossible comes before when it is due.
    beside.sort(key=lambda question: question.id.startswith("presentation.features."))
    return ImagingQuestions(
        tuple(question_row(question, record, origins) for question in beside),
        tuple(question_row(question, record, origins) for question in asked if question not in beside),
    )
