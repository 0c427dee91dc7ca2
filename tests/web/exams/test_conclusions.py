"""The program's conclusions on every step and on the assessment; and typed text."""

import re
from dataclasses import replace

from exam.domain.reasoning.assess import assess
from exam.domain.record.answers import Answer, fold
from exam.steps.sequence import step_named
from exam.web.presenters.frame.strip import strip
from tests.web.exams.steps import KNEE, PAGES
from tests.web.house_rules import PATIENT


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


def test_the_assessment_calls_a_test_normal_and_a_question_no(step, fill):
    fill("reflexes")
    fill("red-flags")
    text = step("assessment")
    assert ">4 normal<" in text
    assert ">21 no<" in text


def test_a_measurement_can_be_typed(step, tap, record):
    tap("tension", "findings.tension.straight_leg_raise_degrees.left", "35")
    assert record().grade("tension.straight_leg_raise_degrees", "left") == 35
    assert 'value="35"' in step("tension")
    assert 'aria-label="Left straight leg raise angle: 35 degrees, more answers"' in step("tension")


def test_the_last_step_opens_what_is_called_for(step, tap):
    assert '<details class="group folded" open' not in step("further")
    tap("red-flags", "red_flags.saddle_numbness", "true")
    assert re.search(r'folded" open>\s*<summary[^>]*><h2>Saddle', step("further"))


def test_a_comment_is_saved_and_shown(step, tap):
    assert tap("strength", "comments.strength", "Pain\r\nlimits it").location.endswith("#comment")
    assert "Pain\nlimits it</textarea>" in step("strength")


def test_invisible_characters_of_a_pasted_comment_are_dropped_and_overrides_refused(tap, record):
    tap("strength", "comments.strength", "\ufeffGave\u00a0way\u2028on the \u200bleft")
    assert record().comments["strength"] == "Gave way\non the left"
    refused = tap("strength", "comments.strength", "Gave \u202eway")
    assert refused.status_code == 422
    assert "U+202E, right-to-left override), after &#34;Gave&#34;" in refused.text


def test_a_comment_on_the_assessment_is_saved_and_its_field_left_alone(tap, record):
    answer = tap("assessment", "comments.assessment", "See again", htmx=True)
    assert "Dermyo-Revision" in answer.headers
    assert "textarea" not in answer.text
    assert record().comments["assessment"] == "See again"


def test_the_assessment_names_reasons_sources_and_gaps(step, tap):
    for movement in ("ankle_dorsiflexion", "great_toe_extension", "hip_abduction"):
        tap("strength", f"findings.strength.{movement}.left", "4")
    text = step("assessment")
    assert "Left hip abduction 4" in text
    assert "Patellar reflex, right and left" in text
    assert re.search(r'aria-label="Source \d+: Tanishiro, undated">\[\d+\]</a>', text)


def test_knee_or_spine_is_answered_only_where_a_knee_or_hip_complains(step, tap):
    tap("strength", "findings.strength.ankle_dorsiflexion.left", "2")
    assert "Knee or spine" not in step("assessment")
    tap("back-or-knee", "presentation.features.knee_swelling", "true")
    assert "Knee or spine" in step("assessment")


def test_a_cause_says_what_distinguishes_it_from_which_other(step, tap):
    tap("complaint", "presentation.symptom_side", "left")
    for movement, grade in (("ankle_dorsiflexion", "3"), ("ankle_eversion", "3"), ("ankle_inversion", "5")):
        tap("strength", f"findings.strength.{movement}.left", grade)
    text = step("assessment")
    assert "Left common fibular nerve" in text
    head = ">Rather than the left L5 root</h4>"
    assert "Left ankle inversion 5" in text[text.index(head) :][:2000]
