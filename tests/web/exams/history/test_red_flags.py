"""Red flags that are new, long-standing or not there, by one tap; and questions that an answer opens."""

import pytest

from tests.web.exams.steps import HTMX, button

SADDLE = "red_flags.saddle_numbness"
CANCER = "red_flags.cancer_history"
SPREADS = "presentation-features-can_spread_to_bone"
CLOSED = f'<div id="{SPREADS}" hidden'
NEW, OLD, NO = (f"Saddle numbness: {words}" for words in ("new or worse", "long-standing, unchanged", "no"))


@pytest.fixture
def flags(record):
    """A function to the saddle flag and its course."""
    return lambda: (record().red_flags.get("saddle_numbness"), record().red_flag_course.get("saddle_numbness"))


def chosen(text):
    return [label for label in (NEW, OLD, NO) if button(text, label)["aria-pressed"] == "true"]


@pytest.mark.sampled(3)
@pytest.mark.parametrize(
    ("label", "found"), [(NEW, (True, "new")), (OLD, (True, "long_standing")), (NO, (False, None))]
)
@pytest.mark.parametrize("htmx", [False, True])
def test_each_of_the_three_is_one_tap_and_a_second_one_clears_it(step, tap, flags, label, found, htmx):
    answer = tap("red-flags", SADDLE, button(step("red-flags"), label)["value"], htmx=htmx)
    assert flags() == found
    shown = answer.text if htmx else step("red-flags")
    assert chosen(shown) == [label]
    if not htmx:
        assert answer.location.endswith("/red-flags#red_flags-saddle_numbness")
    tap("red-flags", SADDLE, button(shown, label)["value"])
    assert flags() == (None, None)


def test_a_yes_without_a_course_is_shown_as_new(step, tap, flags):
    tap("red-flags", SADDLE, "true")
    assert flags() == (True, None)
    assert chosen(step("red-flags")) == [NEW]
    assert button(step("red-flags"), NEW)["data-answer"] == "new"


def test_undo_takes_back_both_answers(client, exam_id, tap, flags):
    tap("red-flags", SADDLE, "new")
    tap("red-flags", SADDLE, "long_standing")
    undone = client.post(f"/exams/{exam_id}/undo", data={"step": "red-flags"}, headers=HTMX).text
    assert (flags(), chosen(undone)) == ((True, "new"), [NEW])
    assert "Undone: saddle numbness" in undone
    tap("red-flags", SADDLE, "false")
    client.post(f"/exams/{exam_id}/undo", data={"step": "red-flags"})
    assert flags() == (True, "new")
    plain = client.post(f"/exams/{exam_id}/undo", data={"step": "strength"})
    assert plain.location.endswith("/red-flags#red_flags-saddle_numbness")
    assert flags() == (None, None)


@pytest.mark.sampled(3)
@pytest.mark.parametrize(
    ("there", "here", "now"),
    [
        ("long_standing", "new", "long-standing, unchanged"),
        ("new", "false", "new or worse"),
        ("new", "", "new or worse"),
        ("false", "new", "no"),
        ("", "long_standing", "no answer"),
        ("true", "long_standing", "yes"),
        ("true", "false", "yes"),
    ],
)
def test_what_another_tablet_answered_is_one_question(client, exam_id, flags, there, here, now):
    def send(text, tablet, seen):
        data = {SADDLE: text, "answer_id": f"{tablet}-{seen}-{text}", "seen_revision": seen}
        return client.post(f"/exams/{exam_id}/red-flags", data=data, headers=HTMX)

    send("new" if there == "" else "", "there", 1)
    before = send(there, "there", 2).headers["Dermyo-Revision"]
    asked = send(here, "here", 1)
    assert asked.status_code == 409
    assert "Changed on another screen: saddle numbness" in asked.text
    assert f'<span class="there">{now}</span>' in asked.text
    assert send(here, "here", before).status_code == 200
    assert flags()[0] == {"new": True, "long_standing": True, "false": False, "": None}[here]


def test_none_of_these_says_no_and_leaves_a_course(fill, tap, flags, record):
    tap("red-flags", SADDLE, "long_standing")
    fill("red-flags", "Bladder, bowel and saddle")
    assert flags() == (True, "long_standing")
    assert record().red_flags["faecal_incontinence"] is False


def test_only_the_group_with_courses_says_what_new_means(step):
    assert step("red-flags").count("New means: in the last two weeks") == 1


def test_a_course_alone_is_refused(tap, record):
    assert tap("red-flags", "red_flag_course.saddle_numbness", "new").status_code == 422
    assert not record().red_flag_course


def test_a_question_is_offered_beneath_what_opens_it(step, tap):
    assert CLOSED in step("red-flags")
    assert "0 of 21 answered" in step("red-flags")
    answer = tap("red-flags", CANCER, "true", htmx=True).text
    for shown in (answer, step("red-flags")):
        assert button(shown, "Cancer that can spread to bone: yes")["aria-pressed"] == "false"
        assert "1 of 23 answered" in shown
        assert "No to the rest: Infection, cancer, injury, 9 not asked yet" in shown
    assert CLOSED in tap("red-flags", CANCER, "false", htmx=True).text


def test_a_tap_that_opens_nothing_leaves_the_rows_alone(tap):
    tap("red-flags", CANCER, "true")
    assert SPREADS not in tap("red-flags", "red_flags.fever", "true", htmx=True).text


def test_a_question_that_was_answered_stays(step, tap):
    tap("red-flags", CANCER, "true")
    tap("red-flags", "presentation.features.can_spread_to_bone", "false")
    assert CLOSED not in tap("red-flags", CANCER, "false", htmx=True).text
    assert button(step("red-flags"), "Cancer that can spread to bone: no")["aria-pressed"] == "true"


def test_what_another_screen_opened_comes_with_the_next_reply(client, exam_id, tap):
    tap("red-flags", CANCER, "true")
    data = {"red_flags.fever": "true", "seen_revision": "1"}
    late = client.post(f"/exams/{exam_id}/red-flags", data=data, headers=HTMX).text
    assert "Cancer that can spread to bone: yes" in late


def test_what_the_onset_opens_is_asked_first_and_filled_with_these(step, tap, fill, record):
    assert "Collapse" not in step("back-or-knee")
    tap("complaint", "presentation.onset", "sudden")
    first, _, more = step("back-or-knee").partition('id="more-questions"')
    assert "presentation-features-collapse-pair" in first
    assert "presentation-features-collapse-pair" not in more
    fill("back-or-knee", "For this complaint")
    assert record().presentation.features["collapse"] is False
    assert "hamstring_tightness" not in record().presentation.features


def test_what_an_answer_of_the_same_step_opens_appears_among_the_first(client, exam_id, tap, step):
    tap("complaint", "presentation.symptom_side", "both")
    first, _, _more = step("back-or-knee").partition('id="more-questions"')
    assert '<div id="presentation-features-breathless_or_swallowing" hidden>' in first
    data = {"presentation.features.ascending_weakness": "true"}
    answer = client.post(f"/exams/{exam_id}/back-or-knee", data=data, headers=HTMX).text
    assert "presentation-features-breathless_or_swallowing-pair" in answer


def test_a_question_just_opened_comes_once_with_its_answers(client, exam_id, tap):
    tap("red-flags", CANCER, "true")
    data = {"presentation.features.can_spread_to_bone": "true", "seen_revision": "1"}
    late = client.post(f"/exams/{exam_id}/red-flags", data=data, headers=HTMX).text
    assert late.count('id="presentation-features-can_spread_to_bone-pair"') == 1
    assert button(late, "Cancer that can spread to bone: yes")["aria-pressed"] == "true"
