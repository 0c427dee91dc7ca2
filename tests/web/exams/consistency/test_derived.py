"""A tap on the complaint answers the questions that it answers already; undo takes both back, a fill leaves them."""

import re

from tests.web.exams.steps import HTMX, button

BELOW, KNEE_ONLY = "presentation.features.pain_below_knee", "presentation.features.knee_pain_only"
BOTH = "red_flags.bilateral_leg_symptoms"
PAIN, SIDE = "presentation.pain_sites.left", "presentation.symptom_side"
FROM = "from the complaint"


def row_of(page, question):
    """The row of a question."""
    return page.partition(f'id="{question.replace(".", "-")}"')[2].partition('<div class="question"')[0]


def test_a_tap_on_a_place_answers_the_question(tap, step, record):
    tap("complaint", PAIN, "+sole")
    assert record().at(BELOW) is True
    row = row_of(step("back-or-knee"), BELOW)
    assert FROM in row
    assert button(row, "Pain below the knee: yes, from the complaint")["aria-pressed"] == "true"
    assert FROM not in row_of(step("back-or-knee"), KNEE_ONLY)


def test_the_side_answers_the_question_about_both_legs_and_follows_it(tap, record):
    tap("complaint", SIDE, "both")
    assert record().at(BOTH) is True
    tap("complaint", SIDE, "left")
    assert record().at(BOTH) is None


def test_undo_takes_back_the_tap_and_what_followed_from_it(client, tap, exam_id, record):
    tap("complaint", SIDE, "left")
    tap("complaint", PAIN, "+sole")
    undone = client.post(f"/exams/{exam_id}/undo", data={"step": "complaint"}, headers=HTMX)
    assert "Undone: pain, left" in undone.text
    assert (record().at(BELOW), record().at(PAIN), record().at(SIDE)) == (None, None, "left")
    client.post(f"/exams/{exam_id}/undo", data={"step": "complaint"}, headers=HTMX)
    assert record().at(SIDE) is None


def test_undo_brings_back_what_had_followed(client, tap, exam_id, step, record):
    tap("complaint", PAIN, "+sole")
    tap("complaint", PAIN, "-sole")
    assert record().at(BELOW) is None
    client.post(f"/exams/{exam_id}/undo", data={"step": "complaint"})
    assert record().at(BELOW) is True
    assert FROM in row_of(step("back-or-knee"), BELOW)


def test_undo_from_another_step_leads_to_the_place_of_the_tap(client, tap, exam_id):
    tap("complaint", PAIN, "+sole")
    back = client.post(f"/exams/{exam_id}/undo", data={"step": "back-or-knee"})
    assert back.headers["Location"] == f"/exams/{exam_id}/complaint#site-sole"


def test_none_of_these_leaves_it(fill, tap, record):
    tap("complaint", SIDE, "both")
    fill("red-flags", "Leg nerve symptoms")
    assert record().at(BOTH) is True
    assert record().at("red_flags.progressive_weakness") is False


def test_none_of_these_writes_no_no_over_a_place_that_was_marked(fill, tap, record):
    tap("complaint", PAIN, "+sole")
    tap("back-or-knee", BELOW, "")
    fill("back-or-knee", "For this complaint")
    assert record().at(BELOW) is None
    assert record().at("presentation.features.back_pain") is False


def test_the_saddle_marked_on_the_chart_is_asked_whether_it_is_new_and_filled_with_no_no(fill, tap, record):
    tap("complaint", "presentation.paraesthesia_sites.midline", "+perineum")
    fill("red-flags", "Bladder, bowel and saddle")
    assert record().at("red_flags.saddle_numbness") is None
    assert record().at("red_flags.faecal_incontinence") is False


def test_it_can_be_changed_by_a_tap_and_then_stays(tap, step, record):
    tap("complaint", PAIN, "+sole")
    tap("back-or-knee", BELOW, "false")
    assert record().at(BELOW) is False
    assert FROM not in row_of(step("back-or-knee"), BELOW)
    assert "Pain below the knee: no, but pain is marked there" in step("back-or-knee")
    tap("complaint", PAIN, "+heel")
    assert record().at(BELOW) is False
    tap("complaint", PAIN, "-heel")
    tap("complaint", PAIN, "-sole")
    assert record().at(BELOW) is False


def test_one_that_is_cleared_by_hand_stays_open_until_the_complaint_is_answered_again(tap, record):
    tap("complaint", PAIN, "+sole")
    tap("back-or-knee", BELOW, "")
    tap("complaint", "patient.age", "60")
    assert record().at(BELOW) is None
    tap("complaint", PAIN, "+heel")
    assert record().at(BELOW) is True


def test_an_answer_that_was_given_before_stays_by_hand(tap, record):
    tap("back-or-knee", BELOW, "true")
    tap("complaint", PAIN, "+sole")
    tap("complaint", PAIN, "-sole")
    assert record().at(BELOW) is True


def test_the_response_to_a_tap_shows_the_new_revision_and_the_row_that_follows(client, tap, exam_id):
    first = tap("complaint", PAIN, "+sole", htmx=True)
    again = client.get(f"/exams/{exam_id}/changes?step=complaint&since={first.headers['Dermyo-Revision']}")
    assert again.status_code == 204
    since = client.get(f"/exams/{exam_id}/changes?step=back-or-knee&since=1")
    assert re.search(r'id="presentation-features-pain_below_knee-pair"[^>]*hx-swap-oob', since.text)


def test_an_answer_by_hand_from_a_page_that_did_not_show_it_is_no_conflict(client, exam_id, record):
    client.post(f"/exams/{exam_id}/complaint", data={PAIN: "+sole", "answer_id": "one-1", "seen_revision": "1"})
    assert record().at(BELOW) is True
    there = f"/exams/{exam_id}/back-or-knee"
    sent = client.post(there, data={BELOW: "false", "answer_id": "two-1", "seen_revision": "1"})
    assert sent.status_code == 303
    assert record().at(BELOW) is False


def test_an_imported_record_means_what_it_meant(client, services, account):
    given = {"format": "dermyo-exam/1", "patient": {"reference": "4471"}, "presentation": {"symptom_side": "both"}}
    exam_id = client.post("/api/exams", json=given).json["id"]
    assert services.exams.open(exam_id, account.id).record.at(BOTH) is None
