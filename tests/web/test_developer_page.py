"""The page of components: whole, valid, and only where a developer asked for it."""

import re
from dataclasses import replace
from pathlib import Path

import pytest

import exam
from exam import create_app

TEMPLATES = Path(exam.__file__).parent / "templates"
FOLDERS = ("components", "frame", "section", "rows", "complaint", "leg_chart", "assessment/cards")
# Parts that a page has once, or that another component includes.
SEEN_ELSEWHERE = {"_fill", "_practised", "_provenance", "_reference_link", "_typed_field"}


@pytest.fixture
def config(config):
    return replace(config, developer=True)


@pytest.fixture
def developers_page(client):
    return client.get("/components").text


def test_a_clinic_has_no_such_page(config):
    clinics = create_app(replace(config, developer=False))
    assert "/components" not in {rule.rule for rule in clinics.url_map.iter_rules()}


def test_every_component_is_shown(developers_page):
    files = [path for folder in FOLDERS for path in (TEMPLATES / folder).glob("_*.html")]
    macros = {path.stem for path in files if "{% macro" in path.read_text()} - SEEN_ELSEWHERE
    assert len(macros) > 15
    assert macros <= set(re.findall(r"\b_\w+", developers_page))


@pytest.mark.sampled(3)
@pytest.mark.parametrize("state", ["empty", "abnormal", "normal", "not_tested", "raised", "measured"])
def test_every_state_of_a_grade_picker_is_shown(developers_page, state):
    assert re.search(rf'class="cell [^"]*is-{state}[ "]', developers_page)


@pytest.mark.sampled(3)
@pytest.mark.parametrize("urgency", ["emergency", "urgent", "routine"])
def test_every_urgency_of_an_alert_is_shown(developers_page, urgency):
    assert re.search(rf'class="alert(-row)? is-{urgency}"', developers_page)
