"""The leg chart on the screens and on the sheet: what was found on its side, and a way from an area to its row."""

import re

import pytest
from tinyhtml5.parser import HTMLParser

from exam.domain.leg_chart.paper import draw_on_paper
from exam.domain.leg_chart.state import leg_chart
from exam.domain.record.reading import read_record

HTMX = {"HX-Request": "true"}
SVG = "{http://www.w3.org/2000/svg}"
SIDES = {"right", "left", "midline"}


@pytest.fixture
def pad(client, exam_id):
    """A function to the elements of a step's chart."""

    def pad(slug):
        root = HTMLParser(namespace_html_elements=False).parse(client.get(f"/exams/{exam_id}/{slug}").text)
        return next(element for element in root.iter("details") if element.get("id") == "leg-chart"), root

    return pad


@pytest.fixture
def answer(client, exam_id):
    return lambda slug, path, value: client.post(f"/exams/{exam_id}/{slug}", data={path: value}, headers=HTMX)


def areas(chart):
    """What each shape of an area is filled with, by name and side; both views together."""
    found = {}
    for link in chart.iter(f"{SVG}a"):
        for path in link.iter(f"{SVG}path"):
            found.setdefault((link.get("data-name"), link.get("data-part")), set()).add(path.get("fill"))
    return found


@pytest.mark.parametrize("slug", ["sensation", "complaint"])
def test_each_area_leads_to_its_row_of_the_list(pad, slug):
    chart, page = pad(slug)
    rows = {element.get("id") for element in page.iter("div")}
    links = list(chart.iter(f"{SVG}a"))
    assert {"right", "left"} <= {link.get("data-part") for link in links} <= SIDES
    for link in links:
        where, _, row = link.get("href").partition("#")
        assert row in rows if not where else where.endswith("/further"), link.attrib


def test_an_area_shows_the_worse_of_its_looks_on_its_own_side_only(pad, answer):
    answer("sensation", "findings.light_touch.L5.left", "2")
    answer("sensation", "findings.pinprick.L5.left", "0")
    found = areas(pad("sensation")[0])
    assert found["L5", "left"] == {"url(#leg-absent)"}
    assert found["L5", "right"] == found["S1", "left"] == {"transparent"}


def test_the_saddle_shows_what_another_step_found_and_leads_there(pad, answer):
    answer("further", "findings.saddle.perianal_pinprick.right", "1")
    chart, _ = pad("sensation")
    assert areas(chart)["S4-5", "right"] == {"url(#leg-altered)"}
    assert areas(chart)["S4-5", "left"] == {"transparent"}
    assert any(link.get("href").endswith("/further#saddle-perianal_light_touch") for link in chart.iter(f"{SVG}a"))


def test_the_complaint_shows_pain_and_tingling(pad, answer):
    answer("complaint", "presentation.pain_sites.left", "+knee")
    answer("complaint", "presentation.pain_sites.midline", "+low_back")
    answer("complaint", "presentation.paraesthesia_sites.left", "+knee")
    found = areas(pad("complaint")[0])
    assert found["knee", "left"] == {"url(#leg-pain-tingling)"}
    assert found["low_back", "midline"] == {"url(#leg-pain)"}
    assert found["knee", "right"] == {"transparent"}


def test_the_list_is_the_record_for_a_screen_reader_and_for_the_keyboard(pad):
    for slug in ("sensation", "complaint"):
        chart, _ = pad(slug)
        hidden = next(one for one in chart.iter("div") if one.get("class") == "leg-views")
        assert hidden.get("aria-hidden") == "true"
        assert {link.get("tabindex") for link in hidden.iter(f"{SVG}a")} == {"-1"}
        assert list(hidden.iter("button")) == []


def test_the_chart_names_its_map_and_leads_to_where_maps_disagree(pad):
    chart, _ = pad("sensation")
    text = " ".join("".join(chart.itertext()).split())
    assert "ISNCSCI key sensory points" in text
    assert "published maps differ" in text
    assert any(link.get("href").startswith("/reference/maps") for link in chart.iter("a"))


def test_a_tap_brings_no_drawing_back(answer):
    assert "leg-area" not in answer("sensation", "findings.light_touch.L5.left", "1").text


def test_other_steps_have_no_chart(client, exam_id):
    assert 'id="leg-chart"' not in client.get(f"/exams/{exam_id}/strength").text


FOUND = {
    "light_touch": {"L5": {"left": 0, "right": 2}, "S1": {"left": 1}, "L4": {"left": {"not_tested": "pain"}}},
    "pinprick": {"L5": {"right": 2}},
}


@pytest.fixture
def sheet(app):
    """The drawing of the note as it is printed."""
    record = {"format": "dermyo-exam/1", "patient": {"reference": "1"}, "findings": FOUND}
    reported = {"pain_sites": {"left": ["knee"], "right": ["whole_leg"]}, "paraesthesia_sites": {"left": ["knee"]}}
    drawing = draw_on_paper(leg_chart(read_record({**record, "presentation": reported})))
    with app.app_context():
        return app.jinja_env.get_template("leg_chart/_chart.svg").render(drawing=drawing)


def test_the_sheet_shows_each_state_by_its_own_shading(sheet):
    fills = re.findall(r'<path d="[^"]+" fill="([^"]+)"', sheet.partition("</defs>")[2])
    patterns = {"url(#paper-altered)", "url(#paper-not_tested)"}
    assert set(fills) == {"#fff", "#3a3775", "#d5ecdf", *patterns, "none"}
    # A pattern that nothing uses is not defined either: the press would draw it.
    assert {f"url(#{name})" for name in re.findall(r'<pattern id="([^"]+)"', sheet)} == patterns


def test_the_sheet_marks_pain_and_tingling_as_reported(sheet):
    assert [sheet.count(f'stroke-width="{width}"') for width in ("13.4", "1.3")] == [1, 1]
    assert "whole leg" in sheet


def test_the_chart_on_paper_stays_small(sheet):
    """Each element and each point takes the press its time: drawn area by area, it was 50 kB in 350 elements."""
    assert sheet.count("<path") + sheet.count("<text") < 30
    assert len(sheet) < 26_000


def test_the_skin_of_a_single_nerve_is_listed_beside_the_chart_on_screen_and_sheet(client, exam_id, answer):
    answer("further", "findings.territory.lateral_thigh.left", "1")
    answer("sensation", "findings.light_touch.L2.left", "2")
    line = "Skin of single nerves, not drawn: left outer thigh altered."
    assert line in client.get(f"/exams/{exam_id}/sensation").text
    assert line not in client.get(f"/exams/{exam_id}/complaint").text
    assert line in client.get(f"/exams/{exam_id}/note").text
