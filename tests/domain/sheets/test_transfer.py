"""The emergency transfer sheet: every emergency with its action and reasons, what was found, and what is not known."""

from dataclasses import replace

import pytest

from exam.domain.note.life import Life, Voided
from exam.domain.note.note import Signed
from exam.domain.note.writing import write_note
from exam.domain.reasoning.assess import assess
from exam.domain.record.model import NotTested
from exam.domain.sheets.transfer import BY_HAND, Call, call_of, transfer_sheet
from reference import load_reference
from tests.domain.note.brief.reading import Reader, is_of_leg
from tests.domain.note.notes import WHEN
from tests.domain.published import assessed, each, noted, patients_in, record_at
from tests.domain.reasoning.alerts.rules import RULES
from tests.domain.records import record_of

REFERENCE = load_reference()
EMERGENCIES = [id for id, row in REFERENCE.alerts.items() if row.urgency == "emergency"]
CASES = patients_in("cases", "cases_triage")


def sheet_of(record, assessment=None, **more):
    assessment = assessment or assess(record)
    return transfer_sheet(record, assessment, write_note(record, assessment, **more))


def found(sheet, head):
    return dict(sheet.found).get(head, "")


def unknown(sheet, head):
    return dict(sheet.not_tested).get(head, "")


@pytest.mark.parametrize("id", EMERGENCIES)
def test_every_emergency_is_named_with_its_action_and_all_that_it_rests_on(id):
    record = record_of(RULES[id][0])
    assessment = assess(record)
    raised = next(alert for alert in assessment.alerts if alert.id == id)
    assert id in {alert.id for alert in assessment.alerts}
    together = sheet_of(record, assessment)
    labels = {REFERENCE.alerts[alert.id].label for alert in assessment.alerts if alert.urgency == "emergency"}
    assert {alert.label for alert in together.alerts} == labels
    assert [bool(alert.action) for alert in together.alerts] == [True] + [False] * (len(labels) - 1)

    alone = sheet_of(record, replace(assessment, alerts=(raised,), action=id)).alerts[0]
    assert alone.label == REFERENCE.alerts[id].label
    assert alone.action.startswith(REFERENCE.alerts[id].action)
    for path in raised.because:
        assert named_in(alone.because, path), path
    assert "more" not in alone.because


def named_in(text, path):
    """Whether a reason is said: by the label of its question, or the name of its test or area."""
    if path.startswith("findings."):
        test = REFERENCE.tests[path.removeprefix("findings.").removesuffix(".right").removesuffix(".left")]
        return test.label.lower() in text.lower()
    question = REFERENCE.questions.get(path.replace("red_flag_course", "red_flags"))
    return question is None or question.label.lower() in text.lower()


@pytest.mark.parametrize("id", EMERGENCIES)
def test_what_matters_and_has_no_result_is_listed_and_nothing_else_is(id):
    record = record_of(RULES[id][0])
    sheet = sheet_of(record)
    words = unknown(sheet, "Not tested").lower()
    for test in REFERENCE.tests.values():
        matters = test.core or test.family == "saddle"
        done = [key for key in record.findings if key.test == test.id]
        if matters and not done and test.family not in ("light_touch", "pinprick"):
            assert test.label.lower() in words
    assert [line.head for line in sheet.found if "no result" in line.text and is_recorded(record, line.head)] == []


def is_recorded(record, head):
    tests = {"Right leg": "right", "Left leg": "left"}
    return any(is_of_leg(row_of(key)) and key.side == tests.get(head) for key in record.findings)


def row_of(key):
    test = REFERENCE.tests[key.test]
    return {"id": test.id, "sided": test.sided}


def test_what_an_alert_asks_to_be_tested_is_listed_too():
    record = record_of({"red_flags.saddle_numbness": True})
    cord = record_of({"findings.long_tract.trunk_sensory_level": "present", "red_flags.progressive_weakness": True})
    assert "plantar response" not in unknown(sheet_of(record), "Not tested")
    assert "plantar response" in unknown(sheet_of(cord), "Not tested")


@pytest.mark.parametrize("path", each(CASES))
def test_the_legs_of_a_published_case_are_those_of_its_record(path):
    record, assessment = record_at(path), assessed(path)
    sheet = transfer_sheet(record, assessment, noted(path))
    assert (sheet is None) == (assessment.urgency != "emergency")
    if sheet is None:
        return
    reader, short = Reader(full=True), Reader(full=False)
    reader.names |= short.names
    reader.modalities |= short.modalities
    for side in ("right", "left"):
        clauses = found(sheet, f"{side.title()} leg")
        if clauses != "no result":
            reader.leg(side, clauses.split("; "))
    expected = {
        (key.test, key.side): value if not hasattr(value, "limited_by") else ("limited", value.grade)
        for key, value in record.findings.items()
        if is_of_leg(row_of(key)) and not isinstance(value, NotTested)
    }
    assert reader.found == expected


def test_a_record_without_an_emergency_has_no_sheet():
    assert sheet_of(record_of({"findings.strength.ankle_dorsiflexion.left": "3"})) is None


def test_saddle_tone_residual_and_legs_are_said_abnormal_before_normal():
    record = record_of(
        {
            "red_flags.saddle_numbness": True,
            "red_flag_course.saddle_numbness": "new",
            "red_flags.faecal_incontinence": False,
            "red_flags.fever": True,
            "findings.saddle.perianal_pinprick.right": 0,
            "findings.saddle.perianal_pinprick.left": 2,
            "findings.saddle.anal_tone": "reduced",
            "findings.saddle.post_void_residual_ml": 620,
            "findings.strength.knee_extension.right": "5",
            "findings.strength.ankle_dorsiflexion.right": {"grade": "4", "limited_by": "pain"},
            "findings.strength.hip_flexion.left": {"not_tested": "pain"},
            "findings.long_tract.ankle_clonus.left": "absent",
            "findings.tension.straight_leg_raise.left": "positive",
            "findings.tension.slump.left": "negative",
        }
    )
    sheet = sheet_of(record)
    assert found(sheet, "Bladder, bowel, saddle") == "saddle numbness (new or worse); no faecal incontinence"
    assert found(sheet, "Saddle and sphincters") == (
        "perianal pinprick right absent, left normal; anal tone reduced; post-void residual 620 ml"
    )
    assert found(sheet, "Right leg") == "power of ankle dorsiflexion 4 (limited by pain); power 5/5 KE"
    assert found(sheet, "Left leg") == "no result"
    assert found(sheet, "Other findings") == (
        "Tension tests: straight leg raise left positive. Long tracts: ankle clonus left absent"
    )
    assert found(sheet, "Other red flags, yes") == "fever"
    refused = unknown(sheet, "Could not be tested").lower()
    assert "left hip flexion" in refused
    assert "pain" in refused
    assert unknown(sheet, "Not asked") == (
        "urinary retention or incontinence, urinary urgency or hesitancy and sexual dysfunction"
    )


def test_a_measurement_within_its_limit_is_not_among_what_is_abnormal():
    saddle = {"red_flags.saddle_numbness": True}
    within = saddle | {"findings.tension.straight_leg_raise_degrees.left": 85}
    assert found(sheet_of(record_of(within)), "Other findings") == ""
    beyond = saddle | {"findings.tension.straight_leg_raise_degrees.left": 40}
    assert "40 degrees" in found(sheet_of(record_of(beyond)), "Other findings")


def test_nothing_is_said_to_be_complete_unless_every_test_of_it_has_a_result():
    given = {"red_flags.saddle_numbness": True}
    for test in REFERENCE.tests.values():
        if test.core or test.family == "saddle":
            normal = REFERENCE.scales[test.scale].normal
            value = normal.value if normal else 0
            given |= (
                {f"findings.{test.id}.{side}": value for side in ("right", "left")}
                if test.sided
                else {f"findings.{test.id}": value}
            )
    assert unknown(sheet_of(record_of(given)), "Not tested") == "nothing of the core, the saddle and the sphincters"
    stated = {path: one for path, one in given.items() if "strength" not in path}
    sheet = sheet_of(record_of(stated | {"findings.stated_otherwise_normal": True}))
    assert unknown(sheet, "Not tested") == ""
    assert "not examined: right and left knee extension" in unknown(sheet, "Stated to be normal")
    whole = sheet_of(record_of(given | {"findings.stated_otherwise_normal": True}))
    assert unknown(whole, "Not tested") == "nothing of the core, the saddle and the sphincters"
    assert unknown(whole, "Stated to be normal").endswith("without individual results")
    refused = given | {"findings.saddle.anal_tone": {"not_tested": "declined"}}
    sheet = sheet_of(record_of(refused))
    assert [line.head for line in sheet.not_tested] == ["Could not be tested", "Not asked"]


def test_what_was_only_stated_to_be_normal_is_said_to_be_no_more():
    record = record_of({"red_flags.saddle_numbness": True, "findings.stated_otherwise_normal": True})
    sheet = sheet_of(record)
    stated = unknown(sheet, "Stated to be normal")
    assert stated.startswith("the rest of the neurological examination, without individual results; not examined: ")
    assert "right and left knee extension" in stated
    assert "knee extension" not in unknown(sheet, "Not tested")
    assert found(sheet, "Right leg") == "no result"


def test_a_draft_a_signed_note_a_demonstration_and_a_void_note_are_marked():
    saddle = {"red_flags.saddle_numbness": True}
    assert sheet_of(record_of(saddle)).status == "Draft, not signed"
    signature = Signed("A. Brandt", WHEN, "0" * 64)
    signed = sheet_of(record_of(saddle), signature=signature)
    assert signed.status == "Signed: A. Brandt, 21 November 2026, 09:30 (UTC)"
    assert sheet_of(record_of(saddle | {"training": "left_l5"})).mark.startswith("TRAINING")
    void = Life(void=Voided("A", WHEN, "Wrong patient."))
    assert sheet_of(record_of(saddle), signature=signature, life=void).mark.startswith("VOID")


def test_the_answer_to_the_alert_is_on_the_sheet_and_none_is_invented():
    saddle = {"red_flags.saddle_numbness": True}
    assert sheet_of(record_of(saddle)).alerts[0].answer == "Not answered by a clinician."
    answer = {"answer": "acted_on", "text": "Dr Ito phoned", "by": "A. Brandt", "at": "2026-11-21T14:05:00+00:00"}
    answered = record_of(saddle | {"alert_reviews.cauda_equina": answer, "examined_at": "2026-11-21T13:00:00+00:00"})
    assert sheet_of(answered).alerts[0].answer == "Acted on: Dr Ito phoned (A. Brandt, 14:05)."


def test_a_stored_call_is_on_the_sheet_and_on_the_note_beside_the_emergency():
    call = {"to": "Spinal registrar", "at": "2026-11-28T14:05:00+00:00", "by": "Dr A. Example", "agreed": "Ambulance"}
    answers = {"examined_at": "2026-11-28T13:00:00+00:00", "red_flags.saddle_numbness": True}
    assert call_of(record_of(answers)) == BY_HAND
    record = record_of(answers, handover=call)
    assert call_of(record) == Call("Spinal registrar", "14:05", "Ambulance")
    lines = write_note(record, assess(record)).short
    assert [line.head for line in lines[:2]] == ["Do now", "Phoned"]
    assert lines[1].text == "Spinal registrar, 14:05 (Dr A. Example). Agreed: Ambulance."
