"""The history: sites and age by taps, and the dermatomes of a shingles rash, asked only where there is one."""

import re

import pytest

from tests.web.exams.steps import button

RASH = "presentation.features.zoster_rash"
LEFT = "presentation.zoster_dermatomes.left"
BUTTONS = r'aria-label="Shingles rash, (\w+ \w\d)"'
DERMATOMES = ["L1", "L2", "L3", "L4", "L5", "S1", "S2"]


def test_sites_are_tapped_on_and_off(step, tap, record):
    tap("complaint", "presentation.pain_sites.left", "+knee")
    tap("complaint", "presentation.pain_sites.left", "+hip")
    chosen = button(step("complaint"), "Left knee, pain")
    assert (chosen["aria-pressed"], chosen["value"]) == ("true", "-knee")
    off = tap("complaint", "presentation.pain_sites.left", "-knee")
    assert off.location.endswith("#site-knee")
    assert record().presentation.pain_sites["left"] == ("hip",)


def test_a_script_gets_the_choice_and_the_sites_that_changed(tap):
    chosen = tap("complaint", "presentation.onset", "sudden", htmx=True).text
    assert 'id="presentation-onset"' in chosen
    assert 'id="presentation-symptom_side"' not in chosen
    sites = tap("complaint", "presentation.pain_sites.left", "+knee", htmx=True).text
    assert 'id="site-knee-left"' in sites
    assert 'id="site-knee-right"' not in sites
    assert 'id="patient-age"' in tap("complaint", "patient.age", "54", htmx=True).text


def test_an_age_is_two_taps(step, tap, record):
    tap("complaint", "patient.age", button(step("complaint"), "Age, tens: 50")["value"])
    tap("complaint", "patient.age", button(step("complaint"), "Age, units: 4")["value"])
    assert record().patient.age == 54
    assert "54" in step("strength")


def asked(text):
    return re.findall(BUTTONS, text)


@pytest.mark.parametrize("answer", [None, "false"])
def test_dermatomes_are_not_asked_without_a_rash(step, tap, answer):
    if answer:
        tap("back-or-knee", RASH, answer)
    assert asked(step("back-or-knee")) == []


def test_they_are_asked_of_each_leg_right_before_left_once_there_is_one(step, tap):
    changed = tap("back-or-knee", RASH, "true", htmx=True).text
    sides = [f"{side} {area}" for side in ("right", "left") for area in DERMATOMES]
    assert asked(changed) == asked(step("back-or-knee")) == sides
    assert asked(step("complaint")) == []


def test_a_dermatome_is_tapped_on_and_off(step, tap, record):
    tap("back-or-knee", RASH, "true")
    answer = tap("back-or-knee", LEFT, "+L5")
    assert answer.location.endswith("#presentation-zoster_dermatomes")
    tap("back-or-knee", LEFT, "+L4")
    chosen = button(step("back-or-knee"), "Shingles rash, left L5")
    assert (chosen["aria-pressed"], chosen["value"]) == ("true", "-L5")
    assert record().presentation.zoster_dermatomes == {"left": ("L5", "L4")}
    tap("back-or-knee", LEFT, "-L5")
    assert record().presentation.zoster_dermatomes == {"left": ("L4",)}


def test_dermatomes_that_are_marked_are_still_shown_after_a_no(step, tap, record):
    tap("back-or-knee", LEFT, "+L5")
    tap("back-or-knee", RASH, "false")
    assert button(step("back-or-knee"), "Shingles rash, left L5")["aria-pressed"] == "true"
    assert "right S2" in asked(step("back-or-knee"))
    tap("back-or-knee", LEFT, "-L5")
    assert asked(step("back-or-knee")) == []
    assert not record().presentation.zoster_dermatomes


def test_what_is_no_dermatome_is_refused(tap):
    refused = tap("back-or-knee", LEFT, "+S5")
    assert refused.status_code == 422
    assert "is not one of L1, L2, L3, L4, L5, S1, S2" in refused.text
    assert tap("complaint", LEFT, "+L5").status_code == 422


def test_dermatomes_marked_on_two_screens_are_all_recorded(client, exam_id, record):
    there = f"/exams/{exam_id}/back-or-knee"
    for number, area in enumerate(("+L4", "+L5")):
        data = {LEFT: area, "answer_id": f"screen{number}-1", "seen_revision": "1"}
        assert client.post(there, data=data).status_code == 303
    assert record().presentation.zoster_dermatomes == {"left": ("L4", "L5")}
