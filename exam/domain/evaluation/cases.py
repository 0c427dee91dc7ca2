"""Cases with known answers: how often the localisation, and the textbook chart, name them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from exam.domain.evaluation.textbook_chart import look_up
from exam.domain.reasoning.assess import assess
from exam.domain.record.causes import roots_of
from exam.domain.record.json_values import Fault
from exam.domain.record.reading import RecordRefused, read_record


@dataclass(frozen=True, slots=True)
class Outcome:
    """One case: what was expected and what was named, first and second."""

    id: str
    label: str
    strict: bool
    expected: tuple[str, str]
    emergency: bool
    named: tuple[tuple[str, str], ...]
    charted: tuple[tuple[str, str], ...]
    statement: str
    urgency: str

    @property
    def first(self) -> bool:
        """Whether the first candidate has exactly the expected cause and side."""
        return self.expected == self.named[0]

    @property
    def among_two(self) -> bool:
        """Whether one of the first two candidates has."""
        return self.expected in self.named[:2]

    @property
    def root_named_wrongly(self) -> bool:
        """Whether a root was said to fit when something else was expected."""
        return self.statement == "fits_one" and not roots_of(self.expected[0])


@dataclass(frozen=True, slots=True)
class Tally:
    """The outcomes of a group of cases, counted; rates count strict cases only, `None` where there are none."""

    cases: int
    strict: int
    top1: float | None
    top2: float | None
    chart_top1: float | None
    root_named_wrongly: int
    emergencies: int
    emergencies_missed: int
    false_emergencies: int


def outcome_of(case: Mapping[str, Any]) -> Outcome:
    """Run one case, an object with `record` and `expected`. Raises `RecordRefused`."""
    record = read_record(case.get("record"))
    expected = case.get("expected")
    if not isinstance(expected, dict) or not isinstance(expected.get("cause"), str):
        raise RecordRefused((Fault("expected.cause", "is required"),))
    assessment = assess(record, thorough=False)
    return Outcome(
        id=str(case.get("id", record.patient.reference)),
        label=str(expected.get("label", expected["cause"])),
        # A case whose cause the format cannot name counts only for its alerts.
        strict=bool(case.get("strict", True)) and expected["cause"] != "other",
        expected=(expected["cause"], expected.get("side", "none")),
        emergency=bool(expected.get("emergency", False)),
        named=tuple((candidate.cause, candidate.side) for candidate in assessment.candidates[:2]),
        charted=look_up(record)[:2],
        statement=assessment.statement,
        urgency=assessment.urgency,
    )


def tally(outcomes: Sequence[Outcome]) -> Tally:
    """Count a group of outcomes."""
    strict = [outcome for outcome in outcomes if outcome.strict]
    urgent = [outcome for outcome in outcomes if outcome.emergency]
    return Tally(
        cases=len(outcomes),
        strict=len(strict),
        top1=_share(outcome.first for outcome in strict),
        top2=_share(outcome.among_two for outcome in strict),
        chart_top1=_share(outcome.expected == outcome.charted[0] for outcome in strict),
        root_named_wrongly=sum(outcome.root_named_wrongly for outcome in outcomes),
        emergencies=len(urgent),
        emergencies_missed=sum(outcome.urgency != "emergency" for outcome in urgent),
        false_emergencies=sum(outcome.urgency == "emergency" for outcome in outcomes if not outcome.emergency),
    )


def tallies(outcomes: Sequence[Outcome]) -> dict[str, Tally]:
    """One tally for each label, for all root lesions and for all cases."""
    labels = sorted({outcome.label for outcome in outcomes})
    groups = {label: [outcome for outcome in outcomes if outcome.label == label] for label in labels}
    groups["root lesions"] = [outcome for outcome in outcomes if roots_of(outcome.expected[0])]
    groups["all"] = list(outcomes)
    return {name: tally(group) for name, group in groups.items()}


def _share(hits: Iterable[bool]) -> float | None:
    counted = list(hits)
    return sum(counted) / len(counted) if counted else None
