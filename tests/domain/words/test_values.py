"""Values in the words of their scales."""

from datetime import UTC, datetime

import pytest

from exam.domain.record.model import AlertReview, Handover, LimitedGrade, NotTested
from exam.domain.words.values import (
    call_words,
    day_words,
    duration_label,
    minute_words,
    review_words,
    short_day,
    value_label,
)
from reference import load_reference

SAME_DAY, LATER = "2026-11-28T14:05:00+00:00", "2026-11-29T08:05:00+00:00"
EXAMINED = "2026-11-28T13:30:00+00:00"


@pytest.mark.parametrize(
    ("path", "value", "label"),
    [
        ("findings.strength.knee_extension.left", "4-", "4-"),
        ("reflexes.patellar", 1, "1 reduced"),
        ("light_touch.L5.left", 0, "0 absent"),
        ("tension.straight_leg_raise", "positive", "positive"),
        ("tension.straight_leg_raise_degrees.left", 45, "45 degrees"),
        ("saddle.post_void_residual_ml", 250, "250 ml"),
        ("strength.knee_extension.left", LimitedGrade("4", "pain"), "4 (limited by pain)"),
        ("reflexes.patellar", NotTested("cast_or_dressing"), "could not be tested (cast or dressing)"),
        ("red_flags.fever", True, "yes"),
        ("red_flags.fever", False, "no"),
        ("presentation.pain_sites.left", ("knee", "groin"), "knee and groin"),
        ("presentation.pain_sites.left", (), "none"),
        ("presentation.pain_sites", "knee", "knee"),
        ("presentation.zoster_dermatomes.left", ("S1", "L4", "L1"), "L1, L4 and S1"),
        ("presentation.onset", "gradual", "gradual"),
        ("presentation.duration_weeks", 5, "5 weeks"),
        ("presentation.second_leg_weeks", 2, "2 weeks"),
        ("presentation.old_deficit.left", "L5_S1 disc", "L5_S1 disc"),
        ("red_flag_course.saddle_numbness", "long_standing", "long-standing, unchanged"),
        ("patient.age", 61, "61"),
        ("impression.diagnoses", ("spinal_stenosis", "sciatica"), "Lumbar spinal stenosis; Sciatica"),
        ("impression.diagnoses", (), "none"),
        ("plan.text", "MRI_1", "MRI_1"),
        ("plan.safety_net_given", True, "yes"),
        ("plan.review_in_weeks", 1, "1 week"),
        ("plan.review_in_weeks", 1.5, "1.5 weeks"),
        ("plan.review_in_weeks", 26, "26 weeks"),
    ],
)
def test_a_value_is_given_in_the_words_of_its_scale(path, value, label):
    assert value_label(path, value) == label


@pytest.mark.parametrize(
    ("weeks", "words"),
    [
        (0.05, "8 hours"),
        (0.001, "1 hour"),
        (0.15, "1 day"),
        (1, "1 week"),
        (1.43, "10 days"),
        (1.5, "10 days"),
        (2, "2 weeks"),
        (8.7, "9 weeks"),
        (8.67, "2 months"),
        (13, "3 months"),
        (26, "6 months"),
        (30, "30 weeks"),
        (30.5, "about 7 months"),
        (52, "1 year"),
        (110.3, "about 2 years"),
        (520, "10 years"),
    ],
)
def test_a_duration_is_worded_as_people_say_it(weeks, words):
    assert duration_label(weeks) == words


def test_every_grade_of_every_test_has_its_word():
    reference = load_reference()
    for test in reference.tests.values():
        for grade in reference.scales[test.scale].grades:
            assert grade.label in value_label(test.id, grade.value)


@pytest.mark.parametrize(
    ("review", "examined_at", "words"),
    [
        (
            AlertReview("acted_on", "sent to the emergency department.", by="Dr X", at=SAME_DAY),
            EXAMINED,
            "Acted on: sent to the emergency department (Dr X, 14:05)",
        ),
        (AlertReview("known_and_old", None, by="Dr X", at=SAME_DAY), EXAMINED, "Known and old (Dr X, 14:05)"),
        (
            AlertReview("other_explanation", "two\nlines", by="Dr\tX", at=LATER),
            EXAMINED,
            "Another explanation: two lines (Dr X, 29 November 2026, 08:05)",
        ),
        (AlertReview("acted_on", None, by="Dr X", at=SAME_DAY), "2026-11-28T14:30:00+01:00", "Acted on (Dr X, 15:05)"),
        (
            AlertReview("acted_on", None, by="Dr X", at="0001-01-01T00:00:00+14:00"),
            EXAMINED,
            "Acted on (Dr X, 1 January 1, 00:00)",
        ),
        (AlertReview("acted_on", None, by="Dr X", at=SAME_DAY), None, "Acted on (Dr X, 28 November 2026, 14:05 (UTC))"),
    ],
)
def test_an_answer_says_who_gave_it_and_when_by_the_clock_of_the_examination(review, examined_at, words):
    assert review_words(review, examined_at) == words


def test_a_day_is_that_of_its_own_clock_and_in_short_without_the_year_of_now():
    assert day_words("2026-10-03T23:30:00-02:00") == "3 October 2026"
    assert short_day("2026-10-03T23:30:00-02:00", EXAMINED) == "3 Oct"
    assert short_day("2025-10-03T09:30:00+00:00", EXAMINED) == "3 Oct 2025"
    assert short_day("2026-10-03T09:30:00+00:00", None) == "3 Oct 2026"


@pytest.mark.parametrize(
    ("examined_at", "agreed", "words"),
    [
        ("2026-11-28T13:00:00+00:00", None, "Spinal registrar, 14:05 (Dr A. Example)"),
        ("2026-11-27T13:00:00+00:00", None, "Spinal registrar, 28 November 2026, 14:05 (Dr A. Example)"),
        ("2026-11-28T13:00:00+00:00", "Blue\nlights.", "Spinal registrar, 14:05 (Dr A. Example). Agreed: Blue lights"),
    ],
)
def test_a_call_is_given_with_who_when_by_whom_and_what_was_agreed(examined_at, agreed, words):
    call = Handover("Spinal\nregistrar", "2026-11-28T14:05:00+00:00", "Dr A. Example", agreed)
    assert call_words(call, examined_at) == words


def test_a_minute_is_by_the_clock_of_whoever_reads_it():
    assert minute_words(datetime(2026, 11, 21, 9, 5, tzinfo=UTC)) == "21 November 2026, 09:05"
