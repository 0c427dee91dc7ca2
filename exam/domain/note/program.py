"""The note's words on what the program found and why."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from exam.domain.note.history import Line
from exam.domain.reasoning.conclusions import Assessment, Candidate, Reason, RootGroup
from exam.domain.record.model import ExamRecord
from exam.domain.words.causes import cause_label, group_label, member_label
from exam.domain.words.grammar import heading
from exam.domain.words.ranking import chance_of, named_group, ranked_rows
from exam.domain.words.reasons import (
    SIGNS,
    ReasonLine,
    comparison,
    first_lines,
    reason_lines,
    reasons_heading,
    reasons_text,
    signs_text,
)
from exam.domain.words.sources import sources_line
from exam.domain.words.statements import (
    ROBUST,
    statement_sentence,
    unexplained_sentence,
)
from exam.domain.words.strip import next_test_line
from reference.vocabulary import DIRECTIONS

# Causes with almost no probability would only lengthen the note.
MOST_CAUSES = 3
ONE_FITS = ("fits_one", "fits_non_root")
LEAST_PROBABILITY = 0.1
MOST_SOURCES = 6
MOST_NEXT_TESTS = 3


@dataclass(frozen=True, slots=True)
class NoteCause:
    """A ranked cause, and how probable it is in a word.

    `reasons` are what speaks for it and against it rather than a named other cause: two or three facts. Causes that
    contain the same root are one, with the reasons of the first of them; `members` names them.
    """

    label: str
    chance: str
    comparison: str
    reasons: tuple[Line, ...]
    sources: str
    members: str = ""


@dataclass(frozen=True, slots=True)
class Program:
    """What the program found and why."""

    statement: str
    robust: str
    unexplained: str
    causes: tuple[NoteCause, ...]
    next_tests: tuple[str, ...]
    version: str


def program_part(assessment: Assessment, record: ExamRecord) -> Program:
    """What an assessment concludes, in the note's words."""
    named = assessment.statement != "not_enough_examined"
    leading = assessment.leading
    return Program(
        statement=statement_sentence(assessment),
        robust=ROBUST[leading.robust] if leading and _names_one(assessment) else "",
        unexplained=unexplained_sentence(assessment),
        causes=_causes(assessment, record) if named else (),
        next_tests=tuple(heading(next_test_line(test)) for test in assessment.next_tests[:MOST_NEXT_TESTS]),
        version=f"Dermyo {assessment.program}, reference {assessment.knowledge}",
    )


def _names_one(assessment: Assessment) -> bool:
    """Whether the conclusion names one cause or root; beside any other, nothing is said to rank first."""
    return assessment.statement in ONE_FITS or named_group(assessment) is not None


def _worth_showing(assessment: Assessment) -> list[Candidate]:
    first = assessment.candidates[:1]
    others = [cause for cause in assessment.candidates[1:MOST_CAUSES] if cause.probability >= LEAST_PROBABILITY]
    return [*first, *others]


def _causes(assessment: Assessment, record: ExamRecord) -> tuple[NoteCause, ...]:
    first, *others = (_row(assessment, one) for one in ranked_rows(assessment, _worth_showing(assessment)))
    if not assessment.emergency_signs:
        return (first, *others)
    return (replace(first, reasons=(Line(SIGNS, signs_text(assessment, record)),), sources=""), *others)


def _row(assessment: Assessment, row: Candidate | RootGroup) -> NoteCause:
    if isinstance(row, Candidate):
        return _cause(assessment, row, cause_label(row.cause, row.side))
    first = _cause(assessment, row.members[0], group_label(row))
    return replace(first, chance=chance_of(row), members=_members(row))


def _members(group: RootGroup) -> str:
    """The causes of a group, each in words: "L5 alone, possible; L5 and S1, not excluded"."""
    return "; ".join(f"{member_label(one, group)}, {chance_of(one)}" for one in group.members)


def _cause(assessment: Assessment, candidate: Candidate, label: str) -> NoteCause:
    lines = first_lines(reason_lines(candidate.reasons))
    return NoteCause(
        label=label,
        chance=chance_of(candidate),
        comparison=comparison(assessment, candidate),
        reasons=_reasons(candidate, lines),
        sources=_origin_of_weights([reason for line in lines for reason in line.reasons]),
    )


def _reasons(candidate: Candidate, lines: Sequence[ReasonLine]) -> tuple[Line, ...]:
    split = ((way, [line for line in lines if line.direction == way]) for way in DIRECTIONS)
    return tuple(Line(reasons_heading(candidate, way), reasons_text(some)) for way, some in split if some)


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
