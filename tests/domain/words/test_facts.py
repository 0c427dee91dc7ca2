"""Several facts in one line: stated once where sides or tests agree, and never with a side lost or changed."""

import pytest

from exam.domain.reasoning.conclusions import UnexplainedFinding
from exam.domain.record.reading import read_record
from exam.domain.words.facts import fact_label, facts_in_order, facts_line, found_phrases, named_tests, without_repeats

WEAK = {
    "knee_extension": {"right": "4", "left": "4"},
    "hip_flexion": {"right": "4", "left": "4"},
    "hip_abduction": {"left": "3"},
    "knee_flexion": {"left": "3"},
}
RECORD = read_record(
    {
        "format": "dermyo-exam/1",
        "patient": {"reference": "1"},
        "red_flags": {"fever": True, "progressive_weakness": True},
        "findings": {
            "strength": WEAK,
            "light_touch": {"L5": {"left": 1}, "S1": {"left": 1}, "L4": {"right": 1, "left": 0}},
            "reflexes": {"achilles": {"left": {"not_tested": "pain"}}},
            "long_tract": {"trunk_sensory_level": "present"},
        },
    }
)


def paths(*short):
    return tuple(f"findings.{path}" for path in short)


@pytest.mark.parametrize(
    ("facts", "line"),
    [
        (paths("strength.knee_extension.right", "strength.knee_extension.left"), "right and left knee extension 4"),
        (
            paths("strength.knee_extension.left", "strength.hip_flexion.right"),
            "left knee extension 4; right hip flexion 4",
        ),
        (
            paths("strength.hip_abduction.left", "strength.knee_flexion.left"),
            "left hip abduction and knee flexion 3",
        ),
        (paths("light_touch.L5.left", "light_touch.S1.left"), "left L5 and S1 light touch 1 altered"),
        (
            paths("light_touch.L4.left", "light_touch.L4.right"),
            "left L4 light touch 0 absent; right L4 light touch 1 altered",
        ),
        (paths("reflexes.achilles.left"), "left Achilles reflex could not be tested (pain)"),
        (("red_flags.fever", *paths("long_tract.trunk_sensory_level")), "fever; trunk sensory level present"),
        (("red_flags.fever", "red_flags.fever"), "fever"),
        ((), ""),
    ],
)
def test_facts_that_agree_are_stated_together(facts, line):
    assert facts_line(facts, RECORD) == line


def test_a_long_line_counts_what_it_leaves_out():
    facts = (*paths("strength.hip_abduction.left"), "red_flags.fever", "red_flags.progressive_weakness")
    assert facts_line(facts, RECORD, most=1) == "fever; and 2 more"
    # To count a single one would be no shorter than to name it.
    assert facts_line(facts, RECORD, most=2) == "fever; progressive weakness; left hip abduction 3"


def test_many_tests_with_one_result_are_counted_too():
    left = paths(*(f"strength.{movement}.left" for movement in WEAK))
    record = read_record(
        {
            "format": "dermyo-exam/1",
            "patient": {"reference": "1"},
            "findings": {"strength": {movement: {"left": "3"} for movement in WEAK}},
        }
    )
    assert facts_line(left, record, most=2) == "left knee extension and hip flexion 3 (and 2 others)"
    assert facts_line(left, record, most=3) == "left knee extension, hip flexion, hip abduction and knee flexion 3"


def test_tests_are_named_without_any_result():
    lacking = ["light_touch.L5.right", "light_touch.L5.left", "strength.knee_extension.left", "saddle.anal_tone"]
    assert named_tests(lacking) == "right and left L5 light touch; left knee extension; anal tone"


ANSWERED = read_record(
    {
        "format": "dermyo-exam/1",
        "patient": {"reference": "1", "age": 61, "sex": "female"},
        "presentation": {
            "symptom_side": "both",
            "duration_weeks": 5,
            "second_leg_weeks": 2,
            "old_deficit": {"right": "polio as a child"},
            "pain_sites": {"right": ["knee", "groin"], "left": []},
            "features": {"back_pain": False},
        },
        "red_flags": {"saddle_numbness": True, "faecal_incontinence": True},
        "red_flag_course": {"faecal_incontinence": "long_standing"},
        "findings": {
            "strength": {"knee_extension": {"left": "3"}, "hip_flexion": {"left": "3"}},
            "reflexes": {"achilles": {"right": {"not_tested": "pain"}}},
            "saddle": {"anal_tone": "reduced"},
        },
        "earlier": {
            "examined_at": "2026-10-03T09:30:00+02:00",
            "worse": ["strength.knee_extension.left", "strength.hip_flexion.left", "reflexes.patellar.left"],
        },
        "earlier_findings": {"strength": {"knee_extension": {"left": {"grade": "4", "limited_by": "pain"}}}},
        "comments": {"reflexes": "brisk"},
    }
)


@pytest.mark.parametrize(
    ("path", "label"),
    [
        ("findings.strength.knee_extension.left", "left knee extension 3"),
        ("findings.reflexes.achilles.right", "right Achilles reflex could not be tested (pain)"),
        ("findings.saddle.anal_tone", "anal tone reduced"),
        ("red_flags.saddle_numbness", "saddle numbness"),
        ("red_flags.faecal_incontinence", "faecal incontinence (long-standing, unchanged)"),
        ("presentation.second_leg_weeks", "the second leg joined 2 weeks ago"),
        ("presentation.old_deficit.right", "known old deficit of the right leg: polio as a child"),
        ("presentation.features.back_pain", "no back pain"),
        ("presentation.pain_sites.right", "pain, right: knee and groin"),
        ("presentation.symptom_side", "complaint in both legs"),
        ("patient.age", "age 61"),
        ("earlier.examined_at", "earlier examination on 3 October 2026"),
        ("earlier.worse.strength.knee_extension.left", "left knee extension 3 (4 on 3 October 2026)"),
        ("earlier.worse.strength.hip_flexion.left", "left hip flexion 3 (worse than on 3 October 2026)"),
        ("earlier.worse.reflexes.patellar.left", "left patellar reflex (worse than on 3 October 2026)"),
        ("alerts.severe_weakness", "severe weakness, MRC 3 or less"),
    ],
)
def test_a_fact_says_what_is_in_the_record(path, label):
    assert fact_label(path, ANSWERED) == label


@pytest.mark.parametrize(
    ("finding", "side", "value", "label"),
    [
        ("strength.great_toe_extension", "left", "4-", "left great toe extension 4-"),
        ("light_touch.L5", "right", 1, "right L5 light touch 1 altered"),
        ("presentation.features.back_pain", "none", False, "no back pain"),
        ("red_flags.saddle_numbness", "none", True, "saddle numbness"),
        ("presentation.pain_sites", "left", "lateral_leg", "pain, left outer side of the lower leg"),
        ("presentation.duration_weeks", "none", 8.7, "duration 9 weeks"),
    ],
)
def test_a_result_is_named_with_what_was_found(finding, side, value, label):
    assert found_phrases([UnexplainedFinding(finding, side, value)]) == [label]


def test_results_keep_their_order_and_those_that_agree_are_stated_together():
    found = [
        ("red_flags.fever", "none", True),
        ("strength.hip_abduction", "left", "4"),
        ("strength.great_toe_extension", "left", "4"),
        ("light_touch.L5", "left", 1),
        ("pinprick.L5", "left", 1),
        ("pinprick.S1", "left", 0),
        ("presentation.features.back_pain", "none", False),
        ("reflexes.achilles", "left", 1),
        ("reflexes.achilles", "right", 1),
        ("presentation.pain_sites", "left", "sole"),
        ("presentation.pain_sites", "right", "sole"),
        ("red_flags.fever", "none", True),
    ]
    assert found_phrases(UnexplainedFinding(*one) for one in found) == [
        "fever",
        "left great toe extension and hip abduction 4",
        "left L5 light touch and pinprick 1 altered",
        "left S1 pinprick 0 absent",
        "no back pain",
        "right and left Achilles reflex 1 reduced",
        "pain, right and left sole",
    ]


def test_paths_in_their_order():
    found = ["findings.saddle.anal_tone", "red_flags.saddle_numbness", "findings.strength.knee_extension.left"]
    given = ["anal tone reduced", "saddle numbness", "left knee extension 3"]
    assert facts_in_order([*found, "red_flags.saddle_numbness"], ANSWERED) == given


def test_a_finding_that_is_worse_is_not_named_a_second_time():
    worse, knee = "earlier.worse.strength.knee_extension.left", "findings.strength.knee_extension.left"
    assert without_repeats([knee, "patient.age", worse], ANSWERED) == ["patient.age", worse]
    assert facts_line([knee, worse], ANSWERED) == "left knee extension 3 (4 on 3 October 2026)"
    assert facts_line([knee], ANSWERED) == "left knee extension 3"


def test_areas_of_skin_are_named_as_what_was_tested_there():
    areas = [f"findings.territory.{area}.left" for area in ("medial_leg", "first_web_space")]
    assert named_tests(areas) == "left inner lower leg and first web space sensation"
    assert named_tests([areas[0], "findings.light_touch.L4.left"]) == (
        "left inner lower leg sensation; left L4 light touch"
    )
