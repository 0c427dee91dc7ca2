"""Pasted text is read without its invisible characters, unless a script needs them; overrides are refused."""

import pytest

from exam.domain.record.json_values import Reader
from exam.domain.record.reading import RecordRefused, read_record, read_stored
from exam.domain.record.typed.characters import cleaned, fault_of

PASTED = [
    ("Exam today:\n\uf0b7 tib ant 4/5", "Exam today:\n\u2022 tib ant 4/5"),
    ("Line one\vline two", "Line one\nline two"),
    ("page one\fpage two", "page one\npage two"),
    ("First\u2028second\u2029third", "First\nsecond\nthird"),
    ("one\r\ntwo\rthree\x85four", "one\ntwo\nthree\nfour"),
    ("Foot drop\u200b on the left", "Foot drop on the left"),
    ("\ufeffSeen with daughter", "Seen with daughter"),
    ("L5\u2060/S1", "L5/S1"),
    ("weak\u00adness", "weakness"),
    ("Mr \u2068M\u00fcller\u2069 attends", "Mr M\u00fcller attends"),
    ("L5\u200e left", "L5 left"),
    ("SLR\u200340 degrees", "SLR 40 degrees"),
    ("40\u2007degrees", "40 degrees"),
    ("MRN\u00a04471", "MRN 4471"),
    ("4\u202f/\u202f5", "4 / 5"),
    ("\u3000L5\u2009", " L5 "),
    ("Smith\t1950", "Smith 1950"),
    ("a\u2800b\ufffcc", "a b c"),
    ("a\x00b\x07c\x1fd", "abcd"),
    ("\x81", ""),
    ("a\ufff9b\U000e0041c\ufffed", "abcd"),
    ("\u034f\u115f\u1160\u17b4\u17b5\u3164\uffa0", ""),
    ("a\u200cb\u200dc", "abc"),
    ("\u200da", "a"),
    ("a\ufe0f\ufe00\u180b", "a"),
    # What stands for a sign becomes that sign: a lost minus would be another grade.
    ("4\x1e", "4-"),
    ("4\u2011", "4-"),
    ("4\uf02d", "4-"),
    ("4\x96 to 5", "4\u2013 to 5"),
    ("\uf0b0 \uf0a3 \uf034 \uf028", "\u00b0 \u2264 4 ("),
    ("\ue000", "\ufffd"),
]
KEPT = [
    "Foot drop\non the left",
    "Lasègue 40°, 足下垂",
    "می\u200cشود",
    "क्\u200dष",
    "L5\u200e, כאב",
    "👩\u200d⚕️ 👍🏽",
    "\u06dd\u0661",
    "葛\U000e0100",
    "\u1820\u180b",
    "\U0001fae9",
    "a\u202eb",
]


@pytest.mark.parametrize(("pasted", "read"), PASTED)
def test_invisible_characters_are_dropped_or_become_what_they_stand_for(pasted, read):
    assert cleaned(pasted) == read
    assert fault_of(read) is None
    assert cleaned(read) == read


@pytest.mark.parametrize("text", KEPT)
def test_what_can_be_seen_or_changes_what_is_seen_is_kept(text):
    assert cleaned(text) == text


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("Foot drop", None),
        ("Foot drop \u202eleft", '(U+202E, right-to-left override), after "Foot drop"'),
        ("\u202aFoot", "(U+202A, left-to-right embedding), at the start"),
        ("The patient was seen with \u202c", '(U+202C, pop directional formatting), after "tient was seen with"'),
        ("\ud800", "has a character that cannot be printed"),
        ("\ufdd0", "has a character that cannot be printed"),
        ("\u200b", "has a character that cannot be printed"),
    ],
)
def test_only_what_changes_the_direction_is_refused_with_its_place(text, fault):
    found = fault_of(text)
    assert found == fault or found.endswith(fault)


def test_a_limit_counts_what_is_read():
    reader = Reader(cleans=True)
    assert reader.text("ab\u200b", "at", 2) == "ab"
    assert (reader.text("abc\u200b", "at", 2), *map(str, reader.faults)) == (
        None,
        "at: is 3 characters long; the limit is 2",
    )


def record(text):
    return {"format": "dermyo-exam/1", "patient": {"reference": text}, "comments": {"strength": text}}


def test_every_text_of_a_record_is_read_so():
    read = read_record(record("\ufeffMRN\u00a04471\u200b"))
    assert (read.patient.reference, read.comments["strength"]) == ("MRN 4471", "MRN 4471")


def test_a_signed_record_stays_as_it_was_signed():
    signed = record("-") | {"comments": {"strength": "SLR 40\u00a0degrees\tleft"}}
    assert read_stored(signed).comments["strength"] == "SLR 40\u00a0degrees\tleft"


def test_an_override_in_a_record_is_refused_by_its_path():
    with pytest.raises(RecordRefused) as refused:
        read_record(record("P-1") | {"comments": {"strength": "Weak \u202dleft"}})
    (fault,) = refused.value.faults
    assert str(fault).startswith("comments.strength: has an invisible character that changes the direction of text")
    assert fault.message.endswith('(U+202D, left-to-right override), after "Weak"')
