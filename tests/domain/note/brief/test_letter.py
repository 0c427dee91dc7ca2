"""The letter: at most ten lines, what is abnormal in whole sentences, and what is not known."""

from dataclasses import replace

from exam.domain.note.brief.letter import letter_text
from exam.domain.note.signature import Addition
from exam.domain.note.writing import write_note
from exam.domain.reasoning.assess import assess
from exam.domain.reasoning.conclusions import RaisedAlert
from exam.domain.record.model import AlertReview
from reference import load_reference
from tests.domain.note.notes import EMPTY, WHEN
from tests.domain.notes import FULL
from tests.domain.records import record_of

STORY = {
    "patient.age": 52,
    "patient.sex": "female",
    "examined_at": "2026-11-21T09:30:00+00:00",
    "examiner.name": "A. Brandt",
    "examiner.role": "Physician",
    "presentation.symptom_side": "left",
    "presentation.duration_weeks": 5,
    "presentation.onset": "gradual",
    "presentation.old_deficit.right": "polio\nas a child",
}


def lines_of(given, assessment=None, **more):
    record = record_of(given)
    assessment = assessment or assess(record)
    return letter_text(record, assessment, write_note(record, assessment, **more)).splitlines()


def test_who_was_examined_when_by_whom_and_with_which_complaint():
    first, second, *_ = lines_of(STORY)
    assert first == (
        "This is the result of a lumbar neurological examination of patient reference P-1, 52 years, female"
        " on 21 November 2026, by A. Brandt, Physician. Draft, not signed."
    )
    assert second == (
        "The complaint is in the left leg, has lasted 5 weeks and began gradually. "
        "A deficit is known and old: right: polio as a child."
    )
    assert lines_of({})[0].endswith("of patient reference P-1. Draft, not signed.")


def test_only_what_is_abnormal_is_listed_with_all_measurements():
    lines = lines_of(
        {
            "findings.strength.ankle_dorsiflexion.left": "4",
            "findings.strength.knee_extension.left": "5",
            "findings.reflexes.achilles.left": 0,
            "findings.reflexes.achilles.right": 2,
            "findings.saddle.anal_tone": "normal",
            "findings.saddle.post_void_residual_ml": 620,
        }
    )
    assert (
        "Abnormal in the left leg: power of ankle dorsiflexion 4; Achilles reflex absent. "
        "Saddle and sphincters: post-void residual 620 ml."
    ) in lines


def test_a_measurement_within_its_limit_is_said_but_is_not_abnormal():
    measured = {"findings.tension.straight_leg_raise_degrees.left": 85, "findings.saddle.post_void_residual_ml": 80}
    assert (
        "None of the tests that were done gave an abnormal result. Measured: straight leg raise angle left 85 "
        "degrees; post-void residual 80 ml."
    ) in lines_of(measured)
    beyond = measured | {"findings.tension.straight_leg_raise_degrees.right": 40}
    assert (
        "Tension tests: straight leg raise angle right 40 degrees. Measured: straight leg raise angle left 85 "
        "degrees; post-void residual 80 ml."
    ) in lines_of(beyond)


def test_without_an_abnormal_result_it_says_so_of_what_was_done_only():
    assert "None of the tests that were done gave an abnormal result." in lines_of(
        {"findings.reflexes.achilles.left": 2}
    )
    refused = lines_of({"findings.reflexes.achilles.left": {"not_tested": "pain"}})
    assert "No test of the examination has a result." in refused
    assert [one for one in refused if one.startswith("Could not be tested: left Achilles reflex (pain). Core tests")]


def flags_line(answers):
    return next(one for one in lines_of(answers) if "red flag" in one.lower())


def test_red_flags_that_were_not_asked_are_counted_and_those_of_bladder_and_saddle_named():
    assert flags_line({}) == "No red flags were asked about."
    some = {"red_flags.saddle_numbness": True, "red_flag_course.saddle_numbness": "new", "red_flags.fever": True}
    assert flags_line(some) == (
        "Red flags answered yes: saddle numbness (new or worse); fever. 19 were not asked, among them urinary "
        "retention or incontinence, urinary urgency or hesitancy, faecal incontinence and sexual dysfunction."
    )
    asked = {row.id: False for row in load_reference().questions.values() if row.step == "red_flags"}
    assert flags_line(asked) == "No red flag was answered yes."
    del asked["red_flags.fever"]
    assert flags_line(asked) == "No red flag was answered yes. 1 was not asked."


def test_alerts_come_with_their_answers_and_those_to_note_are_left_out():
    answer = AlertReview("acted_on", "sent in", by="A. Brandt", at="2026-11-21T09:40:00+00:00")
    alerts = (
        RaisedAlert("cauda_equina", "emergency", (), ()),
        RaisedAlert("stroke", "emergency", (), (), answer=answer),
        RaisedAlert("severe_weakness", "urgent", (), ()),
        RaisedAlert("both_legs", "routine", (), ()),
    )
    said = next(one for one in lines_of({}, replace(EMPTY, alerts=alerts)) if "alert" in one)
    assert said.startswith(
        "There are emergency alerts: signs of cauda equina compression (not answered by a clinician); possible stroke "
        "(acted on: sent in (A. Brandt, 21 November 2026, 09:40 (UTC))). "
    )
    assert said.endswith("There is an urgent alert: severe weakness, MRC 3 or less.")
    # Of the first alone, what to do.
    assert said.count(load_reference().alerts["cauda_equina"].action) == 1
    assert load_reference().alerts["severe_weakness"].action not in said


def test_the_complaint_says_where_it_hurts():
    story = {"presentation.symptom_side": "left", "presentation.pain_sites.left": ["knee"]}
    assert "The complaint is in the left leg. Pain: left: knee." in lines_of(story)


def test_what_is_worse_than_before_is_said_and_what_is_better_is_not():
    earlier = {
        "earlier": {"examined_at": "2026-10-03T09:30:00+00:00", "worse": ["strength.ankle_dorsiflexion.left"]},
        "earlier_findings.strength.ankle_dorsiflexion.left": "4",
        "earlier_findings.reflexes.achilles.left": 0,
        "findings.strength.ankle_dorsiflexion.left": "3",
        "findings.reflexes.achilles.left": 2,
    }
    assert "Compared with 3 October 2026: worse: left ankle dorsiflexion 4, now 3." in lines_of(earlier)
    better = {path: value for path, value in earlier.items() if "ankle" not in path} | {
        "earlier": {"examined_at": "2026-10-03T09:30:00+00:00", "worse": []}
    }
    assert not [one for one in lines_of(better) if one.startswith("Compared")]


def test_what_was_only_stated_to_be_normal_is_not_called_complete():
    lines = lines_of({"findings.stated_otherwise_normal": True})
    assert ("The rest of the neurological examination was stated to be normal, without individual results.") in lines


def test_impression_and_plan_are_those_of_the_clinician_and_the_letter_has_ten_lines_at_most():
    addenda = [Addition("A. Brandt", WHEN, "Seen\nagain.")]
    lines = lines_of(STORY | FULL, addenda=addenda)
    assert (
        "Cause: left L5 root. Diagnosis: Herniated lumbar disc. Impression: Foot drop from the back. "
        "Plan: MRI if not better. Safety-net advice given: yes: Come back at once if the bladder fails. "
        "Review: in 6 weeks."
    ).lower() in [one.lower() for one in lines]
    assert lines[-1] == "Addendum, A. Brandt, 21 November 2026, 09:30 (UTC): Seen again."
    assert len(lines) - 1 <= 10


def test_a_demonstration_is_marked():
    assert lines_of({"training": "left_l5"})[0] == "TRAINING: a demonstration, not an examined patient"
