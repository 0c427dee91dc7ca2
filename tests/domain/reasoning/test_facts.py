"""The facts that rules are tested on."""

from exam.domain.reasoning.facts import facts_of, facts_of_leg
from tests.domain.records import record_of


def test_the_facts_are_all_that_the_record_states():
    given = {
        "patient.age": 43,
        "patient.sex": "female",
        "red_flags.fever": False,
        "presentation.features.diabetes": True,
        "presentation.imaging_limits.pregnant": False,
        "presentation.pain_sites.left": ["knee", "heel"],
        "presentation.paraesthesia_sites.midline": ["perineum"],
        "presentation.zoster_dermatomes.left": ["L4"],
        "presentation.symptom_side": "left",
        "presentation.duration_weeks": 6.5,
        "presentation.second_leg_weeks": 2,
        "presentation.onset": "sudden",
        "presentation.examiner_had_seen_imaging": False,
        "findings.strength.knee_extension.left": "4",
        "findings.saddle.post_void_residual_ml": 0,
    }
    lists = {
        "presentation.pain_sites.left": ("knee", "heel"),
        "presentation.paraesthesia_sites.midline": ("perineum",),
        "presentation.zoster_dermatomes.left": ("L4",),
    }
    assert facts_of(record_of(given)) == given | lists


def test_a_red_flag_with_a_course_is_new_unless_it_is_said_to_be_long_standing():
    numb, leaks = "saddle_numbness", "urinary_retention_or_incontinence"
    flags = {f"red_flags.{numb}": True, f"red_flags.{leaks}": True, "red_flags.faecal_incontinence": False}
    courses = {f"red_flag_course.{numb}": "new", f"red_flag_course.{leaks}": "long_standing"}
    assert facts_of(record_of(flags | {f"red_flag_course.{leaks}": "long_standing"})) == flags | courses


def test_that_a_leg_has_an_old_deficit_is_a_fact_whatever_the_words():
    old = record_of({"presentation.old_deficit.left": "polio"})
    assert facts_of(old) == {"presentation.old_deficit.left": True}


def test_a_grade_limited_by_pain_is_the_fact_that_its_grade_is():
    limited = record_of({"findings.strength.knee_extension.left": {"grade": "4", "limited_by": "pain"}})
    assert facts_of(limited) == {"findings.strength.knee_extension.left": "4"}


def test_what_was_not_asked_or_could_not_be_done_is_no_fact():
    given = {"findings.reflexes.achilles.left": {"not_tested": "pain"}, "comments.note": "tired"}
    assert facts_of(record_of(given)) == {}


def test_the_facts_of_a_leg_are_its_own_and_those_without_a_side():
    shared = {"red_flags.fever": True, "presentation.pain_sites.midline": ()}
    facts = {"findings.a.right": 1, "findings.a.left": 2, **shared}
    assert facts_of_leg(facts, "right") == {"findings.a.right": 1} | shared
    assert facts_of_leg(facts, "left") == {"findings.a.left": 2} | shared
