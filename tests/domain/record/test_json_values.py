"""Reading JSON values: what is accepted, and the fault of what is not."""

import math

import pytest

from exam.domain.record.json_values import Fault, Reader, is_whole, join, quoted

WORDS = ("right", "left")
OVERRIDE = "has an invisible character that changes the direction of text (U+202E, right-to-left override)"
# Characters that keyboards insert in French, Persian, Hindi and Hebrew, and an emoji of a doctor.
WITH_MARKS = ("douleur\u00a0: 4\u202f/\u202f10", "می\u200cشود", "क्\u200dष", "L5\u200e, כאב", "👩\u200d⚕️")


def read(name, *arguments):
    """The result of a reader's method for a value at the path `at`, and the faults it notes."""
    reader = Reader()
    value, *bounds = arguments
    return getattr(reader, name)(value, "at", *bounds), [str(fault) for fault in reader.faults]


@pytest.mark.parametrize(
    ("method", "value", "bounds", "taken"),
    [
        ("text", "Ärztin, 腰\nL5\t", (), "Ärztin, 腰\nL5\t"),
        ("text", "", (), ""),
        ("text", "x" * 200, (), "x" * 200),
        *(("text", text, (), text) for text in WITH_MARKS),
        ("one_of", "left", (WORDS,), "left"),
        ("yes_no", False, (), False),
        ("whole", 0, (0, 90), 0),
        ("whole", 90, (0, 90), 90),
        ("number", 0, (), 0),
        ("number", 6.5, (), 6.5),
        ("words", [], (WORDS,), ()),
        ("words", ["left", "right"], (WORDS,), ("left", "right")),
    ],
)
def test_a_valid_value_is_read_unchanged(method, value, bounds, taken):
    assert read(method, value, *bounds) == (taken, [])


@pytest.mark.parametrize(
    ("method", "value", "bounds", "fault"),
    [
        ("text", 5, (), "at: 5 is not a text"),
        ("text", "x" * 201, (), "at: is 201 characters long; the limit is 200"),
        ("text", "a\x00b", (), "at: has a character that cannot be printed"),
        ("text", "a\u202eb", (), f'at: {OVERRIDE}, after "a"'),
        ("text", "a\u200bb", (), "at: has a character that cannot be printed"),
        ("text", "\ud800", (), "at: has a character that cannot be printed"),
        ("one_of", "up", (WORDS,), 'at: "up" is not one of right, left'),
        ("one_of", True, (WORDS,), "at: true is not one of right, left"),
        ("one_of", ["left"], (WORDS,), "at: a list is not one of right, left"),
        ("yes_no", 1, (), "at: 1 is not true or false"),
        ("yes_no", "true", (), 'at: "true" is not true or false'),
        ("whole", -1, (0, 90), "at: -1 is not a whole number from 0 to 90"),
        ("whole", 91, (0, 90), "at: 91 is not a whole number from 0 to 90"),
        ("whole", 5.0, (0, 90), "at: 5.0 is not a whole number from 0 to 90"),
        ("whole", True, (0, 90), "at: true is not a whole number from 0 to 90"),
        ("number", -0.5, (), "at: -0.5 is not a number of zero or more"),
        ("number", False, (), "at: false is not a number of zero or more"),
        ("number", "6", (), 'at: "6" is not a number of zero or more'),
        ("number", math.inf, (), "at: inf is not a number of zero or more"),
        ("number", math.nan, (), "at: nan is not a number of zero or more"),
        ("words", "left", (WORDS,), 'at: "left" is not a list'),
        ("words", {}, (WORDS,), "at: an object is not a list"),
    ],
)
def test_an_invalid_value_reads_as_none_and_is_named(method, value, bounds, fault):
    assert read(method, value, *bounds) == (None, [fault])


def test_a_number_too_large_for_arithmetic_is_a_fault_and_no_crash():
    assert read("number", 10**400) == (None, ["at: a number of very many digits is not a number of zero or more"])


def test_each_invalid_word_of_a_list_is_named_by_its_index():
    assert read("words", ["left", "up", "left", None], WORDS) == (
        ("left",),
        [
            'at[1]: "up" is not one of right, left',
            'at[2]: "left" is duplicated',
            "at[3]: null is not one of right, left",
        ],
    )


@pytest.mark.parametrize(
    ("value", "known", "taken", "faults"),
    [
        (None, WORDS, {}, []),
        ({}, WORDS, {}, []),
        ({"left": 1, "up": 2}, WORDS, {"left": 1}, ["at.up: is not a key of this format"]),
        ({"left": 1, "up": 2}, None, {"left": 1, "up": 2}, []),
        ([], WORDS, {}, ["at: a list is not an object"]),
        ("left", None, {}, ['at: "left" is not an object']),
    ],
)
def test_members_of_an_object(value, known, taken, faults):
    assert read("members", value, known) == (taken, faults)


@pytest.mark.parametrize(
    ("members", "taken", "faults"),
    [
        ({}, None, []),
        ({"key": True}, True, []),
        ({"key": None}, None, ["at.key: null is not a value; leave the key out"]),
        ({"key": 1}, None, ["at.key: 1 is not true or false"]),
    ],
)
def test_an_optional_member(members, taken, faults):
    reader = Reader()
    assert reader.optional(members, "key", "at", reader.yes_no) == taken
    assert [str(fault) for fault in reader.faults] == faults


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (True, "true"),
        (False, "false"),
        (None, "null"),
        (7, "7"),
        (0.5, "0.5"),
        ("7", '"7"'),
        ("x" * 40, '"' + "x" * 40 + '"'),
        ("x" * 41, '"' + "x" * 37 + '..."'),
        ("one\ntwo", '"one\\ntwo"'),
        ("\x1b[2J", '"\\x1b[2J"'),
        ("\ud800", '"\\ud800"'),
        ([1], "a list"),
        ({}, "an object"),
        (-12, "-12"),
    ],
)
def test_a_value_is_shown_on_one_line_and_short(value, shown):
    assert quoted(value) == shown


@pytest.mark.parametrize("value", [10**400, -(10**5000)], ids=["long", "too long for Python"])
def test_a_very_long_number_is_not_shown(value):
    assert quoted(value) == "a number of very many digits"


@pytest.mark.parametrize(
    ("value", "whole"), [(0, True), (-3, True), (True, False), (1.0, False), ("1", False), (None, False)]
)
def test_whole_numbers(value, whole):
    assert is_whole(value) is whole


@pytest.mark.parametrize(("path", "key", "joined"), [("", "patient", "patient"), ("patient", "age", "patient.age")])
def test_paths_are_joined_by_full_stops(path, key, joined):
    assert join(path, key) == joined


@pytest.mark.parametrize(
    ("fault", "text"),
    [
        (Fault("patient.age", "is wrong"), "patient.age: is wrong"),
        (Fault("", "is not JSON"), "is not JSON"),
        (Fault("a\nb", "is not a key of this format"), "a\\nb: is not a key of this format"),
    ],
)
def test_a_fault_is_one_line(fault, text):
    assert str(fault) == text
