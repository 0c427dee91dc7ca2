"""The leg chart: what it shows of each area, and right and left on their sides."""

import pytest

from exam.domain.leg_chart.drawing import reported_at
from exam.domain.leg_chart.state import LETTERS, TESTS, ReportedPlace, leg_chart
from exam.domain.record.reading import read_record
from reference import load_reference


def chart(presentation=None, **findings):
    record = {"format": "dermyo-exam/1", "patient": {"reference": "1"}, "findings": findings}
    return leg_chart(read_record({**record, "presentation": presentation or {}}))


@pytest.mark.parametrize(
    ("light_touch", "pinprick", "state", "letters", "title"),
    [
        (None, None, "not_examined", ["", ""], "Left L5: not examined"),
        (2, None, "not_examined", ["N", ""], "Left L5: light touch 2 normal and pinprick not examined"),
        (2, 2, "normal", ["N", "N"], "Left L5: light touch 2 normal and pinprick 2 normal"),
        (1, 2, "altered", ["A", "N"], "Left L5: light touch 1 altered and pinprick 2 normal"),
        (2, 0, "absent", ["N", "X"], "Left L5: light touch 2 normal and pinprick 0 absent"),
        (
            *({"not_tested": "pain"}, None, "not_tested", ["NT", ""]),
            "Left L5: light touch could not be tested (pain) and pinprick not examined",
        ),
        (None, 0, "absent", ["", "X"], "Left L5: light touch not examined and pinprick 0 absent"),
        (
            *({"not_tested": "declined"}, 2, "not_tested", ["NT", "N"]),
            "Left L5: light touch could not be tested (declined) and pinprick 2 normal",
        ),
    ],
)
def test_an_area_shows_the_worse_of_its_two_modalities_and_names_both(light_touch, pinprick, state, letters, title):
    results = {"light_touch": light_touch, "pinprick": pinprick}
    shown = chart(**{result: {"L5": {"left": value}} for result, value in results.items() if value is not None})
    area = shown.area("L5", "left")
    assert (area.state, [result.letter for result in area.results], area.title) == (state, letters, title)
    assert shown.area("L5", "right").state == "not_examined"
    assert shown.examined is area.tried is any(letters)


def test_the_chart_is_described_in_words():
    assert chart().description == "Leg chart, front and back of both legs: no dermatome was examined."
    reported = chart(light_touch={"S1": {"right": 2, "left": 1}}).description
    assert "Right S1: light touch 2 normal and pinprick not examined. Left S1: light touch 1 altered and" in reported
    assert "Not examined: right L2, right L3" in reported


def test_the_skin_of_single_nerves_is_listed_and_not_drawn():
    """It overlaps the dermatomes. A normal area is not listed, nor one that nobody examined."""
    areas = {"lateral_thigh": {"right": 2, "left": 1}, "sole": {"right": 0, "left": {"not_tested": "cast_or_dressing"}}}
    found = chart(territory=areas)
    assert found.single_nerves == (
        "right sole absent",
        "left outer thigh altered",
        "left sole could not be tested",
    )
    assert not found.examined
    assert found.description == (
        "Leg chart, front and back of both legs: no dermatome was examined. "
        "Skin of single nerves: right sole absent; left outer thigh altered; left sole could not be tested."
    )


def test_the_description_leaves_nothing_out_when_all_was_examined():
    both = {"right": 2, "left": 2}
    every = dict.fromkeys(("L2", "L3", "L4", "L5", "S1", "S2"), both)
    saddle = {"perianal_light_touch": both, "perianal_pinprick": both}
    described = chart(light_touch=every, pinprick=every, saddle=saddle).description
    assert "not examined" not in described.lower()
    assert "Right S4-5: light touch 2 normal and pinprick 2 normal" in described


def test_the_saddle_shows_what_was_felt_at_its_lowest_roots():
    shown = chart(saddle={f"perianal_{result}": {"right": 2, "left": 1} for result in ("light_touch", "pinprick")})
    assert [shown.area("S4-5", side).state for side in ("right", "left")] == ["normal", "altered"]
    assert shown.area("S3", "left") is None


def test_every_area_belongs_to_tests_of_the_reference():
    tests = load_reference().tests
    assert {
        pattern.format(modality=modality) for pattern in TESTS.values() for modality in ("light_touch", "pinprick")
    } <= set(tests)


STORY = {"pain_sites": {"left": ["knee", "buttock"], "midline": ["low_back"]}, "paraesthesia_sites": {"left": ["knee"]}}


def test_pain_and_tingling_are_shown_where_they_were_reported():
    shown = chart(STORY)
    assert shown.reported == (
        ReportedPlace("knee", "left", pain=True, tingling=True),
        ReportedPlace("buttock", "left", pain=True, tingling=False),
        ReportedPlace("low_back", "midline", pain=True, tingling=False),
    )
    assert (
        "Patient-reported: pain and tingling or numbness left knee; pain left buttock; pain low back."
        in shown.description
    )
    assert not shown.examined


def test_a_site_is_marked_once_in_each_view_that_shows_it():
    marked = {view: [reported.site for reported, _ in reported_at(chart(STORY), view)] for view in ("front", "behind")}
    assert marked == {"front": ["knee"], "behind": ["knee", "buttock", "low_back"]}


def test_a_mark_is_on_the_side_for_which_it_was_reported():
    [(_, front)] = reported_at(chart(STORY), "front")
    (_, behind), *_ = reported_at(chart(STORY), "behind")
    assert front[0] > 0 > behind[0]


def test_the_chart_names_its_map_and_says_that_maps_differ():
    assert "ISNCSCI key sensory points" in chart().caption
    assert "ASIA key points 2008" in chart().caption
    assert "published maps differ" in chart().caption


def test_every_pattern_is_explained():
    legend = {entry.state: (entry.letter, entry.meaning) for entry in chart().legend}
    assert legend["altered"] == ("A", "altered")
    assert set(legend) == set(LETTERS) == {"absent", "altered", "normal", "not_tested", "not_examined"}
