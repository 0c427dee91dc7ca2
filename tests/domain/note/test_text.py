"""The note as plain text."""

from dataclasses import replace

from exam.domain.note.signature import Addition, Signed
from exam.domain.note.text import assessment_text, note_text
from exam.domain.note.writing import write_note
from exam.domain.reasoning.conclusions import (
    NextTest,
    RaisedAlert,
    Study,
)
from exam.domain.record.model import AlertReview
from tests.domain.note.notes import EMPTY, WHEN, note, record

MRI = Study(
    study="mri_lumbar_spine",
    label="MRI of the lumbar spine",
    priority="routine",
    verdict="not yet",
    purpose="To see.",
    because=("red_flags.fever",),
    sources=(),
    caution="Wait.",
    caution_sources=("acp2011",),
)


def test_the_text_has_the_same_words_in_the_order_of_the_page():
    full = write_note(
        record(
            findings={"strength": {"knee_extension": {"left": "4-", "right": {"not_tested": "pain"}}}},
            red_flags={"fever": True},
            comments={"strength": "Good effort."},
        ),
        replace(
            EMPTY,
            alerts=(RaisedAlert("severe_weakness", "urgent", ("red_flags.fever",), ("acp2011",)),),
            imaging=(MRI,),
            next_tests=(NextTest("strength.hip_abduction", "left", 0.4, ("root.L5", "root.S1")),),
        ),
        signature=Signed("A. Brandt", WHEN, "ab" * 32),
        addenda=[Addition("A. Brandt", WHEN, "Later.")],
    )
    text = note_text(full)
    ordered = (
        "LUMBAR NEUROLOGICAL EXAMINATION",
        "IN SHORT\nUrgent: Severe weakness, MRC 3 or less. Arrange",
        "Impression: None entered.\nFindings fit (program): The findings fit left L5 radiculopathy (root lesion) best.",
        "Suggested: MRI of the lumbar spine: not yet.",
        "Not examined: None; all core tests have a result.",
        "Could not be tested: Right knee extension (pain).",
        "- Knee extension: Right could not be tested (pain); Left 4-",
        "RED FLAGS\nYes: fever",
        "Strength: Good effort.",
        "  Rather than the left S1 root: left great toe extension 4-",
        "TO TEST NEXT\nLeft hip abduction (to distinguish L5 from S1).",
        "- MRI of the lumbar spine: not yet. To see. Based on: fever.",
        "  Caution: Wait. [1]",
        "Note SHA-256: abab",
        "Later.",
        "SOURCES\n[1] ACP 2011\n[2] Jeon 2013",
        "URGENT: Severe weakness, MRC 3 or less. Triggered by: fever. [1]",
        "not been assessed or certified as a medical device anywhere",
    )
    places = [text.index(words) for words in ordered]
    assert places == sorted(places)


def test_the_text_of_an_empty_draft_says_what_is_missing():
    text = note_text(note(replace(EMPTY, candidates=(), leading=None, statement="not_enough_examined")))
    assert "ALERTS\nNothing was asked or examined." in text
    assert "No alerts" not in text
    assert "None entered." in text
    assert "Status: Draft, not signed" in text
    assert "COMMENTS" not in text


def test_the_text_gives_whole_person_findings_and_grades():
    found = {"long_tract": {"romberg": "present"}, "strength": {"hip_flexion": {"left": "3"}}}
    text = note_text(note(findings=found))
    assert "- Romberg sign: present" in text
    assert "  3: full range against gravity" in text


def test_the_answer_to_an_alert_comes_last_with_it():
    answer = AlertReview("known_and_old", "polio, 1962", by="A. Brandt", at="2026-11-21T09:40:00+00:00")
    alert = RaisedAlert("severe_weakness", "urgent", ("red_flags.fever",), ("acp2011",), answer=answer)
    text = note_text(note(replace(EMPTY, alerts=(alert,)), red_flags={"fever": True}))
    said = "Known and old: polio, 1962 (A. Brandt, 21 November 2026, 09:40 (UTC))."
    assert said in text.partition("\nImpression:")[0]
    assert f"[1] {said}\n" in text.partition("\nALERTS\n")[2]
    answered = replace(alert, id="both_legs", urgency="routine")
    text = note_text(note(replace(EMPTY, alerts=(answered,)), red_flags={"fever": True}))
    assert f"[1] {said}\n" in text


def test_the_text_of_a_demonstration_is_marked_at_both_ends_and_that_of_a_patient_nowhere():
    marked = note_text(note(training="left_l5"))
    assert marked.count("TRAINING: a demonstration, not an examined patient") == 2
    assert "TRAINING" in marked.splitlines()[1]
    assert "TRAINING" in marked.splitlines()[-1]
    assert "TRAINING" in assessment_text(note(training="left_l5"))
    assert "TRAINING" not in note_text(note()) + assessment_text(note())


def test_a_line_break_of_a_comment_forges_no_line_of_the_note():
    forged = "Good effort.\n\nALERTS\nNo alerts from what was asked and examined.\r\n- Knee extension: Left 5"
    text = note_text(note(comments={"strength": forged}))
    assert text.count("\nALERTS\n") == 1
    assert "\n    ALERTS\n    No alerts from what was asked and examined.\n    - Knee extension: Left 5\n" in text
    assert "Strength: Good effort.\n\n    ALERTS" in text


def test_a_part_whose_rows_are_all_folded_has_no_heading_of_its_own():
    found = {"reflexes": {"medial_hamstring": {"right": 2, "left": 2}}}
    text = note_text(note(findings=found))
    assert "Also examined, normal: Right and left medial hamstring reflex 2 normal." in text
    assert "\nReflexes" not in text
