"""What an assessment is made of, format `dermyo-assessment/1`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from exam.domain.language import mark
from exam.domain.record.causes import NO_LESION, OTHER_LESION
from exam.domain.record.model import AlertReview
from reference.vocabulary import Basis, Direction, HeldBack, Leaning, RankingWithheld, Side, Statement, Towards, Urgency


@dataclass(frozen=True, slots=True)
class RatherThan:
    """The cause that a candidate is compared with."""

    cause: str
    side: str


@dataclass(frozen=True, slots=True)
class SameItem:
    """Another result of the item that a reason is about that agrees with it, as pinprick beside light touch."""

    finding: str
    side: str
    value: str | int | float | bool
    limited_by: str | None = None


@dataclass(frozen=True, slots=True)
class Reason:
    """The effect of one item, in decibans, on the odds between a candidate and the cause named in `rather_than`.

    `side` is right, left or none. The item's most abnormal result is named; those that agree with it are in `also`.
    """

    finding: str
    side: str
    value: str | int | float | bool
    direction: Direction
    decibans: float
    basis: Basis
    sources: tuple[str, ...]
    rather_than: RatherThan
    also: tuple[SameItem, ...] = ()
    limited_by: str | None = None


@dataclass(frozen=True, slots=True)
class Candidate:
    """A cause on a side with its probability; its reasons, the strongest first, all rather than the same cause.

    `robust` is None where it was not worked out.
    """

    cause: str
    roots: tuple[str, ...]
    side: str
    probability: float
    robust: bool | None
    reasons: tuple[Reason, ...]

    @property
    def supports(self) -> tuple[Reason, ...]:
        """The reasons for it, in their order."""
        return tuple(reason for reason in self.reasons if reason.direction == "supports")

    @property
    def against(self) -> tuple[Reason, ...]:
        """The reasons against it, in the same order."""
        return tuple(reason for reason in self.reasons if reason.direction == "against")


def explaining(statement: Statement, candidates: Sequence[Candidate]) -> tuple[Candidate, ...]:
    """The causes that should explain the findings: the first, the first two, or the nearest of those with a name."""
    if statement == "fits_none":
        return tuple(one for one in candidates if one.cause not in (NO_LESION, OTHER_LESION))[:1]
    return tuple(candidates[: 2 if statement == "cannot_separate" else 1])


@dataclass(frozen=True, slots=True)
class Rival:
    """A cause that ranks below the leading one, and the findings that fit the leading one better, the strongest first.

    The decibans are the odds between the two; without findings, only the prior distinguishes them.
    """

    cause: str
    side: str
    distinguished_by: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class LikeliestRoot:
    """The root that one leg most probably has, alone or with others: the sum over all candidates that contain it."""

    root: str
    side: Side
    probability: float


@dataclass(frozen=True, slots=True)
class UnexplainedFinding:
    """A finding that the leading cause hardly explains. `side` is right, left or none."""

    finding: str
    side: str
    value: str | int
    limited_by: str | None = None


@dataclass(frozen=True, slots=True)
class RootGroup:
    """The candidates of one leg that contain its likeliest root, in their order, and their probability together.

    `also` are the other roots that are perhaps affected too. `named` where the conclusion names this root: it fits
    best, though perhaps not alone.
    """

    root: str
    side: Side
    probability: float
    members: tuple[Candidate, ...]
    also: tuple[str, ...]
    named: bool

    def contains(self, candidate: Candidate) -> bool:
        """Whether a candidate is one of them."""
        return candidate.side == self.side and self.root in candidate.roots


@dataclass(frozen=True, slots=True)
class RaisedAlert:
    """An alert of the reference that this record raises, with the paths that raise it.

    `lowered_from` is the urgency of its row, where only findings of a known old deficit raise it. `answer` is what a
    clinician answered to it, which changes nothing else.
    """

    id: str
    urgency: Urgency
    because: tuple[str, ...]
    sources: tuple[str, ...]
    lowered_from: Urgency | None = None
    answer: AlertReview | None = None


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Answers and findings that cannot both be right, by a row of the reference; the first is to be looked at first."""

    id: str
    because: tuple[str, ...]


LATER = mark("later, if still needed")
"""The verdict of what is urgent, but less urgent than the patient."""


@dataclass(frozen=True, slots=True)
class Study:
    """A study the sources suggest for this record, with the cautions that apply.

    `verdict` says whether and when, read after the label. It and `priority` are never more urgent than the patient;
    `row` is the row of the reference.
    """

    study: str
    label: str
    priority: Urgency
    verdict: str
    purpose: str
    because: tuple[str, ...]
    sources: tuple[str, ...]
    caution: str | None
    caution_sources: tuple[str, ...]
    row: str = ""


@dataclass(frozen=True, slots=True)
class WithheldStudy:
    """A study that would be suggested if these alerts did not withhold it."""

    study: str
    label: str
    alerts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SuggestedTest:
    """A test other than imaging that the sources suggest for this record; `verdict` says when, where that matters."""

    test: str
    label: str
    priority: Urgency
    verdict: str
    purpose: str
    because: tuple[str, ...]
    sources: tuple[str, ...]
    row: str = ""


@dataclass(frozen=True, slots=True)
class RaisedPointer:
    """One item that points to the spine, or to the knee or hip, with the paths that make it hold."""

    id: str
    towards: Towards
    because: tuple[str, ...]
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class KneeOrSpine:
    """Where the pain seems to come from; unless a knee or hip complains or shows a sign (`asked`), nothing is said."""

    leaning: Leaning
    reasons: tuple[RaisedPointer, ...]
    asked: bool = True


@dataclass(frozen=True, slots=True)
class Argument:
    """One reason for a condition, or against it, with the paths of the record that make it hold."""

    sentence: str
    because: tuple[str, ...]
    sources: tuple[str, ...]
    basis: Basis = "published"


@dataclass(frozen=True, slots=True)
class SupportedCondition:
    """A condition of the reference that this record supports."""

    id: str
    for_: tuple[Argument, ...]
    against: tuple[Argument, ...]


@dataclass(frozen=True, slots=True)
class NextTest:
    """A test not yet done, its expected information in bits, and the two causes it distinguishes.

    `separates` is empty where it distinguishes none of the likely causes from another by much; `looks_for` is then
    the cause that an abnormal result would make likelier.
    """

    test: str
    side: str
    bits: float
    separates: tuple[str, ...]
    looks_for: str | None = None


@dataclass(frozen=True, slots=True)
class Outline:
    """What is said while somebody examines: the alerts, what the findings fit, and what to examine next.

    `picture` is a condition of the reference that is named where the findings point to no root or nerve; `deficits` are
    the legs with an objective deficit. `emergency_signs` are the paths that raised the emergency of which the leading
    cause is one, in the order of its rule: only these are reasons for it. `action` is the alert whose action is to be
    taken first. `held_back` says why a root that ranks first by far is not said to fit.
    """

    program: str
    knowledge: str
    statement: Statement
    leading: Candidate | None
    candidates: tuple[Candidate, ...]
    urgency: Urgency
    alerts: tuple[RaisedAlert, ...]
    not_examined: tuple[str, ...]
    next_tests: tuple[NextTest, ...]
    examined: int
    likeliest_root: tuple[LikeliestRoot, ...] = ()
    picture: str | None = None
    deficits: tuple[Side, ...] = ()
    root_groups: tuple[RootGroup, ...] = ()
    emergency_signs: tuple[str, ...] = ()
    action: str | None = None
    held_back: HeldBack | None = None
    contradictions: tuple[Contradiction, ...] = ()
    ranking_withheld: RankingWithheld | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessment(Outline):
    """Everything concluded from one record. Reasons and what stays unexplained are empty where not worked out."""

    imaging: tuple[Study, ...]
    other_tests: tuple[SuggestedTest, ...]
    knee_or_spine: KneeOrSpine
    unexplained: tuple[UnexplainedFinding, ...] = ()
    rivals: tuple[Rival, ...] = ()
    conditions: tuple[SupportedCondition, ...] = ()
    withheld_imaging: tuple[WithheldStudy, ...] = ()
