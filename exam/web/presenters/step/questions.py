"""The questions of a step: yes, no, and not asked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from exam.domain.language import mark, say
from exam.domain.record.model import ExamRecord
from exam.domain.words.grammar import sided
from exam.steps.courses import course_path
from exam.steps.questions import FIRST, asked_first, asks_first, groups_of, offered, questions_of
from exam.steps.zoster import PATHS, QUESTION, dermatomes_asked, zoster_path
from exam.training.practice import is_practice
from exam.web.presenters.reference.citations import Citation, basis_words, citations
from exam.web.presenters.step.cells import element_id
from exam.web.presenters.step.options import Choice, Option, flag_with_course, yes_no
from exam.web.presenters.step.parts import group_id
from exam.web.presenters.step.practised import Practised, practised
from reference.model import Question
from reference.vocabulary import SIDES, ZOSTER_DERMATOMES, Side

RASH_SIDES = {"right": mark("Dermatomes of the rash, right"), "left": mark("Dermatomes of the rash, left")}


@dataclass(frozen=True, slots=True)
class Dermatomes:
    """The buttons for the dermatomes of a rash, right before left. `paths` are what they answer, and the question."""

    id: str
    paths: frozenset[str]
    sides: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class ShownQuestion:
    """One question. `state` is yes, no or empty; `paths` are what its buttons answer.

    `by_complaint` where the complaint answered it.
    """

    id: str
    paths: frozenset[str]
    label: str
    ask: str
    about: str
    state: str
    by_none_of_these: bool
    by_complaint: bool
    options: tuple[Option, ...]
    basis: str
    citations: tuple[Citation, ...]
    dermatomes: Dermatomes | None = None
    practised: Practised | None = None


@dataclass(frozen=True, slots=True)
class QuestionPlace:
    """The place of one question; without a row where the question is not offered."""

    id: str
    path: str
    row: ShownQuestion | None


@dataclass(frozen=True, slots=True)
class ShownQuestionGroup:
    """Questions under one heading; `more` where they come behind those that are asked first. `title` is a message."""

    id: str
    title: str
    places: tuple[QuestionPlace, ...]
    more: bool = False

    @property
    def rows(self) -> tuple[ShownQuestion, ...]:
        """The questions that are offered."""
        return tuple(place.row for place in self.places if place.row)

    @property
    def left(self) -> int:
        """How many have no answer."""
        return sum(row.state == "empty" for row in self.rows)

    @property
    def has_courses(self) -> bool:
        """Whether some are answered as new or long-standing."""
        return any(len(row.options) > 2 for row in self.rows)


def question_row(question: Question, record: ExamRecord, origins: Mapping[str, str]) -> ShownQuestion:
    """One question with its answer."""
    now = record.at(question.id)
    return ShownQuestion(
        element_id(question.id),
        frozenset((question.id, course_path(question.id)) if question.course else (question.id,)),
        say(question.label),
        say(question.ask),
        say(question.about),
        "yes" if now is True else "no" if now is False else "empty",
        now is False and origins.get(question.id) == "all_normal",
        now is True and origins.get(question.id) == "derived",
        _options(question, record),
        basis_words(question.basis),
        citations(question.sources),
        _dermatomes(record) if question.id == QUESTION and not is_practice(record) else None,
        practised(record, question.id, say(question.label), _answered(question, record)),
    )


def _answered(question: Question, record: ExamRecord) -> str:
    return next((option.text for option in _options(question, record) if option.chosen), "")


def _options(question: Question, record: ExamRecord) -> tuple[Option, ...]:
    now = record.at(question.id)
    if not question.course:
        return yes_no(question.id, say(question.label), now=now)
    return flag_with_course(question.id, say(question.label), flag=now, course=record.at(course_path(question.id)))


def _dermatomes(record: ExamRecord) -> Dermatomes:
    """No buttons unless the rash was answered yes."""
    sides = tuple(_dermatomes_of(side, record) for side in SIDES) if dermatomes_asked(record) else ()
    return Dermatomes(element_id("presentation.zoster_dermatomes"), frozenset((QUESTION, *PATHS)), sides)


def _dermatomes_of(side: Side, record: ExamRecord) -> Choice:
    """A tap sends the wanted state, `+L4` or `-L4`, so that sending it twice does no harm."""
    path = zoster_path(side)
    marked = record.presentation.zoster_dermatomes.get(side, ())
    buttons = (
        Option(path, f"+{area}", area, _in_rash(area, side), area in marked, clears=f"-{area}")
        for area in ZOSTER_DERMATOMES
    )
    return Choice(element_id(path), say(RASH_SIDES[side]), tuple(buttons))


def _in_rash(area: str, side: Side) -> str:
    return say("Shingles rash, {dermatome}").format(dermatome=sided(area, [side]))


def question_groups(step: str, record: ExamRecord, origins: Mapping[str, str]) -> tuple[ShownQuestionGroup, ...]:
    """The questions of a step by group, in the order of the reference."""
    now = {question.id for question in offered(step, record)}

    def place(question: Question) -> QuestionPlace:
        row = question_row(question, record, origins) if question.id in now else None
        return QuestionPlace(element_id(question.id), question.id, row)

    behind = asks_first(step)
    # One that an answer on the same page opens must appear in view.
    waiting = (row for row in questions_of(step) if behind and row.opened_by and row.id not in now)
    first = (*asked_first(step, record), *waiting)
    grouped = {title: questions_of(step, title) for title in groups_of(step)} | ({FIRST: first} if behind else {})
    return tuple(
        ShownQuestionGroup(
            group_id(title),
            title,
            tuple(place(question) for question in rows if title == FIRST or question not in first),
            more=behind and title != FIRST,
        )
        for title, rows in grouped.items()
    )
