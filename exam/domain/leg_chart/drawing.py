"""The layout of both views of the leg chart as shapes and positions, for a template to write as SVG.

The shapes do not depend on the findings: they are the same for every examination.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from exam.domain.language import mark, say
from exam.domain.leg_chart.curves import Point, smooth, svg_path
from exam.domain.leg_chart.dermatomes import DERMATOMES
from exam.domain.leg_chart.outline import LANDMARKS, VIEWS, View, silhouette, skin
from exam.domain.leg_chart.shapes import Box, SkinMap
from exam.domain.leg_chart.sites import MIDLINE, SITES
from exam.domain.leg_chart.state import LegChart, ReportedPlace
from reference.vocabulary import SIDES, Side

# From the middle of the body to the edge of the drawing: the leg and space for its labels.
HALF_WIDTH = 118
HEADINGS: dict[View, str] = {"front": mark("Front"), "behind": mark("Back")}
SIDE_HEADINGS = {"right": mark("Right"), "left": mark("Left")}


@dataclass(frozen=True, slots=True)
class DrawnArea:
    """One area of one leg, with its shape as in the right half of the page. `part` is its side, or the midline.

    `label`, `tip` and `mark` are final positions, already mirrored in the left half: text must not be.
    """

    name: str
    part: str
    path: str
    reach: Box | None
    key: Point | None
    label: Point | None
    tip: Point | None
    mark: Point | None


@dataclass(frozen=True, slots=True)
class DrawnLeg:
    """One leg in one view; `mirrored` if it is in the left half of the page."""

    side: Side
    mirrored: bool
    areas: tuple[DrawnArea, ...]

    @property
    def heading(self) -> str:
        """The side as a heading."""
        return say(SIDE_HEADINGS[self.side])


@dataclass(frozen=True, slots=True)
class DrawnView:
    """Both legs from the front or from behind, as the viewer sees them from left to right.

    `skin` is the outline of half the body, `silhouette` the same as a closed shape, `landmarks` folds and bones inside.
    """

    view: View
    silhouette: str
    skin: str
    landmarks: str
    legs: tuple[DrawnLeg, ...]

    @property
    def heading(self) -> str:
        """The view as a heading."""
        return say(HEADINGS[self.view])


def reported_at(chart: LegChart, view: View) -> tuple[tuple[ReportedPlace, Point], ...]:
    """The reported places that can be seen in a view, each once, although both legs include the midline."""
    drawn = next(shown for shown in site_views() if shown.view == view)
    marks = {(area.name, area.part): area.mark for leg in drawn.legs for area in leg.areas}
    places = ((reported, marks.get((reported.site, reported.part))) for reported in chart.reported)
    return tuple((reported, mark) for reported, mark in places if mark)


@cache
def dermatome_views() -> tuple[DrawnView, ...]:
    """The dermatomes, front then back."""
    return tuple(_view(DERMATOMES, view) for view in VIEWS)


@cache
def site_views() -> tuple[DrawnView, ...]:
    """The places where it may hurt or tingle, front then back."""
    return tuple(_view(SITES, view) for view in VIEWS)


def _view(skin_map: SkinMap, view: View) -> DrawnView:
    seen = SIDES if view == "front" else SIDES[::-1]
    return DrawnView(
        view,
        silhouette=svg_path(silhouette()),
        skin=svg_path(skin(), closed=False),
        landmarks="".join(svg_path(smooth(points), closed=False) for points in LANDMARKS[view]),
        legs=tuple(_leg(skin_map, view, side, mirrored=side == seen[0]) for side in seen),
    )


def _leg(skin_map: SkinMap, view: View, side: Side, *, mirrored: bool) -> DrawnLeg:
    return DrawnLeg(
        side,
        mirrored,
        tuple(
            DrawnArea(
                name,
                "midline" if name in MIDLINE else side,
                svg_path(skin_map.shape(view, name)),
                area.reach,
                area.key,
                _placed(area.label, mirrored=mirrored),
                _placed(area.tip, mirrored=mirrored),
                _placed(area.mark or area.label, mirrored=mirrored),
            )
            for name, area in skin_map.areas[view].items()
        ),
    )


def _placed(point: Point | None, *, mirrored: bool) -> Point | None:
    if point is None:
        return None
    x, y = point
    return (0 - x if mirrored else x), y
