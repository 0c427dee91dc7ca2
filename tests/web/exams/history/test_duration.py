"""How long, by taps: the commonest, and a number and a unit; what is stored is shown where it was asked."""

import re

import pytest

from tests.web.exams.steps import button

PATH = "presentation.duration_weeks"


def test_a_common_duration_is_one_tap(tap, step, record):
    tap("complaint", PATH, "13")
    assert record().presentation.duration_weeks == 13
    page = step("complaint")
    assert button(page, "Duration: 3 months")["aria-pressed"] == "true"
    assert ">3 months</span>" in page


@pytest.mark.parametrize(
    ("weeks", "shown"), [("5", "5 weeks"), ("10", "10 weeks"), ("0.14", "1 day"), ("260", "5 years")]
)
def test_every_stored_duration_is_shown(tap, step, weeks, shown):
    tap("complaint", PATH, weeks)
    page = step("complaint")
    assert f'<span class="duration-now">{shown}</span>' in page
    assert 'class="choice duration is-answered" id="presentation-duration_weeks"' in page


def test_one_less_one_more_and_another_unit_send_the_wanted_state(tap, step):
    tap("complaint", PATH, "5")
    page = step("complaint")
    sent = {name: button(page, name)["value"] for name in re.findall(r'aria-label="(Duration, [^"]+)"', page)}
    assert sent == {
        "Duration, one less: 4 weeks": "4",
        "Duration, one more: 6 weeks": "6",
        "Duration, in days: 5 days": "0.71",
        "Duration, in weeks: 5 weeks": "5",
        "Duration, in months: 5 months": "21.67",
        "Duration, in years: 5 years": "260",
    }


def test_not_asked_is_said_and_there_is_nothing_less_than_one(tap, step):
    assert '<span class="duration-now">not asked</span>' in step("complaint")
    assert "one less" not in step("complaint")
    tap("complaint", PATH, "1")
    assert "one less" not in step("complaint")


def test_a_tap_answers_with_the_whole_control(tap):
    answer = tap("complaint", PATH, "5", htmx=True).text
    assert 'id="presentation-duration_weeks"' in answer
    assert "Duration, one more: 6 weeks" in answer
