"""The steps of an examination: every page, a tap on it, and what the server refuses."""

import re

import pytest

from exam.domain.record.model import Examiner, FindingKey, LimitedGrade
from tests.web.exams.steps import HTMX, KNEE, PAGES, button
from tests.web.house_rules import PATIENT


def test_every_step_opens_with_nothing_chosen(step):
    for slug in PAGES:
        text = step(slug)
        assert 'aria-current="step"' in text
        # The chosen tool of the leg chart is how it is tapped, not what was found.
        assert not re.search(r'<button (?![^>]*data-tool)[^>]*aria-pressed="true"', text)


def test_a_browser_does_not_keep_the_patient_in_its_history(step):
    assert PATIENT not in re.search("<title>(.*)</title>", step("strength"))[1]


def test_a_tap_is_saved_and_leads_back_to_its_row(step, tap, record):
    answer = tap("strength", KNEE, "4-")
    assert answer.status_code == 303
    assert answer.location.endswith("/strength#strength-knee_extension")
    assert 'id="strength-knee_extension"' in step("strength")
    assert record().grade("strength.knee_extension", "left") == "4-"


def test_a_button_says_it_all(step):
    assert button(step("strength"), "Left ankle dorsiflexion, grade 4")["name"].endswith("ankle_dorsiflexion.left")
    assert button(step("reflexes"), "Right Achilles reflex, grade 2 normal")["value"] == "2"
    assert button(step("tension"), "Left slump test, positive")["aria-pressed"] == "false"


def test_right_comes_before_left(step):
    text = step("strength")
    assert text.index("RIGHT") < text.index("LEFT")
    assert text.index("Right knee extension, grade 5") < text.index("Left knee extension, grade 5")


def test_the_chosen_grade_clears_when_tapped_again(step, tap, record):
    tap("strength", KNEE, "4")
    chosen = button(step("strength"), "Left knee extension, grade 4")
    assert (chosen["aria-pressed"], chosen["value"]) == ("true", "")
    tap("strength", KNEE, chosen["value"])
    assert not record().findings


def test_a_rare_grade_and_a_reason_are_behind_the_dots(step, tap):
    tap("strength", KNEE, "2+")
    assert button(step("strength"), "Left knee extension, grade 2+")["aria-pressed"] == "true"
    tap("strength", KNEE, "not_tested:pain")
    text = step("strength")
    assert button(text, "Left knee extension, could not be tested: pain")["aria-pressed"] == "true"
    assert 'aria-label="Left knee extension: not tested: pain, more answers"' in text


def test_a_script_gets_the_pieces_that_changed(tap):
    answer = tap("strength", KNEE, "4", htmx=True)
    assert answer.status_code == 200
    assert answer.headers["Dermyo-Revision"] == "2"
    assert 'id="strength-knee_extension-left"' in answer.text
    assert 'id="strip"' in answer.text
    assert "strength-knee_extension-right" not in answer.text
    assert "<h2" not in answer.text


def test_an_unknown_grade_is_refused_by_its_path(tap, record):
    for htmx in (False, True):
        answer = tap("strength", KNEE, "7", htmx=htmx)
        assert answer.status_code == 422
        assert f"{KNEE}: &#34;7&#34; is not an MRC grade" in answer.text
        assert "Dermyo-Revision" not in answer.headers
    assert not record().findings


def test_one_tap_behind_the_dots_records_a_grade_limited_by_pain(client, exam_id, tap, record):
    tap("strength", KNEE, "limited_by_pain:4")
    assert record().findings[FindingKey("strength.knee_extension", "left")] == LimitedGrade("4", "pain")
    page = client.get(f"/exams/{exam_id}/strength").text
    chosen = button(page, "Left knee extension, grade 4, limited by pain")
    assert (chosen["aria-pressed"], chosen["value"], chosen["data-answer"]) == ("true", "", "limited_by_pain:4")
    assert button(page, "Left knee extension, grade 4")["aria-pressed"] == "true"
    tap("strength", KNEE, "4")
    assert record().findings[FindingKey("strength.knee_extension", "left")] == "4"


@pytest.mark.parametrize("grade", ["4", "2"])
def test_one_tap_beside_a_grade_says_that_pain_limited_it_and_one_takes_that_back(step, tap, record, grade):
    name, key = f"Left knee extension {grade}, limited by pain", FindingKey("strength.knee_extension", "left")
    assert name not in step("strength")
    shown = tap("strength", KNEE, grade, htmx=True).text
    beside = button(shown, name)
    assert beside["aria-pressed"] == "false"
    shown = tap("strength", KNEE, beside["value"], htmx=True).text
    assert record().findings[key] == LimitedGrade(grade, "pain")
    beside = button(shown, name)
    assert (beside["aria-pressed"], button(shown, f"Left knee extension, grade {grade}")["aria-pressed"]) == (
        "true",
    ) * 2
    tap("strength", KNEE, beside["value"])
    assert record().findings[key] == grade


def test_beside_a_normal_grade_nothing_is_limited(step, tap):
    tap("strength", KNEE, "5")
    tap("reflexes", "findings.reflexes.achilles.left", "1")
    assert "Left knee extension 5, limited by pain" not in step("strength")
    assert "limited by pain" not in step("reflexes")


def test_a_rare_grade_that_is_recorded_can_be_limited_too_a_normal_one_cannot(step, tap, record):
    tap("strength", KNEE, "2")
    rare = button(step("strength"), "Left knee extension, grade 2, limited by pain")
    assert rare["aria-pressed"] == "false"
    tap("strength", KNEE, rare["value"])
    assert button(step("strength"), "Left knee extension, grade 2, limited by pain")["aria-pressed"] == "true"
    tap("strength", KNEE, "5")
    assert "Left knee extension, grade 5, limited by pain" not in step("strength")
    refused = tap("strength", KNEE, "limited_by_pain:5")
    assert refused.status_code == 422
    assert "a normal grade is not limited" in refused.text
    assert record().grade("strength.knee_extension", "left") == "5"


def test_a_form_takes_the_spellings_of_a_record(other_tablet, exam_id, tap, record):
    tap("strength", KNEE, "4\u2212/5")
    tap("reflexes", "findings.reflexes.achilles.left", "++")
    assert (record().at(KNEE), record().at("findings.reflexes.achilles.left")) == ("4-", 2)
    late = other_tablet.post(f"/exams/{exam_id}/strength", data={KNEE: "3", "seen_revision": "1"}, headers=HTMX)
    assert late.status_code == 409
    refused = tap("strength", KNEE, "trace")
    assert refused.status_code == 422
    assert "write &#34;1&#34;" in refused.text


def test_only_grades_of_strength_can_be_limited_by_pain(client, exam_id):
    assert "limited by pain" not in client.get(f"/exams/{exam_id}/reflexes").text


def test_a_field_of_another_step_is_refused(tap, record):
    assert tap("strength", "red_flags.fever", "true").status_code == 422
    assert not record().red_flags


def test_an_old_page_does_not_overwrite_a_newer_answer(other_tablet, tap, exam_id, record):
    tap("strength", KNEE, "4")
    stale = other_tablet.post(f"/exams/{exam_id}/strength", data={KNEE: "5", "seen_revision": "1"})
    assert stale.status_code == 409
    assert "Changed on another screen: left knee extension" in stale.text
    assert record().grade("strength.knee_extension", "left") == "4"


def test_a_tap_shows_what_another_screen_answered_meanwhile(client, exam_id, tap):
    tap("strength", "findings.strength.ankle_dorsiflexion.right", "3")
    data = {KNEE: "4", "seen_revision": "1"}
    text = client.post(f"/exams/{exam_id}/strength", data=data, headers=HTMX).text
    assert button(text, "Left knee extension, grade 4")["aria-pressed"] == "true"
    assert button(text, "Right ankle dorsiflexion, grade 3")["aria-pressed"] == "true"
    assert "Right knee extension, grade 4" not in text


@pytest.mark.parametrize(
    "form", [{"seen_revision": seen} for seen in ("\u00b2", "9" * 5000, "two", "", "-1")] + [{}], ids=str
)
def test_who_does_not_say_what_was_seen_overwrites_nobody_elses_answer(client, other_tablet, exam_id, record, form):
    answer = client.post(f"/exams/{exam_id}/strength", data={KNEE: "4"} | form)
    assert answer.status_code == 303
    refused = other_tablet.post(f"/exams/{exam_id}/strength", data={KNEE: "5"} | form)
    assert refused.status_code == 409
    assert other_tablet.post(f"/exams/{exam_id}/undo", data={"step": "strength"} | form).status_code == 409
    assert record().grade("strength.knee_extension", "left") == "4"


def test_an_answer_sent_twice_counts_once(client, exam_id, services, account):
    for _ in range(2):
        client.post(f"/exams/{exam_id}/strength", data={KNEE: "4", "answer_id": "a1"})
    assert services.exams.open(exam_id, account.id).revision == 2


def test_what_a_tap_leads_back_to_is_on_the_page(step, tap):
    for path, value in (("presentation.onset", "sudden"), ("patient.age", "54"), ("presentation.symptom_side", "left")):
        anchor = tap("complaint", path, value).location.partition("#")[2]
        assert f'id="{anchor}"' in step("complaint")


def test_a_signed_examination_can_be_read_and_not_changed(services, account, exam_id, step, tap, fill):
    tap("strength", KNEE, "4")
    services.exams.sign(exam_id, account.id, Examiner(name="A"))
    for slug in ("complaint", "tension", "assessment"):
        assert "This examination is signed" in step(slug)
    assert '<fieldset class="bare" disabled>' in step("strength")
    assert tap("strength", KNEE, "5").status_code == 409
    assert fill("strength").status_code == 409


def test_another_examiner_finds_nothing(sign_in, colleague, exam_id):
    other = sign_in(colleague)
    assert other.get(f"/exams/{exam_id}/strength").status_code == 404
    assert other.post(f"/exams/{exam_id}/strength", data={KNEE: "5"}).status_code == 404
    assert other.post(f"/exams/{exam_id}/undo", data={"step": "strength"}).status_code == 404


def test_an_unknown_step_is_not_found(client, exam_id):
    assert client.get(f"/exams/{exam_id}/dance").status_code == 404
    assert client.post(f"/exams/{exam_id}/undo", data={"step": "dance"}).status_code == 404
