"""The note's words on what the program found and why."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from exam.domain.reasoning.conclusions import Assessment, Candidate, Reason
from exam.domain.words.causes import cause_label
from exam.domain.words.chance import chance_words
from exam.domain.words.facts import reason_lines
from exam.domain.words.grammar import heading
from exam.domain.words.sources import sources_line
from exam.domain.words.statements import (
    ROBUST,
    rival_sentences,
    statement_sentence,
    unexplained_sentence,
)
from exam.domain.words.strip import next_test_line

# Causes with almost no probability would only lengthen the note.
MOST_CAUSES = 3
LEAST_PROBABILITY = 0.1
MOST_REASONS = 8
MOST_SOURCES = 6
MOST_NEXT_TESTS = 3


@dataclass(frozen=True, slots=True)
class NoteCause:
    """A ranked cause, how probable it is in a word, and its reasons for and against, the strongest first."""

    label: str
    chance: str
    comparison: str
    supports: tuple[str, ...]
    against: tuple[str, ...]
    sources: str


@dataclass(frozen=True, slots=True)
class Program:
    """What the program found and why."""

    statement: str
    robust: str
    unexplained: str
    causes: tuple[NoteCause, ...]
    next_tests: tuple[str, ...]
    version: str


def program_part(assessment: Assessment) -> Program:
    """What an assessment concludes, in the note's words."""
    named = assessment.statement != "not_enough_examined"
    leading = assessment.leading
    return Program(
        statement=statement_sentence(assessment),
        robust=ROBUST[leading.robust] if leading else "",
        unexplained=unexplained_sentence(assessment),
        causes=_causes(assessment) if named else (),
        next_tests=tuple(heading(next_test_line(test)) for test in assessment.next_tests[:MOST_NEXT_TESTS]),
        version=f"Dermyo {assessment.program}, reference {assessment.knowledge}",
    )


def _worth_showing(assessment: Assessment) -> list[Candidate]:
    first = assessment.candidates[:1]
    others = [cause for cause in assessment.candidates[1:MOST_CAUSES] if cause.probability >= LEAST_PROBABILITY]
    return [*first, *others]


def _causes(assessment: Assessment) -> tuple[NoteCause, ...]:
    comparison = rival_sentences(assessment)
    return tuple(_cause(one, comparison.get((one.cause, one.side), "")) for one in _worth_showing(assessment))


def _cause(candidate: Candidate, comparison: str) -> NoteCause:
    return NoteCause(
        label=cause_label(candidate.cause, candidate.side),
        chance=chance_words(candidate.probability),
        comparison=comparison,
        supports=reason_lines(candidate.supports, MOST_REASONS),
        against=reason_lines(candidate.against, MOST_REASONS),
        sources=_origin_of_weights([*candidate.supports, *candidate.against]),
    )


def _origin_of_weights(reasons: Sequence[Reason]) -> str:
    """Where the weights of the reasons come from, and whether any of them is a judgement or not yet verified."""
    cited = list(dict.fromkeys(source for reason in reasons for source in reason.sources))
    more = f" and {len(cited) - MOST_SOURCES} more" if len(cited) > MOST_SOURCES else ""
    parts = [sources_line(cited[:MOST_SOURCES]) + more]
    if any(reason.basis == "judgement" for reason in reasons):
        parts.append("weights partly developer judgement")
    if any(reason.basis == "recalled" for reason in reasons):
        parts.append("some sources not yet verified")
    return "; ".join(part for part in parts if part)
