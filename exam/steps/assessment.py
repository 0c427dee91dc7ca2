"""The assessment: the clinician's own impression, next to what the program found."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise

from exam.domain.record.answers import Answer
from exam.domain.record.causes import root_cause, roots_named
from exam.domain.record.model import ExamRecord
from exam.steps import fields
from exam.steps.fields import Field, comment_field
from exam.steps.step import Step
from reference import load_reference
from reference.model import StepRow

ID = "assessment"
ENTERED_FIRST = "impression.entered_before_ranking"


def impression_fields() -> Mapping[str, Field]:
    """The impression's fields. `with_order` adds whether it was entered before the ranking."""
    return {
        "impression.text": fields.free_text,
        "impression.cause": fields.word,
        "impression.side": fields.word,
        **comment_field(ID),
    }


def offered_causes() -> tuple[str, ...]:
    """The causes a clinician can choose: each root, neighbouring roots combined, then the other lesions."""
    pairs = tuple(root_cause(pair) for pair in pairwise(roots_named()))
    single = tuple(root_cause((root,)) for root in roots_named())
    return (*single, *pairs, *(cause for cause in load_reference().causes if cause not in single))


def has_impression(record: ExamRecord) -> bool:
    """Whether the clinician has entered an impression."""
    return bool(record.impression.text or record.impression.cause)


def with_order(answers: tuple[Answer, ...], record: ExamRecord, *, ranking_seen: bool) -> tuple[Answer, ...]:
    """The answers; for a first impression also whether it was entered before the ranking was seen."""
    says = any(answer.path in ("impression.text", "impression.cause") and answer.value for answer in answers)
    if has_impression(record) or not says:
        return answers
    return (*answers, Answer(ENTERED_FIRST, not ranking_seen))


def step(row: StepRow) -> Step:
    """The step: typed and chosen from lists, after the examination."""
    return Step(row, fields=impression_fields, tapped=False)
