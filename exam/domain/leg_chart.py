"""What the leg chart shows: each area of both legs with what was felt there, in words, letter and pattern."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from exam.domain.labels import LOOKS, heading, joined, sources_line, value_label
from exam.domain.record import SIDES, ExamRecord, Finding, FindingKey, NotTested, Side
from reference import load_reference

State = Literal["absent", "altered", "normal", "not_tested", "not_examined"]

ROOTS = ("L2", "L3", "L4", "L5", "S1", "S2")
# The worst of the two looks colours an area, so a normal light touch never hides an absent pinprick.
WORST_FIRST: tuple[State, ...] = ("absent", "altered", "normal", "not_tested", "not_examined")
LETTERS: dict[State, str] = {"absent": "X", "altered": "A", "normal": "N", "not_tested": "NT", "not_examined": ""}
MEANINGS: dict[State, str] = {
    "absent": "absent",
    "altered": "altered",
    "normal": "normal",
    "not_tested": "could not be tested",
    "not_examined": "not examined",
}
MAP_SOURCES = ("asiakeypoints", "harrison19")
DISAGREEING_SOURCES = ("downs2011", "lee2008")


@dataclass(frozen=True, slots=True)
class ChartArea:
    """One dermatome of one leg. `title` says everything the drawing shows."""

    root: str
    side: Side
    state: State
    letter: str
    title: str


@dataclass(frozen=True, slots=True)
class LegendEntry:
    """One pattern of the chart and what it means."""

    state: State
    letter: str
    meaning: str


@dataclass(frozen=True, slots=True)
class LegChart:
    """The whole chart. `description` is its text alternative; `caption` names the map it follows."""

    areas: tuple[ChartArea, ...]
    legend: tuple[LegendEntry, ...]
    description: str
    caption: str

    @property
    def examined(self) -> bool:
        """Whether any area was examined or tried."""
        return any(area.state != "not_examined" for area in self.areas)

    def area(self, root: str, side: str) -> ChartArea:
        """The area of one root on one side."""
        return next(area for area in self.areas if area.root == root and area.side == side)


def leg_chart(record: ExamRecord) -> LegChart:
    """The chart of a record's light touch and pinprick."""
    areas = tuple(_area(record, root, side) for side in SIDES for root in ROOTS)
    return LegChart(
        areas=areas,
        legend=tuple(LegendEntry(state, LETTERS[state], MEANINGS[state]) for state in WORST_FIRST),
        description=_description(areas),
        caption=(
            "Worse of light touch and pinprick. Areas drawn around the key sensory points "
            f"({sources_line(MAP_SOURCES)}); people and published maps differ ({sources_line(DISAGREEING_SOURCES)})."
        ),
    )


def _area(record: ExamRecord, root: str, side: Side) -> ChartArea:
    found = {look: record.findings.get(FindingKey(f"{look}.{root}", side)) for look in LOOKS}
    states = [_state(finding) for finding in found.values()]
    state = min(states, key=WORST_FIRST.index)
    words = [
        f"{LOOKS[look]} {value_label(f'{look}.{root}', value)}" for look, value in found.items() if value is not None
    ]
    return ChartArea(root, side, state, LETTERS[state], f"{heading(side)} {root}: {joined(words) or MEANINGS[state]}")


def _state(finding: Finding | None) -> State:
    if finding is None:
        return "not_examined"
    if isinstance(finding, NotTested):
        return "not_tested"
    levels: dict[str, State] = {"normal": "normal", "severe": "absent"}
    grades = load_reference().scales["sensation"].grades
    return levels.get(next(grade.level for grade in grades if grade.value == finding), "altered")


def _description(areas: tuple[ChartArea, ...]) -> str:
    examined = [area.title for area in areas if area.state != "not_examined"]
    left_out = [f"{area.side} {area.root}" for area in areas if area.state == "not_examined"]
    if not examined:
        return "Leg chart, front and back of both legs: no sensation was examined."
    rest = f" Not examined: {joined(left_out)}." if left_out else ""
    return f"Leg chart, front and back of both legs. {'. '.join(examined)}.{rest}"
