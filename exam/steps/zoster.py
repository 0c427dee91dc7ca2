"""Where a shingles rash is: its dermatomes on each side, asked below the question that was answered yes."""

from __future__ import annotations

from collections.abc import Mapping

from exam.domain.record.model import ExamRecord
from exam.steps import fields
from exam.steps.fields import Field
from reference import load_reference
from reference.vocabulary import SIDES, Side

QUESTION = "presentation.features.zoster_rash"


def zoster_path(side: Side) -> str:
    """The path of the dermatomes of one side in the record."""
    return f"presentation.zoster_dermatomes.{side}"


PATHS = tuple(zoster_path(side) for side in SIDES)


def asks_for_rash(step: str) -> bool:
    """Whether the question about the rash belongs to this step."""
    return load_reference().questions[QUESTION].step == step


def zoster_fields(step: str) -> Mapping[str, Field]:
    """The fields of the dermatomes, on the step that asks for the rash."""
    return dict.fromkeys(PATHS, fields.site) if asks_for_rash(step) else {}


def dermatomes_asked(record: ExamRecord) -> bool:
    """Whether the rash was answered yes; dermatomes that are marked are shown whatever the answer is now."""
    return record.at(QUESTION) is True or bool(dermatomes_marked(record))


def dermatomes_marked(record: ExamRecord) -> tuple[str, ...]:
    """The paths at which a dermatome is marked, right before left."""
    return tuple(path for path in PATHS if record.at(path))
