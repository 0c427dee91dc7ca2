"""The assessment: the clinician's own impression beside what the program found, the plan, and the safety net."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from itertools import pairwise

from exam.domain.reasoning.assess import decides_imaging
from exam.domain.reasoning.conclusions import Assessment
from exam.domain.record.answers import Answer
from exam.domain.record.causes import root_cause, roots_named
from exam.domain.record.model import ExamRecord
from exam.steps import fields, questions
from exam.steps.fields import Field, Form, comment_field
from exam.steps.step import Step
from reference import load_reference
from reference.model import StepRow

ID = "assessment"
TEXT, CAUSE, SIDE, DIAGNOSES = "impression.text", "impression.cause", "impression.side", "impression.diagnoses"
ENTERED_FIRST = "impression.entered_before_ranking"
FROM_RANKING = "impression.from_ranking"
"""A field of forms, no path of a record: a cause and a side taken from the ranking by one tap, as `root.L5 left`."""

PLAN, REVIEW = "plan.text", "plan.review_in_weeks"
SAFETY_NET, SAFETY_NET_WORDS = "plan.safety_net_given", "plan.safety_net_text"
OFFERED_WEEKS = (1, 2, 4, 6, 12)
"""Weeks until the review that are offered as buttons; any other number can be typed."""


def assessment_fields() -> Mapping[str, Field]:
    """The fields of the impression and the plan. `with_order` adds whether the impression came before the ranking."""
    return {
        TEXT: fields.free_text,
        CAUSE: fields.word,
        SIDE: fields.word,
        DIAGNOSES: fields.site,
        ENTERED_FIRST: fields.yes_no,
        PLAN: fields.free_text,
        SAFETY_NET: fields.yes_no,
        SAFETY_NET_WORDS: fields.free_text,
        REVIEW: fields.number,
        **questions.yes_no_fields(ID),
        **comment_field(ID),
    }


def offered_causes() -> tuple[str, ...]:
    """The causes a clinician can choose: each root, neighbouring roots combined, then the other lesions."""
    pairs = tuple(root_cause(pair) for pair in pairwise(roots_named()))
    single = tuple(root_cause((root,)) for root in roots_named())
    return (*single, *pairs, *(cause for cause in load_reference().causes if cause not in single))


def offered_diagnoses(first: Sequence[str]) -> tuple[str, ...]:
    """The conditions of the reference, those given first in their order."""
    return tuple(dict.fromkeys((*first, *load_reference().conditions)))


def asked_before_imaging(record: ExamRecord, found: Assessment) -> tuple[str, ...]:
    """The questions of this step without an answer that would change the imaging of an assessment."""
    return decides_imaging(record, found, (question.id for question in questions.offered(ID, record)))


def has_impression(record: ExamRecord) -> bool:
    """Whether the clinician has entered an impression."""
    own = record.impression
    return bool(own.text or own.cause or own.diagnoses)


def with_both(form: Form) -> Form:
    """A form in which one tap that is several answers is all of them.

    A cause and side from the ranking also say that the ranking was shown. Words of the safety-net advice say that it
    was given; where it was not, they are cleared.
    """
    whole: dict[str, str] = {}
    for path, text in form.items():
        if path == FROM_RANKING:
            cause, _, side = text.partition(" ")
            whole |= {CAUSE: cause, SIDE: side, ENTERED_FIRST: "false"}
        elif path == SAFETY_NET and text != "true":
            whole |= {SAFETY_NET: text, SAFETY_NET_WORDS: ""}
        elif path == SAFETY_NET_WORDS and text.strip():
            whole |= {SAFETY_NET_WORDS: text, SAFETY_NET: "true"}
        else:
            whole[path] = text
    return whole


def with_order(answers: Sequence[Answer], record: ExamRecord, *, ranking_seen: bool) -> tuple[Answer, ...]:
    """The answers, and whether the impression was entered before the ranking was seen.

    It was if the first one was, and cause, side and diagnoses have not changed since. Without an impression nothing is
    said about it.
    """
    given = {answer.path: answer.value for answer in answers if answer.path != ENTERED_FIRST}
    plain = tuple(answer for answer in answers if answer.path != ENTERED_FIRST)
    if not any(path.startswith("impression.") for path in given):
        return plain
    seen = ranking_seen or Answer(ENTERED_FIRST, value=False) in answers
    now = record.impression.entered_before_ranking
    said = _order(given, record, seen=seen)
    return plain if said is now else (*plain, Answer(ENTERED_FIRST, said))


def _order(given: Mapping[str, object], record: ExamRecord, *, seen: bool) -> bool | None:
    """The value after these answers; None where they leave no impression."""
    if not any(given.get(path, record.at(path)) for path in (TEXT, CAUSE, DIAGNOSES)):
        return None
    if not has_impression(record):
        return not seen
    changed = any(path in given and _list_as_tuple(given[path]) != record.at(path) for path in (CAUSE, SIDE, DIAGNOSES))
    return False if seen and changed else record.impression.entered_before_ranking


def _list_as_tuple(value: object) -> object:
    return tuple(value) if isinstance(value, list) else value


def step(row: StepRow) -> Step:
    """The step: tapped and typed, after the examination; never copied to a tablet, since it follows from everything."""
    return Step(
        row,
        fields=assessment_fields,
        summary=partial(questions.answers_of, ID),
        normal=partial(questions.none_of_a_group, ID),
        split=with_both,
        copied=False,
    )
