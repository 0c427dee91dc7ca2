"""The patient's sheet says what the record says: never surer, and never that all is well."""

import re
from dataclasses import replace

import pytest

from exam.domain.note.life import Life, Replaced, Voided
from exam.domain.note.note import Addition, Signed
from exam.domain.note.parts.supervised import CounterSigned, Supervised
from exam.domain.note.writing import write_note
from exam.domain.reasoning.assess import assess
from exam.domain.sheets.patient import Meaning, OwnWords, patient_sheet
from exam.languages.catalogue import catalogue
from tests.domain.assessments import assessment, candidate, grouped
from tests.domain.notes import WHEN
from tests.domain.records import record_of
from tests.domain.sheets.patients import ALL, CAUDA_EQUINA, LEFT_L5, NO_LESION, said_on, sheet_of

SIGNED = Signed("Andreas Vesalius", WHEN, "0" * 64)
DRAFT = "Draft. Nobody has signed this exam yet. What it says may change."
ALL_WELL = re.compile(r"\b(?:worry|all is well|healthy|harmless|all clear|normal|no problem|fine)\b", re.IGNORECASE)
NO_PLAN = "No plan has been written down yet. Ask your clinician what comes next before you leave."


@pytest.mark.parametrize("answers", ALL.values(), ids=ALL)
def test_no_sheet_says_that_all_is_well(answers):
    assert not ALL_WELL.search(said_on(sheet_of(answers)))


def test_an_emergency_says_why_to_go_now():
    assert sheet_of(CAUDA_EQUINA).emergency[0] == "The nerves at the lower end of your spine may be under pressure."
    assert sheet_of(LEFT_L5).emergency == ()


def test_an_emergency_that_was_answered_still_says_so():
    review = {"answer": "known_and_old", "text": "For years", "by": "Dr X", "at": "2026-11-28T09:40:00+01:00"}
    assert sheet_of(CAUDA_EQUINA | {"alert_reviews.cauda_equina": review}).emergency == sheet_of(CAUDA_EQUINA).emergency


def test_the_impression_comes_in_plain_words_and_in_the_clinicians_own():
    meaning = sheet_of(ALL["full"]).meaning
    assert meaning == Meaning(
        "Your clinician thinks that this may be:",
        (
            "a problem of a nerve where it leaves the lower spine (L5), on the left",
            "a disc of the lower spine that bulges out (slipped disc)",
        ),
        OwnWords("In the clinician's own words:", "Foot drop from the back."),
        (),
    )


def test_an_impression_in_words_alone_names_nothing_else():
    meaning = sheet_of(LEFT_L5 | {"impression.text": "Wait and see."}).meaning
    assert meaning == Meaning("", (), OwnWords("In the clinician's own words:", "Wait and see."), ())


def test_an_impression_of_no_lesion_is_no_all_clear():
    meaning = sheet_of(NO_LESION).meaning
    assert meaning.named[0] == "pain without damage to a nerve that these tests can show"
    assert meaning.after[0].startswith("These tests cannot rule out every illness.")


def test_without_an_impression_the_program_is_named_as_what_it_is():
    meaning = sheet_of(LEFT_L5).meaning
    assert meaning.before.endswith("A computer program compared the results. They may fit:")
    assert meaning.named == ("a problem of a nerve where it leaves the lower spine (L5), on the left",)
    assert meaning.after == ("Ask your clinician what the cause may be.",)


def test_a_hidden_ranking_stays_hidden():
    meaning = sheet_of(LEFT_L5, hidden=True).meaning
    assert meaning == Meaning("", (), None, ("Ask your clinician what the cause may be.",))
    assert sheet_of(ALL["full"], hidden=True).meaning == sheet_of(ALL["full"]).meaning


def test_too_little_examined_names_no_cause():
    sheet = sheet_of({})
    assert sheet.meaning.after[0] == "Too little was tested to say what the cause may be."
    assert sheet.incomplete == "No test result has been entered."
    assert (sheet.day, sheet.examined) == ("", ())


def test_what_is_not_complete_says_so():
    assert sheet_of(LEFT_L5).incomplete.startswith("Some tests were not done, or could not be done.")


def test_plan_review_and_safety_net_come_as_entered():
    assert sheet_of(CAUDA_EQUINA).next == (
        "First of all, go to the emergency department. All else can wait.",
        OwnWords("The plan, in the clinician's own words:", "Emergency MRI.\nSpinal team phoned."),
    )
    assert sheet_of(ALL["full"]).next[2:] == (
        "You should be seen again in 6 weeks.",
        OwnWords("What to watch for, in the clinician's own words:", "Come back at once if the bladder fails."),
    )
    assert sheet_of({}).next == (NO_PLAN,)


def test_what_is_urgent_is_said_beside_a_missing_plan():
    assert sheet_of(LEFT_L5).next == (
        "Something in this exam should be checked soon. Ask your clinician who will do it, and when.",
        NO_PLAN,
    )


@pytest.mark.parametrize(
    ("weeks", "words"),
    [(0, "today"), (0.142857, "in 1 day"), (0.5, "in 4 days"), (1, "in 1 week"), (1.5, "in 1.5 weeks")],
)
def test_the_next_visit_is_in_days_or_weeks(weeks, words):
    assert sheet_of({"plan.review_in_weeks": weeks}).next == (f"You should be seen again {words}.",)


@pytest.mark.parametrize(
    ("note", "marks"),
    [
        ({}, (DRAFT,)),
        ({"signature": SIGNED}, ()),
        (
            {"signature": replace(SIGNED, changed=("the note",))},
            ("This exam was changed after it was signed. Do not rely on this sheet. Ask your clinician.",),
        ),
        (
            {"signature": SIGNED, "addenda": [Addition("A", WHEN, "More.")]},
            ("Something was added to this exam after it was signed. Ask your clinician about it.",),
        ),
        (
            {"signature": replace(SIGNED, supervised=Supervised("B"))},
            ("A student did this exam. Their supervisor has not signed it yet. It may change.",),
        ),
        (
            {"signature": replace(SIGNED, supervised=Supervised("B", CounterSigned("B", WHEN, "1", "b", "No.")))},
            ("A student did this exam. Their supervisor did not accept it. Do not rely on this sheet.",),
        ),
        ({"signature": replace(SIGNED, supervised=Supervised("B", CounterSigned("B", WHEN, "1", "b")))}, ()),
        (
            {"signature": SIGNED, "life": Life(void=Voided("A", WHEN, "Wrong patient."))},
            ("This sheet does not count any more. The clinician has withdrawn this exam.",),
        ),
        (
            {"signature": SIGNED, "life": Life(replaces=Replaced(1, "A", WHEN, "1"), version=2, replaced_by=3)},
            ("This sheet is out of date. There is a newer one.",),
        ),
    ],
)
def test_the_sheet_says_what_it_is_worth(note, marks):
    assert sheet_of(LEFT_L5, **note).marks == marks


def test_a_demonstration_is_no_patient():
    marks = sheet_of(LEFT_L5 | {"training": "l5"}).marks
    assert marks == ("Training only. This is not a real patient.", DRAFT)


MOTOR_NEURON = candidate("motor_neuron_disease", "both", 0.4)
POLYNEUROPATHY = candidate("polyneuropathy", "both", 0.3)
L5 = candidate("root.L5", "left")
L5_AND_S1 = candidate("root.L5+S1", "left", 0.2)
ASK = "Ask your clinician what the cause may be."


def by_program(found):
    record = record_of(LEFT_L5)
    return patient_sheet(record, found, write_note(record, assess(record)), catalogue("en")).meaning


def test_a_grave_disease_is_named_by_a_clinician_alone():
    assert by_program(assessment("fits_non_root", MOTOR_NEURON)) == Meaning("", (), None, (ASK,))
    own = sheet_of(LEFT_L5 | {"impression.cause": "motor_neuron_disease"}).meaning
    assert own.named == ("a problem of the nerve cells that move the muscles",)


@pytest.mark.parametrize(
    "found",
    [
        assessment("cannot_separate", MOTOR_NEURON, POLYNEUROPATHY),
        assessment("cannot_separate", POLYNEUROPATHY, MOTOR_NEURON),
        assessment("cannot_separate", candidate("no_neurological_lesion", "none"), MOTOR_NEURON),
        grouped("cannot_separate", L5, L5_AND_S1, MOTOR_NEURON),
    ],
    ids=["first", "second", "beside no lesion", "beside a root"],
)
def test_a_cause_is_not_named_alone_where_its_rival_is_withheld(found):
    assert by_program(found) == Meaning("", (), None, ("The tests do not point to one cause.", ASK))


def test_what_the_note_leaves_open_beside_a_root_is_named_too():
    named = by_program(grouped("cannot_separate", L5, L5_AND_S1, POLYNEUROPATHY)).named
    assert named[0] == "a problem of a nerve where it leaves the lower spine (L5), on the left"
    assert named[-1] == "a problem of many nerves, most often in the feet and lower legs"
    assert by_program(grouped("cannot_separate", L5, POLYNEUROPATHY)).named == (named[0], named[-1])


def test_a_root_is_named_as_on_the_note_where_both_causes_contain_it():
    found = grouped("cannot_separate", L5, L5_AND_S1, POLYNEUROPATHY)
    groups = tuple(replace(group, named=False) for group in found.root_groups)
    assert by_program(replace(found, root_groups=groups)).named == (
        "a problem of a nerve where it leaves the lower spine (L5), on the left",
        "a problem of many nerves, most often in the feet and lower legs",
    )


def test_a_child_has_no_ranking_and_the_sheet_does_not_say_that_too_little_was_tested():
    assert sheet_of(LEFT_L5 | {"patient.age": 12}).meaning == Meaning("", (), None, (ASK,))


def test_each_language_has_its_own_words_and_leaves_those_of_the_clinician():
    german, spanish = sheet_of(CAUDA_EQUINA, "de"), sheet_of(CAUDA_EQUINA, "es")
    assert (german.title, german.day) == ("Ihre Untersuchung: Rücken und Beine", "28. November 2026")
    assert spanish.emergency[0] == "Puede haber presión sobre los nervios del final de su columna."
    assert {sheet.next[1].text for sheet in (german, spanish)} == {"Emergency MRI.\nSpinal team phoned."}
    english = sheet_of(CAUDA_EQUINA)
    for other in (german, spanish):
        assert (other.reference, other.sources) == (english.reference, english.sources)
        assert not {*other.warnings, *other.emergency} & {*english.warnings, *english.emergency}


def test_the_program_names_none_where_it_holds_back_the_first():
    record = record_of(LEFT_L5)
    found = replace(assess(record), held_back="alert")
    meaning = patient_sheet(record, found, write_note(record, found), catalogue("en")).meaning
    assert meaning.named == ()
    assert meaning.after[0] == "The tests do not point to one cause."
