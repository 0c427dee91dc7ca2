"""The yes-or-no questions of a step: their groups and fields, and "none of these"."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from exam.domain.language import mark
from exam.domain.reasoning.consistency.derived import said_by_complaint
from exam.domain.reasoning.facts import Facts, facts_of
from exam.domain.reasoning.possible_rules import Rules, rules
from exam.domain.reasoning.rules import holds
from exam.domain.record.answers import Answer
from exam.domain.record.model import ExamRecord
from exam.domain.remembered import remembered
from exam.steps import fields
from exam.steps.courses import course_fields
from exam.steps.fields import Field
from exam.steps.step import Progress, Summary
from exam.steps.zoster import asks_for_rash, dermatomes_marked, zoster_fields
from reference import load_reference
from reference.model import Question, When

MOST_FIRST = 8
NO_TURN = 999
FIRST = mark("For this complaint")
"""The group of the questions that are asked first, in a step that has them."""


@cache
def questions_of(step: str, group: str = "") -> tuple[Question, ...]:
    """The questions of a step, or of one of its groups, in the order of the reference."""
    return tuple(q for q in load_reference().questions.values() if q.step == step and group in ("", q.group))


def offered(step: str, record: ExamRecord, group: str = "") -> tuple[Question, ...]:
    """The questions that the record calls for: all but those `opened_by` something else; one answered is kept."""
    return _offered(record, step, group)


@remembered
def _offered(record: ExamRecord, step: str, group: str) -> tuple[Question, ...]:
    there = opened(record)
    return tuple(row for row in questions_of(step, group) if row.opened_by is None or row.id in there)


def asked_first(step: str, record: ExamRecord) -> tuple[Question, ...]:
    """The questions that the complaint calls for, at most eight, the most needed first, and behind them those answered.

    All that something else opened are among them. Empty for a step that asks everything.
    """
    return _asked_first(record, step) if asks_first(step) else ()


@remembered
def _asked_first(record: ExamRecord, step: str) -> tuple[Question, ...]:
    facts, rows, said = facts_of(record), offered(step, record), said_by_complaint(record)
    called = [row for row in rows if row.id not in said and _is_called_for(row, facts)]
    wanted = sorted(called, key=lambda row: row.turn)[
        : max(MOST_FIRST, sum(row.opened_by is not None for row in called))
    ]
    answered = (row for row in rows if record.at(row.id) is not None)
    return tuple(dict.fromkeys((*wanted, *answered)))


@cache
def asks_first(step: str) -> bool:
    """Whether the step asks first what the complaint calls for."""
    return any(row.turn < NO_TURN for row in questions_of(step))


def _is_called_for(question: Question, facts: Facts) -> bool:
    return question.turn < NO_TURN and (question.first_when is None or holds(question.first_when, facts))


def may_be_opened() -> frozenset[str]:
    """The questions that something else opens."""
    return frozenset(id for id, _ in _openings().rows)


@cache
def _openings() -> Rules[tuple[str, When]]:
    """What opens each of them."""
    opened = [(row.id, row.opened_by) for row in load_reference().questions.values() if row.opened_by]
    return rules(opened, lambda opening: opening[1])


@remembered
def opened(record: ExamRecord) -> frozenset[str]:
    """Those of them that are offered."""
    facts = facts_of(record)
    answered = (id for id, _ in _openings().rows if record.at(id) is not None)
    return frozenset((*answered, *(id for id, when in _openings().possible(facts) if holds(when, facts))))


def groups_of(step: str) -> tuple[str, ...]:
    """The groups of a step's questions, in the order of the reference; first those that are asked first."""
    first = (FIRST,) if asks_first(step) else ()
    return (*first, *dict.fromkeys(question.group for question in questions_of(step)))


def yes_no_fields(step: str) -> Mapping[str, Field]:
    """The fields of every question of a step, of the course of a red flag, and of what is asked below a question."""
    asked = {question.id: fields.yes_no for question in questions_of(step)}
    return {**asked, **course_fields(step), **zoster_fields(step)}


def none_of_these(step: str, record: ExamRecord, group: str = "") -> tuple[Answer, ...]:
    """No to every question that is offered and has no answer, unless the complaint says yes; no answer is changed.

    A group of a step that asks some questions first is without these, which are a group of their own.
    """
    open_questions = (q.id for q in in_group(step, record, group) if record.at(q.id) is None)
    said = said_by_complaint(record)
    return tuple(Answer(id, False) for id in open_questions if id not in said)


def in_group(step: str, record: ExamRecord, group: str = "") -> tuple[Question, ...]:
    """The questions that are shown under a heading: those asked first, or those of a group that are not."""
    first = asked_first(step, record)
    if group == FIRST:
        return first
    return tuple(question for question in offered(step, record, group) if not group or question not in first)


def none_of_a_group(step: str, record: ExamRecord, group: str = "") -> tuple[Answer, ...]:
    """The same, for one group only: a long history must not be answered unread."""
    return none_of_these(step, record, group) if group else ()


def asked(step: str, record: ExamRecord) -> Progress | None:
    """How many of the questions that are offered, or asked first where the step has these, have an answer."""
    questions = asked_first(step, record) or offered(step, record)
    return Progress(sum(record.at(q.id) is not None for q in questions), len(questions)) if questions else None


def answers_of(step: str, record: ExamRecord) -> Summary:
    """What was answered yes, with the dermatomes of a rash, and what no."""
    given = {question.id: record.at(question.id) for question in questions_of(step)}
    marked = dermatomes_marked(record) if asks_for_rash(step) else ()
    return Summary(
        notable=(*(path for path, answer in given.items() if answer is True), *marked),
        normal=tuple(path for path, answer in given.items() if answer is False),
    )
