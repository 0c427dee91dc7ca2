"""The leg chart: what it says of each area, and right and left where they belong."""

import re

import pytest

from exam.domain.leg_chart import leg_chart
from exam.domain.leg_drawing import LABEL_ROOM, PAIR_WIDTH, VIEW_WIDTH, draw
from exam.domain.leg_shapes import AREAS, VIEWS, area_path, outline_path, place
from exam.domain.record_reading import read_record


def chart(**findings):
    return leg_chart(read_record({"format": "dermyo-exam/1", "patient": {"reference": "1"}, "findings": findings}))


@pytest.mark.parametrize(
    ("light_touch", "pinprick", "state", "letter", "title"),
    [
        (None, None, "not_examined", "", "Left L5: not examined"),
        (2, None, "normal", "N", "Left L5: light touch 2 normal"),
        (1, 2, "altered", "A", "Left L5: light touch 1 altered and pinprick 2 normal"),
        (2, 0, "absent", "X", "Left L5: light touch 2 normal and pinprick 0 absent"),
        ({"not_tested": "pain"}, None, "not_tested", "NT", "Left L5: light touch could not be tested (pain)"),
        (
            *({"not_tested": "declined"}, 2, "normal", "N"),
            "Left L5: light touch could not be tested (declined) and pinprick 2 normal",
        ),
    ],
)
def test_an_area_shows_the_worse_of_its_two_looks_and_says_both(light_touch, pinprick, state, letter, title):
    looks = {"light_touch": light_touch, "pinprick": pinprick}
    shown = chart(**{look: {"L5": {"left": value}} for look, value in looks.items() if value is not None})
    area = shown.area("L5", "left")
    assert (area.state, area.letter, area.title) == (state, letter, title)
    assert shown.area("L5", "right").state == "not_examined"
    assert shown.examined is (state != "not_examined")


def test_the_chart_is_described_in_words():
    assert chart().description == "Leg chart, front and back of both legs: no sensation was examined."
    told = chart(light_touch={"S1": {"right": 2, "left": 1}}).description
    assert "Right S1: light touch 2 normal. Left S1: light touch 1 altered." in told
    assert "Not examined: right L2, right L3" in told


def test_the_description_leaves_nothing_out_when_all_was_examined():
    every = {root: {"right": 2, "left": 2} for root in ("L2", "L3", "L4", "L5", "S1", "S2")}
    assert "Not examined" not in chart(pinprick=every).description


def test_the_chart_names_its_map_and_says_that_maps_differ():
    assert "ASIA key points 2008" in chart().caption
    assert "published maps differ" in chart().caption


def test_every_pattern_is_explained():
    legend = {entry.state: (entry.letter, entry.meaning) for entry in chart().legend}
    assert legend["altered"] == ("A", "altered")
    assert set(legend) == {"absent", "altered", "normal", "not_tested", "not_examined"}


def legs():
    drawing = draw(chart(light_touch={"L5": {"left": 0}}))
    return {(view.heading, leg.side): leg for view in drawing.views for leg in view.legs}


def test_the_right_leg_is_on_the_viewers_left_in_front_and_on_the_right_behind():
    drawn = legs()
    assert drawn["Front", "right"].centre < drawn["Front", "left"].centre < VIEW_WIDTH
    assert VIEW_WIDTH < drawn["Back", "left"].centre < drawn["Back", "right"].centre
    assert drawn["Front", "right"].heading == "Right"


def test_the_other_leg_is_the_same_drawing_mirrored():
    drawn = legs()
    right, left = drawn["Front", "right"], drawn["Front", "left"]
    assert [area.path for area in right.areas] == [area.path for area in left.areas]
    assert right.transform == f"translate({LABEL_ROOM} 0)"
    assert left.transform == f"translate({LABEL_ROOM + PAIR_WIDTH} 0) scale(-1 1)"
    for one, other in zip(right.areas, left.areas, strict=True):
        assert one.label.x - LABEL_ROOM == pytest.approx(PAIR_WIDTH - (other.label.x - LABEL_ROOM), abs=0.2)


def test_only_the_leg_with_the_finding_shows_it():
    drawn = legs()
    states = {key: [a.area.state for a in leg.areas if a.area.root == "L5"] for key, leg in drawn.items()}
    assert states["Front", "left"] == states["Back", "left"] == ["absent"]
    assert states["Front", "right"] == states["Back", "right"] == ["not_examined"]


def numbers(path):
    return [(float(x), float(y)) for x, y in re.findall(r"(-?[\d.]+) (-?[\d.]+)", path)]


@pytest.mark.parametrize("view", VIEWS)
def test_every_area_lies_within_the_leg(view):
    outline = numbers(outline_path(view))
    left, right = min(x for x, _ in outline), max(x for x, _ in outline)
    for root in AREAS[view]:
        for x, y in numbers(area_path(view, root)):
            assert left - 0.1 <= x <= right + 0.1
            assert -0.1 <= y <= max(y for _, y in outline) + 0.1


@pytest.mark.parametrize("view", VIEWS)
def test_areas_share_their_borders_so_that_none_overlap(view):
    """The areas' sizes add up to less than the leg's, which holds the groin or the buttock as well."""
    whole = size(numbers(outline_path(view)))
    parts = sum(size(numbers(area_path(view, root))) for root in AREAS[view])
    assert 0.75 * whole < parts < whole


def size(points):
    pairs = zip(points, [*points[1:], points[0]], strict=True)
    return abs(sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in pairs)) / 2


def test_the_leg_runs_from_hip_to_foot_and_from_the_outer_to_the_inner_edge():
    assert place("front", 0, 0)[1] < place("front", 0.5, 0)[1] < place("front", 1, 0)[1]
    assert place("front", 0.5, 0)[0] < place("front", 0.5, 1)[0]
