"""The steps of an examination: every page, every kind of answer, and what the server refuses."""

import re
from dataclasses import replace

import pytest

from exam.domain.reasoning.assess import assess
from exam.domain.record.answers import Answer, fold
from exam.domain.record.model import Examiner
from exam.steps.sequence import step_named, steps
from exam.web.presenters.frame.strip import strip
from tests.web.house_rules import PATIENT

PAGES = [step.slug for step in steps() if step.slug != "note"]
KNEE = "findings.strength.knee_extension.left"
HTMX = {"HX-Request": "true"}


@pytest.fixture
def step(client, exam_id):
    """A function to the text of a step's page."""
    return lambda slug: client.get(f"/exams/{exam_id}/{slug}").text


@pytest.fixture
def tap(client, exam_id):
    """A function that gives one answer as a plain form does, or with `htmx=True` as the script does."""

    def tap(slug, path, value, *, htmx=False):
        return client.post(f"/exams/{exam_id}/{slug}", data={path: value}, headers=HTMX if htmx else {})

    return tap


@pytest.fixture
def fill(client, exam_id):
    """A function that taps "all normal" or "none of these"."""
    return lambda slug, group="", **how: client.post(
        f"/exams/{exam_id}/{slug}/all-normal", data={"group": group}, **how
    )


@pytest.fixture
def record(services, account, exam_id):
    """A function to the record as it is stored."""
    return lambda: services.exams.open(exam_id, account.id).record


def button(text, label):
    """The one button with this accessible name, as its attributes."""
    (found,) = re.findall(rf'<button ([^>]*aria-label="{re.escape(label)}"[^>]*)>', text)
    return dict(re.findall(r'([\w-]+)="([^"]*)"', found))


def test_every_step_opens_with_nothing_chosen(step):
    for slug in PAGES:
        text = step(slug)
        assert 'aria-current="step"' in text
        # What is chosen of the leg chart is how it is tapped, not what was found.
        assert not re.search(r'<button (?![^>]*data-brush)[^>]*aria-pressed="true"', text)


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


def test_right_stands_before_left(step):
    text = step("strength")
    assert text.index("RIGHT") < text.index("LEFT")
    assert text.index("Right knee extension, grade 5") < text.index("Left knee extension, grade 5")


def test_the_chosen_grade_clears_when_tapped_again(step, tap, record):
    tap("strength", KNEE, "4")
    chosen = button(step("strength"), "Left knee extension, grade 4")
    assert (chosen["aria-pressed"], chosen["value"]) == ("true", "")
    tap("strength", KNEE, chosen["value"])
    assert not record().findings


def test_a_rare_grade_and_a_reason_stand_behind_the_dots(step, tap):
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


def test_a_grade_that_is_none_is_refused_by_its_path(tap, record):
    for htmx in (False, True):
        answer = tap("strength", KNEE, "7", htmx=htmx)
        assert answer.status_code == 422
        assert f"{KNEE}: &#34;7&#34; is not an MRC grade" in answer.text
        assert "Dermyo-Revision" not in answer.headers
    assert not record().findings


def test_a_field_of_another_step_is_refused(tap, record):
    assert tap("strength", "red_flags.fever", "true").status_code == 422
    assert not record().red_flags


def test_an_old_page_does_not_overwrite_a_newer_answer(client, tap, exam_id, record):
    tap("strength", KNEE, "4")
    stale = client.post(f"/exams/{exam_id}/strength", data={KNEE: "5", "seen_revision": "1"})
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


@pytest.mark.parametrize("seen", ["\u00b2", "9" * 5000, "two", ""])
def test_a_revision_that_is_no_number_is_passed_over(client, exam_id, record, seen):
    answer = client.post(f"/exams/{exam_id}/strength", data={KNEE: "4", "seen_revision": seen})
    assert answer.status_code == 303
    assert record().grade("strength.knee_extension", "left") == "4"


def test_an_answer_sent_twice_counts_once(client, exam_id, services, account):
    for _ in range(2):
        client.post(f"/exams/{exam_id}/strength", data={KNEE: "4", "answer_id": "a1"})
    assert services.exams.open(exam_id, account.id).revision == 2


def test_all_normal_fills_the_core_and_shows_that_it_did(step, tap, fill, record):
    tap("strength", KNEE, "4")
    fill("strength")
    assert record().grade("strength.knee_extension", "left") == "4"
    assert record().grade("strength.knee_extension", "right") == "5"
    assert record().grade("strength.hip_flexion", "right") is None
    text = step("strength")
    assert "by-all" in button(text, "Right knee extension, grade 5, filled as normal")["class"]
    assert "by-all" not in button(text, "Left knee extension, grade 4")["class"]
    assert "8 of 8 core tests" in text


def test_one_kind_of_sensation_can_be_filled_alone(fill, record):
    fill("sensation", "Light touch")
    assert {key.test.split(".")[0] for key in record().findings} == {"light_touch"}


def test_filling_twice_changes_nothing(fill, services, account, exam_id):
    fill("reflexes", headers=HTMX)
    revision = services.exams.open(exam_id, account.id).revision
    assert "Nothing left to fill" in fill("reflexes", headers=HTMX).text
    assert services.exams.open(exam_id, account.id).revision == revision


def test_undo_takes_back_one_tap(client, exam_id, tap, fill, record):
    tap("strength", KNEE, "4")
    fill("strength")
    answer = client.post(f"/exams/{exam_id}/undo", data={"step": "strength"}, headers=HTMX)
    assert "Undone: 7 answers" in answer.text
    assert [key.path for key in record().findings] == [KNEE]


def test_undo_says_and_shows_what_it_took_back_in_another_step(client, exam_id, tap):
    tap("strength", KNEE, "4")
    plain = client.post(f"/exams/{exam_id}/undo", data={"step": "reflexes"})
    assert plain.location.endswith("/strength#strength-knee_extension")
    assert "Undone: left knee extension" in client.get(plain.location).text
    tap("strength", KNEE, "4")
    quick = client.post(f"/exams/{exam_id}/undo", data={"step": "reflexes"}, headers=HTMX)
    assert quick.headers["HX-Redirect"].endswith("/strength#strength-knee_extension")


def test_not_asked_is_neither_yes_nor_no(step, tap, fill):
    assert "is-empty" in step("red-flags")
    tap("red-flags", "red_flags.fever", "true")
    fill("red-flags")
    text = step("red-flags")
    assert button(text, "Fever: yes")["aria-pressed"] == "true"
    assert button(text, "Severe pain: no, filled as normal")["aria-pressed"] == "true"


def test_an_emergency_stays_on_every_step_and_blocks_nothing(step, tap):
    tap("red-flags", "red_flags.saddle_numbness", "true")
    for slug in PAGES:
        assert 'class="banner"' in step(slug)
    assert tap("strength", KNEE, "5").status_code == 303


def test_the_emergency_comes_with_the_tap_that_raises_it(tap):
    assert 'class="banner"' in tap("red-flags", "red_flags.saddle_numbness", "true", htmx=True).text


def test_the_strip_answers_in_words_and_says_what_to_test_next(tap, fill):
    fill("sensation")
    fill("reflexes")
    for movement in ("ankle_dorsiflexion", "great_toe_extension", "ankle_inversion"):
        answer = tap("strength", f"findings.strength.{movement}.left", "4", htmx=True)
    said = answer.text[answer.text.index('id="strip"') :]
    assert "Left L5 fits best" in said
    assert re.search(r'href="/exams/\w+/[a-z-]+#[\w-]+"', said)
    assert not re.search(r"\d ?%|0\.\d", said)


def test_while_the_core_is_unfinished_the_strip_says_what_is_left_of_it():
    patient = Answer("patient.reference", PATIENT)
    empty = fold([patient])
    record = fold([patient, *step_named("sensation").normal(empty, ""), *step_named("reflexes").normal(empty, "")])
    left = replace(assess(record), next_tests=())
    link = strip(left, hidden=False).next
    assert (link.line, link.slug, link.anchor) == ("the rest of strength", "strength", "strength-knee_extension")
    assert strip(left, hidden=False, tried=left.not_examined).next is None
    assert strip(left, hidden=False, signed=True).next is None
    assert strip(left, hidden=True).next is None


def test_none_of_these_is_not_said_beside_a_yes(step, tap):
    assert "None of these: Leg nerve symptoms" in step("red-flags")
    tap("red-flags", "red_flags.progressive_weakness", "true")
    assert "No to the rest: Leg nerve symptoms, 2 not asked yet" in step("red-flags")
    assert "None of these: Leg nerve symptoms" not in step("red-flags")


def test_the_assessment_calls_a_test_normal_and_a_question_no(step, fill):
    fill("reflexes")
    fill("red-flags")
    text = step("assessment")
    assert ">4 normal<" in text
    assert ">19 no<" in text


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


def test_what_a_tap_leads_back_to_is_on_the_page(step, tap):
    for path, value in (("presentation.onset", "sudden"), ("patient.age", "54"), ("presentation.symptom_side", "left")):
        anchor = tap("complaint", path, value).location.partition("#")[2]
        assert f'id="{anchor}"' in step("complaint")


def test_a_measurement_can_be_typed(step, tap, record):
    tap("tension", "findings.tension.straight_leg_raise_degrees.left", "35")
    assert record().grade("tension.straight_leg_raise_degrees", "left") == 35
    assert 'value="35"' in step("tension")
    assert 'aria-label="Left straight leg raise angle: 35 degrees, more answers"' in step("tension")


def test_the_last_step_opens_what_is_called_for(step, tap):
    assert '<details class="group folded" open' not in step("further")
    tap("red-flags", "red_flags.saddle_numbness", "true")
    assert re.search(r'folded" open>\s*<summary[^>]*><h2>Saddle', step("further"))


def test_a_comment_is_kept_and_shown(step, tap):
    assert tap("strength", "comments.strength", "Pain\r\nlimits it").location.endswith("#comment")
    assert "Pain\nlimits it</textarea>" in step("strength")


def test_a_comment_on_the_assessment_brings_its_whole_page(tap, record):
    answer = tap("assessment", "comments.assessment", "See again", htmx=True)
    assert answer.headers["HX-Redirect"].endswith("/assessment#comment")
    assert record().comments["assessment"] == "See again"


def test_the_assessment_names_reasons_sources_and_gaps(step, tap):
    for movement in ("ankle_dorsiflexion", "great_toe_extension", "hip_abduction"):
        tap("strength", f"findings.strength.{movement}.left", "4")
    text = step("assessment")
    assert "Left hip abduction 4" in text
    assert "Patellar reflex, right and left" in text
    assert 'class="chip"' in text


def test_a_rival_says_what_tells_it_from_the_leading_cause(step, tap):
    tap("complaint", "presentation.symptom_side", "left")
    for movement, grade in (("ankle_dorsiflexion", "3"), ("ankle_eversion", "3"), ("ankle_inversion", "5")):
        tap("strength", f"findings.strength.{movement}.left", grade)
    text = step("assessment")
    assert "Left common fibular nerve" in text
    assert re.search(r"Left ankle inversion 5[^.]* fits? the left common fibular nerve better than the left L5", text)


def test_an_impression_after_the_ranking_says_so(step, tap, record):
    tap("strength", KNEE, "3")
    tap("strength", "findings.strength.hip_adduction.left", "4")
    tap("reflexes", "findings.reflexes.patellar.left", "0")
    step("assessment")
    tap("assessment", "impression.cause", "root.L4")
    assert record().impression.entered_before_ranking is False
    assert "Entered after the ranking was shown" in step("assessment")


def test_hiding_a_ranking_that_was_seen_does_not_make_the_impression_the_first(client, exam_id, step, tap, record):
    for movement in ("knee_extension", "hip_adduction", "hip_flexion"):
        tap("strength", f"findings.strength.{movement}.left", "3")
    assert 'class="causes"' in step("assessment")
    client.post(f"/exams/{exam_id}/impression-first", data={"on": "true"})
    assert "Ranking hidden" in step("assessment")
    tap("assessment", "impression.cause", "root.L3")
    assert record().impression.entered_before_ranking is False


def test_an_impression_before_there_is_anything_to_rank_is_the_first(step, tap, record):
    assert 'class="causes"' not in step("assessment")
    tap("assessment", "impression.text", "Probably the back")
    assert record().impression.entered_before_ranking is True


def test_my_impression_first_hides_the_ranking_but_no_alert(client, exam_id, step, tap, record):
    client.post(f"/exams/{exam_id}/impression-first", data={"on": "true"})
    tap("red-flags", "red_flags.saddle_numbness", "true")
    for movement in ("knee_extension", "hip_adduction", "hip_flexion"):
        tap("strength", f"findings.strength.{movement}.left", "3")
    for slug in ("complaint", "strength", "assessment"):
        text = step(slug)
        assert "Ranking hidden" in text
        assert "fits best" not in text
        assert 'class="causes"' not in text
        assert 'class="banner"' in text
    tap("assessment", "impression.text", "Cauda equina")
    assert record().impression.entered_before_ranking is True
    assert 'class="causes"' in step("assessment")


def test_a_signed_examination_is_read_not_changed(services, account, exam_id, step, tap, fill):
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


def test_a_step_that_is_none_is_not_found(client, exam_id):
    assert client.get(f"/exams/{exam_id}/dance").status_code == 404
    assert client.post(f"/exams/{exam_id}/undo", data={"step": "dance"}).status_code == 404
