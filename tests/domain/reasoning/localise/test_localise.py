"""The localisation as a whole: the leading cause, its robustness, and what changes the weight of a finding."""

import math

import numpy as np
import pytest

from exam.domain.reasoning.localise import localise as module
from exam.domain.reasoning.localise.localise import localise
from exam.domain.reasoning.localise.posterior import gather, posterior
from exam.domain.reasoning.localise.ranking import by_candidate, names
from exam.domain.reasoning.localise.tables import drawn_tables
from tests.domain.records import record_of

LEFT_PAIN = {"presentation.symptom_side": "left"}
PLAIN_L5 = LEFT_PAIN | {
    "findings.strength.great_toe_extension.left": "3",
    "findings.strength.hip_abduction.left": "4",
    "findings.strength.ankle_inversion.left": "4",
    "findings.reflexes.medial_hamstring.left": 0,
    "findings.reflexes.achilles.left": 2,
    "findings.tension.straight_leg_raise.left": "positive",
}


def ranked(found):
    candidates = localise(record_of(found), thorough=False).candidates
    return {(candidate.cause, candidate.side): candidate.probability for candidate in candidates}


def first(found):
    return next(iter(ranked(found)))


def decibans(found, one, other):
    probabilities = ranked(found)
    return 10 * math.log10(probabilities[one] / probabilities[other])


def test_the_first_cause_of_a_clear_case_is_robust():
    leading, second, *_ = localise(record_of(PLAIN_L5)).candidates
    assert (leading.cause, leading.side, leading.robust) == ("root.L5", "left", True)
    assert second.robust is False


def test_a_near_tie_is_not_robust():
    assert not any(candidate.robust for candidate in localise(record_of(LEFT_PAIN)).candidates)


@pytest.mark.parametrize("found", [PLAIN_L5, LEFT_PAIN, {}])
def test_robust_is_first_in_nineteen_of_twenty_draws(found):
    drawn = by_candidate(posterior(gather(record_of(found), drawn_tables())))
    leads = [names()[place] for place in drawn.argmax(axis=-1)]
    robust = {(one.cause, one.side) for one in localise(record_of(found)).candidates if one.robust}
    assert len(leads) == 200
    assert robust == {name for name in leads if leads.count(name) >= 190}


L5, NONE = ("root.L5", "left"), ("no_neurological_lesion", "none")
FIBULAR = ("nerve.common_fibular", "left")
WEAK_TOE = LEFT_PAIN | {"findings.strength.great_toe_extension.left": "4"}


def test_a_severe_loss_is_stronger_evidence_than_a_mild_one():
    deep = LEFT_PAIN | {"findings.strength.great_toe_extension.left": "1"}
    assert decibans(deep, L5, NONE) > decibans(WEAK_TOE, L5, NONE) + 1


def test_findings_of_one_lesion_are_not_independent_evidence():
    second = {"findings.strength.hip_abduction.left": "4"}
    alone, both = decibans(LEFT_PAIN | second, L5, NONE), decibans(WEAK_TOE | second, L5, NONE)
    before = decibans(LEFT_PAIN, L5, NONE)
    assert both - before > alone - before
    # The severity of the lesion links its deficits: against the nerve, which spares the hip, they add up to less.
    separately = (
        decibans(WEAK_TOE, L5, FIBULAR) + decibans(LEFT_PAIN | second, L5, FIBULAR) - decibans(LEFT_PAIN, L5, FIBULAR)
    )
    assert decibans(WEAK_TOE | second, L5, FIBULAR) != pytest.approx(separately, abs=0.1)


def test_two_modalities_of_one_dermatome_count_less_than_two_dermatomes():
    numb = LEFT_PAIN | {"findings.light_touch.L5.left": 1}
    once, twice = (decibans(found, L5, NONE) for found in (numb, numb | {"findings.pinprick.L5.left": 1}))
    assert 0 < twice - once < once - decibans(LEFT_PAIN, L5, NONE)


def test_several_marks_of_pain_count_as_one_list():
    alone = {"presentation.pain_sites.left": ["dorsal_foot"]}
    many = {"presentation.pain_sites.left": ["dorsal_foot", "sole", "heel", "knee"]}
    assert decibans(alone, L5, NONE) > decibans(many, L5, NONE)


def test_weakness_that_a_painful_joint_explains_is_weaker_evidence():
    weak = LEFT_PAIN | {"findings.strength.knee_extension.left": "4"}
    swollen, sound = (weak | {"findings.local.knee_effusion.left": grade} for grade in ("present", "absent"))
    other_leg = weak | {"findings.local.knee_effusion.right": "present"}
    l4 = ("root.L4", "left")
    assert decibans(swollen, l4, NONE) < decibans(sound, l4, NONE) - 1
    assert decibans(swollen, l4, NONE) < decibans(other_leg, l4, NONE) - 1


def test_brisk_reflexes_on_both_sides_may_be_usual_for_the_person():
    brisk = LEFT_PAIN | {"findings.reflexes.patellar.left": 3, "findings.reflexes.achilles.left": 3}
    alike = brisk | {"findings.reflexes.patellar.right": 3, "findings.reflexes.achilles.right": 3}
    cord = ("upper_motor_neuron", "both")
    kept = brisk | {"findings.reflexes.patellar.right": 2, "findings.reflexes.achilles.right": 2}
    assert ranked(alike)[cord] > ranked(kept)[cord]
    assert ranked(alike)[NONE] > 0.1


@pytest.mark.parametrize(
    ("found", "leading"),
    [
        (
            {"red_flags.saddle_numbness": True, "red_flags.urinary_retention_or_incontinence": True},
            ("cauda_equina", "both"),
        ),
        (
            {
                f"findings.{test}.{side}": value
                for side in ("right", "left")
                for test, value in {
                    "long_tract.plantar_response": "extensor",
                    "long_tract.ankle_clonus": "present",
                    "reflexes.patellar": 3,
                    "reflexes.achilles": 4,
                }.items()
            },
            ("upper_motor_neuron", "both"),
        ),
        (
            {
                f"findings.{test}.{side}": value
                for side in ("right", "left")
                for test, value in {
                    "other.vibration_great_toe": "absent",
                    "reflexes.achilles": 0,
                    "pinprick.S1": 1,
                }.items()
            }
            | {"presentation.features.symmetric_stocking_symptoms": True},
            ("polyneuropathy", "both"),
        ),
        (
            LEFT_PAIN
            | {
                "findings.strength.knee_extension.left": "2",
                "findings.reflexes.patellar.left": 0,
                "findings.strength.hip_adduction.left": "5",
                "findings.strength.ankle_dorsiflexion.left": "5",
                "presentation.features.recent_pelvic_or_hip_surgery": True,
                "presentation.features.back_pain": False,
            },
            ("nerve.femoral", "left"),
        ),
    ],
    ids=["saddle and bladder", "long tracts", "stocking", "thigh"],
)
def test_lesions_other_than_roots_are_named(found, leading):
    assert first(found) == leading


@pytest.mark.parametrize(("draws", "robust"), [(190, 3), (189, -1)])
def test_the_first_place_is_robust_in_at_least_95_of_100_draws(monkeypatch, draws, robust):
    drawn = np.zeros((200, 6))
    drawn[:draws, 3] = drawn[draws:, 5] = 1.0
    monkeypatch.setattr(module, "by_candidate", lambda _: drawn)
    assert module._stays_first(record_of({})) == robust


def test_a_complete_lesion_of_the_cauda_equina_may_take_every_jerk():
    """All roots from L2 run there: lost knee jerks do not make it a lesion of the cord."""
    jerks = {f"findings.reflexes.{jerk}.{side}": 0 for jerk in ("patellar", "achilles") for side in ("right", "left")}
    saddle = {"presentation.symptom_side": "both", "red_flags.saddle_numbness": True}
    assert localise(record_of(jerks | saddle)).candidates[0].cause == "cauda_equina"


def test_a_knee_alone_with_a_normal_examination_leaves_a_root_unlikely():
    normal = {"findings.stated_otherwise_normal": True, "presentation.symptom_side": "left"}
    knee = {"presentation.pain_sites.left": ["knee"], "presentation.features.back_pain": False}
    found = localise(record_of(normal | knee))
    assert found.statement == "no_lesion_found"
    assert sum(one.probability for one in found.candidates if one.roots) < 0.08


def test_a_picture_of_the_left_leg_under_a_complaint_of_the_right_is_a_slip_of_the_side():
    """Not a lesion of both legs: that would need one that nothing shows in the right."""
    left_s1 = {
        "findings.reflexes.achilles.left": 0,
        "findings.light_touch.S1.left": 1,
        "findings.strength.ankle_plantarflexion.left": "4",
        "findings.tension.straight_leg_raise.left": "positive",
    }
    normal = {
        "findings.reflexes.achilles.right": 2,
        "findings.light_touch.S1.right": 2,
        "findings.strength.ankle_plantarflexion.right": "5",
    }
    for complaint in ("left", "right"):
        assert first(left_s1 | normal | {"presentation.symptom_side": complaint}) == ("root.S1", "left")


def test_shingles_name_the_root_of_their_dermatome():
    weak = LEFT_PAIN | {"findings.strength.knee_extension.left": "3", "findings.reflexes.patellar.left": 0}
    rash = {"presentation.features.zoster_rash": True, "presentation.zoster_dermatomes.left": ["L3"]}
    likeliest = [localise(record_of(found)).likeliest_root for found in (weak, weak | rash)]
    assert [(one.root, one.side) for one in likeliest[1]] == [("L3", "left")]
    assert likeliest[1][0].probability > likeliest[0][0].probability + 0.1
