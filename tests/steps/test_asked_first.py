"""Which questions of the history are asked first: those that the complaint calls for, eight at most."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from exam.domain.record.reading import read_record
from exam.steps.questions import (
    asked_first,
    asks_first,
    in_group,
    may_be_opened,
    none_of_a_group,
    offered,
    opened,
    questions_of,
)
from exam.steps.zoster import dermatomes_asked, zoster_fields
from reference import load_reference
from tests.domain.records import written

STEP = "back_or_knee"
CASES = sorted((Path(__file__).parents[1] / "cases").glob("case-*.json"))
FEATURES = "presentation.features."


def names(rows):
    return {row.id.rpartition(".")[2] for row in rows}


def asked(**presentation):
    patient = {"reference": "4471", "age": presentation.pop("age", 40)}
    flags = presentation.pop("red_flags", {})
    return names(asked_first(STEP, of(patient=patient, presentation=presentation, red_flags=flags)))


def of(**members):
    return read_record(written(**members))


PICTURES = {
    "a knee alone": (
        {"symptom_side": "left", "pain_sites": {"left": ["knee"]}},
        "back_pain knee_injury knee_swelling knee_locking leg_giving_way hip_tightness_or_weakness",
    ),
    "the outer leg and the foot": (
        {
            "symptom_side": "left",
            "pain_sites": {"left": ["buttock", "lateral_leg"], "midline": ["low_back"]},
            "paraesthesia_sites": {"left": ["dorsal_foot"]},
        },
        "tripping_or_foot_slap leg_crossing_or_fibular_pressure worse_with_cough_or_sneeze",
    ),
    "both legs of someone over 50": (
        {"symptom_side": "both", "pain_sites": {side: ["posterior_leg"] for side in ("right", "left")}, "age": 70},
        "unable_to_walk_unaided upper_limb_symptoms unsteady_gait relieved_by_sitting_or_bending_forward",
    ),
    "a groin": (
        {"symptom_side": "right", "pain_sites": {"right": ["groin", "hip"]}},
        "night_pain hip_tightness_or_weakness recent_pelvic_or_hip_surgery worse_with_walking_or_standing",
    ),
    "a foot drop without pain": (
        {
            "symptom_side": "left",
            "paraesthesia_sites": {"left": ["dorsal_foot"]},
            "red_flags": {"numbness_tingling_or_weakness": True},
        },
        "back_pain tripping_or_foot_slap leg_crossing_or_fibular_pressure",
    ),
    "numbness of a whole leg": (
        {"symptom_side": "left", "paraesthesia_sites": {"left": ["whole_leg"]}},
        "upper_limb_symptoms unsteady_gait unable_to_walk_unaided back_pain",
    ),
    "numb feet": (
        {"symptom_side": "both", "paraesthesia_sites": {side: ["whole_foot"] for side in ("right", "left")}},
        "symmetric_stocking_symptoms ascending_weakness unsteady_gait",
    ),
    "a young back of three months": (
        {"symptom_side": "none", "pain_sites": {"midline": ["low_back"]}, "duration_weeks": 20, "age": 28},
        "morning_stiffness_over_30_min better_with_exercise",
    ),
    "a back with fever": ({"red_flags": {"fever": True}}, "recent_spinal_procedure night_pain recent_infection"),
}


@pytest.mark.parametrize(("complaint", "needed"), PICTURES.values(), ids=list(PICTURES))
def test_what_a_picture_needs_is_among_the_first(complaint, needed):
    assert set(needed.split()) <= asked(**complaint)


def test_what_the_complaint_says_is_not_asked():
    assert "pain_below_knee" not in asked(pain_sites={"left": ["lateral_leg"]})
    assert "back_pain" not in asked(pain_sites={"midline": ["low_back"]})
    assert "knee_pain_only" not in asked(pain_sites={"left": ["knee"]})


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_at_most_eight_are_asked_first(path):
    record = read_record(json.loads(path.read_text("utf-8"))["record"])
    ours = {question.id for question in questions_of(STEP)}
    left = {name: answer for name, answer in record.presentation.features.items() if FEATURES + name not in ours}
    begun = replace(record, presentation=replace(record.presentation, features=left))
    assert len(asked_first(STEP, begun)) <= 8


def test_what_an_alert_asks_for_is_never_cut_off():
    opened = [row.id for row in questions_of(STEP) if row.opened_by]
    record = of(
        patient={"reference": "4471", "age": 70},
        presentation={
            "onset": "sudden",
            "symptom_side": "both",
            "pain_sites": {"midline": ["low_back"], "right": ["posterior_leg"], "left": ["posterior_leg"]},
            "features": {"calf_pain_on_walking_relieved_by_standing": True, "ascending_weakness": True},
        },
    )
    assert set(opened) <= {row.id for row in asked_first(STEP, record)}


def test_an_answered_question_is_shown_with_the_first():
    record = of(presentation={"features": {"hamstring_tightness": False}})
    assert "hamstring_tightness" in names(asked_first(STEP, record))


def test_none_of_these_fills_what_is_shown_and_nothing_behind_it():
    record = of(presentation={"pain_sites": {"left": ["knee"]}})
    shown = {row.id for row in asked_first(STEP, record)}
    assert {path for path, _ in none_of_a_group(STEP, record, "For this complaint")} == shown
    behind = {row.id for row in in_group(STEP, record, "Points to the knee or hip")}
    assert names(questions_of(STEP, "Points to the knee or hip")) - names(asked_first(STEP, record)) == {
        "knee_pain_only"
    }
    assert behind == {f"{FEATURES}knee_pain_only"}


def test_every_question_is_shown_once():
    record = of(presentation={"pain_sites": {"left": ["knee"]}})
    groups = dict.fromkeys(["For this complaint", *(row.group for row in questions_of(STEP))])
    shown = [row.id for group in groups for row in in_group(STEP, record, group)]
    assert sorted(shown) == sorted(row.id for row in offered(STEP, record))


@pytest.mark.parametrize("step", ["red_flags", "assessment"])
def test_other_steps_ask_everything_at_once(step):
    assert asked_first(step, of()) == ()


def test_what_another_answer_opens_is_offered_with_it():
    cancer = {"cancer_history": True}
    [recent] = [row for row in may_be_opened() if load_reference().questions[row].label == "Cancer within ten years"]
    assert recent not in opened(of())
    assert recent in opened(of(red_flags=cancer))


@pytest.mark.parametrize("step", ["red_flags", "back_or_knee"])
def test_a_step_asks_first_what_the_complaint_calls_for(step):
    assert asks_first(step) == (step == "back_or_knee")


def test_dermatomes_are_asked_where_there_is_a_rash_or_one_is_marked():
    assert zoster_fields("strength") == {}
    assert "presentation.zoster_dermatomes.left" in zoster_fields(STEP)
    assert not dermatomes_asked(of())
    assert dermatomes_asked(of(presentation={"features": {"zoster_rash": True}}))
    assert dermatomes_asked(of(presentation={"zoster_dermatomes": {"left": ["L4"]}}))
