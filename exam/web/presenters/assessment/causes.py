"""Why a cause fits or does not fit: each reason with its weight in words, its basis and its sources."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from exam.domain.language import say
from exam.domain.reasoning.conclusions import Assessment, Candidate, RootGroup
from exam.domain.record.model import ExamRecord
from exam.domain.words.causes import member_label
from exam.domain.words.grammar import heading, joined
from exam.domain.words.ranking import chance_of, figure_meaning, row_label
from exam.domain.words.reasons import (
    ReasonLine,
    comparison,
    first_lines,
    reason_lines,
    reasons_heading,
    signs_text,
)
from exam.domain.words.statements import ROBUST
from exam.web.presenters.frame.strip import width_of
from exam.web.presenters.reference.citations import Citation, basis_words, citations
from exam.web.presenters.reference.figures import likelihood_row
from exam.web.presenters.reference.lesion import has_page
from reference.vocabulary import DIRECTIONS

# Ten decibans make the odds between two causes ten times as great, five about three times.
STRONG, MODERATE = 10.0, 5.0
KINDS = {"supports": "for", "against": "against"}


@dataclass(frozen=True, slots=True)
class ShownReason:
    """One reason; `figure` is shown one tap away, `row` names the likelihoods that it was computed from."""

    label: str
    weight: str
    figure: str
    basis: str
    citations: tuple[Citation, ...]
    row: str


@dataclass(frozen=True, slots=True)
class ShownReasons:
    """The reasons of one direction, under a heading that names the cause compared with; `kind` is for or against."""

    title: str
    kind: str
    reasons: tuple[ShownReason, ...]


@dataclass(frozen=True, slots=True)
class ShownCause:
    """A ranked cause. `first` are its two or three strongest reasons, `rest` the others, `every` both together.

    `signs` are, in an emergency, what raised it, instead of reasons. `comparison` is the sentence above the reasons.
    `chance` is its probability in a word; `figure`, one tap away, is the number, with what such a number means.
    `page` names its page of the reference; several roots have none.
    """

    label: str
    width: int
    leads: bool
    chance: str
    figure: str
    figure_means: str
    figure_sources: tuple[Citation, ...]
    robust: str
    comparison: str
    signs: str
    first: tuple[ShownReasons, ...]
    rest: tuple[ShownReasons, ...]
    every: tuple[ShownReasons, ...]
    page: str

    @property
    def more(self) -> int:
        """How many reasons are one tap away."""
        return sum(len(group.reasons) for group in self.rest)

    @property
    def cited(self) -> tuple[Citation, ...]:
        """The sources of its reasons, and of its figure."""
        reasons = (reason for group in self.every for reason in group.reasons)
        return (*(citation for reason in reasons for citation in reason.citations), *self.figure_sources)


@dataclass(frozen=True, slots=True)
class ShownGroup:
    """Causes of one leg that contain the same root, with what they have together."""

    label: str
    width: int
    leads: bool
    chance: str
    members: tuple[ShownCause, ...]


def shown_causes(
    assessment: Assessment, record: ExamRecord, rows: Sequence[Candidate | RootGroup]
) -> tuple[ShownCause | ShownGroup, ...]:
    """These rows of the ranking."""
    if not rows:
        return ()
    signs, leading = heading(signs_text(assessment, record)), assessment.candidates[0]

    def cause(candidate: Candidate, label: str) -> ShownCause:
        leads = candidate is leading
        return _cause(assessment, candidate, label, signs if leads else "", leads=leads)

    def row(one: Candidate | RootGroup) -> ShownCause | ShownGroup:
        if isinstance(one, Candidate):
            return cause(one, row_label(one))
        members = tuple(cause(member, member_label(member, one)) for member in one.members)
        leads, chance = one.members[0] is leading, chance_of(one, held_back=assessment.held_back)
        return ShownGroup(row_label(one), width_of(one.probability), leads, chance, members)

    return tuple(map(row, rows))


def causes_of(rows: Iterable[ShownCause | ShownGroup]) -> Iterator[ShownCause]:
    """The causes one by one, those of groups too."""
    for one in rows:
        yield from one.members if isinstance(one, ShownGroup) else (one,)


def _cause(assessment: Assessment, candidate: Candidate, label: str, signs: str, *, leads: bool) -> ShownCause:
    lines = reason_lines(candidate.reasons)
    first = () if signs else first_lines(lines)
    means, source = figure_meaning()
    robust = ROBUST[candidate.robust]
    return ShownCause(
        label=label,
        width=width_of(candidate.probability),
        leads=leads,
        chance=chance_of(candidate, held_back=assessment.held_back),
        figure=f"{candidate.probability:.3f}",
        figure_means=means,
        figure_sources=citations((source,)),
        robust=say(robust) if leads and robust else "",
        comparison=comparison(assessment, candidate),
        signs=signs,
        first=_groups(candidate, first),
        rest=_groups(candidate, [line for line in lines if line not in first]),
        every=_groups(candidate, lines),
        page=candidate.cause if has_page(candidate.cause) else "",
    )


def _groups(candidate: Candidate, lines: Sequence[ReasonLine]) -> tuple[ShownReasons, ...]:
    groups = ((way, tuple(_reason(line) for line in lines if line.direction == way)) for way in DIRECTIONS)
    return tuple(ShownReasons(reasons_heading(candidate, way), KINDS[way], some) for way, some in groups if some)


def _reason(line: ReasonLine) -> ShownReason:
    first = line.reasons[0]
    sign = "+" if line.direction == "supports" else "\N{MINUS SIGN}"
    return ShownReason(
        line.label,
        _weight(line.decibans),
        joined(say("{number} decibans").format(number=f"{sign}{reason.decibans:.1f}") for reason in line.reasons),
        basis_words(first.basis),
        citations(first.sources),
        likelihood_row(first.finding, first.value),
    )


def _weight(decibans: float) -> str:
    if decibans >= STRONG:
        return say("strong")
    return say("moderate") if decibans >= MODERATE else say("slight")
