"""The questions of a step: yes, no, and not asked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from exam.domain.record.model import ExamRecord
from exam.steps.questions import groups_of, questions_of
from exam.web.presenters.reference.citations import Citation, basis_words, citations
from exam.web.presenters.step.cells import element_id
from exam.web.presenters.step.options import Option, yes_no
from exam.web.presenters.step.parts import group_id
from reference.model import Question


@dataclass(frozen=True, slots=True)
class ShownQuestion:
    """One question. `state` is yes, no or empty."""

    id: str
    path: str
    label: str
    ask: str
    about: str
    state: str
    by_none_of_these: bool
    options: tuple[Option, Option]
    basis: str
    citations: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class ShownQuestionGroup:
    """Questions under one heading."""

    id: str
    title: str
    rows: tuple[ShownQuestion, ...]


def question_row(question: Question, record: ExamRecord, origins: Mapping[str, str]) -> ShownQuestion:
    """One question with its answer."""
    now = record.at(question.id)
    return ShownQuestion(
        element_id(question.id),
        question.id,
        question.label,
        question.ask,
        question.about,
        "yes" if now is True else "no" if now is False else "empty",
        now is False and origins.get(question.id) == "all_normal",
        yes_no(question.id, question.label, now=now),
        basis_words(question.basis),
        citations(question.sources),
    )


def question_groups(step: str, record: ExamRecord, origins: Mapping[str, str]) -> tuple[ShownQuestionGroup, ...]:
    """The questions of a step by group, in the order of the reference."""
    return tuple(
        ShownQuestionGroup(
            group_id(title),
            title,
            tuple(question_row(question, record, origins) for question in questions_of(step, title)),
        )
        for title in groups_of(step)
    )
