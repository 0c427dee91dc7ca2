"""The first step: sites and age by taps."""

from tests.web.exams.steps import button


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
