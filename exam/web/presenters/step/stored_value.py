"""A stored value in words: the answer from another screen."""

from __future__ import annotations

from typing import Any

from exam.domain.language import mark, say
from exam.domain.record.model import AlertReview, Handover, LimitedGrade, NotTested
from exam.domain.words.values import TYPED, call_words, said, value_label
from exam.steps.courses import COURSE

QUOTED = mark("\u201c{text}\u201d")


def stored_words(path: str, value: Any) -> str:
    """The JSON value at a path in words: "4", "could not be tested (pain)", "no answer"."""
    if value is None:
        # Another course is only asked about where both screens say yes.
        return say("yes") if path.startswith(COURSE) else say("no answer")
    if path.startswith(TYPED):
        return say(QUOTED).format(text=value)
    if isinstance(value, dict):
        return _object_words(path, value)
    return value_label(path, tuple(value) if isinstance(value, list) else value)


def _object_words(path: str, value: dict[str, Any]) -> str:
    if "answer" in value:
        return say(QUOTED).format(text=said(AlertReview(**value)))
    if "to" in value:
        return say(QUOTED).format(text=call_words(Handover(**value), None))
    return value_label(path, LimitedGrade(**value) if "grade" in value else NotTested(value["not_tested"]))
