"""The drawings of how a test is done: one for each core test, small, harmless, and in the colour of the page."""

import re
from pathlib import Path
from typing import get_args
from xml.etree import ElementTree as ET

import pytest

from exam.web.presenters.step.drawings import drawing
from reference import load_reference
from reference.vocabulary import Drawing

FOLDER = Path("exam/static/img/how-to")
FILES = sorted(FOLDER.glob("*.svg"))
SVG = "{http://www.w3.org/2000/svg}"
DRAWN = {"svg", "title", "desc", "g", "path", "circle", "text"}
DRAWINGS = {
    "reflexes.patellar": "knee_jerk",
    "reflexes.achilles": "ankle_jerk",
    "light_touch.L3": "key_point_L3",
    "light_touch.L4": "key_point_L4",
    "light_touch.L5": "key_point_L5",
    "light_touch.S1": "key_point_S1",
    "pinprick.L3": "key_point_L3",
    "pinprick.L4": "key_point_L4",
    "pinprick.L5": "key_point_L5",
    "pinprick.S1": "key_point_S1",
    "strength.knee_extension": "knee_extension",
    "strength.ankle_dorsiflexion": "ankle_dorsiflexion",
    "strength.great_toe_extension": "great_toe_extension",
    "strength.ankle_plantarflexion": "ankle_plantarflexion",
}


def test_every_core_test_has_its_drawing():
    tests = load_reference().tests.values()
    assert {test.id: test.drawing for test in tests if test.core or test.drawing} == DRAWINGS


def test_every_drawing_that_a_row_may_name_is_a_file_and_is_named():
    files = {path.stem for path in FILES}
    assert files == set(get_args(Drawing)) - {""} == set(DRAWINGS.values())


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_drawing_is_small_and_holds_lines_and_words_alone(path):
    assert path.stat().st_size <= 4096
    root = ET.parse(path).getroot()
    assert root.get("viewBox") == "0 0 240 160"
    assert {element.tag.removeprefix(SVG) for element in root.iter()} <= DRAWN
    attributes = [pair for element in root.iter() for pair in element.attrib.items()]
    assert [
        name for name, _ in attributes if name.startswith("on") or "href" in name or name in ("style", "class")
    ] == []
    assert {value for name, value in attributes if name in ("fill", "stroke")} == {"none", "currentColor"}
    assert [value for _, value in attributes if "url(" in value] == []


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_drawing_stays_within_its_frame(path):
    """But for a leg that goes on beyond its edge."""
    shapes = [element.get("d") for element in ET.parse(path).getroot().iter(f"{SVG}path")]
    points = [re.findall(r"-?[\d.]+", shape) for shape in shapes]
    assert all(-1 <= float(y) <= 161 for numbers in points for y in numbers[1::2])


def test_a_drawing_of_strength_shows_who_moves_and_who_resists():
    moving = {path.stem for path in FILES if drawing(path.stem).arrows}
    assert moving == {"knee_extension", "ankle_dorsiflexion", "great_toe_extension", "ankle_plantarflexion"}
    assert {path.stem for path in FILES if 'id="resistance"' in path.read_text()} == moving


def test_its_words_say_what_is_drawn():
    shown = drawing("knee_jerk")
    assert shown.file == "img/how-to/knee_jerk.svg"
    assert shown.words.startswith("Knee jerk. Right leg from its outer side")


def test_a_test_without_a_drawing_shows_none():
    assert drawing("") is None
