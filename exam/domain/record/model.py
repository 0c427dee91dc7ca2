"""The exam record, format `dermyo-exam/1`: what a clinician found, and nothing that was not examined.

An absent key means not tested or not asked. A test tried and impossible is `NotTested`, with its reason.
Neither is ever normal. `read_record` refuses a faulty record whole and names every fault by its path.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache, lru_cache
from types import MappingProxyType
from typing import Any, NamedTuple, final

from reference import load_reference
from reference.model import Test
from reference.vocabulary import SIDES, Side

Value = str | int | bool | float | tuple[str, ...]

FORMAT = "dermyo-exam/1"
MAPPINGS = (MappingProxyType, dict)
WORSE = "earlier.worse."
"""Before the name of a finding: that it is worse than at the earlier examination."""

FINDING_PREFIXES = ("findings.", WORSE)
"""Before the name of a finding in a path; the value of both is what this examination found."""

MOST_KEYS = 2048
"""Paths that are kept: some five for each test and side."""

SECONDS_OF_A_WEEK = 7 * 24 * 60 * 60
RECENT_WEEKS = 2
"""A sudden onset within these is not part of an old deficit; judgement."""


@final
@dataclass(frozen=True, slots=True)
class NotTested:
    """A test that was tried and could not be done."""

    reason: str


@final
@dataclass(frozen=True, slots=True)
class LimitedGrade:
    """A grade of strength that may be too low, because `limited_by` (pain) kept the patient from full effort."""

    grade: str
    limited_by: str


class FindingKey(NamedTuple):
    """Which test on which side; tests of the whole person have no side."""

    test: str
    side: Side | None

    @property
    def short_path(self) -> str:
        """As the assessment names it: `reflexes.achilles.left`."""
        return _short_path(*self)

    @property
    def path(self) -> str:
        """As the record names it: `findings.reflexes.achilles.left`."""
        return _path(*self)


# Every answer asks the paths of all findings several times.
@lru_cache(maxsize=MOST_KEYS)
def _short_path(test: str, side: Side | None) -> str:
    return f"{test}.{side}" if side else test


@lru_cache(maxsize=MOST_KEYS)
def _path(test: str, side: Side | None) -> str:
    return f"findings.{_short_path(test, side)}"


Finding = str | int | LimitedGrade | NotTested


def result_of(finding: Finding | None) -> str | int | None:
    """The grade or measurement of a finding, whatever limited it; None where there is none."""
    # Asked six hundred times a tap: `isinstance` takes twice as long.
    if type(finding) is LimitedGrade:
        return finding.grade
    return None if type(finding) is NotTested else finding


def keys_of(test: Test) -> tuple[FindingKey, ...]:
    """Where a test is recorded: right then left, or once for the whole person."""
    return _on_each_side(test.id) if test.sided else (FindingKey(test.id, None),)


@cache
def _on_each_side(test: str) -> tuple[FindingKey, ...]:
    return tuple(FindingKey(test, side) for side in SIDES)


def _empty() -> Any:
    return MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Patient:
    """Who was examined. `age` in whole years."""

    reference: str
    age: int | None = None
    sex: str | None = None


@dataclass(frozen=True, slots=True)
class Presentation:
    """What the patient complains of. Sites are keyed `right`, `left`, `midline`; dermatomes of a rash by side.

    `second_leg_weeks` is how long ago the second leg joined; `old_deficit` describes, by side, a deficit of that leg
    that is known and old.
    """

    symptom_side: str | None = None
    pain_sites: Mapping[str, tuple[str, ...]] = field(default_factory=_empty)
    paraesthesia_sites: Mapping[str, tuple[str, ...]] = field(default_factory=_empty)
    duration_weeks: float | None = None
    onset: str | None = None
    features: Mapping[str, bool] = field(default_factory=_empty)
    zoster_dermatomes: Mapping[str, tuple[str, ...]] = field(default_factory=_empty)
    second_leg_weeks: float | None = None
    old_deficit: Mapping[str, str] = field(default_factory=_empty)
    imaging_limits: Mapping[str, bool] = field(default_factory=_empty)
    examiner_had_seen_imaging: bool | None = None


@dataclass(frozen=True, slots=True)
class Impression:
    """The clinician's own conclusion: in words, a cause on a side, and diagnoses, which are ids of conditions."""

    text: str | None = None
    cause: str | None = None
    side: str | None = None
    diagnoses: tuple[str, ...] | None = None
    entered_before_ranking: bool | None = None


@dataclass(frozen=True, slots=True)
class Plan:
    """What the clinician intends, and whether advice on when to seek help was given, in which words."""

    text: str | None = None
    safety_net_given: bool | None = None
    safety_net_text: str | None = None
    review_in_weeks: float | None = None


@dataclass(frozen=True, slots=True)
class AlertReview:
    """A clinician's answer to an alert: what was done, or why not; who answered (`by`) and when (`at`, with offset)."""

    answer: str
    text: str | None = None
    by: str = field(kw_only=True)
    at: str = field(kw_only=True)


@dataclass(frozen=True, slots=True)
class Handover:
    """The call by which an emergency was handed over: to whom, when (with offset), who phoned, and what was agreed."""

    to: str
    at: str
    by: str
    agreed: str | None = None


@dataclass(frozen=True, slots=True)
class ComparedExam:
    """An earlier examination of the same person: when it was (with offset), and what was found to be worse since."""

    examined_at: str
    worse: tuple[FindingKey, ...]


@dataclass(frozen=True, slots=True)
class Examiner:
    """Who examined, as printed on the note."""

    name: str | None = None
    role: str | None = None
    registration: str | None = None


@dataclass(frozen=True, slots=True, weakref_slot=True)
class ExamRecord:
    """One examination of one patient. `red_flag_course` says which red flags are new and which long-standing.

    `alert_reviews` are the answers to alerts, by the alert's id; an answered alert is raised as before, and so is an
    emergency that was phoned (`handover`). `earlier` and `earlier_findings` are of the earlier examination that this
    one is compared with. `training` names the demonstration patient who was examined: nobody real.
    """

    patient: Patient
    training: str | None = None
    examined_at: str | None = None
    presentation: Presentation = Presentation()
    red_flags: Mapping[str, bool] = field(default_factory=_empty)
    red_flag_course: Mapping[str, str] = field(default_factory=_empty)
    findings: Mapping[FindingKey, Finding] = field(default_factory=_empty)
    stated_otherwise_normal: bool = False
    earlier: ComparedExam | None = None
    earlier_findings: Mapping[FindingKey, Finding] = field(default_factory=_empty)
    comments: Mapping[str, str] = field(default_factory=_empty)
    alert_reviews: Mapping[str, AlertReview] = field(default_factory=_empty)
    handover: Handover | None = None
    impression: Impression = Impression()
    plan: Plan = Plan()
    examiner: Examiner = Examiner()

    @property
    def is_empty(self) -> bool:
        """Whether nothing was asked or examined yet."""
        asked = self.presentation != Presentation() or self.red_flags or self.stated_otherwise_normal
        return not asked and not self.findings

    def grade(self, test: str, side: Side | None = None) -> str | int | None:
        """The grade found, or None when the test was not done or could not be."""
        return result_of(self.findings.get(FindingKey(test, side)))

    def limited_by_pain(self, key: FindingKey) -> bool:
        """Whether the grade found may be too low because pain limited the effort."""
        found = self.findings.get(key)
        return isinstance(found, LimitedGrade) and found.limited_by == "pain"

    def is_old(self, key: FindingKey) -> bool:
        """Whether a finding belongs to a deficit of its leg that is known and old; what was better earlier does not."""
        old = key.side in self.presentation.old_deficit and load_reference().may_be_old(key.test)
        return old and not self.is_worse(key) and not self._is_getting_worse(key.side)

    def is_worse(self, key: FindingKey) -> bool:
        """Whether a finding is worse than at the earlier examination."""
        return self.earlier is not None and key in self.earlier.worse

    @property
    def weeks_since(self) -> float | None:
        """How long ago the earlier examination was at this one; None if that is not known."""
        if self.earlier is None or self.examined_at is None:
            return None
        now, then = map(datetime.fromisoformat, (self.examined_at, self.earlier.examined_at))
        return max((now - then).total_seconds() / SECONDS_OF_A_WEEK, 0)

    def _is_getting_worse(self, side: Side | None) -> bool:
        """Whether weakness gets worse, or a complaint of this leg began suddenly within two weeks: that is not old."""
        story = self.presentation
        recent = story.onset == "sudden" and (story.duration_weeks or 0) <= RECENT_WEEKS
        return self.red_flags.get("progressive_weakness") is True or (recent and story.symptom_side in (side, "both"))

    def is_long_standing(self, flag: str) -> bool:
        """Whether a red flag, as `saddle_numbness`, is long-standing and unchanged."""
        return self.red_flag_course.get(flag) == "long_standing"

    def at(self, path: str) -> Finding | Value | None:
        """The value at a path, as `findings.reflexes.achilles.left`; None if there is no value, or no such path."""
        finding, names = _place_of(path)
        if finding is not None:
            return self.findings.get(finding)
        where: object = self
        for key in names:
            where = where.get(key) if isinstance(where, MAPPINGS) else getattr(where, key, None)
        return where if isinstance(where, (str, int, float, tuple)) else None


@lru_cache(maxsize=1024)
def finding_order(key: FindingKey) -> tuple[str, int]:
    """The order in which a record is written: by the name of the test, right before left."""
    return key.test, SIDES.index(key.side) if key.side else -1


@lru_cache(maxsize=4096)
def _place_of(path: str) -> tuple[FindingKey | None, tuple[str, ...]]:
    """The finding that a path names, or else its parts: a tap asks for hundreds of them, each time the same."""
    for prefix in FINDING_PREFIXES:
        if path.startswith(prefix):
            return FindingKey(*split_side(path.removeprefix(prefix))), ()
    return None, tuple(path.split("."))


def split_side(finding: str) -> tuple[str, Side | None]:
    """A finding named with its side last, as `reflexes.achilles.left`, split in two; without a side, None."""
    stem, _, last = finding.rpartition(".")
    return (stem, as_side(last)) if last in SIDES else (finding, None)


def as_side(word: str) -> Side:
    """The word as a side. Raises ValueError for anything but `right` and `left`."""
    if word not in SIDES:
        raise ValueError(f'"{word}" is not a side')
    return "right" if word == "right" else "left"
