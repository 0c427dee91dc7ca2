"""The questions that decide which imaging is suggested, as the assessment asks them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from exam.domain.reasoning.conclusions import Assessment
from exam.domain.record.model import ExamRecord
from exam.steps.assessment import ID
from exam.web.presenters.step.questions import ShownQuestionGroup, question_groups


@dataclass(frozen=True, slots=True)
class ImagingQuestions:
    """The questions by group; `bear_on_a_study` where a study is suggested and one of them is open."""

    groups: tuple[ShownQuestionGroup, ...]
    bear_on_a_study: bool

    @property
    def all(self) -> int:
        """How many there are."""
        return sum(len(group.rows) for group in self.groups)

    @property
    def open(self) -> int:
        """How many have no answer."""
        return sum(group.left for group in self.groups)


def imaging_questions(record: ExamRecord, origins: Mapping[str, str], found: Assessment) -> ImagingQuestions:
    """The questions of a record."""
    groups = question_groups(ID, record, origins)
    return ImagingQuestions(groups, bool(found.imaging) and any(group.left for group in groups))
