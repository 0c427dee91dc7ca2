"""Every alert has one record that raises it and a nearest neighbour that does not; nothing suppresses an alert."""

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from exam.domain.reasoning.alerts.raised import raised_alerts, urgency_of
from exam.domain.reasoning.conclusions import RaisedAlert
from exam.domain.reasoning.facts import facts_of
from exam.domain.record.answers import Answer, fold
from reference import load_reference
from reference.vocabulary import URGENCIES
from tests.domain.reasoning.alerts.rules import (
    BOTH_LEGS,
    EXTENSOR,
    FEATURE,
    FEVER,
    FLAG,
    RULES,
    TENDER_SPINE,
    WEAK_BOTH,
    WORSE,
    lasting,
)

FIRST_IDS = """
    nerve_symptoms both_legs progressive_weakness severe_weakness weakness_both_legs cannot_walk bladder_symptoms
    both_legs_new s2_both_legs cauda_equina cauda_equina_suspected both_legs_worsening both_legs_weak_with_symptoms
    both_ankle_jerks_lost sudden_severe_weakness brisk_reflexes_with_weakness arms_and_gait long_tract_signs
    cord_compression ascending_weakness acute_neuropathy fever infection_risk spinal_infection
    infection_risk_with_tender_spine infection_risk_with_deficit joint_infection after_spinal_procedure cancer_history
    weight_loss cancer_with_deficit injury spinal_fracture fragility_fracture fracture_with_deficit knee_fracture
    hip_fracture absent_pulses acute_limb_ischaemia bleeding_femoral bleeding_canal bleeding_emergency severe_pain
    persistent_pain
"""
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
    ("findings.saddle.bulbocavernosus_reflex", "absent", "present"),
    ("presentation.pain_sites.midline", ["perineum"], ["sacrum"]),
    ("presentation.paraesthesia_sites.midline", ["low_back", "perineum"], ["low_back"]),
]
STATED = [answer for pair in RULES.values() for record in pair for answer in record.items()]


def with_its_flag(answers):
    """A course is stated of a red flag that is present only."""
    courses = {path: f"red_flags.{path.partition('.')[2]}" for path in answers if path.startswith("red_flag_course.")}
    return {path: value for path, value in answers.items() if path not in courses or answers.get(courses[path]) is True}


answers_given = st.lists(st.sampled_from(STATED), max_size=12).map(dict).map(with_its_flag)


def facts(answers):
    return facts_of(fold([Answer("patient.reference", "P-1"), *(Answer(*answer) for answer in answers.items())]))


def raised(answers):
    return {alert.id: alert for alert in raised_alerts(facts(answers))}


def mirrored(answers):
    other = {"right": "left", "left": "right"}
    return {".".join(other.get(word, word) for word in path.split(".")): value for path, value in answers.items()}


def test_every_alert_is_in_the_table():
    assert set(RULES) == set(load_reference().alerts)


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
    alert = raised(EXTENSOR | WORSE | lasting(26))["cord_compression"]
    assert alert.because == (
        "findings.long_tract.plantar_response.left",
        "red_flags.progressive_weakness",
    )


def test_the_sources_are_those_of_the_row():
    assert raised(FEVER)["fever"].sources == load_reference().alerts["fever"].sources


def test_no_article_for_patients_stands_behind_an_emergency():
    assert "back_causes_knee" in load_reference().alerts["cauda_equina"].sources
    cited = {source for alert in raised({FLAG + "saddle_numbness": True}).values() for source in alert.sources}
    assert not [source for source in cited if load_reference().sources[source].kind == "article"]


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


# Facts by which an alert may be lowered or left out: how long, and what somebody said about the past.
ABOUT_THE_PAST = (
    "presentation.duration_weeks",
    "presentation.second_leg_weeks",
    "red_flag_course.",
    "presentation.old_deficit",
)
DENIED = ("presentation.features.back_pain", "presentation.features.first_such_pain", "presentation.symptom_side")


def is_a_finding(path):
    return not path.startswith((*ABOUT_THE_PAST, *DENIED))


@settings(max_examples=150, deadline=None)
@given(answers_given, answers_given)
def test_no_further_finding_lowers_the_urgency_but_a_sign_in_the_leg_that_of_an_aneurysm(first, further):
    found = {path: value for path, value in further.items() if is_a_finding(path)}
    assume("aortic_aneurysm" not in raised(first))
    before, after = (URGENCIES.index(urgency_of(raised(one).values())) for one in (first, found | first))
    assert after <= before


@settings(max_examples=50, deadline=None)
@given(answers_given)
def test_saddle_numbness_is_an_emergency_whatever_else_was_found(answers):
    alerts = raised(answers | {FLAG + "saddle_numbness": True})
    assert urgency_of(alerts.values()) == "emergency"


@settings(max_examples=100, deadline=None)
@given(answers_given)
def test_mirrored_legs_raise_the_same_alerts(answers):
    assert raised(mirrored(answers)).keys() == raised(answers).keys()


# Rules that a pattern of findings may leave out, each of them said by another row.
LEFT_TO_ANOTHER_ROW = {"both_legs_weak_with_symptoms": "muscle_disease"}
DENIALS = {"patterns.no_spinal_complaint is true", "patterns.long_and_stable is true"}


def may_be_in_none(clause):
    return clause in DENIALS or clause.startswith("presentation.duration_weeks above ") or clause.endswith(" is false")


def test_only_a_duration_or_the_past_keeps_an_alert_from_being_raised():
    for row in load_reference().alerts.values():
        if row.id in LEFT_TO_ANOTHER_ROW:
            assert row.when.none == ("patterns.muscle_disease_answered is true", "patterns.long_and_stable is true")
            other = load_reference().alerts[LEFT_TO_ANOTHER_ROW[row.id]]
            answered = load_reference().patterns["muscle_disease_answered"].when
            assert set(other.when.all) <= set(answered.all)
        else:
            assert all(may_be_in_none(clause) for clause in row.when.none), row.id


def test_each_rule_builds_only_on_rules_above_it():
    above = set()
    for row in load_reference().alerts.values():
        clauses = (*row.when.all, *row.when.any)
        named = {clause.split()[0].removeprefix("alerts.") for clause in clauses if clause.startswith("alerts.")}
        assert named <= above, row.id
        assert not any(" is_not " in clause for clause in clauses), row.id
        above.add(row.id)


def test_an_emergency_cites_a_guideline_or_a_study_first_or_says_that_it_is_our_judgement():
    for row in load_reference().alerts.values():
        kinds = [load_reference().sources[source].kind for source in row.sources]
        assert "article" not in kinds[:1], row.id
        assert row.why, row.id
        assert row.urgency != "emergency" or kinds, row.id


def test_every_id_of_the_first_release_is_still_there():
    rows = load_reference().alerts.values()
    assert set(FIRST_IDS.split()) <= {id for row in rows for id in (row.id, *row.was)}
