"""The conditions that the sources connect with a record, as the note gives them: each in one line."""

from __future__ import annotations

from collections.abc import Iterable

from exam.domain.note.history import Line
from exam.domain.reasoning.conclusions import Argument, Assessment, SupportedCondition
from exam.domain.words.sources import sources_line
from reference import load_reference

# More would not fit on the note's two pages; the others are only named, and the screen shows their reasons.
MOST_CONDITIONS = 3
MOST_ARGUMENTS = 2


def condition_lines(assessment: Assessment) -> tuple[Line, ...]:
    """The conditions with most reasons, with the reasons for and against each; the others by name."""
    listed = [_line(condition) for condition in assessment.conditions[:MOST_CONDITIONS]]
    others = "; ".join(_label(condition) for condition in assessment.conditions[MOST_CONDITIONS:])
    return (*listed, Line("Also", others)) if others else tuple(listed)


def _line(condition: SupportedCondition) -> Line:
    parts = (_argued("For", condition.for_), _argued("Against", condition.against))
    return Line(_label(condition), f"{' '.join(part for part in parts if part)} ({_cited(condition)})")


def _cited(condition: SupportedCondition) -> str:
    arguments = (*condition.for_, *condition.against)
    sources = sources_line(source for one in arguments for source in one.sources)
    judged = [one for one in arguments if one.basis == "judgement"]
    partly = "developer judgement" if len(judged) == len(arguments) else "partly developer judgement"
    return "; ".join(part for part in (sources, partly if judged else "") if part)


def _label(condition: SupportedCondition) -> str:
    return load_reference().conditions[condition.id].label


def _argued(head: str, arguments: Iterable[Argument]) -> str:
    sentences = [argument.sentence for argument in arguments]
    more = f" And {len(sentences) - MOST_ARGUMENTS} more." if len(sentences) > MOST_ARGUMENTS else ""
    return f"{head}: {' '.join(sentences[:MOST_ARGUMENTS])}{more}" if sentences else ""
