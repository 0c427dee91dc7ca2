"""Copies of the steps for a tablet without a connection: without names, and not sent again without need."""

import pytest

from exam.domain.record.answers import Answer
from tests.web.house_rules import PATIENT

KNEE = "findings.strength.knee_extension.left"
KEPT = ["complaint", "red-flags", "back-or-knee", "reflexes", "sensation", "strength", "tension", "further"]


@pytest.mark.sampled(5)
@pytest.mark.parametrize("slug", KEPT)
def test_a_copy_of_a_step_contains_no_names(client, exam_id, send, slug):
    send(f"comments.{slug.replace('-', '_')}", "Mrs Doe limps", slug=slug)
    send("impression.text", "As Dr Roe said", slug="assessment", number=2)
    client.post(f"/exams/{exam_id}/note/transfer", data={"phoned": "Dr Coe", "at": "00:00", "answer_id": "here-3"})
    copy = client.get(f"/exams/{exam_id}/{slug}/copy")
    assert copy.status_code == 200
    assert copy.headers["Dermyo-Revision"] == "4"
    assert 'id="copied-at"' in copy.text
    for name in (PATIENT, "Mrs Doe", "Dr Roe", "Dr Coe", "Vesalius", 'id="comment-text"', 'id="who-reference"'):
        assert name not in copy.text


def test_a_copy_shows_the_answers_and_contains_no_token(client, exam_id, send):
    send(KNEE, "4")
    page, copy = (client.get(f"/exams/{exam_id}/strength{end}").text for end in ("", "/copy"))
    assert 'data-answer="4"' in page
    assert 'data-answer="4"' in copy
    token = page.partition('name="csrf_token" value="')[2].partition('"')[0]
    assert token
    assert token not in copy


def test_a_copy_that_a_tablet_has_is_not_sent_again_until_its_step_changes(client, exam_id, send):
    def marks():
        return {slug: client.get(f"/exams/{exam_id}/{slug}/copy").headers["ETag"] for slug in ("strength", "reflexes")}

    def again(known):
        replies = [
            client.get(f"/exams/{exam_id}/{slug}/copy", headers={"If-None-Match": mark}) for slug, mark in known.items()
        ]
        return [(reply.status_code, "copied-at" in reply.text) for reply in replies]

    send("findings.reflexes.patellar.left", "2", slug="reflexes")
    known = marks()
    assert again(known) == [(304, False), (304, False)]
    send(KNEE, "4", seen=2, number=2)
    assert again(known) == [(200, True), (304, False)]
    assert again(marks()) == [(304, False), (304, False)]


def test_an_emergency_changes_every_copy(client, exam_id, send):
    send(KNEE, "5")
    old = client.get(f"/exams/{exam_id}/reflexes/copy").headers["ETag"]
    send("red_flags.saddle_numbness", "new", slug="red-flags", seen=2, number=2)
    copy = client.get(f"/exams/{exam_id}/reflexes/copy", headers={"If-None-Match": old})
    assert copy.status_code == 200
    assert "banner" in copy.text


@pytest.mark.parametrize("slug", ["assessment", "note"])
def test_there_is_no_copy_of_the_assessment_and_the_note(client, exam_id, slug):
    assert client.get(f"/exams/{exam_id}/{slug}/copy").status_code == 404


def test_nobody_can_copy_an_examination_of_another(sign_in, colleague, exam_id):
    assert sign_in(colleague).get(f"/exams/{exam_id}/strength/copy").status_code == 404


def test_a_copy_does_not_use_up_a_message_for_the_next_page(client, exam_id):
    for _ in "12":
        client.post(f"/exams/{exam_id}/strength/all-normal")
    copy, page = (client.get(f"/exams/{exam_id}/strength{end}") for end in ("/copy", ""))
    assert "Nothing left to fill" not in copy.text
    assert "Set-Cookie" not in copy.headers
    assert "Nothing left to fill" in page.text


def test_a_copy_does_not_count_as_a_ranking_seen(client, exam_id, services, account):
    weak = ("knee_extension", "hip_adduction", "hip_flexion")
    services.exams.append(exam_id, account.id, [Answer(f"findings.strength.{name}.left", "3") for name in weak])
    client.get(f"/exams/{exam_id}/strength/copy")
    with client.session_transaction() as session:
        assert "rankings_seen" not in session
