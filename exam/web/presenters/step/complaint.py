"""The first step as choices: age by tens and units, sex, side, how long, how it began, and the sites.

What is known to be old is typed.
"""

from __future__ import annotations

from dataclasses import dataclass

from exam.domain.language import mark, say
from exam.domain.record.model import ExamRecord
from exam.domain.words.grammar import heading, inside, sided
from exam.steps.complaint import (
    SAYS_BOTH,
    SECOND_LEG,
    SITE_LISTS,
    old_deficit_path,
    second_leg_asked,
    site_path,
    sites_of,
)
from exam.web.presenters.step.cells import element_id
from exam.web.presenters.step.duration import Duration, duration
from exam.web.presenters.step.options import SIDE_WORDS, Choice, Option, choice
from exam.web.presenters.step.parts import group_id
from reference.model import Site
from reference.vocabulary import SIDES, Side

# Older patients' ages are typed.
OLDEST = 109
SEX = {"female": mark("Female"), "male": mark("Male"), "other": mark("Other"), "unknown": mark("Not known")}
ONSET = {"sudden": mark("Sudden"), "gradual": mark("Gradual")}
AGE = {"tens": mark("Age, tens: {number}"), "units": mark("Age, units: {number}")}
LEGS = {"right": mark("Right leg"), "left": mark("Left leg")}
MIDLINE = mark("Back and midline")
# The site that each part of the leg begins with, in the order of the reference.
LEG_PARTS = {
    mark("Hip and thigh"): "site-loin",
    mark("Knee and lower leg"): "site-knee",
    mark("Ankle and foot"): "site-medial_ankle",
}
SITE_BUTTONS = {
    "pain_sites": (mark("Pain"), mark("{place}, pain")),
    "paraesthesia_sites": (mark("Tingling"), mark("{place}, tingling or numbness")),
}


@dataclass(frozen=True, slots=True)
class SiteCell:
    """Pain and tingling at one site on one side."""

    id: str
    side: str
    options: tuple[Option, ...]

    @property
    def paths(self) -> frozenset[str]:
        """The lists that the buttons belong to."""
        return frozenset(option.name for option in self.options)


@dataclass(frozen=True, slots=True)
class SiteRow:
    """One site: right and left, or once in the midline."""

    id: str
    label: str
    cells: tuple[SiteCell, ...]


@dataclass(frozen=True, slots=True)
class SiteGroup:
    """Sites under one heading, few enough for one screen."""

    id: str
    title: str
    rows: tuple[SiteRow, ...]

    @property
    def marked(self) -> int:
        """How many buttons are chosen."""
        return sum(option.chosen for row in self.rows for cell in row.cells for option in cell.options)


@dataclass(frozen=True, slots=True)
class OldDeficit:
    """The field for what is known to be old in one leg."""

    id: str
    path: str
    label: str
    text: str


@dataclass(frozen=True, slots=True)
class SecondLeg:
    """How long the second leg has been affected; without one where it is not asked. `paths` decide that."""

    duration: Duration | None
    paths: frozenset[str] = frozenset((*SAYS_BOTH, SECOND_LEG))


@dataclass(frozen=True, slots=True)
class ShownComplaint:
    """Everything the first step shows beside its questions."""

    age: int | None
    tens: Choice
    units: Choice
    sex: Choice
    side: Choice
    duration: Duration
    weeks: float | None
    second_leg: SecondLeg
    onset: Choice
    midline: tuple[SiteRow, ...]
    legs: tuple[SiteRow, ...]
    old_deficit: tuple[OldDeficit, ...]

    @property
    def choices(self) -> tuple[Choice, ...]:
        """One answer by one of a few buttons."""
        return (self.side, self.sex, self.onset)

    @property
    def durations(self) -> tuple[Duration, ...]:
        """How long, and how long in the second leg where that is asked."""
        return (self.duration, *((self.second_leg.duration,) if self.second_leg.duration else ()))

    @property
    def marked(self) -> int:
        """How many buttons of the sites are chosen."""
        return sum(group.marked for group in self.site_groups)

    @property
    def site_groups(self) -> tuple[SiteGroup, ...]:
        """The midline, then the legs from the hip down."""
        legs = {title: [row for row in self.legs if row.id in ids] for title, ids in _leg_parts(self.legs).items()}
        return tuple(SiteGroup(group_id(t), say(t), tuple(rows)) for t, rows in {MIDLINE: self.midline, **legs}.items())


def shown_complaint(record: ExamRecord) -> ShownComplaint:
    """The current state of the first step."""
    patient, story = record.patient, record.presentation
    return ShownComplaint(
        age=patient.age,
        tens=_tens(patient.age),
        units=_units(patient.age),
        sex=choice("patient.sex", say("Sex"), SEX, patient.sex),
        side=choice("presentation.symptom_side", say("Side of the complaint"), SIDE_WORDS, story.symptom_side),
        duration=duration("presentation.duration_weeks", say("How long"), say("Duration"), story.duration_weeks),
        weeks=story.duration_weeks,
        second_leg=_second_leg(record),
        onset=choice("presentation.onset", say("Onset"), ONSET, story.onset),
        midline=tuple(_row(site, ("midline",), record) for site in sites_of("midline")),
        legs=tuple(_row(site, SIDES, record) for site in sites_of("right")),
        old_deficit=tuple(_old_deficit(side, record) for side in SIDES),
    )


def _leg_parts(rows: tuple[SiteRow, ...]) -> dict[str, set[str]]:
    """Which rows are under which heading: each from its first site up to the next one's."""
    order = [row.id for row in rows]
    starts = [*(order.index(first) for first in LEG_PARTS.values()), len(order)]
    return {title: set(order[starts[n] : starts[n + 1]]) for n, title in enumerate(LEG_PARTS)}


def _tens(age: int | None) -> Choice:
    """Tens keep the units: 54 becomes 64. Tapping the chosen ten clears the age."""
    now = None if age is None else age - age % 10
    return Choice("age-tens", say("Age: tens"), tuple(_age_option("tens", ten, now) for ten in range(0, OLDEST, 10)))


def _units(age: int | None) -> Choice:
    """Units keep the tens: 50 becomes 54."""
    now = None if age is None else age % 10
    return Choice("age-units", say("and units"), tuple(_age_option("units", unit, now) for unit in range(10)))


def _age_option(part: str, number: int, now: int | None) -> Option:
    """Only the changed part of the age is sent: an outdated page cannot overwrite the other part."""
    label = say(AGE[part]).format(number=number)
    return Option("patient.age", f"{part}:{number}", str(number), label, now == number)


def _second_leg(record: ExamRecord) -> SecondLeg:
    weeks = record.presentation.second_leg_weeks
    if not second_leg_asked(record):
        return SecondLeg(None)
    return SecondLeg(duration(SECOND_LEG, say("Second leg, how long"), say("Second leg"), weeks))


def _old_deficit(side: Side, record: ExamRecord) -> OldDeficit:
    path = old_deficit_path(side)
    return OldDeficit(element_id(path), path, say(LEGS[side]), record.presentation.old_deficit.get(side, ""))


def _row(site: Site, parts: tuple[str, ...], record: ExamRecord) -> SiteRow:
    return SiteRow(f"site-{site.id}", say(site.label), tuple(_cell(site, part, record) for part in parts))


def _cell(site: Site, part: str, record: ExamRecord) -> SiteCell:
    return SiteCell(f"site-{site.id}-{part}", part, tuple(_toggle(site, part, sites, record) for sites in SITE_LISTS))


def _toggle(site: Site, part: str, sites: str, record: ExamRecord) -> Option:
    """The tap sends the wanted state, `+knee` or `-knee`, so that sending it twice does no harm."""
    path = site_path(sites, part)
    marked = record.at(path)
    chosen = isinstance(marked, tuple) and site.id in marked
    text, words = SITE_BUTTONS[sites]
    place = heading(sided(inside(say(site.label)), [part]))
    return Option(path, f"+{site.id}", say(text), say(words).format(place=place), chosen, clears=f"-{site.id}")
