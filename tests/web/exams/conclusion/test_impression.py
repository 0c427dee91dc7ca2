"""The impression on the assessment: agreed with, chosen or typed, in place, and led back to without a script."""

import re

import pytest

from exam.domain.record.answers import Answer
from tests.web.exams.steps import HTMX, button

L5 = {
    "findings.strength.ankle_dorsiflexion.left": "4",
    "findings.strength.great_toe_extension.left": "4",
    "findings.strength.ankle_inversion.left": "4",
    "findings.strength.hip_abduction.left": "4",
    "presentation.symptom_side": "left",
}
FIRST = "impression.entered_before_ranking"


@pytest.fixture
def examined(services, account, exam_id, fill):
    """An examination whose conclusion names the left L5 root."""
    for slug in ("sensation", "reflexes"):
        fill(slug)
    services.exams.append(exam_id, account.id, [Answer(*one) for one in L5.items()])
    return exam_id


def agree(client, exam_id, value, **how):
    return client.post(f"/exams/{exam_id}/assessment", data={"impression.from_ranking": value}, **how)


def test_agreeing_is_one_tap_answered_in_place_and_undone_by_another(client, examined, step, record):
    offered = button(step("assessment"), "Agree with: left L5 root")
    assert (offered["name"], offered["value"], offered["form"]) == (
        "impression.from_ranking",
        "root.L5 left",
        "answers",
    )
    answer = agree(client, examined, offered["value"], headers=HTMX)
    assert (record().impression.cause, record().impression.side) == ("root.L5", "left")
    assert record().impression.entered_before_ranking is False
    assert button(answer.text, "Agreed: left L5 root")["value"] == ""
    assert "Entered after the ranking was shown." in answer.text
    assert "textarea" not in answer.text

    undone = client.post(f"/exams/{examined}/undo", data={"step": "assessment"}, headers=HTMX)
    assert record().impression.cause is None
    assert button(undone.text, "Agree with: left L5 root")["aria-pressed"] == "false"
    agree(client, examined, "root.L5 left")
    agree(client, examined, "")
    assert (record().impression.cause, record().impression.side) == (None, None)


def test_without_a_script_the_answer_leads_back_to_its_card(client, examined, tap):
    assert agree(client, examined, "root.L5 left").location.endswith("/assessment#impression")
    assert tap("assessment", "impression.diagnoses", "+sciatica").location.endswith("/assessment#impression")
    assert tap("assessment", "plan.text", "MRI").location.endswith("/assessment#plan")


def test_an_old_page_of_another_ranking_agrees_with_what_it_showed(client, examined, record):
    agree(client, examined, "root.S1 left")
    assert record().impression.cause == "root.S1"


def test_no_lesion_is_agreed_with_in_honest_words_and_no_alert_is_answered_by_it(step, fill, tap, record):
    for slug in ("reflexes", "sensation", "strength"):
        fill(slug)
    tap("red-flags", "red_flags.saddle_numbness", "true")
    text = step("assessment")
    offered = button(text, "Agree: no nerve or root lesion needed to explain these findings")
    assert offered["value"] == "no_neurological_lesion none"
    assert "This does not answer the alert." in text


def test_nothing_is_offered_where_nothing_is_ranked(step):
    text = step("assessment")
    assert "impression.from_ranking" not in text
    assert "Enter my own" in text


def test_with_my_impression_first_nothing_from_the_ranking_is_offered_before_it(client, examined, step, tap):
    for name in ("knee_swelling", "knee_locking", "knee_injury"):
        tap("back-or-knee", f"presentation.features.{name}", "true")
    client.post(f"/exams/{examined}/impression-first", data={"on": "true"})
    text = step("assessment")
    assert "impression.from_ranking" not in text
    assert re.search(r'class="disclosure impression-own" open', text)
    hidden_order = re.findall(r"value=\"\+(\w+)\"", text[text.index("diagnoses-first") :])[:4]
    assert hidden_order == ["sciatica", "lumbar_radiculopathy", "herniated_disc", "degenerative_disc_disease"]
    answer = tap("assessment", "impression.diagnoses", "+sciatica", htmx=True)
    assert answer.headers["HX-Redirect"].endswith("/assessment#impression")
    assert "Agree with: left L5 root" in step("assessment")


def test_the_diagnoses_that_the_record_supports_come_first(client, exam_id, step, tap, record):
    for path, value in (("knee_swelling", "true"), ("knee_locking", "true"), ("knee_injury", "true")):
        tap("back-or-knee", f"presentation.features.{path}", value)
    tap("further", "findings.local.mcmurray.left", "present")
    assert button(step("assessment"), "Diagnosis: Torn meniscus")["value"] == "+meniscal_tear"
    shown = step("assessment")
    assert shown.index("Diagnosis: Torn meniscus") < shown.index("Diagnosis: Sciatica")
    answer = tap("assessment", "impression.diagnoses", "+fracture", htmx=True)
    assert "<strong>Fracture of the knee, hip or spine</strong>" in answer.text
    assert record().impression.diagnoses == ("fracture",)
    assert re.search(r"<details class=\"disclosure\" open>\s*<summary>More diagnoses", step("assessment"))
    tap("assessment", "impression.diagnoses", "-fracture")
    assert record().impression.diagnoses is None


def test_diagnoses_marked_on_two_screens_are_all_kept(client, exam_id, services, account, record):
    seen = services.exams.open(exam_id, account.id).revision
    for tablet, id in (("here", "sciatica"), ("there", "fracture")):
        data = {"impression.diagnoses": f"+{id}", "seen_revision": seen, "answer_id": f"{tablet}-1"}
        assert client.post(f"/exams/{exam_id}/assessment", data=data, headers=HTMX).status_code == 200
    assert record().impression.diagnoses == ("sciatica", "fracture")


def test_an_unknown_diagnosis_and_an_unknown_cause_are_refused(client, exam_id, tap):
    for path, value in (("impression.diagnoses", "+lumbago"), ("impression.from_ranking", "root.L9 left")):
        answer = tap("assessment", path, value, htmx=True)
        assert answer.status_code == 422
        assert "impression." in answer.text


def test_a_cause_and_its_side_are_chosen_from_the_lists(client, exam_id, record, step):
    data = {"impression.cause": "nerve.femoral", "impression.side": "right"}
    text = client.post(f"/exams/{exam_id}/assessment", data=data, headers=HTMX).text
    assert "<strong>Right femoral nerve</strong>" in text
    assert "impression-place" not in text
    agreed = client.post(f"/exams/{exam_id}/undo", data={"step": "assessment"}, headers=HTMX).text
    assert re.search(r'<form id="impression-place"[^>]*hx-swap-oob="outerHTML"', agreed)


def test_a_typed_text_that_was_undone_brings_the_whole_page(client, exam_id, tap, record):
    assert "textarea" not in tap("assessment", "impression.text", "L5, I think", htmx=True).text
    undone = client.post(f"/exams/{exam_id}/undo", data={"step": "assessment"}, headers=HTMX)
    assert undone.headers["HX-Redirect"].endswith("/assessment#impression")
    assert record().impression.text is None


def test_what_changed_elsewhere_brings_the_whole_page_since_the_ranking_follows_from_it(
    client, exam_id, services, account
):
    seen = services.exams.open(exam_id, account.id).revision
    changes = f"/exams/{exam_id}/changes?step=assessment&since={seen}"
    services.exams.append(exam_id, account.id, [Answer("plan.review_in_weeks", 6)])
    assert "Review in 6 weeks" in client.get(changes).text
    services.exams.append(exam_id, account.id, [Answer("red_flags.fever", True)])
    assert client.get(changes).text == ""
    data = {"plan.review_in_weeks": "2", "seen_revision": seen, "answer_id": "here-1"}
    assert (
        "HX-Redirect"
        in client.post(f"/exams/{exam_id}/assessment", data=data | {"seen_revision": seen + 1}, headers=HTMX).headers
    )
