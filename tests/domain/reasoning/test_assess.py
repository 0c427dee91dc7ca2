"""One assessment as a whole: cases that it must get right, what was not examined, and its format."""

import json
import re
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from exam.domain.reasoning.assess import (
    _localisation_facts,
    assess,
    not_examined,
    prepare_for_many,
    write_assessment,
)
from exam.domain.reasoning.localise.evidence import OfDraws
from exam.domain.reasoning.localise.localise import localise
from exam.domain.reasoning.version import PROGRAM
from reference import load_reference
from tests.domain.records import answers, mirrored, record_of

SIDES = ("right", "left")
REFLEXES = ("reflexes.patellar", "reflexes.achilles")
DERMATOMES = ("L3", "L4", "L5", "S1")
CORE_STRENGTH = ("knee_extension", "ankle_dorsiflexion", "great_toe_extension", "ankle_plantarflexion")
# The tests that the source articles describe, normal on both sides.
CORE_NORMAL = {
    **{f"findings.{test}.{side}": 2 for test in REFLEXES for side in SIDES},
    **{
        f"findings.{touch}.{root}.{side}": 2
        for touch in ("light_touch", "pinprick")
        for root in DERMATOMES
        for side in SIDES
    },
    **{f"findings.strength.{movement}.{side}": "5" for movement in CORE_STRENGTH for side in SIDES},
}
CORE = [path.removeprefix("findings.") for path in CORE_NORMAL]
L5_ROOT = CORE_NORMAL | {
    "findings.strength.great_toe_extension.left": "4",
    "findings.strength.ankle_dorsiflexion.left": "4",
    "findings.strength.hip_abduction.left": "4",
    "findings.light_touch.L5.left": 1,
}
FIBULAR_NERVE = L5_ROOT | {
    "findings.strength.hip_abduction.left": "5",
    "findings.strength.ankle_inversion.left": "5",
    "findings.strength.ankle_eversion.left": "4",
    "findings.reflexes.medial_hamstring.left": 2,
    "presentation.features.leg_crossing_or_fibular_pressure": True,
}
LEFT_PAIN = {"presentation.symptom_side": "left"}


@pytest.mark.parametrize(
    ("found", "cause", "roots", "statement"),
    [
        (L5_ROOT, "root.L5", ("L5",), "fits_one"),
        (L5_ROOT | LEFT_PAIN, "root.L5", ("L5",), "fits_one"),
        (FIBULAR_NERVE, "nerve.common_fibular", (), "fits_non_root"),
        (FIBULAR_NERVE | LEFT_PAIN, "nerve.common_fibular", (), "fits_non_root"),
    ],
)
def test_a_foot_drop_of_the_root_is_distinguished_from_one_of_the_nerve_on_either_side(found, cause, roots, statement):
    for side, seen in (("left", found), ("right", mirrored(found))):
        assessment = assess(record_of(seen), thorough=False)
        first = assessment.candidates[0]
        assert (first.cause, first.roots, first.side) == (cause, roots, side)
        assert assessment.leading == first
        assert assessment.statement == statement


@settings(max_examples=30)
@given(answers)
def test_a_numb_saddle_is_an_emergency_whatever_else_was_found(given_answers):
    assessment = assess(record_of(given_answers | {"red_flags.saddle_numbness": True}), thorough=False)
    assert assessment.urgency == "emergency"
    assert ("cauda_equina", "emergency") in {(alert.id, alert.urgency) for alert in assessment.alerts}


def test_an_empty_record_gives_no_conclusion():
    assessment = assess(record_of())
    assert assessment.statement == "not_enough_examined"
    assert assessment.leading is None
    assert (assessment.urgency, assessment.alerts, assessment.imaging) == ("routine", (), ())
    assert assessment.knee_or_spine.leaning == "unclear"
    assert sorted(assessment.not_examined) == sorted(CORE)


PAIN = {"not_tested": "pain"}
STATED = {"findings.stated_otherwise_normal": True}


@pytest.mark.parametrize(
    ("found", "missing"),
    [
        (CORE_NORMAL, []),
        (STATED, []),
        (CORE_NORMAL | {"findings.reflexes.achilles.left": PAIN}, ["reflexes.achilles.left"]),
        (STATED | {"findings.reflexes.achilles.left": PAIN}, ["reflexes.achilles.left"]),
        (STATED | {"findings.reflexes.achilles.left": 0}, []),
        (CORE_NORMAL | {"findings.strength.hip_abduction.left": PAIN}, []),
    ],
)
def test_what_of_the_core_was_not_examined(found, missing):
    assert list(not_examined(record_of(found))) == missing


def test_what_was_not_examined_is_named_right_before_left():
    missing = not_examined(record_of())
    assert missing[:4] == (
        *(f"reflexes.patellar.{side}" for side in SIDES),
        *(f"reflexes.achilles.{side}" for side in SIDES),
    )
    assert [name for name in missing if name.endswith("right")] == [
        re.sub("left$", "right", name) for name in missing[1::2]
    ]


def test_the_rules_for_other_tests_can_use_the_localisation():
    nerve, root = (assess(record_of(found | LEFT_PAIN), thorough=False) for found in (FIBULAR_NERVE, L5_ROOT))
    asked = load_reference().other_tests
    of_nerves = {row.test for row in asked.values() if "localisation.kind is nerve" in row.when.any}
    assert of_nerves & {test.test for test in nerve.other_tests}
    assert not of_nerves & {test.test for test in root.other_tests}


def test_a_tap_is_answered_without_reasons_and_without_robustness():
    quick, thorough = (assess(record_of(L5_ROOT), thorough=thorough) for thorough in (False, True))
    assert {(candidate.robust, candidate.reasons) for candidate in quick.candidates} == {(None, ())}
    bare = tuple(replace(candidate, robust=None, reasons=()) for candidate in thorough.candidates)
    assert replace(thorough, candidates=bare, leading=bare[0], rivals=()) == quick
    assert thorough.candidates[0].reasons
    assert thorough.rivals
    assert {type(candidate.robust) for candidate in thorough.candidates} == {bool}


# The format


FOOT_DROP = LEFT_PAIN | {
    "findings.strength.ankle_dorsiflexion.left": "3",
    "findings.strength.ankle_eversion.left": "4",
    "findings.reflexes.achilles.left": 2,
    "presentation.features.leg_crossing_or_fibular_pressure": True,
    "red_flags.cancer_history": True,
}


@pytest.fixture(scope="module")
def data():
    return json.loads(json.dumps(write_assessment(assess(record_of(FOOT_DROP)))))


MEMBERS = """
    format program knowledge statement leading candidates urgency alerts imaging other_tests knee_or_spine
    not_examined next_tests unexplained likeliest_root picture deficits emergency_signs action held_back
    ranking_withheld contradictions withheld_imaging
"""


def test_the_format_has_these_members_and_no_others(data):
    assert set(data) == set(MEMBERS.split())
    assert (data["format"], data["program"]) == ("dermyo-assessment/1", PROGRAM)
    assert re.fullmatch(r"\d{4}-\d{2}-\d{2}\+[0-9a-f]{8}", data["knowledge"])
    assert data["leading"] == data["candidates"][0]


@pytest.mark.parametrize(
    ("rows", "members"),
    [
        ("candidates", "cause roots side probability robust reasons"),
        ("alerts", "id urgency because sources answer"),
        ("imaging", "study label priority verdict for because sources caution caution_sources"),
        ("other_tests", "test label priority verdict for because sources"),
        ("next_tests", "test side bits separates looks_for"),
    ],
)
def test_every_row_has_these_members_and_no_others(data, rows, members):
    assert data[rows]
    assert {frozenset(row) for row in data[rows]} == {frozenset(members.split())}


def test_reasons_have_these_members_and_no_others(data):
    of_candidates = [reason for candidate in data["candidates"] for reason in candidate["reasons"]]
    members = frozenset(
        {"finding", "side", "value", "direction", "decibans", "basis", "sources", "rather_than", "also"}
    )
    assert {frozenset(reason) for reason in of_candidates} == {members}
    assert {frozenset(reason["rather_than"]) for reason in of_candidates} == {frozenset({"cause", "side"})}
    assert set(data["knee_or_spine"]) == {"leaning", "reasons", "asked"}


SADDLE = {
    "presentation.symptom_side": "both",
    "red_flags.bilateral_leg_symptoms": True,
    "red_flags.saddle_numbness": True,
    "red_flags.urinary_retention_or_incontinence": True,
    "findings.saddle.perianal_light_touch.left": 0,
    "findings.saddle.perianal_pinprick.left": 0,
    "findings.strength.ankle_plantarflexion.left": "4",
    "findings.reflexes.achilles.left": 1,
    "findings.reflexes.achilles.right": 1,
}


def test_an_emergency_has_only_the_signs_that_raised_it_as_reasons_in_the_order_of_its_rule():
    found = assess(record_of(SADDLE))
    assert found.candidates[0].cause == "cauda_equina"
    assert found.emergency_signs == (
        "red_flags.saddle_numbness",
        "red_flags.urinary_retention_or_incontinence",
        "findings.saddle.perianal_light_touch.left",
        "findings.saddle.perianal_pinprick.left",
    )
    reasons = found.candidates[0].reasons
    listed = [reason.finding for reason in reasons]
    # A sign that the rival has more often than not is none of its reasons, though it raised the alert.
    order = [path.removeprefix("findings.").removesuffix(".left") for path in found.emergency_signs]
    assert listed == [finding for finding in order if finding in listed]
    assert {"red_flags.saddle_numbness", "saddle.perianal_light_touch"} <= set(listed)
    assert {reason.direction for reason in reasons} == {"supports"}
    assert found.leading == found.candidates[0]
    assert any(reason.direction == "against" for reason in found.candidates[1].reasons)


def test_where_another_cause_leads_or_too_little_was_examined_no_sign_is_that_of_an_emergency():
    assert assess(record_of(L5_ROOT | {"red_flags.saddle_numbness": True})).emergency_signs == ()
    little = assess(record_of({"red_flags.saddle_numbness": True, "presentation.symptom_side": "both"}))
    assert (little.statement, little.candidates[0].cause) == ("not_enough_examined", "cauda_equina")
    assert little.emergency_signs == ()
    assert little.candidates[0].reasons


def test_unexplained_findings_are_written_with_finding_side_and_value():
    record = record_of(FOOT_DROP | {"findings.reflexes.patellar.right": 1})
    written = write_assessment(assess(record))["unexplained"]
    assert {"finding": "reflexes.patellar", "side": "right", "value": 1} in written


@pytest.mark.parametrize("thorough", [True, False])
def test_the_likeliest_root_of_each_leg_is_written_with_root_side_and_probability(thorough):
    (written,) = write_assessment(assess(record_of(L5_ROOT), thorough=thorough))["likeliest_root"]
    assert set(written) == {"root", "side", "probability"}
    assert (written["root"], written["side"]) == ("L5", "left")
    assert 0.6 < written["probability"] <= 1


def test_an_assessment_without_a_leading_cause_says_null():
    assert write_assessment(assess(record_of(), thorough=False))["leading"] is None


@settings(max_examples=20)
@given(answers, st.booleans())
def test_every_record_can_be_assessed_and_every_assessment_written(given_answers, thorough):
    assessment = assess(record_of(given_answers), thorough=thorough)
    written = json.loads(json.dumps(write_assessment(assessment), allow_nan=False))
    assert set(written) == set(MEMBERS.split())
    sources = load_reference().sources
    assert all(source in sources for row in written["alerts"] + written["imaging"] for source in row["sources"])


def test_rules_can_use_the_statement_the_cause_its_kind_and_its_side():
    assert _localisation_facts(localise(record_of(L5_ROOT | {"presentation.symptom_side": "left"}))) == {
        "localisation.statement": "fits_one",
        "localisation.cause": "root.L5",
        "localisation.kind": "root",
        "localisation.side": "left",
    }


@pytest.mark.parametrize(
    ("found", "why"),
    [
        (L5_ROOT, None),
        (L5_ROOT | {"findings.long_tract.trunk_sensory_level": "present"}, "alert"),
    ],
)
def test_a_root_that_is_held_back_says_why_and_is_not_said_to_be_undistinguished(found, why):
    assessment = assess(record_of(found))
    assert assessment.held_back == why
    assert (assessment.statement == "fits_one") is (why is None)


def test_what_is_kept_for_many_changes_no_assessment(monkeypatch):
    record = record_of(CORE_NORMAL | L5_ROOT | LEFT_PAIN)
    before = assess(record)
    monkeypatch.setattr("exam.domain.reasoning.localise.evidence.OF_DRAWS", fresh := OfDraws())
    monkeypatch.setattr("exam.domain.reasoning.assess.OF_DRAWS", fresh)
    prepare_for_many([record], 0)
    assert fresh._for_good
    assert assess(record) == before
    assert fresh._recent == {}
