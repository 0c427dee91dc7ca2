"""What is known to be old in a leg is typed; when the second leg joined is asked where both are affected."""

import re

import pytest

from tests.web.exams.steps import HTMX, button

LEFT, RIGHT = (f"presentation.old_deficit.{side}" for side in ("left", "right"))
SECOND = "presentation.second_leg_weeks"
DROP = {"findings.strength.ankle_dorsiflexion.left": "2"}


def field(text, path):
    return re.search(rf'<textarea [^>]*name="{re.escape(path)}"[^>]*>([^<]*)</textarea>', text)[1]


def is_open(text):
    return 'id="old-deficit" open' in text


@pytest.fixture
def save(client, exam_id):
    """A function that saves both fields as the form does."""

    def save(right, left, *, htmx=False):
        data = {RIGHT: right, LEFT: left}
        return client.post(f"/exams/{exam_id}/complaint", data=data, headers=HTMX if htmx else {})

    return save


@pytest.mark.parametrize("htmx", [False, True])
def test_a_few_words_are_saved_in_one_line(step, save, record, htmx):
    assert not is_open(step("complaint"))
    save("", " polio,\r\n1962 ", htmx=htmx)
    assert record().presentation.old_deficit == {"left": "polio, 1962"}
    text = step("complaint")
    assert (is_open(text), field(text, RIGHT), field(text, LEFT)) == (True, "", "polio, 1962")
    save("", "")
    assert not record().presentation.old_deficit


def test_too_many_words_are_refused(save, record):
    refused = save("x" * 201, "polio")
    assert refused.status_code == 422
    assert "The known old deficit is 201 characters long; the limit is 200." in refused.text
    assert not record().presentation.old_deficit


def test_saved_words_stay_in_their_fields_and_an_undo_takes_them_out(client, exam_id, save):
    assert "<textarea" not in save("", "polio", htmx=True).text
    undone = client.post(f"/exams/{exam_id}/undo", data={"step": "complaint"}, headers=HTMX).text
    assert "Undone: known old deficit of the left leg" in undone
    assert field(undone, LEFT) == ""
    assert f'name="{RIGHT}"' not in undone


def test_a_copy_for_a_tablet_has_none_of_the_words_and_the_same_conclusions(client, exam_id, tap, save):
    for path, value in DROP.items():
        tap("strength", path, value)
    assert "Severe weakness" in client.get(f"/exams/{exam_id}/strength/copy").text
    save("", "polio of Mrs Doe")
    for slug in ("complaint", "strength"):
        copy = client.get(f"/exams/{exam_id}/{slug}/copy").text
        assert "Mrs Doe" not in copy
        assert "Severe weakness" not in copy


def test_the_assessment_says_what_is_known_and_old(tap, save, step):
    for path, value in DROP.items():
        tap("strength", path, value)
    save("", "polio")
    text = step("assessment")
    assert "Known and old: deficit of the left leg (polio). If any of it is new or worse, this is urgent." in text


def test_the_second_leg_is_asked_about_once_both_are_affected(step, tap, record):
    assert "Second leg" not in step("complaint")
    asked = tap("complaint", "presentation.symptom_side", "both", htmx=True).text
    for text in (asked, step("complaint")):
        assert button(text, "Second leg: 2 weeks")["aria-pressed"] == "false"
        assert "Second leg, in months: 1 month" in text
    chosen = tap("complaint", SECOND, "2", htmx=True).text
    assert button(chosen, "Second leg: 2 weeks")["aria-pressed"] == "true"
    assert tap("complaint", SECOND, "1,5").location.endswith("#presentation-second_leg_weeks")
    assert record().presentation.second_leg_weeks == 1.5
    assert ">10 days<" in step("complaint")


def test_it_goes_again_unless_it_was_answered(tap):
    tap("complaint", "presentation.symptom_side", "both")
    assert "Second leg" not in tap("complaint", "presentation.symptom_side", "left", htmx=True).text
    tap("complaint", SECOND, "2")
    assert "Second leg: 2 weeks" in tap("complaint", "presentation.symptom_side", "right", htmx=True).text


def test_sites_in_both_legs_ask_about_it_too(tap):
    tap("complaint", "presentation.pain_sites.right", "+knee")
    assert "Second leg: 2 weeks" in tap("complaint", "presentation.pain_sites.left", "+knee", htmx=True).text
    assert "Second leg" not in tap("complaint", "presentation.onset", "sudden", htmx=True).text
