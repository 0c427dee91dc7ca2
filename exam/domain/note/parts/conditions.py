"""The conditions that the sources connect with a record, as the note gives them: each in one line."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from exam.domain.language import say
from exam.domain.note.history import Line
from exam.domain.note.parts.sources import Cite
from exam.domain.reasoning.conclusions import Argument, Assessment, SupportedCondition
from reference import load_reference

# More would not fit on the page; the others are only named, and the screen shows their reasons.
MOST_CONDITIONS = 3
MOST_ARGUMENTS = 1


def condition_lines(assessment: Assessment, cite: Cite) -> tuple[Line, ...]:
    """The conditions with most reasons, with the reasons for and against each; the others by name."""
    listed = [_line(condition, cite) for condition in assessment.conditions[:MOST_CONDITIONS]]
    others = "; ".join(_label(condition) for condition in assessment.conditions[MOST_CONDITIONS:])
    return (*listed, Line(say("Also"), others)) if others else tuple(listed)


def _line(condition: SupportedCondition, cite: Cite) -> Line:
    arguments = (*condition.for_, *condition.against)
    parts = (
        _argued(say("For"), condition.for_),
        _argued(say("Against"), condition.against),
        _judged(arguments),
        cite(source for one in arguments for source in one.sources),
    )
    return Line(_label(condition), " ".join(part for part in parts if part))


def _judged(arguments: Sequence[Argument]) -> str:
    judged = [one for one in arguments if one.basis == "judgement"]
    if not judged:
        return ""
    return say("(developer judgement)") if len(judged) == len(arguments) else say("(partly developer judgement)")


def _label(condition: SupportedCondition) -> str:
    return say(load_reference().conditions[condition.id].label)


def _argued(head: str, arguments: Iterable[Argument]) -> str:
    sentences = [say(argument.sentence) for argument in arguments]
    more = len(sentences) - MOST_ARGUMENTS
    also = [say("And {number} more.").format(number=more)] if more > 0 else []
    return f"{head}: {' '.join([*sentences[:MOST_ARGUMENTS], *also])}" if sentences else ""
