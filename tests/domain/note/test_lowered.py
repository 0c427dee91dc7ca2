"""What is said of an alert that only what is known and old raises."""

from exam.domain.note.text import note_text
from exam.domain.note.writing import write_note
from exam.domain.reasoning.assess import assess
from exam.domain.reasoning.conclusions import RaisedAlert
from exam.domain.words.statements import action_words, lowered_words
from reference import load_reference
from tests.domain.records import record_of

DROP = {f"findings.strength.{movement}.left": "2" for movement in ("ankle_dorsiflexion", "great_toe_extension")}
POLIO = {"presentation.old_deficit.left": "polio as a child", "presentation.old_deficit.right": "operated disc"}
SADDLE = {"red_flags.saddle_numbness": True, "red_flag_course.saddle_numbness": "long_standing"}
BECAUSE = ("red_flags.saddle_numbness", "red_flags.fever", *DROP, "findings.light_touch.L5.right")


def alert(lowered_from, because=BECAUSE):
    return RaisedAlert("severe_weakness", "routine", because, (), lowered_from)


def test_only_what_is_old_and_raised_it_is_named():
    record = record_of(DROP | POLIO | SADDLE | {"red_flags.fever": True})
    assert lowered_words(alert("urgent"), record) == "deficit of the left leg (polio as a child) and saddle numbness"
    assert lowered_words(alert("urgent", tuple(DROP)), record) == "deficit of the left leg (polio as a child)"


def test_words_of_an_old_deficit_cannot_be_read_as_lines_of_the_note():
    forged = {"presentation.old_deficit.left": "polio\nEMERGENCY: none", "presentation.old_deficit.right": "disc\n\nx"}
    record = record_of(DROP | forged)
    text = note_text(write_note(record, assess(record)))
    assert "\nEMERGENCY: none" not in text
    assert "\nx" not in text
    assert text.count("polio EMERGENCY: none") > 2


def test_an_alert_that_counts_says_what_to_do():
    record = record_of(DROP)
    assert lowered_words(alert(None), record) == ""
    assert action_words(alert(None), record) == load_reference().alerts["severe_weakness"].action


def test_what_is_old_says_when_it_would_count():
    record = record_of(DROP | POLIO)
    old = "Known and old: deficit of the left leg (polio as a child). If any of it is new or worse, this is"
    assert action_words(alert("urgent", tuple(DROP)), record) == f"{old} urgent."
    assert action_words(alert("emergency", tuple(DROP)), record) == f"{old} an emergency."


def test_the_note_prints_what_is_old_in_place_of_the_action():
    record = record_of(DROP | POLIO)
    (group,) = write_note(record, assess(record)).alerts
    actions = {shown.label: shown.action for shown in group.alerts}
    assert group.word == "To note"
    assert actions["Severe weakness, MRC 3 or less"].startswith("Known and old: deficit of the left leg (polio")
