"""What has changed since the earlier examination, in words, on the note and in its text."""

from exam.domain.note.compared import compared_lines, compared_title
from exam.domain.note.text import note_text
from exam.domain.note.writing import write_note
from exam.domain.reasoning.assess import assess
from exam.domain.record.earlier.answers import compared
from tests.domain.records import record_of

AT = "2026-10-03T23:30:00-02:00"
REFUSED = {"not_tested": "pain"}
THEN = {
    "strength.ankle_dorsiflexion.right": "4",
    "strength.ankle_dorsiflexion.left": "4",
    "strength.great_toe_extension.left": "3",
    "strength.hip_flexion.left": "5",
    "strength.knee_extension.left": "5",
    "strength.knee_flexion.left": "4",
    "reflexes.achilles.left": 2,
    "reflexes.patellar.left": 1,
    "reflexes.patellar.right": 2,
    "light_touch.L5.left": 1,
    "pinprick.L5.left": 1,
}
NOW = {
    "strength.ankle_dorsiflexion.right": "3",
    "strength.ankle_dorsiflexion.left": "3",
    "strength.great_toe_extension.left": "4",
    "strength.hip_flexion.left": {"grade": "4", "limited_by": "pain"},
    "strength.knee_extension.left": "4+",
    "strength.knee_flexion.left": "4",
    "reflexes.achilles.left": 0,
    "reflexes.patellar.left": REFUSED,
    "light_touch.L5.left": 2,
    "pinprick.L5.left": 2,
    "light_touch.S1.left": 1,
    "light_touch.S1.right": 2,
}


def both(then=THEN, now=NOW):
    first, second = ({f"findings.{key}": value for key, value in found.items()} for found in (then, now))
    return compared(record_of(second), record_of(first, examined_at=AT))


def test_what_is_worse_comes_first_then_what_is_new_and_better():
    assert [*map(tuple, compared_lines(both()))] == [
        ("Worse", "right and left ankle dorsiflexion 4, now 3."),
        ("New", "left Achilles reflex 2 normal, now 0 absent."),
        (
            "Better",
            "left L5 light touch and pinprick 1 altered, now 2 normal; left great toe extension 3, now 4.",
        ),
        ("Not comparable, pain limited the lower grade", "left hip flexion 5, now 4 (limited by pain)."),
        ("Slightly different", "left knee extension 5, now 4+."),
        ("Abnormal as before", "left knee flexion 4."),
        ("Abnormal now, not examined then", "left S1 light touch 1 altered."),
        ("Abnormal then, not examined now", "left patellar reflex 1 reduced, now could not be tested (pain)."),
    ]


def test_that_nothing_has_changed_is_said_only_of_what_was_examined_both_times():
    same = {"strength.knee_flexion.left": "5"}
    nothing = "Nothing that was examined both times has changed."
    assert compared_lines(both(same, same)) == (nothing,)
    assert compared_lines(both({"strength.knee_flexion.left": "5"}, {"strength.hip_flexion.left": "5"})) == (
        "Nothing was examined both times.",
    )
    weak = {"strength.knee_flexion.left": "4"}
    assert compared_lines(both(weak, weak)) == (nothing, ("Abnormal as before", "left knee flexion 4."))


def test_a_record_that_says_only_what_is_worse_says_no_more():
    worse = ["strength.ankle_dorsiflexion.left", "saddle.anal_tone"]
    said = {"earlier": {"examined_at": AT, "worse": worse}, "findings.strength.ankle_dorsiflexion.left": "0"}
    assert compared_lines(record_of(said)) == (("Worse", "anal tone; left ankle dorsiflexion 0."),)
    nothing = {"earlier": {"examined_at": AT, "worse": []}}
    assert compared_lines(record_of(nothing)) == ("No finding of that examination is in this record.",)


def test_a_record_compared_with_none_has_no_such_part():
    record = record_of({})
    assert (compared_title(record), compared_lines(record)) == ("", ())
    assert "COMPARED" not in note_text(write_note(record, assess(record)))


def test_the_text_of_the_note_has_it_under_the_day_of_the_earlier_examination():
    record = both()
    text = note_text(write_note(record, assess(record)))
    assert "\n\nCOMPARED WITH 3 OCTOBER 2026\nWorse: right and left ankle dorsiflexion 4, now 3.\nNew: " in text


def test_the_alert_names_the_day_and_both_grades():
    record = both()
    text = note_text(write_note(record, assess(record)))
    assert "Deficit worse than on 3 October 2026. " in text
    assert "Triggered by: right and left ankle dorsiflexion 3 (4 on 3 October 2026); left Achilles reflex 0" in text
