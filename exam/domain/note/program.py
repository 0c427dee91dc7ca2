"""The note's words on what the program found and why."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from exam.domain.language import say
from exam.domain.note.history import Line
from exam.domain.note.parts.sources import Cite
from exam.domain.reasoning.conclusions import Assessment, Candidate, NextTest, Reason, RootGroup
from exam.domain.record.model import ExamRecord
from exam.domain.words.causes import member_label
from exam.domain.words.facts import is_circumstance
from exam.domain.words.findings import finding_label
from exam.domain.words.grammar import heading, inside
from exam.domain.words.ranking import chance_of, named_group, noted_rows, row_label
from exam.domain.words.reasons import (
    LEAST_FIRST,
    SIGNS,
    ReasonLine,
    also_found,
    comparison,
    reason_lines,
    reasons_heading,
    reasons_text,
    signs_text,
    taken_together,
)
from exam.domain.words.statements import (
    ROBUST,
    statement_sentence,
)
from exam.domain.words.strip import next_test_line
from reference.vocabulary import DIRECTIONS

ONE_FITS = ("fits_one", "fits_non_root")
MOST_NEXT_TESTS = 2
MOST_FOR, MOST_AGAINST = 5, 3
"""Reasons of the leading cause on the note."""

MOST_IN_FAVOUR = 2
"""Reasons of a cause below it."""


@dataclass(frozen=True, slots=True)
class NoteCause:
    """A ranked cause, and how probable it is in a word.

    `reasons` are what speaks for the leading one and against it rather than a named other cause: the first few. Causes
    that contain the same root are one, with the reasons of the first of them; `members` names them. `judged` says
    that some weights are no published figures.
    """

    label: str
    chance: str
    comparison: str
    reasons: tuple[Line, ...]
    sources: str
    members: str = ""
    judged: str = ""


@dataclass(frozen=True, slots=True)
class Program:
    """What the program found and why."""

    statement: str
    robust: str
    unexplained: str
    causes: tuple[NoteCause, ...]
    next_tests: tuple[str, ...]
    version: str


def program_part(assessment: Assessment, record: ExamRecord, cite: Cite) -> Program:
    """What an assessment concludes, in the note's words."""
    named = assessment.statement != "not_enough_examined"
    return Program(
        statement=statement_sentence(assessment),
        robust=_robust(assessment),
        unexplained=also_found(assessment, record),
        causes=_causes(assessment, record, cite) if named else (),
        next_tests=_next_tests(assessment.next_tests[:MOST_NEXT_TESTS]),
        version=version_words(assessment),
    )


def version_words(assessment: Assessment) -> str:
    """Which program and which reference wrote it: "Dermyo 0.2.0, reference 2026-11-28"."""
    words = say("Dermyo {program}, reference {reference}")
    return words.format(program=assessment.program, reference=assessment.knowledge)


def _robust(assessment: Assessment) -> str:
    leading = assessment.leading
    sentence = ROBUST[leading.robust] if leading and _names_one(assessment) else ""
    return say(sentence) if sentence else ""


def _next_tests(tests: Sequence[NextTest]) -> tuple[str, ...]:
    """The tests to do next; what several of them are to distinguish is said once, after the last of them."""
    lines = [(inside(finding_label(test.test, test.side)), next_test_line(test)) for test in tests]
    aims = [line.replace(name, "", 1) for name, line in lines]
    alike = [aim == after for aim, after in zip(aims, [*aims[1:], None], strict=False)]
    first, *others = [name if same else line for (name, line), same in zip(lines, alike, strict=True)] or [""]
    return tuple(filter(None, (heading(first), *map(inside, others))))


def _names_one(assessment: Assessment) -> bool:
    """Whether the conclusion names one cause or root; beside any other, nothing is said to rank first."""
    return assessment.statement in ONE_FITS or named_group(assessment) is not None


def _causes(assessment: Assessment, record: ExamRecord, cite: Cite) -> tuple[NoteCause, ...]:
    """The leading cause has its reasons; a cause below it what fits it better, and what distinguishes the two."""
    leading, *others = (_row(assessment, one, cite) for one in noted_rows(assessment))
    if not assessment.emergency_signs:
        return (leading, *others)
    signs = (Line(say(SIGNS), signs_text(assessment, record)),)
    return (replace(leading, reasons=signs, sources="", judged=""), *others)


def _row(assessment: Assessment, row: Candidate | RootGroup, cite: Cite) -> NoteCause:
    if isinstance(row, Candidate):
        return _cause(assessment, row, row_label(row), cite)
    first = _cause(assessment, row.members[0], row_label(row), cite, of_member=row.members[0].roots != (row.root,))
    return replace(first, chance=chance_of(row, held_back=assessment.held_back), members=_members(row, assessment))


def _members(group: RootGroup, assessment: Assessment) -> str:
    """The causes of a group, each in words: "L5 alone, possible; L5 and S1, not excluded"."""
    return "; ".join(
        f"{member_label(one, group)}, {chance_of(one, held_back=assessment.held_back)}" for one in group.members
    )


def _cause(
    assessment: Assessment, candidate: Candidate, label: str, cite: Cite, *, of_member: bool = False
) -> NoteCause:
    leads = candidate == assessment.candidates[0]
    shown = _strongest(reason_lines(candidate.reasons)) if leads else _in_its_favour(assessment, candidate)
    reasons = [reason for line in shown for reason in line.reasons]
    return NoteCause(
        label=label,
        chance=chance_of(candidate, held_back=assessment.held_back),
        comparison=comparison(assessment, candidate),
        reasons=_reasons(candidate, shown, of_member=of_member),
        sources=cite(source for reason in reasons for source in reason.sources),
        judged=_judged(reasons),
    )


def _in_its_favour(assessment: Assessment, candidate: Candidate) -> list[ReasonLine]:
    """What fits a cause better than the leading one, where the reasons of the leading one are beside another cause."""
    first, own = assessment.candidates[0], candidate.reasons
    said = {(one.rather_than.cause, one.rather_than.side) for one in first.reasons}
    if not own or (candidate.cause, candidate.side) in said or own[0].rather_than.cause != first.cause:
        return []
    signs = [reason for reason in own if not is_circumstance(reason.finding)]
    return [line for line in _strongest(reason_lines(signs)) if line.direction == "supports"][:MOST_IN_FAVOUR]


def _strongest(lines: Sequence[ReasonLine]) -> list[ReasonLine]:
    strong = [line for line in taken_together(lines) if line.decibans >= LEAST_FIRST]
    most = {"supports": MOST_FOR, "against": MOST_AGAINST}
    return [line for way in DIRECTIONS for line in [one for one in strong if one.direction == way][: most[way]]]


def _reasons(candidate: Candidate, lines: Sequence[ReasonLine], *, of_member: bool) -> tuple[Line, ...]:
    split = ((way, [line for line in lines if line.direction == way]) for way in DIRECTIONS)
    return tuple(
        Line(reasons_heading(candidate, way, named=of_member), reasons_text(some)) for way, some in split if some
    )


def _judged(reasons: Sequence[Reason]) -> str:
    """Whether any of the weights is a judgement, or from a source that is not yet verified."""
    parts = (
        say("weights partly developer judgement") if any(one.basis == "judgement" for one in reasons) else "",
        say("some sources not yet verified") if any(one.basis == "recalled" for one in reasons) else "",
    )
    return "; ".join(part for part in parts if part)
