"""What the screens say about contradictory entries, the note and everything made of it says too, and nothing more."""

import json
import re
from html import unescape
from pathlib import Path

import pytest

from exam.domain.fhir.bundle import bundle_text
from exam.domain.fhir.examination import Examination
from exam.domain.note.brief.letter import letter_text
from exam.domain.note.brief.shorthand import shorthand_text
from exam.domain.note.frozen import freeze, thaw
from exam.domain.note.text import assessment_text, note_text
from exam.domain.note.writing import write_note
from exam.domain.reasoning.assess import assess
from exam.domain.record.reading import read_record, unwrapped
from exam.domain.sheets.transfer import transfer_sheet
from exam.web.presenters.frame.contradictions import shown_contradictions
from exam.web.presenters.note.confirm import side_item
from tests.domain.reasoning.consistency.contradicting import RAISED
from tests.domain.records import record_of

TESTS = Path(__file__).parents[3]
CASES = [
    path
    for folder in ("cases", "cases_triage", "cases_unnamed")
    for path in sorted((TESTS / folder).glob("*.json"))
    if path.stem != "expected"
]
SIDES = {
    "presentation.symptom_side": "right",
    "findings.strength.great_toe_extension.left": "3",
    "findings.light_touch.L5.left": 1,
}
BOTH_NOTICES = SIDES | {"red_flags.numbness_tingling_or_weakness": False}
SEVERAL = BOTH_NOTICES | {"findings.light_touch.L5.right": 2}
EMERGENCY = SEVERAL | {"findings.saddle.anal_tone": "absent", "red_flags.urinary_retention_or_incontinence": True}
RECORDS = [
    *(record_of(raises) for _, raises, _, _ in RAISED),
    *map(record_of, (SIDES, BOTH_NOTICES, SEVERAL, EMERGENCY)),
]

DIFFERS = re.compile(r"Complaint in the (right|left) leg; abnormal findings on the (right|left) only")


def published(path):
    return read_record(unwrapped(json.loads(path.read_text(encoding="utf-8"))))


def on_the_screens(record, assessment):
    """What the assessment's card says, and what the sheet before signing marks as open about the sides."""
    card = [(one.label, one.because[1:]) for one in shown_contradictions(assessment.contradictions, record)]
    side = side_item(record)
    differs = side.open and DIFFERS.match(side.lines[0].text)
    return card, [side.lines[0].text] if differs else []


def outputs(record, assessment, note):
    sheet = transfer_sheet(record, assessment, note)
    texts = {
        "frozen": thaw(freeze(record, assessment, note)).note.contradictory,
        "text": note_text(note),
        "shorthand": shorthand_text(record, assessment, note),
        "letter": letter_text(record, assessment, note),
        "assessment": assessment_text(note),
        "fhir": unescape(bundle_text(Examination(record, assessment, note, None))),
        "page": [line for section in note.sections() if section.id == "short" for line in section.body],
        "transfer": sheet.found if sheet else (),
    }
    if sheet is None:
        del texts["transfer"]
    return {name: str(text) for name, text in texts.items()}


def test_each_contradiction_and_each_notice_is_in_every_output():
    for record in RECORDS:
        assessment = assess(record)
        note = write_note(record, assessment)
        card, sides = on_the_screens(record, assessment)
        assert card or sides
        for name, text in outputs(record, assessment, note).items():
            for label, because in card:
                assert label in text, (name, label)
                assert because in text, (name, because)
                assert "These entries cannot both be right." in text
            of_sides = any("every abnormal finding" in label for label, _ in card)
            assert all(line in text for line in sides if not of_sides), name


@pytest.mark.sampled(5)
@pytest.mark.parametrize("path", CASES, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_of_a_published_case_the_note_says_what_the_screens_say(path):
    record = published(path)
    assessment = assess(record)
    card, sides = on_the_screens(record, assessment)
    note = write_note(record, assessment)
    heads = [line.head for line in note.contradictory]
    assert heads == ["Contradictory entries"] * bool(card) + ["Sides differ"] * bool(sides)
    assert [line for line in note.short if line.head in heads] == list(note.contradictory)


def test_what_contradicts_is_one_line_and_nothing_is_there_where_nothing_does():
    (line,) = write_note(record_of(SEVERAL), assess(record_of(SEVERAL))).contradictory
    assert line.head == "Contradictory entries"
    assert line.text == (
        "Complaint on the right, every abnormal finding on the left (complaint in the right leg; "
        "left L5 light touch 1 altered; left great toe extension 3). "
        "Numbness, tingling or weakness: no, but recorded elsewhere (no numbness, tingling or weakness; "
        "left great toe extension 3; left L5 light touch 1 altered). "
        "These entries cannot both be right. Nothing was changed, and the alerts and the ranking use them as they are."
    )
    clean = record_of({"presentation.symptom_side": "left", "findings.light_touch.L5.left": 1})
    note = write_note(clean, assess(clean))
    assert note.contradictory == ()
    assert "ontradict" not in note_text(note)


def test_sides_that_differ_without_a_contradiction_are_said_and_a_measured_angle_is_no_finding():
    (line,) = write_note(record_of(SIDES), assess(record_of(SIDES))).contradictory
    assert line == ("Sides differ", "Complaint in the right leg; abnormal findings on the left only.")
    angle = record_of({"presentation.symptom_side": "right", "findings.tension.straight_leg_raise_degrees.left": 85})
    assert write_note(angle, assess(angle)).contradictory == ()
