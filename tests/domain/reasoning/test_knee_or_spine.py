"""Every pointer has one record that raises it and a nearest neighbour that does not; the points add up as stated."""

import pytest

from exam.domain.reasoning.assess import assess
from exam.domain.reasoning.facts import facts_of
from exam.domain.reasoning.knee_or_spine import _leaning, knee_or_spine
from exam.domain.record.answers import Answer, fold
from reference import load_reference

ARTICLES = {"backrack_leg_pain", "back_causes_knee", "knee_back_connection", "knee_from_lower_back"}
FEATURE = "presentation.features."
LOW_BACK = {"presentation.pain_sites.midline": ["low_back"]}
KNEE = {"presentation.pain_sites.left": ["knee"]}
BUTTOCK_TO_KNEE = {"presentation.pain_sites.left": ["buttock", "knee"]}
EFFUSION = {"findings.local.knee_effusion.left": "present"}
PAINFUL_HIP = {"findings.local.hip_internal_rotation.left": "painful"}
TENSION = {"findings.tension.straight_leg_raise.left": "positive"}
NOT_TENSE = {"findings.tension.straight_leg_raise.left": "negative"}
NUMB = {"red_flags.numbness_tingling_or_weakness": True}
NERVE = {"localisation.kind": "nerve"}
NORMAL_KNEE = {
    "findings.reflexes.patellar.left": 2,
    "findings.light_touch.L3.left": 2,
    "findings.light_touch.L4.left": 2,
    "findings.strength.knee_extension.left": "5",
}


def yes(name):
    return {FEATURE + name: True}


def no(name):
    return {FEATURE + name: False}


def local(name, found):
    return {f"findings.local.{name}.left": found}


POINTERS = {
    "radiates_from_back": (LOW_BACK | KNEE, LOW_BACK | {"presentation.pain_sites.left": ["groin"]}),
    "radiates_from_buttock": (BUTTOCK_TO_KNEE, KNEE | {"presentation.pain_sites.right": ["buttock"]}),
    "radiates_from_hip": (
        {"presentation.pain_sites.right": ["hip", "knee"]},
        {"presentation.pain_sites.right": ["hip"]},
    ),
    "back_pain": (yes("back_pain"), no("back_pain")),
    "one_leg": ({"presentation.symptom_side": "right"}, {"presentation.symptom_side": "both"}),
    "nerve_symptoms": (NUMB, NUMB | NERVE),
    "worse_with_back_movement": (yes("worse_with_twisting"), no("worse_with_twisting")),
    "worse_with_cough": (yes("worse_with_cough_or_sneeze"), no("worse_with_cough_or_sneeze")),
    "worse_walking_better_sitting": (
        yes("worse_with_walking_or_standing") | yes("relieved_by_sitting_or_bending_forward"),
        yes("worse_with_walking_or_standing"),
    ),
    "no_injury": (no("knee_injury"), {}),
    "hamstring_tightness": (yes("hamstring_tightness"), no("hamstring_tightness")),
    "hip_tightness_or_weakness": (yes("hip_tightness_or_weakness"), no("hip_tightness_or_weakness")),
    "leg_giving_way": (yes("leg_giving_way"), no("leg_giving_way")),
    "bunion": (yes("bunion_or_overpronation"), no("bunion_or_overpronation")),
    "patellar_reflex_low": ({"findings.reflexes.patellar.left": 1}, {"findings.reflexes.patellar.left": 2}),
    "other_reflex_low": ({"findings.reflexes.achilles.left": 1}, {"findings.reflexes.achilles.left": 2}),
    "dermatomal_loss": ({"findings.pinprick.L5.right": 1}, {"findings.pinprick.L5.right": 2}),
    "foot_weakness": (
        {"findings.strength.great_toe_extension.left": "4"},
        {"findings.strength.knee_extension.left": "4"},
    ),
    "tension_sign": (TENSION, {"findings.tension.straight_leg_raise.left": "negative"}),
    "knee_injury": (yes("knee_injury"), no("knee_injury")),
    "knee_pain_only": (yes("knee_pain_only"), no("knee_pain_only")),
    "knee_swelling": (yes("knee_swelling"), no("knee_swelling")),
    "knee_locking": (yes("knee_locking"), no("knee_locking")),
    "knee_effusion": (EFFUSION, local("knee_effusion", "absent")),
    "joint_line_tenderness": (local("joint_line_tenderness", "present"), local("joint_line_tenderness", "absent")),
    "mcmurray": (local("mcmurray", "present"), local("mcmurray", "absent")),
    "patellofemoral_pain": (local("patella_tenderness", "present"), local("patella_tenderness", "absent")),
    "lateral_band_tenderness": (
        local("lateral_knee_band_tenderness", "present"),
        local("lateral_knee_band_tenderness", "absent"),
    ),
    "fibular_head_tenderness": (
        local("fibular_head_tenderness", "present"),
        local("fibular_head_tenderness", "absent"),
    ),
    "knee_does_not_bend": (local("knee_flexes_to_90", "no"), local("knee_flexes_to_90", "yes")),
    "hip_rotation": (PAINFUL_HIP, local("hip_internal_rotation", "normal")),
    "groin_pain": ({"presentation.pain_sites.right": ["groin"]}, {"presentation.pain_sites.right": ["hip"]}),
    "no_back_pain": (no("back_pain"), no("back_pain") | LOW_BACK),
    "stays_at_the_joint": (KNEE, KNEE | yes("pain_below_knee")),
    "tension_tests_negative": (NOT_TENSE, NOT_TENSE | {"findings.tension.slump.left": "positive"}),
    "normal_neurology_at_the_knee": (NORMAL_KNEE, NORMAL_KNEE | {"findings.reflexes.patellar.left": 1}),
}


def judged(answers):
    stated = {path: value for path, value in answers.items() if not path.startswith("localisation.")}
    localised = {path: value for path, value in answers.items() if path.startswith("localisation.")}
    given = [Answer("patient.reference", "P-1"), *(Answer(*answer) for answer in stated.items())]
    return knee_or_spine(facts_of(fold(given)) | localised)


def of_the_left_leg(answers):
    record = fold(
        [
            Answer("patient.reference", "P-1"),
            Answer("presentation.symptom_side", "left"),
            *(Answer(*one) for one in answers.items()),
        ]
    )
    return [reason.id for reason in assess(record).knee_or_spine.reasons]


def named(answers):
    return [reason.id for reason in judged(answers).reasons]


def test_every_pointer_is_in_the_table():
    assert list(POINTERS) == list(load_reference().pointers)


@pytest.mark.parametrize("pointer", POINTERS)
def test_a_record_raises_the_pointer(pointer):
    given, neighbour = POINTERS[pointer]
    assert pointer in named(given)
    assert pointer not in named(neighbour)


def test_a_reason_says_where_it_points_with_its_paths_and_sources():
    (reason,) = judged(EFFUSION).reasons
    assert (reason.id, reason.towards) == ("knee_effusion", "knee_or_hip")
    assert reason.because == ("findings.local.knee_effusion.left",)
    assert reason.sources == load_reference().pointers["knee_effusion"].sources


def test_an_empty_record_leaves_it_unclear():
    assert judged({}).leaning == "unclear"
    assert judged({}).reasons == ()


@pytest.mark.parametrize(
    ("answers", "leaning"),
    [
        (LOW_BACK | KNEE, "spine"),  # 3 + 1
        (BUTTOCK_TO_KNEE, "unclear"),  # 3: one item alone decides nothing
        (PAINFUL_HIP | {"presentation.pain_sites.left": ["groin"]}, "knee_or_hip"),  # 3 + 1
        (EFFUSION, "unclear"),  # 3
        (TENSION | NUMB | EFFUSION, "unclear"),  # 5 against 3: neither twice the other
        (TENSION | NUMB | yes("back_pain") | EFFUSION, "spine"),  # 6 against 3: twice
        (TENSION | NUMB | EFFUSION | yes("knee_locking"), "both"),  # 5 against 5
        (EFFUSION | PAINFUL_HIP | TENSION, "knee_or_hip"),  # 6 against 3: twice
    ],
)
def test_the_points_add_up_as_stated(answers, leaning):
    assert judged(answers).leaning == leaning


def test_a_knee_that_hurts_alone_points_to_the_joint():
    knee = KNEE | {"presentation.symptom_side": "left"} | no("back_pain") | no("knee_injury")
    assert judged(knee).leaning == "knee_or_hip"  # 2 + 2; one leg and no injury are hints
    assert judged(knee | local("joint_line_tenderness", "present") | NORMAL_KNEE).leaning == "knee_or_hip"
    assert judged(knee | NUMB).leaning == "both"  # 4 against 2 + 1 + 1: the hints count beside the numbness
    assert judged(knee | TENSION | NUMB).leaning == "both"


@pytest.mark.parametrize(
    "found",
    [
        KNEE,
        yes("knee_swelling"),
        yes("hip_tightness_or_weakness"),
        EFFUSION,
        PAINFUL_HIP,
        local("knee_flexes_to_90", "no"),
    ],
)
def test_a_knee_or_hip_that_complains_or_shows_a_sign_raises_the_question(found):
    assert judged(found).asked


@pytest.mark.parametrize(
    "found",
    [
        {},
        TENSION | NUMB | LOW_BACK,
        {"findings.strength.ankle_dorsiflexion.left": "2"},
        no("knee_swelling"),
        local("knee_effusion", "absent"),
        local("fibular_head_tenderness", "present"),
        yes("leg_giving_way"),
    ],
)
def test_otherwise_the_question_is_not_asked(found):
    assert not judged(found).asked


def test_a_sign_in_the_leg_that_does_not_hurt_raises_no_question():
    facts = facts_of(fold([Answer("patient.reference", "P-1"), *(Answer(*one) for one in EFFUSION.items())]))
    assert not knee_or_spine(facts, ["left"]).asked
    assert knee_or_spine(facts, ["right"]).asked


def test_the_hints_that_most_knees_share_decide_nothing():
    assert (
        judged({"presentation.symptom_side": "left"} | no("knee_injury") | yes("leg_giving_way")).leaning == "unclear"
    )


def test_the_strongest_reason_comes_first():
    weights = [load_reference().pointers[name].weight for name in named(LOW_BACK | KNEE | TENSION | NUMB | EFFUSION)]
    assert weights == sorted(weights, reverse=True)


def test_pain_that_starts_right_and_ends_left_does_not_run_down_one_leg():
    apart = {"presentation.pain_sites.right": ["buttock"], "presentation.pain_sites.left": ["knee"]}
    assert "radiates_from_buttock" not in named(apart)


def test_both_legs_are_considered_right_before_left():
    both = {f"findings.local.knee_effusion.{side}": "present" for side in ("left", "right")}
    (reason,) = judged(both).reasons
    assert reason.because == ("findings.local.knee_effusion.right", "findings.local.knee_effusion.left")


def test_the_healthy_knee_of_the_leg_that_does_not_hurt_is_no_reason():
    other = {path.replace(".left", ".right"): found for path, found in NORMAL_KNEE.items()}
    weak = NORMAL_KNEE | {"findings.strength.knee_extension.left": "4"}
    assert "normal_neurology_at_the_knee" in of_the_left_leg(NORMAL_KNEE)
    assert "normal_neurology_at_the_knee" not in of_the_left_leg(other | weak)
    assert "knee_effusion" not in of_the_left_leg({"findings.local.knee_effusion.right": "present"})


def test_the_leg_that_does_not_hurt_may_point_to_the_spine():
    assert "tension_sign" in of_the_left_leg({"findings.tension.straight_leg_raise.right": "positive"})


def test_every_pointer_cites_an_article_first_and_gives_its_reason():
    for row in load_reference().pointers.values():
        assert row.sources[0] in ARTICLES, row.id
        assert row.why, row.id


@pytest.mark.parametrize(
    ("spine", "joint", "leaning"),
    [(4, 2, "spine"), (4, 3, "unclear"), (3, 0, "unclear"), (2, 4, "knee_or_hip"), (4, 4, "both"), (3, 4, "unclear")],
)
def test_four_points_are_enough_and_twice_as_many_lead(spine, joint, leaning):
    assert _leaning(spine, joint) == leaning
