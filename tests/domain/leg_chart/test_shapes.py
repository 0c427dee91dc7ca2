"""The drawing of the legs: no overlaps and no gaps, key points in their areas, and room for a fingertip in each."""

import re
from functools import cache

import numpy as np
import pytest

from exam.domain.leg_chart.curves import line, straight, svg_path
from exam.domain.leg_chart.dermatomes import DERMATOMES
from exam.domain.leg_chart.drawing import dermatome_views, site_views
from exam.domain.leg_chart.outline import silhouette
from exam.domain.leg_chart.sites import SITES
from exam.domain.leg_chart.state import TESTS
from reference import load_reference

# 48 px in units of the drawing, where one view is 378 px wide or more, as the journey measures.
FINGERTIP = 30
STEP = 2
BOTTOM = 490
XS, YS = np.meshgrid(np.arange(0.5, 118, STEP), np.arange(-30.5, BOTTOM, STEP))
MAPS = {"dermatomes": DERMATOMES, "sites": SITES}
# The skin of the groin and the loins belongs to roots above L2. Below them all skin is in an area.
GROIN = 116
# Areas that lie on top of others: the saddle's inner ring, and the web between two toes.
UPON = {"S4-5", "first_web_space"}
# A ring without a test; a tap on it means the area inside it.
NOT_TAPPED = {"S3"}
KNEE_MIDDLE, ANKLE_MIDDLE = 46, 47


def corners(bends):
    """A closed curve as a polygon with many corners."""
    steps = np.linspace(0, 1, 4, endpoint=False)[:, None]
    weights = [(1 - steps) ** 3, 3 * steps * (1 - steps) ** 2, 3 * steps**2 * (1 - steps), steps**3]
    return np.concatenate([sum(w * np.array(p) for w, p in zip(weights, bend, strict=True)) for bend in bends])


def within(bends, xs=XS, ys=YS):
    """Which points lie inside a closed curve."""
    inside = np.zeros(np.shape(xs), dtype=bool)
    points = corners(bends)
    for (x1, y1), (x2, y2) in zip(points, np.roll(points, -1, axis=0), strict=True):
        if y1 != y2:
            inside ^= ((y1 > ys) != (y2 > ys)) & (xs < (x2 - x1) * (ys - y1) / (y2 - y1) + x1)
    return inside


@cache
def drawn(which, view):
    """The points of each area that has a shape."""
    skin_map = MAPS[which]
    return {name: within(skin_map.shape(view, name)) for name, area in skin_map.areas[view].items() if area.parts}


@cache
def tapped(which, view):
    """The points where a tap means each area: what lies on top first, then the areas, then the tap targets around."""
    areas, masks = MAPS[which].areas[view], drawn(which, view)
    order = sorted((name for name in masks if name not in NOT_TAPPED), key=lambda name: name not in UPON)
    layers = [(name, masks[name]) for name in order]
    layers += [(name, in_box(area.reach)) for name, area in reversed(areas.items()) if area.reach]
    free, found = np.ones(XS.shape, dtype=bool), {name: np.zeros(XS.shape, dtype=bool) for name in areas}
    for name, mask in layers:
        found[name] |= mask & free
        free &= ~mask
    return found


def in_box(box):
    return (abs(XS - box.x - box.width / 2) <= box.width / 2) & (abs(YS - box.y - box.height / 2) <= box.height / 2)


def holds_fingertip(mask):
    """Whether a square as wide as a fingertip lies wholly within the points."""
    size = FINGERTIP // STEP + 1
    sums = np.pad(mask.astype(int).cumsum(0).cumsum(1), ((1, 0), (1, 0)))
    full = sums[size:, size:] - sums[:-size, size:] - sums[size:, :-size] + sums[:-size, :-size]
    return bool((full == size * size).any())


CASES = [(which, view) for which in MAPS for view in ("front", "behind")]


@pytest.mark.parametrize(("which", "view"), CASES)
def test_no_two_areas_overlap(which, view):
    side_by_side = [mask for name, mask in drawn(which, view).items() if name not in UPON]
    assert np.sum(side_by_side, axis=0).max() == 1


@pytest.mark.parametrize(("which", "view"), CASES)
def test_below_the_groin_no_skin_is_left_out(which, view):
    skin = within(silhouette()) & (YS > GROIN)
    assert (np.any(list(drawn(which, view).values()), axis=0) == skin)[YS > GROIN].all()


@pytest.mark.parametrize(("which", "view"), CASES)
def test_every_area_can_be_hit_with_a_fingertip(which, view):
    too_small = []
    for name, mask in tapped(which, view).items():
        # What lies in the midline has the same width again on the other side.
        whole = np.hstack([mask[:, ::-1], mask]) if name in ("low_back", "sacrum", "perineum") else mask
        if name not in NOT_TAPPED and not holds_fingertip(whole):
            too_small.append(name)
    assert too_small == []


@pytest.mark.parametrize(("which", "view"), CASES)
def test_what_is_seen_of_an_area_is_what_is_tapped(which, view):
    for name, mask in drawn(which, view).items():
        covered = [upon for upon in UPON if upon in drawn(which, view) and upon != name]
        seen = mask & ~np.any([drawn(which, view)[upon] for upon in covered], axis=0) if covered else mask
        if name not in NOT_TAPPED:
            assert (tapped(which, view)[name] >= seen).all(), name


def test_every_dermatome_has_an_area_in_front_or_behind():
    shown = {name for view in ("front", "behind") for name in DERMATOMES.areas[view]}
    assert set(TESTS) == shown - NOT_TAPPED


def test_every_site_of_the_reference_can_be_tapped_on_its_side():
    shown = {name for view in ("front", "behind") for name in SITES.areas[view]}
    sites = load_reference().sites
    assert shown == set(sites)
    assert {"low_back", "sacrum", "perineum"} == {name for name, site in sites.items() if site.region == "midline"}


# Where each key point lies by the standard, as the place of the complaint that holds it.
KEY_POINTS = {
    "L2": ("front", "anterior_thigh"),
    "L3": ("front", "knee"),
    "L4": ("front", "medial_ankle"),
    "L5": ("front", "dorsal_foot"),
    "S1": ("behind", "heel"),
    "S2": ("behind", "knee"),
}


@pytest.mark.parametrize(("name", "view", "place"), [(name, *where) for name, where in KEY_POINTS.items()])
def test_each_key_point_lies_in_its_area_and_where_the_standard_puts_it(name, view, place):
    x, y = (np.array([at]) for at in DERMATOMES.areas[view][name].key)
    assert within(DERMATOMES.shape(view, name), x, y)[0]
    assert within(SITES.shape(view, place), x, y)[0]


def test_key_points_lie_on_their_side_of_the_limb():
    """L3 and L4 at the inner side, S1 at the outer; no point is marked twice."""
    keys = {name: area.key for view in ("front", "behind") for name, area in DERMATOMES.areas[view].items() if area.key}
    assert set(keys) == set(KEY_POINTS)
    assert keys["L3"][0] < KNEE_MIDDLE
    assert keys["L4"][0] < ANKLE_MIDDLE < keys["S1"][0]


def test_half_a_body_is_drawn_and_the_other_is_the_same_mirrored():
    for view in (*dermatome_views(), *site_views()):
        one, other = view.legs
        assert (one.mirrored, other.mirrored) == (True, False)
        assert [(area.name, area.path, area.reach, area.key) for area in one.areas] == [
            (area.name, area.path, area.reach, area.key) for area in other.areas
        ]
        for here, there in zip(one.areas, other.areas, strict=True):
            assert here.label is None or here.label == (-there.label[0], there.label[1])


def test_the_right_leg_is_on_the_viewers_left_in_front_and_reversed_behind():
    for front, behind in (dermatome_views(), site_views()):
        assert [(leg.side, leg.mirrored) for leg in front.legs] == [("right", True), ("left", False)]
        assert [(leg.side, leg.mirrored) for leg in behind.legs] == [("left", True), ("right", False)]
        assert (front.heading, behind.heading) == ("Front", "Back")


def test_a_label_lies_on_its_own_area_and_no_two_overlap():
    """A tap goes through a label, so the area below it must be the one that it names."""
    for which, view in CASES:
        labels = {name: area.label for name, area in MAPS[which].areas[view].items() if area.label and area.reach}
        for name, (x, y) in labels.items():
            if name != "S4-5" and x > 0:
                nearest = np.argmin((XS - x) ** 2 + (YS - y) ** 2)
                assert tapped(which, view)[name].flat[nearest], (which, view, name)
    for view in ("front", "behind"):
        places = [area.label for area in DERMATOMES.areas[view].values() if area.label]
        for index, (x, y) in enumerate(places):
            apart = [max(abs(x - a) / 34, abs(y - b) / 33) for a, b in places[index + 1 :]]
            assert min(apart, default=1) >= 1


def test_a_line_is_cut_at_its_named_points_either_way():
    bent = line([("a", 0, 0), (1, 2), ("b", 2, 0)], [("b", 2, 0), ("c", 5, 5)])
    assert [bend[0] for bend in bent.cut("a", "b")] == [(0, 0), (1, 2)]
    assert [bend[0] for bend in bent.cut("c", "b")] == [(5, 5)]
    assert svg_path(bent.cut("b", "c"), closed=False) == "M2 0c0.5 0.8 2.5 4.2 3 5"
    assert svg_path(()) == ""


def test_a_path_leaves_out_the_points_that_can_be_worked_out():
    """After a smooth join the first control point is the mirror image of the last one before; a corner has none."""
    wave = line([("a", 0, 0), (6, 6), (12, 0), ("b", 18, 6)]).cut("a", "b")
    assert re.findall(r"[a-zM]", svg_path(wave)) == ["M", "c", "s", "s", "z"]
    bent = line([("a", 0, 0), (6, 6), ("b", 12, 0)], [("b", 12, 0), (12, 6), ("c", 12, 12)]).cut("a", "c")
    assert re.findall(r"[a-zM]", svg_path(bent, closed=False)) == ["M", "c", "s", "c", "s"]
    assert svg_path(straight(wave)) == "M0 0l6 6l6 -6l6 6z"


def test_a_shortened_path_is_the_same_curve():
    for view in ("front", "behind"):
        for name in DERMATOMES.areas[view]:
            bends = DERMATOMES.shape(view, name)
            for written, bend in zip(control_points(svg_path(bends)), bends, strict=True):
                # A control point that is worked out may differ by a tenth, and each is rounded to a tenth.
                assert np.abs(np.array(written) - np.array(bend)).max() <= 0.3


def control_points(path):
    """The bends of a path, as a browser reads them."""
    pen = before = None
    for letter, written in re.findall(r"([Mcsz])([^Mcsz]*)", path):
        points = np.array([float(number) for number in re.findall(r"-?[\d.]+", written)]).reshape(-1, 2)
        if letter == "M":
            pen = points[0]
        elif letter in "cs":
            points = points + pen
            one, two, end = points if letter == "c" else (2 * pen - before, *points)
            yield pen, one, two, end
            pen, before = end, two
