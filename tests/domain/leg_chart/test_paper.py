"""The leg chart on paper: each shading on its own skin, half examined apart from normal, a legend of what is shown."""

import re
from pathlib import Path

import numpy as np
import pytest
from fontTools.ttLib import TTFont

from exam.domain.leg_chart.dermatomes import DERMATOMES
from exam.domain.leg_chart.ground import ground
from exam.domain.leg_chart.outline import EDGES
from exam.domain.leg_chart.paper import draw_on_paper
from exam.domain.leg_chart.state import leg_chart
from exam.domain.record.reading import read_record

BOLD = Path(__file__).parents[3] / "exam/static/fonts/AtkinsonHyperlegibleNext-Bold.ttf"
# Half the width of the outline.
OUTLINE = 0.9
# From the middle of the front to the middle of the back.
TO_BACK = 236
COMMANDS = re.compile(r"([Mlcszh])([^Mlcszh]*)")


def chart(presentation=None, **findings):
    record = {"format": "dermyo-exam/1", "patient": {"reference": "1"}, "findings": findings}
    return leg_chart(read_record({**record, "presentation": presentation or {}}))


def corners(path):
    """The ends of the lines and curves of each shape of a path."""
    shapes, pen = [], (0.0, 0.0)
    for letter, written in COMMANDS.findall(path):
        numbers = [float(number) for number in re.findall(r"-?[\d.]+", written)]
        if letter == "M":
            pen = tuple(numbers)
            shapes.append([pen])
        elif letter in "lcs":
            pen = pen[0] + numbers[-2], pen[1] + numbers[-1]
            shapes[-1].append(pen)
    return shapes


def holds(path, point):
    """Whether a point lies in one of the shapes of a path."""
    x, y = point
    inside = False
    for shape in corners(path):
        for (x1, y1), (x2, y2) in zip(shape, [*shape[1:], shape[0]], strict=True):
            if (y1 > y) != (y2 > y) and x < (x2 - x1) * (y - y1) / (y2 - y1) + x1:
                inside = not inside
    return inside


def shading(drawing, point):
    """What is seen at a point: the last of the fills that covers it, in the order of the template."""
    last = None
    for shown, path in (*drawing.fills.items(), ("absent", drawing.fills.get("absent", ""))):
        if holds(path, point):
            last = shown
    return last


@pytest.mark.parametrize(
    ("light_touch", "pinprick", "shown"),
    [
        (2, 2, "normal"),
        (2, None, "half"),
        (None, 2, "half"),
        (1, None, "altered"),
        (None, 0, "absent"),
        ({"not_tested": "pain"}, 2, "not_tested"),
        ({"not_tested": "pain"}, None, "not_tested"),
        (None, None, "not_examined"),
    ],
)
def test_an_area_is_shaded_as_normal_only_where_both_are_and_on_its_own_side(light_touch, pinprick, shown):
    given = {"light_touch": light_touch, "pinprick": pinprick}
    drawing = draw_on_paper(
        chart(**{test: {"L5": {"left": value}} for test, value in given.items() if value is not None})
    )
    x, y = DERMATOMES.areas["front"]["L5"].key
    # The left leg is on the viewer's right in front, and on the left behind.
    assert shading(drawing, (x, y)) == shown
    assert shading(drawing, (-x, y)) == "not_examined"
    calf = (62, 184)
    assert shading(drawing, (TO_BACK - calf[0], calf[1])) == shown
    assert shading(drawing, (TO_BACK + calf[0], calf[1])) == "not_examined"


def test_the_saddle_is_seen_upon_the_ring_that_has_no_test():
    felt = {f"perianal_{test}": {"right": 0, "left": 1} for test in ("light_touch", "pinprick")}
    drawing = draw_on_paper(chart(saddle=felt))
    assert shading(drawing, (TO_BACK + 5, 84)) == "absent"
    assert shading(drawing, (TO_BACK - 5, 84)) == "altered"
    assert shading(drawing, (TO_BACK + 22, 84)) == "not_examined"


def test_every_border_is_drawn_once_and_solid_beside_what_was_examined():
    nothing = draw_on_paper(chart())
    assert nothing.borders == nothing.boxes == nothing.letters == ""
    assert list(nothing.fills) == ["not_examined"]
    one = draw_on_paper(chart(light_touch={"S1": {"right": 2}}))
    lines = [(sum(len(shape) - 1 for shape in corners(path))) for path in (one.borders, one.dashed)]
    bends = 2 * sum(len(border.bends) for view in ("front", "behind") for border in DERMATOMES.borders[view].values())
    # A box is drawn with h and v: it has no corners here.
    assert sum(lines) == bends
    assert lines[0] > 0
    # S1 of the right leg: to the left of the middle in front, to the right of it behind.
    assert all(x < 0 or x > TO_BACK for shape in corners(one.borders) for x, _ in shape)


def test_each_box_holds_the_letter_of_its_own_modality():
    drawing = draw_on_paper(chart(light_touch={"L2": {"left": 2}}, pinprick={"L2": {"right": 0}}))
    x, y = DERMATOMES.areas["front"]["L2"].label
    # Light touch is the left box of either leg.
    assert f"M{x - 7.5:g} {y + 7:g}m-3.5 4v-8l7 8v-8" in drawing.letters
    assert f"M{-x + 7.5:g} {y + 7:g}m-3.6 -4l7.2 8" in drawing.letters
    assert drawing.letters.count("M") == drawing.boxes.count("M") == 2
    assert drawing.dashed.count("h15v14h-15z") == 2 * 2 * 10 - 2


def test_the_straight_edges_of_the_shading_are_hidden_by_the_outline():
    share = np.linspace(0, 1, 21)[:, None]
    weights = [(1 - share) ** 3, 3 * share * (1 - share) ** 2, 3 * share**2 * (1 - share), share**3]
    for edge in EDGES.values():
        for bend in edge.bends:
            start, *_, end = (np.array(point) for point in bend)
            along = end - start
            off = sum(weight * np.array(point) for weight, point in zip(weights, bend, strict=True)) - start
            assert np.abs(off[:, 0] * along[1] - off[:, 1] * along[0]).max() <= OUTLINE * np.hypot(*along) + 1e-9


def test_pain_and_tingling_are_marked_on_their_side_in_each_view():
    story = {"pain_sites": {"left": ["knee"], "right": ["whole_leg"]}, "paraesthesia_sites": {"left": ["knee"]}}
    marks = draw_on_paper(chart(story)).marks
    assert [path.count("M") for path in (marks.pain, marks.pain_letters)] == [3, 3]
    assert [path.count("M") for path in (marks.tingling, marks.tingling_letters)] == [2, 2]
    [(name, (x, _))] = marks.regions
    assert (name, x < 0) == ("whole leg", True)
    pain, tingling = (re.findall(r"M(\S+)", path) for path in (marks.pain, marks.tingling))
    # At the left knee both stand side by side; the whole right leg is drawn in front only.
    assert sorted(float(x) > 0 for x in pain) == [False, True, True]
    assert {round(float(t) - 14, 1) for t in tingling} <= {float(p) for p in pain}
    alone = draw_on_paper(chart({"paraesthesia_sites": {"left": ["knee"]}})).marks
    assert (alone.pain, alone.tingling.count("M")) == ("", 2)


def test_words_are_centred_by_the_widths_of_their_font():
    """A name that lies beside its middle would lie beside its plate."""
    font = TTFont(BOLD)
    glyphs, widths = font.getBestCmap(), font["hmtx"]
    names = ground().names
    across = [float(x) for x in names.across.split()]
    assert len(across) == len(names.down.split()) == len(names.text)
    words = list(re.finditer("S4-5|[LS][1-5]", names.text))
    assert "".join(word[0] for word in words) == names.text
    for word, middle in zip(words, re.findall(r"M(\S+)", ground().plates), strict=True):
        last = word.end() - 1
        end = across[last] + widths[glyphs[ord(names.text[last])]][0] * 14 / 1000
        assert (across[word.start()] + end) / 2 == pytest.approx(float(middle), abs=0.2), word[0]


def test_right_and_left_are_named_above_their_legs():
    heads = ground().heads
    assert heads.text == "RightFrontLeftLeftBackRight"
    across = [float(x) for x in heads.across.split()]
    starts = [match.start() for match in re.finditer("[A-Z]", heads.text)]
    # The middle of the front is at 0, that of the back at 236, and a leg 60 beside it.
    half = [18, 20, 16, 16, 18, 18]
    middles = [across[start] + width for start, width in zip(starts, half, strict=True)]
    assert middles == pytest.approx([-60, 0, 60, 176, 236, 296], abs=3)


def test_the_legend_explains_what_this_chart_shows_and_nothing_else():
    one = chart(light_touch={"L5": {"left": 1}}).on_paper
    assert "Boxes: light touch, then pinprick: A altered, empty not examined." in one
    assert "striped" not in one
    assert "Patient-reported" not in one
    half = chart({"pain_sites": {"left": ["knee"]}}, light_touch={"L5": {"left": 2, "right": {"not_tested": "pain"}}})
    assert "N normal, NT could not be tested, empty not examined." in half.on_paper
    assert "striped: one normal, the other not examined." in half.on_paper
    assert "Patient-reported: P pain." in half.on_paper
    both = chart(
        {"paraesthesia_sites": {"left": ["knee"]}, "pain_sites": {"left": ["knee"]}}, pinprick={"L5": {"left": 0}}
    )
    assert "X absent, empty not examined." in both.on_paper
    assert "Patient-reported: P pain and T tingling or numbness." in both.on_paper
    assert "Dots: ISNCSCI key points (ASIA key points 2008); maps differ (Downs 2011; Lee 2008)." in both.on_paper
    nerve = chart(territory={"sole": {"left": 1}}, light_touch={"L5": {"left": 2}}).on_paper
    assert "Skin of single nerves, not drawn: left sole altered." in nerve
