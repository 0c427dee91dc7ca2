"""What the leg chart shows: the sensation in each area of both legs, and the reported pain and tingling."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Literal

from exam.domain.language import mark, say
from exam.domain.record.model import ExamRecord, Finding, FindingKey, NotTested
from exam.domain.words.findings import SITE_FINDINGS, modality_of
from exam.domain.words.grammar import inside, joined, sided
from exam.domain.words.sources import sources_line
from exam.domain.words.values import value_label
from reference import load_reference
from reference.vocabulary import BODY_PARTS, SIDES, Side

State = Literal["absent", "altered", "normal", "not_tested", "not_examined"]
Shown = Literal["absent", "altered", "normal", "not_tested", "not_examined", "half"]
"""What shades an area on paper: its state, or `half` where one modality was normal and the other not examined."""

# The families of tests that the chart shows, and the id of each area's test in either family; the ids of the saddle
# have another pattern.
MODALITIES = ("light_touch", "pinprick")
TESTS = {
    **{root: f"{{modality}}.{root}" for root in ("L2", "L3", "L4", "L5", "S1", "S2")},
    "S4-5": "saddle.perianal_{modality}",
}
# Areas of single nerves are tested as well; they overlap the dermatomes and are listed, not drawn.
SINGLE_NERVES = "territory"
# The worse of the two modalities colours an area, and only two normal ones make it normal: a normal light touch hides
# neither an absent pinprick nor one that was not tried.
WORST_FIRST: tuple[State, ...] = ("absent", "altered", "not_tested", "not_examined", "normal")
LETTERS: dict[State, str] = {"absent": "X", "altered": "A", "normal": "N", "not_tested": "NT", "not_examined": ""}
# In the order in which a print explains its letters.
EXPLAINED: tuple[State, ...] = ("normal", "altered", "absent", "not_tested", "not_examined")
MEANINGS: dict[State, str] = {
    "absent": mark("absent"),
    "altered": mark("altered"),
    "normal": mark("normal"),
    "not_tested": mark("could not be tested"),
    "not_examined": mark("not examined"),
}
AREA = {"right": mark("Right {area}: {result}"), "left": mark("Left {area}: {result}")}
SHADED = {
    False: mark("Shaded by the worse of the two."),
    True: mark("Shaded by the worse of the two; striped: one normal, the other not examined."),
}
MAP_SOURCES = ("asiakeypoints", "harrison19")
DISAGREEING_SOURCES = ("downs2011", "lee2008")


@dataclass(frozen=True, slots=True)
class ModalityResult:
    """Light touch or pinprick at one area."""

    modality: str
    state: State

    @property
    def letter(self) -> str:
        """The state as a letter, for printing in black and white."""
        return LETTERS[self.state]


@dataclass(frozen=True, slots=True)
class ChartArea:
    """One dermatome of one leg, light touch before pinprick. `title` says everything the drawing shows."""

    name: str
    side: Side
    results: tuple[ModalityResult, ModalityResult]
    title: str

    @property
    def state(self) -> State:
        """The worse of the two results."""
        return min((modality.state for modality in self.results), key=WORST_FIRST.index)

    @property
    def shown(self) -> Shown:
        """What shades it on paper."""
        states = {modality.state for modality in self.results}
        return "half" if states == {"normal", "not_examined"} else self.state

    @property
    def tried(self) -> bool:
        """Whether either modality was examined or tried."""
        return any(modality.state != "not_examined" for modality in self.results)


@dataclass(frozen=True, slots=True)
class ReportedPlace:
    """A place where the patient reports pain, tingling or both. `part` is a side, or the midline."""

    site: str
    part: str
    pain: bool
    tingling: bool


@dataclass(frozen=True, slots=True)
class LegendEntry:
    """One pattern of the chart and what it means."""

    state: str
    letter: str
    meaning: str


def legend() -> tuple[LegendEntry, ...]:
    """Every pattern of the chart, as the language that is spoken explains it."""
    return tuple(LegendEntry(state, LETTERS[state], meaning_of(state)) for state in WORST_FIRST)


def meaning_of(state: State) -> str:
    """A state in words: "could not be tested"."""
    return say(MEANINGS[state])


@dataclass(frozen=True, slots=True)
class LegChart:
    """The whole chart. `description` is its text alternative; `caption` names the map it follows.

    `single_nerves` are the areas of single nerves with a loss or that could not be tested, in words. `on_paper`
    explains what a print of this chart shows, and nothing else.
    """

    areas: tuple[ChartArea, ...]
    reported: tuple[ReportedPlace, ...]
    single_nerves: tuple[str, ...]
    description: str
    caption: str
    legend: tuple[LegendEntry, ...] = field(default_factory=legend)
    on_paper: str = ""

    @property
    def examined(self) -> bool:
        """Whether any area was examined or tried."""
        return any(area.tried for area in self.areas)

    def area(self, name: str, side: str) -> ChartArea | None:
        """An area on one side; None for one that is drawn but has no test."""
        return next((area for area in self.areas if (area.name, area.side) == (name, side)), None)


def leg_chart(record: ExamRecord) -> LegChart:
    """The chart of a record's light touch and pinprick, pain and tingling."""
    areas = tuple(_area(record, name, side) for side in SIDES for name in TESTS)
    reported, nerves = reported_places(record), _single_nerves(record)
    return LegChart(
        areas,
        reported,
        nerves,
        description=_description(areas, reported, nerves),
        caption=_caption(),
        on_paper=_on_paper(areas, reported, nerves),
    )


def _single_nerves(record: ExamRecord) -> tuple[str, ...]:
    """The skin of single nerves that is altered, absent or could not be tested, right before left."""
    tests = [test for test in load_reference().tests.values() if test.family == SINGLE_NERVES]
    states = [(test, side, _state(record.findings.get(FindingKey(test.id, side)))) for side in SIDES for test in tests]
    return tuple(
        f"{sided(inside(say(test.label)), [side])} {meaning_of(state)}"
        for test, side, state in states
        if state not in ("normal", "not_examined")
    )


def reported_places(record: ExamRecord) -> tuple[ReportedPlace, ...]:
    """Where the patient reports pain or tingling."""
    return tuple(
        ReportedPlace(site, part, pain=site in pain, tingling=site in tingling)
        for part in BODY_PARTS
        for pain, tingling in [_sites(record, part)]
        for site in dict.fromkeys((*pain, *tingling))
    )


def _sites(record: ExamRecord, part: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    presentation = record.presentation
    return presentation.pain_sites.get(part, ()), presentation.paraesthesia_sites.get(part, ())


def _area(record: ExamRecord, name: str, side: Side) -> ChartArea:
    tests = {modality: TESTS[name].format(modality=modality) for modality in MODALITIES}
    found = {modality: record.findings.get(FindingKey(test, side)) for modality, test in tests.items()}
    light_touch, pinprick = (ModalityResult(modality, _state(finding)) for modality, finding in found.items())
    felt = [f"{modality_of(modality)} {_result_words(tests[modality], finding)}" for modality, finding in found.items()]
    words = meaning_of("not_examined") if set(found.values()) == {None} else joined(felt)
    return ChartArea(name, side, (light_touch, pinprick), say(AREA[side]).format(area=name, result=words))


def _result_words(test: str, finding: Finding | None) -> str:
    # One missing modality is named too: the other may be normal.
    return meaning_of("not_examined") if finding is None else value_label(test, finding)


def _state(finding: Finding | None) -> State:
    if finding is None:
        return "not_examined"
    if isinstance(finding, NotTested):
        return "not_tested"
    levels: Mapping[str, State] = {"normal": "normal", "severe": "absent"}
    grades = load_reference().scales["sensation"].grades
    return levels.get(next(grade.level for grade in grades if grade.value == finding), "altered")


def _description(
    areas: tuple[ChartArea, ...], reported: tuple[ReportedPlace, ...], single_nerves: tuple[str, ...]
) -> str:
    examined = [area.title for area in areas if area.tried]
    left_out = [sided(area.name, [area.side]) for area in areas if not area.tried]
    beside = [_nerves_sentence(single_nerves)] if single_nerves else []
    beside += [_reported_sentence(map(_reported_words, reported))] if reported else []
    if not examined:
        return " ".join((say("Leg chart, front and back of both legs: no dermatome was examined."), *beside))
    first = say("Leg chart, front and back of both legs. {areas}.").format(areas=". ".join(examined))
    rest = [say("Not examined: {areas}.").format(areas=joined(left_out))] if left_out else []
    return " ".join((first, *rest, *beside))


def _nerves_sentence(single_nerves: Iterable[str]) -> str:
    return say("Skin of single nerves: {areas}.").format(areas="; ".join(single_nerves))


def _reported_sentence(places: Iterable[str]) -> str:
    return say("Patient-reported: {places}.").format(places="; ".join(places))


def _reported_words(reported: ReportedPlace) -> str:
    kinds = {"pain": reported.pain, "paraesthesia": reported.tingling}
    named = joined(say(SITE_FINDINGS[kind]) for kind, so in kinds.items() if so)
    return f"{named} {sided(inside(say(load_reference().sites[reported.site].label)), [reported.part])}"


def _caption() -> str:
    return say(
        "The pattern shows the worse of the two, and normal only where both are. "
        "Areas are drawn around the ISNCSCI key sensory points, the dots ({sources}); people and published maps differ "
        "({disagreeing})."
    ).format(sources=sources_line(MAP_SOURCES), disagreeing=sources_line(DISAGREEING_SOURCES))


def _on_paper(areas: tuple[ChartArea, ...], reported: tuple[ReportedPlace, ...], single_nerves: tuple[str, ...]) -> str:
    states = {result.state for area in areas for result in area.results}
    empty = say("empty")
    letters = [f"{LETTERS[state] or empty} {meaning_of(state)}" for state in EXPLAINED if state in states]
    striped = any(area.shown == "half" for area in areas)
    kinds = {
        "P": ("pain", any(place.pain for place in reported)),
        "T": ("paraesthesia", any(place.tingling for place in reported)),
    }
    marks = [f"{letter} {say(SITE_FINDINGS[kind])}" for letter, (kind, shown) in kinds.items() if shown]
    not_drawn = say("Skin of single nerves, not drawn: {areas}.")
    return " ".join(
        (
            say("Boxes: light touch, then pinprick: {letters}.").format(letters=", ".join(letters)),
            say(SHADED[striped]),
            *([_reported_sentence([joined(marks)])] if marks else []),
            *([not_drawn.format(areas="; ".join(single_nerves))] if single_nerves else []),
            say("Dots: ISNCSCI key points ({sources}); maps differ ({disagreeing}).").format(
                sources=sources_line(MAP_SOURCES[:1]), disagreeing=sources_line(DISAGREEING_SOURCES)
            ),
        )
    )
