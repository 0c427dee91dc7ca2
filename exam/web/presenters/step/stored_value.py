"""A stored value in words: the answer from another screen."""

from __future__ import annotations

from typing import Any

from exam.domain.language import mark, say
from exam.domain.record.model import AlertReview, LimitedGrade, NotTested
from exam.domain.words.values import TYPED, said, value_label
from exam.steps.courses import COURSE

QUOTED = mark("\u201c{text}\u201d")


def stored_words(path: str, value: Any) -> str:
    """The JSON value at a path in words: "4", "could not be tested (pain)", "no answer"."""
    if value is None:
        # Another course is only asked about where both screens say yes.
        return say("yes") if path.startswith(COURSE) else say("no answer")
    if path.startswith(TYPED):
        return say(QUOTED).format(text=value)
    if isinstance(value, dict) and "answer" in value:
        return say(QUOTED).format(text=said(AlertReview(**value)))
    if isinstance(value, dict) and "grade" in value:
        return value_label(path, LimitedGrade(**value))
    if isinstance(value, dict):
        return value_label(path, NotTested(value["not_tested"]))
    return value_label(path, tuple(value) if isinstance(value, list) else value)
