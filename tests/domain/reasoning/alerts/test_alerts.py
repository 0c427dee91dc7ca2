"""Every alert has one record that raises it and a nearest neighbour that does not; nothing suppresses an alert."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from exam.domain.reasoning.alerts.raised import raised_alerts, urgency_of
from exam.domain.reasoning.conclusions import RaisedAlert
from exam.domain.reasoning.facts import facts_of
from exam.domain.record.answers import Answer, fold
from reference import load_reference
from reference.vocabulary import URGENCIES

ARTICLES = {"backrack_leg_pain", "back_causes_knee", "knee_back_connection", "knee_from_lower_back"}
FLAG = "red_flags."
FEATURE = "presentation.features."
BOTH_LEGS = {"red_flags.bilateral_leg_symptoms": True}
WEAK_BOTH = {
    "findings.strength.ankle_dorsiflexion.right": "4",
    "findings.strength.great_toe_extension.left": "4-",
}
FEVER = {"red_flags.fever": True}
FALL = {"red_flags.fall_or_injury": True}
TENDER_SPINE = {"findings.local.spinal_tenderness": "present"}
EXTENSOR = {"findings.long_tract.plantar_response.left": "extensor"}
BRISK = {"findings.reflexes.patellar.right": 3, "findings.reflexes.patellar.left": 3}
NO_ANKLE_JERKS = {"findings.reflexes.achilles.right": 0, "findings.reflexes.achilles.left": 0}
NO_PULSE = {"findings.other.pedal_pulses.right": "absent"}
SUDDEN = {"presentation.onset": "sudden"}
GRADUAL = {"presentation.onset": "gradual"}
FOOT_DROP = {"findings.strength.ankle_dorsiflexion.left": "2+"}
LEG_PAIN = {"presentation.pain_sites.left": ["lateral_leg"]}
CANCER = {"red_flags.cancer_history": True}
THINNED = {"red_flags.anticoagulation": True}
WORSE = {"red_flags.progressive_weakness": True}
PROCEDURE = {"presentation.features.recent_spinal_procedure": True}
# alert: the record that raises it, and the same record without one of its answers.
RULES = {
    "nerve_symptoms": ({"findings.light_touch.L4.left": 1}, {"findings.light_touch.L4.left": 2}),
    "both_legs": ({"presentation.symptom_side": "both"}, {"presentation.symptom_side": "left"}),
    "progressive_weakness": (WORSE, {"red_flags.progressive_weakness": False}),
    "severe_weakness": (
        {"findings.strength.knee_extension.right": "3"},
        {"findings.strength.knee_extension.right": "3+"},
    ),
    "weakness_both_legs": (WEAK_BOTH, WEAK_BOTH | {"findings.strength.great_toe_extension.left": "4+"}),
    "cannot_walk": ({FEATURE + "unable_to_walk_unaided": True}, {FEATURE + "unable_to_walk_unaided": False}),
    "bladder_symptoms": ({FLAG + "urinary_urgency_or_hesitancy": True}, {FLAG + "urinary_urgency_or_hesitancy": False}),
    "both_legs_new": (
        BOTH_LEGS | {"findings.light_touch.S1.right": 1, "presentation.duration_weeks": 4},
        BOTH_LEGS | {"findings.light_touch.S1.right": 1, "presentation.duration_weeks": 26},
    ),
    "s2_both_legs": (
        {"findings.pinprick.S2.right": 1, "findings.pinprick.S2.left": 0},
        {"findings.pinprick.S2.right": 1, "findings.pinprick.S2.left": 2},
    ),
    "cauda_equina": ({FLAG + "saddle_numbness": True}, {FLAG + "saddle_numbness": False}),
    "cauda_equina_suspected": (
        {FLAG + "urinary_urgency_or_hesitancy": True, FLAG + "numbness_tingling_or_weakness": True},
        {FLAG + "urinary_urgency_or_hesitancy": True, FLAG + "numbness_tingling_or_weakness": False},
    ),
    "both_legs_worsening": (
        BOTH_LEGS | SUDDEN | {FLAG + "numbness_tingling_or_weakness": True},
        BOTH_LEGS | GRADUAL | {FLAG + "numbness_tingling_or_weakness": True},
    ),
    "both_legs_weak_with_symptoms": (WEAK_BOTH | BOTH_LEGS, WEAK_BOTH),
    "both_ankle_jerks_lost": (
        BOTH_LEGS | NO_ANKLE_JERKS | FOOT_DROP | {"presentation.duration_weeks": 4},
        BOTH_LEGS | NO_ANKLE_JERKS | FOOT_DROP | {"presentation.duration_weeks": 26},
    ),
    "sudden_severe_weakness": (SUDDEN | FOOT_DROP | LEG_PAIN, SUDDEN | FOOT_DROP),
    "brisk_reflexes_with_weakness": (BRISK | FOOT_DROP, BRISK),
    "arms_and_gait": (
        {FEATURE + "unsteady_gait": True, "findings.other.upper_limb_signs": "present"},
        {FEATURE + "unsteady_gait": True, "findings.other.upper_limb_signs": "absent"},
    ),
    "long_tract_signs": (EXTENSOR, {"findings.long_tract.plantar_response.left": "equivocal"}),
    "cord_compression": (EXTENSOR | WEAK_BOTH, EXTENSOR),
    "ascending_weakness": ({FEATURE + "ascending_weakness": True}, {FEATURE + "ascending_weakness": False}),
    "acute_neuropathy": (
        WEAK_BOTH | NO_ANKLE_JERKS | {FEATURE + "recent_infection": True},
        WEAK_BOTH | {FEATURE + "recent_infection": True},
    ),
    "fever": (FEVER, {FLAG + "fever": False}),
    "infection_risk": ({FLAG + "intravenous_drug_use": True}, {FLAG + "intravenous_drug_use": False}),
    "spinal_infection": (FEVER | TENDER_SPINE, FEVER | {"findings.local.spinal_tenderness": "absent"}),
    "infection_risk_with_tender_spine": (
        TENDER_SPINE | {FLAG + "intravenous_drug_use": True},
        TENDER_SPINE | {FLAG + "intravenous_drug_use": False},
    ),
    "infection_risk_with_deficit": (
        {FLAG + "intravenous_drug_use": True} | WORSE,
        {FLAG + "intravenous_drug_use": True, FLAG + "numbness_tingling_or_weakness": True},
    ),
    "joint_infection": (
        FEVER | {"findings.local.knee_effusion.left": "present"},
        FEVER | {"findings.local.knee_effusion.left": "absent"},
    ),
    "after_spinal_procedure": (PROCEDURE | BOTH_LEGS, PROCEDURE),
    "cancer_history": (CANCER, {FLAG + "cancer_history": False}),
    "weight_loss": ({FLAG + "unexplained_weight_loss": True}, {FLAG + "unexplained_weight_loss": False}),
    "cancer_with_deficit": (CANCER | WORSE, CANCER | {FLAG + "numbness_tingling_or_weakness": True}),
    "injury": (FALL, {FLAG + "fall_or_injury": False}),
    "spinal_fracture": (FALL | {"patient.age": 65}, FALL | {"patient.age": 64}),
    "fragility_fracture": (TENDER_SPINE | {FLAG + "prolonged_corticosteroids": True}, TENDER_SPINE),
    "fracture_with_deficit": (FALL | TENDER_SPINE | BOTH_LEGS, FALL | TENDER_SPINE),
    "knee_fracture": (
        {FEATURE + "knee_injury": True, "findings.local.can_bear_weight_four_steps": "no"},
        {FEATURE + "knee_injury": True, "findings.local.can_bear_weight_four_steps": "yes"},
    ),
    "hip_fracture": (
        FALL | {"findings.local.hip_internal_rotation.right": "painful"},
        FALL | {"findings.local.hip_internal_rotation.right": "normal"},
    ),
    "absent_pulses": (NO_PULSE, {"findings.other.pedal_pulses.right": "present"}),
    "acute_limb_ischaemia": (NO_PULSE | SUDDEN, NO_PULSE | GRADUAL),
    "bleeding_femoral": (
        THINNED | {"findings.strength.hip_flexion.left": "4"},
        THINNED | {"findings.strength.hip_flexion.left": "5"},
    ),
    "bleeding_canal": (
        THINNED | SUDDEN | {FLAG + "severe_pain": True, FLAG + "numbness_tingling_or_weakness": True},
        THINNED | GRADUAL | {FLAG + "severe_pain": True, FLAG + "numbness_tingling_or_weakness": True},
    ),
    "bleeding_emergency": (THINNED | WEAK_BOTH, THINNED | FOOT_DROP),
    "severe_pain": ({FLAG + "severe_pain": True}, {FLAG + "severe_pain": False}),
    "persistent_pain": (
        {FLAG + "persistent_beyond_few_weeks": True},
        {FLAG + "persistent_beyond_few_weeks": False, "presentation.duration_weeks": 26},
    ),
}
# Each sign of the cauda equina alone, and the same answered the other way.
CAUDA_EQUINA_SIGNS = [
    (FLAG + "urinary_retention_or_incontinence", True, False),
    (FLAG + "faecal_incontinence", True, False),
    (FLAG + "saddle_numbness", True, False),
    (FLAG + "new_sexual_dysfunction", True, False),
    ("findings.saddle.perianal_light_touch.right", 1, 2),
    ("findings.saddle.perianal_pinprick.left", 0, 2),
    ("findings.saddle.anal_tone", "reduced", "normal"),
    ("findings.saddle.anal_tone", "absent", "normal"),
    ("findings.saddle.voluntary_anal_contraction", "absent", "present"),
    ("findings.saddle.post_void_residual_ml", 201, 200),
    ("presentation.pain_sites.midline", ["perineum"], ["sacrum"]),
    ("presentation.paraesthesia_sites.midline", ["low_back", "perineum"], ["low_back"]),
]
STATED = [answer for pair in RULES.values() for record in pair for answer in record.items()]
answers_given = st.lists(st.sampled_from(STATED), max_size=12).map(dict)


def facts(answers):
    return facts_of(fold([Answer("patient.reference", "P-1"), *(Answer(*answer) for answer in answers.items())]))


def raised(answers):
    return {alert.id: alert for alert in raised_alerts(facts(answers))}


def mirrored(answers):
    other = {"right": "left", "left": "right"}
    return {".".join(other.get(word, word) for word in path.split(".")): value for path, value in answers.items()}


def test_every_alert_is_in_the_table():
    assert list(RULES) == list(load_reference().alerts)


@pytest.mark.parametrize("alert", RULES)
def test_a_record_raises_it(alert):
    assert alert in raised(RULES[alert][0])


@pytest.mark.parametrize("alert", RULES)
def test_its_nearest_neighbour_does_not(alert):
    assert alert not in raised(RULES[alert][1])


@pytest.mark.parametrize(("path", "found", "otherwise"), CAUDA_EQUINA_SIGNS)
def test_any_one_sign_of_the_cauda_equina_is_an_emergency(path, found, otherwise):
    assert raised({path: found})["cauda_equina"].urgency == "emergency"
    assert "cauda_equina" not in raised({path: otherwise})


@pytest.mark.parametrize("sign", [{"findings.tension.slump.left": "positive"}, {FEATURE + "pain_below_knee": True}])
def test_a_bladder_change_with_sciatica_is_an_emergency_without_any_deficit(sign):
    change = {FLAG + "urinary_urgency_or_hesitancy": True}
    assert urgency_of(raised_alerts(facts(change | sign))) == "emergency"
    assert urgency_of(raised_alerts(facts(change))) == "urgent"


@pytest.mark.parametrize(
    "risk", [FLAG + "intravenous_drug_use", FLAG + "immunosuppression", FEATURE + "recent_spinal_procedure"]
)
def test_each_risk_of_infection_with_a_tender_spine_is_an_emergency_without_fever(risk):
    tender = {risk: True} | TENDER_SPINE
    untested = {"findings.local.spinal_tenderness": {"not_tested": "pain"}}
    not_tender = {"findings.local.spinal_tenderness": "absent"}
    assert raised(tender | {FLAG + "fever": False})["infection_risk_with_tender_spine"].urgency == "emergency"
    assert urgency_of(raised_alerts(facts({risk: True} | not_tender))) == "urgent"
    assert "infection_risk_with_tender_spine" not in raised({risk: True} | untested)
    assert urgency_of(raised_alerts(facts(TENDER_SPINE))) == "routine"


def test_what_was_not_asked_or_could_not_be_tested_raises_nothing():
    assert raised({}) == {}
    assert raised({"findings.strength.ankle_dorsiflexion.left": {"not_tested": "pain"}}) == {}


def test_a_normal_examination_raises_nothing():
    normal = {
        f"findings.{test.id}{side}": load_reference().scales[test.scale].grades[0].value
        for test in load_reference().tests.values()
        if load_reference().scales[test.scale].grades and test.scale != "reflex"
        for side in ((".right", ".left") if test.sided else ("",))
    }
    denied = {path: False for path in load_reference().questions if path.startswith(("red_flags.", "presentation."))}
    assert raised(normal | denied) == {}


def test_the_reasons_are_paths_of_the_record_even_where_one_alert_builds_on_another():
    alert = raised(EXTENSOR | WEAK_BOTH)["cord_compression"]
    assert alert.because == (
        "findings.long_tract.plantar_response.left",
        "findings.strength.ankle_dorsiflexion.right",
        "findings.strength.great_toe_extension.left",
    )


def test_the_sources_are_those_of_the_row():
    assert raised(FEVER)["fever"].sources == load_reference().alerts["fever"].sources


def test_the_most_urgent_comes_first():
    urgencies = [alert.urgency for alert in raised_alerts(facts(WEAK_BOTH | BOTH_LEGS | EXTENSOR))]
    assert urgencies == sorted(urgencies, key=URGENCIES.index)
    assert {"emergency", "urgent", "routine"} == set(urgencies)


def test_an_assessment_is_as_urgent_as_its_most_urgent_alert():
    assert urgency_of(()) == "routine"
    assert urgency_of(raised_alerts(facts({FLAG + "severe_pain": True}))) == "routine"
    assert urgency_of(raised_alerts(facts(FEVER))) == "urgent"
    assert urgency_of(RaisedAlert(one, one, (), ()) for one in ("routine", "urgent")) == "urgent"
    assert urgency_of(raised_alerts(facts(FEVER | TENDER_SPINE))) == "emergency"


def test_an_alert_passed_in_from_outside_is_ignored():
    assert raised_alerts({"alerts.bladder_symptoms": True, "alerts.both_legs": True}) == ()


@settings(max_examples=150, deadline=None)
@given(answers_given, answers_given)
def test_no_further_finding_suppresses_an_alert(first, further):
    assert raised(first).keys() <= raised(further | first).keys()


@settings(max_examples=50, deadline=None)
@given(answers_given)
def test_saddle_numbness_is_an_emergency_whatever_else_was_found(answers):
    alerts = raised(answers | {FLAG + "saddle_numbness": True})
    assert urgency_of(alerts.values()) == "emergency"


@settings(max_examples=100, deadline=None)
@given(answers_given)
def test_mirrored_legs_raise_the_same_alerts(answers):
    assert raised(mirrored(answers)).keys() == raised(answers).keys()


def test_no_rule_can_be_suppressed_and_each_builds_only_on_rules_above_it():
    above = set()
    for row in load_reference().alerts.values():
        clauses = (*row.when.all, *row.when.any)
        named = {clause.split()[0].removeprefix("alerts.") for clause in clauses if clause.startswith("alerts.")}
        assert row.when.none == (), row.id
        assert named <= above, row.id
        assert not any(" is_not " in clause for clause in clauses), row.id
        above.add(row.id)


def test_every_alert_cites_an_article_first_and_gives_its_reason():
    for row in load_reference().alerts.values():
        assert row.sources[0] in ARTICLES, row.id
        assert row.why, row.id
