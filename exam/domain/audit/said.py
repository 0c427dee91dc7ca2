"""What was said of an examination when its note was signed, read from the frozen note: never what this version says.

Of the record only the findings, the impression, and whether it is a demonstration are read; of the note, whether it
lists causes as one.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

import msgspec

from exam.domain.evaluation.textbook_chart import look_up
from exam.domain.note.frozen import FORMAT
from exam.domain.note.trusted import signed_findings
from exam.domain.record.causes import NO_LESION, root_cause, roots_of
from exam.domain.record.model import ExamRecord, Patient, split_side
from exam.domain.words.ranking import LIKELY, POSSIBLE
from reference import load_reference
from reference.vocabulary import AlertAnswer, Statement, Urgency

Named = tuple[str, str]
"""A cause, or a root, and its side."""

TOO_LITTLE: Statement = "not_enough_examined"
Word = Literal["likely", "possible", "not_excluded"]
When = Literal["before", "after", "unknown"]


class NotRead(ValueError):
    """The text is no frozen note from which this version can read what was said."""


@dataclass(frozen=True, slots=True)
class Stated:
    """What ranked first as it was shown: a cause, or a root alone or with others, with its figure and its word."""

    cause: str
    side: str
    is_group: bool
    percent: int
    word: Word


@dataclass(frozen=True, slots=True)
class SaidAlert:
    """An alert that was raised, and what the clinician answered."""

    id: str
    answer: AlertAnswer | None


@dataclass(frozen=True, slots=True)
class OwnImpression:
    """The cause that the clinician named, and whether before the ranking was shown."""

    cause: str
    side: str
    when: When


@dataclass(frozen=True, slots=True)
class Said:
    """What was said of one examination. `ranked` are the first two causes, `charted` those of the textbook chart.

    `named` is what the conclusion names: of two that cannot be distinguished the first, of root lesions the root that
    they share. `ranking_withheld`: no causes were ranked. `left_out` are the core tests without a result on a side.
    `named` and `stated` are None where no ranking was shown.
    """

    knowledge: str
    statement: Statement
    ranked: tuple[Named, ...]
    named: Named | None
    stated: Stated | None
    likeliest_root: Named | None
    ranking_withheld: bool
    urgency: Urgency
    alerts: tuple[SaidAlert, ...]
    left_out: tuple[str, ...]
    impression: OwnImpression | None
    charted: tuple[Named, ...]
    is_training: bool = False

    @property
    def has_ranking(self) -> bool:
        """Whether causes were ranked, and enough was examined for the note to name them."""
        return not self.ranking_withheld and self.statement != TOO_LITTLE


class _Candidate(msgspec.Struct, frozen=True):
    cause: str
    side: str
    probability: float


class _OfRoot(msgspec.Struct, frozen=True):
    root: str
    side: str
    probability: float


class _Group(_OfRoot, frozen=True):
    named: bool = False

    def contains(self, one: _Candidate) -> bool:
        return one.side == self.side and self.root in roots_of(one.cause)


class _Answer(msgspec.Struct, frozen=True):
    answer: AlertAnswer


class _Alert(msgspec.Struct, frozen=True):
    id: str
    answer: _Answer | None = None


class _Assessment(msgspec.Struct, frozen=True):
    knowledge: str
    statement: Statement
    candidates: tuple[_Candidate, ...]
    urgency: Urgency
    alerts: tuple[_Alert, ...]
    not_examined: tuple[str, ...]
    likeliest_root: tuple[_OfRoot, ...] = ()
    root_groups: tuple[_Group, ...] = ()
    held_back: str | None = None
    ranking_withheld: str | None = None


class _NoteCause(msgspec.Struct, frozen=True):
    members: str = ""


class _Program(msgspec.Struct, frozen=True):
    causes: tuple[_NoteCause, ...] = ()

    @property
    def leads_as_group(self) -> bool:
        """Whether the note lists the first cause with others that contain the same root as one."""
        return any(cause.members for cause in self.causes[:1])


class _Note(msgspec.Struct, frozen=True):
    program: _Program


class _Impression(msgspec.Struct, frozen=True):
    cause: str | None = None
    side: str | None = None
    entered_before_ranking: bool | None = None


class _Record(msgspec.Struct, frozen=True):
    findings: dict[str, Any] = {}
    impression: _Impression = _Impression()
    training: str | None = None


class _Whole(msgspec.Struct, frozen=True):
    assessment: _Assessment
    format: str
    note: _Note
    record: _Record


_DECODER = msgspec.json.Decoder(_Whole)


def read_said(frozen: str) -> Said:
    """What a frozen note said. Raises `NotRead`."""
    try:
        whole = _DECODER.decode(frozen)
        charted = _charted(whole.record.findings)
    except (msgspec.DecodeError, RecursionError, ValueError, KeyError) as error:
        raise NotRead(str(error)) from error
    if whole.format != FORMAT:
        raise NotRead(whole.format)
    found, group = whole.assessment, _group_of_first(whole)
    root = max(found.likeliest_root, key=lambda one: one.probability, default=None)
    return Said(
        knowledge=found.knowledge,
        statement=found.statement,
        ranked=tuple((one.cause, one.side) for one in found.candidates[:2]),
        named=_named(found, group),
        stated=_stated(found, group),
        likeliest_root=(root.root, root.side) if root else None,
        ranking_withheld=found.ranking_withheld is not None,
        urgency=found.urgency,
        alerts=tuple(SaidAlert(one.id, one.answer.answer if one.answer else None) for one in found.alerts),
        left_out=tuple(dict.fromkeys(split_side(path)[0] for path in found.not_examined)),
        impression=_impression(whole.record.impression),
        charted=charted,
        is_training=whole.record.training is not None,
    )


def _group_of_first(whole: _Whole) -> _Group | None:
    """The group of the first cause, where the note lists it as one, unless its conclusion names several roots."""
    found, first = whole.assessment, next(iter(whole.assessment.candidates), None)
    if first is None or not whole.note.program.leads_as_group:
        return None
    if found.statement == "fits_one" and len(roots_of(first.cause)) > 1:
        return None
    return next((one for one in found.root_groups if one.contains(first)), None)


def _named(found: _Assessment, group: _Group | None) -> Named | None:
    """What the conclusion names, as a clinician could agree with it then; of two causes the first."""
    if found.statement == TOO_LITTLE or not found.candidates:
        return None
    first = found.candidates[0]
    if found.held_back is None:
        named = next((one for one in found.root_groups if one.named), None)
        group = named or (group if found.statement == "cannot_separate" else None)
        if group:
            return root_cause((group.root,)), group.side
    return first.cause, first.side


def _stated(found: _Assessment, group: _Group | None) -> Stated | None:
    """What ranked first: the first cause, or the group that it is listed in."""
    if found.statement == TOO_LITTLE or found.ranking_withheld or not found.candidates:
        return None
    first = found.candidates[0]
    cause = root_cause((group.root,)) if group else first.cause
    probability = group.probability if group else first.probability
    is_bounded = found.held_back is not None or first.cause == NO_LESION
    word = _word(min(probability, POSSIBLE) if is_bounded else probability)
    return Stated(cause, first.side, group is not None, round(100 * probability), word)


def _word(probability: float) -> Word:
    if probability >= LIKELY:
        return "likely"
    return "possible" if probability >= POSSIBLE else "not_excluded"


def _impression(given: _Impression) -> OwnImpression | None:
    if given.cause is None:
        return None
    when: dict[bool | None, When] = {True: "before", False: "after", None: "unknown"}
    return OwnImpression(given.cause, given.side or "none", when[given.entered_before_ranking])


def _charted(findings: Mapping[str, Any]) -> tuple[Named, ...]:
    """What the chart names; of a test that the reference no longer has it says nothing."""
    known, tests = signed_findings(findings), load_reference().tests
    record = ExamRecord(Patient("R"), findings={key: value for key, value in known.items() if key.test in tests})
    return look_up(record)[:2]
