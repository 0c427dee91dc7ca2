"""All that the note says is said in the language that is spoken, and is read as it was when it was written."""

from dataclasses import fields, is_dataclass, replace
from pathlib import Path

import pytest

from exam.domain.language import speaking
from exam.domain.note.brief.letter import letter_text
from exam.domain.note.brief.shorthand import shorthand_text
from exam.domain.note.brief.whole import whole_text
from exam.domain.note.frozen import freeze, thaw
from exam.domain.note.headings import ENGLISH
from exam.domain.note.history import Line
from exam.domain.note.life import Life, Replaced, Voided, changed_words
from exam.domain.note.signature import Addition, Signed
from exam.domain.note.text import assessment_text, note_text
from exam.domain.note.writing import write_note
from exam.domain.reasoning.assess import assess
from exam.domain.reasoning.version import PROGRAM
from exam.domain.record.reading import parse_record
from exam.domain.sheets.transfer import transfer_sheet
from reference import load_reference
from tests.domain.notes import FULL, WHEN
from tests.domain.records import record_of
from tests.pretend import Pretend, never_said

FOLDER = Path(__file__).parents[1]
CASES = sorted((FOLDER / "cases").glob("case-*.json"))[::12] + sorted((FOLDER / "cases_triage").glob("*.json"))[:3]
# Names and codes are the same in every language; UTC is a time zone.
SAME = {"SHA", "UTC", "Vesalius"}
NOT_READ = {"mark", "urgency", "kind"}
STORY = FULL | {
    "patient.age": 52,
    "patient.sex": "female",
    "examined_at": "2026-11-21T09:30:00+00:00",
    "presentation.duration_weeks": 5,
    "presentation.onset": "gradual",
    "presentation.second_leg_weeks": 2,
    "presentation.imaging_limits.mri_contraindicated": True,
    "red_flags.saddle_numbness": True,
    "red_flag_course.saddle_numbness": "new",
    "findings.saddle.post_void_residual_ml": 620,
    "findings.strength.hip_flexion.left": {"grade": "4", "limited_by": "pain"},
    "impression.entered_before_ranking": True,
    "earlier_findings.reflexes.achilles.left": 0,
}
TYPED = [value for path, value in FULL.items() if path.endswith(("text", "comments.strength"))]
TYPED += ["P-1", PROGRAM, load_reference().version]
LIFE = Life(2, Replaced(1, "Vesalius", WHEN, "1" * 64), None, Voided("Vesalius", WHEN, "7."))


def records():
    yield from (parse_record(path.read_bytes()) for path in CASES if path.stem != "expected")
    yield from (record_of(one) for one in (STORY, {}, {"findings.stated_otherwise_normal": True}))


def texts_in(value):
    """Every text inside a value that is read."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for part in value:
            yield from texts_in(part)
    elif isinstance(value, dict):
        yield from value.values()
    elif is_dataclass(value):
        for field in fields(value):
            if field.name not in NOT_READ:
                yield from texts_in(getattr(value, field.name))


def unsaid(texts, record):
    """What is in no brackets, but for what was typed and the short names of sources."""
    typed = (*TYPED, record.patient.reference, *record.comments.values(), record.examiner.name or "")
    typed += (record.impression.text or "", record.plan.text or "", record.plan.safety_net_text or "")
    found = {}
    for text in texts:
        cut = text
        for words in sorted(filter(None, typed), key=len, reverse=True):
            cut = cut.replace(words, "").replace(" ".join(words.split()), "")
        if words := [word for word in never_said(cut) if word not in SAME]:
            found[text] = words
    return found


@pytest.fixture
def pretending():
    with speaking(Pretend()):
        yield


@pytest.mark.parametrize("record", list(records()))
def test_a_note_is_said(record, pretending):
    assessment = assess(record)
    signature = Signed("Vesalius", WHEN, "0" * 64, ("⟦note⟧",), recomputed="⟦1⟧")
    addenda = (Addition("Vesalius", WHEN, "5.", "2" * 64),)
    note = write_note(record, assessment, signature=signature, addenda=addenda, life=LIFE)
    read = replace(note, sources=(), chart=None, reference="", signature=None)
    lines = (note.status, note.status_by, note.signed_by, note.mark, *texts_in(signature.lines))
    assert unsaid((*texts_in(read), *lines), record) == {}
    for section in note.sections():
        if section.kind != "sources":
            body = texts_in(tuple(one for one in section.body))
            assert unsaid((section.heading, section.nothing, *body), record) == {}


@pytest.mark.parametrize("record", list(records()))
def test_the_shorter_texts_are_said(record, pretending):
    assessment = assess(record)
    note = write_note(record, assessment)
    texts = (shorthand_text(record, assessment, note), letter_text(record, assessment, note), whole_text(note))
    assert unsaid((line for text in texts[:2] for line in text.splitlines()), record) == {}
    assert unsaid(texts[2].splitlines()[:1], record) == {}


def test_the_transfer_sheet_is_said(pretending):
    for given in (STORY, STORY | {"findings.stated_otherwise_normal": True}):
        record = record_of(given)
        assessment = assess(record)
        sheet = transfer_sheet(record, assessment, write_note(record, assessment))
        assert sheet is not None
        assert unsaid(texts_in(sheet), record) == {}


def test_what_changed_since_and_the_lines_to_sign_by_hand_are_said(pretending):
    draft = write_note(record_of({}), assess(record_of({})))
    assert unsaid((line.head for line in draft.by_hand), record_of({})) == {}
    assert unsaid(changed_words(("note", "output pdf-a4", "void")), record_of({})) == {}


def test_a_note_is_read_in_the_words_in_which_it_was_written():
    record = record_of(STORY)
    with speaking(Pretend()):
        note = write_note(record, assess(record))
        said = [section.heading for section in note.sections()]
        texts = note_text(note), assessment_text(note)
    read = thaw(freeze(record, assess(record), note)).note
    assert [section.heading for section in read.sections()] == said
    assert all(heading.startswith("⟦") for heading in said)
    assert (note_text(read), assessment_text(read)) == texts
    assert read.labels["caution"] == "⟦Caution⟧"


def test_a_note_without_words_of_its_own_is_english():
    record = record_of(STORY)
    note = write_note(record, assess(record))
    assert note.words == ENGLISH
    without = replace(note, words={}, alerts=tuple(replace(group, said="") for group in note.alerts))
    assert note_text(without) == note_text(note)
    assert [line for line in without.plan if not isinstance(line, Line)] == []


def test_no_label_is_that_of_another_line_of_the_same_part():
    """A line is recognised by its label in the words of the note."""
    for ids in (("do_now", "urgent", "impression", "fits", "plan", "suggested"), ("plan", "safety_net"), ("yes", "no")):
        assert len({ENGLISH[f"label.{id}"] for id in ids}) == len(ids)
