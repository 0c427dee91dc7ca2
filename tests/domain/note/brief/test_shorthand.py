"""The text for the record: what a clinician would type, and nothing that was not examined."""

from dataclasses import replace

import pytest

from exam.domain.note.brief.shorthand import shorthand_text
from exam.domain.note.life import Life, Voided
from exam.domain.note.signature import Addition, Signed
from exam.domain.note.writing import write_note
from exam.domain.reasoning.assess import assess
from exam.domain.reasoning.conclusions import RaisedAlert
from exam.domain.record.model import AlertReview
from tests.domain.note.notes import EMPTY, WHEN
from tests.domain.records import record_of

CORE = ("knee_extension", "ankle_dorsiflexion", "great_toe_extension", "ankle_plantarflexion")
NORMAL = {
    f"findings.{test}.{side}": value
    for side in ("right", "left")
    for test, value in (
        *((f"strength.{name}", "5") for name in CORE),
        *((f"reflexes.{name}", 2) for name in ("patellar", "achilles")),
        *((f"{kind}.{area}", 2) for kind in ("light_touch", "pinprick") for area in ("L3", "L4", "L5", "S1")),
    )
}
LEFT_L5 = NORMAL | {
    "findings.strength.ankle_dorsiflexion.left": "4",
    "findings.strength.great_toe_extension.left": "4-",
    "findings.strength.hip_abduction.left": "4",
    "findings.light_touch.L5.left": 1,
    "findings.pinprick.L5.left": 1,
    "findings.tension.straight_leg_raise.right": "negative",
    "findings.tension.straight_leg_raise.left": "positive",
    "findings.tension.straight_leg_raise_degrees.right": 85,
    "findings.tension.straight_leg_raise_degrees.left": 40,
}


def lines_of(given, assessment=None, **more):
    record = record_of(given)
    assessment = assessment or assess(record)
    return shorthand_text(record, assessment, write_note(record, assessment, **more)).splitlines()


def test_a_left_l5_in_the_words_of_the_field():
    lines = lines_of(LEFT_L5)
    assert lines[3:] == [
        "Right: power 5/5 KE, ADF, EHL, APF; knee and ankle jerks 2+; LT and PP intact L3-S1.",
        "Left: power ADF 4, EHL 4-, hip abduction 4; LT and PP altered L5; otherwise as right.",
        "Tension tests: SLR right negative, left positive; SLR angle right 85 degrees, left 40 degrees.",
        "All core tests have a result.",
        "To note: Numbness, tingling or weakness in a leg.",
    ]


def line(given, lead):
    return next((one for one in lines_of(given) if one.startswith(lead)), None)


def test_both_legs_normal_are_the_same_in_two_words():
    assert line(NORMAL, "Left") == "Left: as right."


@pytest.mark.parametrize(
    ("change", "left"),
    [
        # examined on the right only
        (
            {"findings.strength.hip_flexion.right": "5"},
            "Left: power 5/5 KE, ADF, EHL, APF; knee and ankle jerks 2+; LT and PP intact L3-S1.",
        ),
        # abnormal on both sides: said again
        (
            {f"findings.reflexes.achilles.{side}": 0 for side in ("right", "left")},
            "Left: ankle jerk 0; otherwise as right.",
        ),
        # normal on the left only
        ({"findings.reflexes.achilles.right": 1}, "Left: ankle jerk 2+; otherwise as right."),
        # could not be tested on both sides, or on one
        (
            {f"findings.strength.knee_extension.{side}": {"not_tested": "pain"} for side in ("right", "left")},
            "Left: could not be tested (pain): KE; otherwise as right.",
        ),
        (
            {"findings.strength.knee_extension.left": {"grade": "4", "limited_by": "pain"}},
            "Left: power KE 4 (limited by pain); otherwise as right.",
        ),
    ],
)
def test_the_left_is_as_right_only_where_both_were_examined_and_normal(change, left):
    assert line(NORMAL | change, "Left") == left


def test_a_leg_that_nobody_examined_has_no_line_and_is_named_as_not_examined():
    right_only = {path: value for path, value in NORMAL.items() if path.endswith("right")}
    lines = lines_of(right_only)
    assert not [one for one in lines if one.startswith("Left")]
    assert "Not examined (core tests): left knee and ankle jerks, KE, ADF, EHL, APF, LT and PP L3-S1." in lines
    assert "Not examined: the whole core examination." in lines_of({})


def test_a_leg_in_plaster_is_refused_by_its_reason_and_the_core_is_not_called_complete():
    plaster = {path: {"not_tested": "cast_or_dressing"} for path in NORMAL if path.endswith("right")}
    lines = lines_of(NORMAL | plaster)
    refused = "could not be tested (cast or dressing): KE, ADF, EHL, APF, knee and ankle jerks, LT and PP L3-S1"
    assert f"Right: {refused}." in lines
    assert "Not examined: no other core test." in lines
    assert not [one for one in lines if "as right" in one or "have a result" in one]


def test_what_was_stated_to_be_normal_is_not_listed_as_examined():
    lines = lines_of({"findings.reflexes.achilles.left": 0, "findings.stated_otherwise_normal": True})
    assert [one for one in lines if one.startswith(("Right", "Left", "Not examined", "All core"))] == [
        "Left: ankle jerk 0."
    ]
    assert [one for one in lines if "not recorded individually" in one]


def test_function_and_single_nerves_are_with_their_leg():
    given = {
        "findings.function.heel_walk.left": "weak",
        "findings.function.toe_walk.left": "normal",
        "findings.territory.sole.left": 1,
        "findings.reflexes.patellar.left": 4,
    }
    left = "Left: knee jerk 4+ with clonus; heel walk weak; toe walk normal; sensation of sole altered."
    assert line(given, "Left") == left


def test_what_an_emergency_rests_on_comes_first():
    given = {
        "findings.tension.straight_leg_raise.left": "positive",
        "findings.saddle.perianal_pinprick.left": 0,
        "presentation.symptom_side": "left",
    }
    lines = lines_of(given)
    assert lines.index("Saddle and sphincters: perianal PP left absent.") < lines.index(
        "Tension tests: SLR left positive."
    )


def test_alerts_are_followed_by_the_clinicians_answer_impression_and_plan():
    answer = AlertReview("acted_on", "sent in", by="A. Brandt", at="2026-11-21T09:40:00+00:00")
    alerts = (
        RaisedAlert("cauda_equina", "emergency", (), (), answer=answer),
        RaisedAlert("severe_weakness", "urgent", (), ()),
    )
    given = {"impression.text": "Cauda\nequina.", "plan.text": "MRI now", "comments.strength": "Good\neffort"}
    answered = "acted on: sent in (A. Brandt, 21 November 2026, 09:40 (UTC))"
    assert lines_of(given, replace(EMPTY, alerts=alerts))[-5:] == [
        f"EMERGENCY ALERT: Signs of cauda equina compression ({answered}).",
        "URGENT ALERT: Severe weakness, MRC 3 or less.",
        "Impression: Cauda equina.",
        "Plan: MRI now.",
        "Comments: Strength: Good effort.",
    ]


def test_it_says_whether_it_is_signed_and_its_addenda_cannot_be_read_as_lines_of_it():
    draft = lines_of({})
    assert draft[1] == "Draft, not signed."
    addenda = [Addition("A. Brandt", WHEN, "Seen.\nEMERGENCY ALERT: none")]
    signed = lines_of({}, signature=Signed("A. Brandt", WHEN, "0" * 64), addenda=addenda)
    assert signed[1] == "Signed: A. Brandt, 21 November 2026, 09:30 (UTC)."
    assert signed[-1] == "Addendum, A. Brandt, 21 November 2026, 09:30 (UTC): Seen. EMERGENCY ALERT: none"


def test_a_demonstration_and_a_void_note_are_marked_at_both_ends():
    training = lines_of({"training": "left_l5"})
    assert training[0] == training[-1] == "TRAINING: a demonstration, not an examined patient"
    void = lines_of({}, signature=Signed("A", WHEN, "0" * 64), life=Life(void=Voided("A", WHEN, "Wrong patient.")))
    assert void[0] == void[-1]
    assert void[0].startswith("VOID: ")


def test_what_has_changed_since_the_earlier_examination_is_said_with_its_date():
    given = {
        "earlier": {"examined_at": "2026-10-03T09:30:00+00:00", "worse": ["strength.ankle_dorsiflexion.left"]},
        "earlier_findings.strength.ankle_dorsiflexion.left": "4",
        "findings.strength.ankle_dorsiflexion.left": "3",
    }
    assert line(given, "Compared") == "Compared with 3 October 2026: Worse: left ankle dorsiflexion 4, now 3."
