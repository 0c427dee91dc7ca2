"""The leg chart for input: tools, and areas that are tapped with them. The list beside it shows the record."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from exam.domain.language import mark, say
from exam.domain.leg_chart.curves import Point
from exam.domain.leg_chart.drawing import HALF_WIDTH, DrawnView, dermatome_views, reported_at, site_views
from exam.domain.leg_chart.outline import View
from exam.domain.leg_chart.state import MODALITIES, TESTS, LegChart, LegendEntry, ReportedPlace, leg_chart, legend
from exam.domain.record.model import ExamRecord
from exam.domain.words.findings import modality_of
from exam.domain.words.grammar import heading, inside
from exam.steps.sequence import asking
from exam.steps.step import Step
from exam.web.presenters.step.cells import element_id
from reference import load_reference

Address = Callable[[Step, str], str]
"""The address of a row, by its step and its id on the page."""

# Sites without an area of their own are tapped on their names beside the leg.
BESIDE = {"whole_leg": mark("whole leg"), "whole_foot": mark("whole foot"), "first_web_space": mark("web space")}
PARTS = {"right": mark("right {place}"), "left": mark("left {place}"), "midline": mark("midline {place}")}
# Height above the waist and below the toes for the labels of a drawing.
ABOVE, BELOW = 30, {"findings": 456, "sites": 490}
KINDS = {"pain": mark("Pain"), "tingling": mark("Tingling or numbness")}
REPORTED_LEGEND = (
    LegendEntry("pain", "P", mark("pain")),
    LegendEntry("tingling", "T", mark("tingling or numbness")),
    LegendEntry("pain-tingling", "P T", mark("both")),
)


@dataclass(frozen=True, slots=True)
class ChartTool:
    """Buttons of which one is chosen: what a tap on an area records. `name` is what the script calls it."""

    name: str
    legend: str
    choices: Mapping[str, str]
    chosen: str


@dataclass(frozen=True, slots=True)
class LegPad:
    """One drawing to be tapped. `kind` is findings or sites; `links` leads from an area to its row of the list."""

    kind: str
    title: str
    chart: LegChart
    views: tuple[DrawnView, ...]
    tools: tuple[ChartTool, ...]
    links: Mapping[str, str]
    legend: tuple[LegendEntry, ...]
    labels: Mapping[str, str]

    @property
    def box(self) -> str:
        """The part of the drawing that one view fills."""
        return f"-{HALF_WIDTH} -{ABOVE} {2 * HALF_WIDTH} {ABOVE + BELOW[self.kind]}"

    @property
    def beside(self) -> Mapping[str, tuple[str, ...]]:
        """The names of sites that have no area, each word a line."""
        return {site: tuple(say(name).split()) for site, name in BESIDE.items()}

    def label(self, name: str, part: str) -> str:
        """An area with its side: "right L4"."""
        return say(PARTS[part]).format(place=self.labels[name])

    def reported(self, view: View) -> tuple[tuple[ReportedPlace, Point], ...]:
        """The marks of pain and tingling that a drawing of findings shows."""
        return reported_at(self.chart, view)

    def state(self, name: str, part: str) -> str:
        """What the drawing shows at an area: how it felt, or pain, tingling or both."""
        if self.kind == "findings":
            area = self.chart.area(name, part)
            return area.state if area else "not_examined"
        places = {(place.site, place.part): place for place in self.chart.reported}
        place = places.get((name, part))
        return " ".join(kind for kind in KINDS if place and getattr(place, kind))


def leg_pad(step: Step, record: ExamRecord, address: Address) -> LegPad | None:
    """The drawing of a step, for the steps that have one."""
    if step.row.leg_chart == "findings":
        return _findings(step, record, address)
    return _sites(record) if step.row.leg_chart == "sites" else None


def _findings(shown: Step, record: ExamRecord, address: Address) -> LegPad:
    grades = {str(grade.value): heading(say(grade.label)) for grade in load_reference().scales["sensation"].grades}
    # The exceptions come first: what is normal is filled by one tap of another button.
    order = {"1": grades["1"], "0": grades["0"], "2": grades["2"], "clear": say("Clear")}
    looks = {look: heading(modality_of(look)) for look in MODALITIES}
    return LegPad(
        "findings",
        say("Leg chart: tap an area to grade it"),
        leg_chart(record),
        dermatome_views(),
        (
            ChartTool("look", say("Test"), {**looks, "both": say("Both")}, "light_touch"),
            ChartTool("grade", say("Grade"), order, "1"),
        ),
        {name: _link(tests.format(modality="light_touch"), shown, address) for name, tests in TESTS.items()},
        legend(),
        {name: name for name in TESTS},
    )


def _link(test: str, shown: Step, address: Address) -> str:
    """The row of a test; that of the saddle is on another step."""
    step, row = asking(test), element_id(test)
    return f"#{row}" if step in (None, shown) else address(step, row)


def _sites(record: ExamRecord) -> LegPad:
    sites = load_reference().sites
    return LegPad(
        "sites",
        say("Leg chart: tap where it hurts or tingles"),
        leg_chart(record),
        site_views(),
        (ChartTool("reported", say("Mark"), {kind: say(words) for kind, words in KINDS.items()}, "pain"),),
        {name: f"#site-{name}" for name in sites},
        tuple(replace(entry, meaning=say(entry.meaning)) for entry in REPORTED_LEGEND),
        {name: inside(say(site.label)) for name, site in sites.items()},
    )
