"""How the text of a form field is read, and that what is not understood reaches the record unchanged."""

import pytest

from exam.steps import fields
from reference import load_reference


@pytest.mark.parametrize(
    ("read", "text", "value"),
    [
        (fields.word, "female", "female"),
        (fields.word, "", None),
        (fields.free_text, "  worse at\r\nnight ", "worse at\nnight"),
        (fields.free_text, "   ", None),
        (fields.yes_no, "true", True),
        (fields.yes_no, "false", False),
        (fields.yes_no, "", None),
        (fields.yes_no, "maybe", "maybe"),
        (fields.whole, " 54 ", 54),
        (fields.whole, "", None),
        (fields.whole, "five", "five"),
        (fields.whole, "-1", "-1"),
        (fields.whole, "9" * 5000, "9" * 5000),
        (fields.whole, "²", "²"),
        (fields.number, "0.5", 0.5),
        (fields.number, "0,5", 0.5),
        (fields.number, "12", 12),
        (fields.number, "1.2.3", "1.2.3"),
        (fields.number, "nan", "nan"),
        (fields.number, "", None),
    ],
)
def test_a_text_becomes_its_value(read, text, value):
    assert read(text, None) == value
    assert type(read(text, None)) is type(value)


@pytest.mark.parametrize(
    ("text", "before", "after"),
    [
        ("tens:50", None, 50),
        ("tens:60", 54, 64),
        ("units:4", 50, 54),
        ("units:4", None, 4),
        ("", 54, None),
        ("tens:x", 54, "tens:x"),
        ("tens:55", 54, "tens:55"),
        ("units:10", 54, "units:10"),
        ("units:\u0664", 54, "units:\u0664"),
        ("tens:" + "9" * 5000, 54, "tens:" + "9" * 5000),
    ],
)
def test_a_part_of_an_age_keeps_the_other(text, before, after):
    assert fields.age(text, before) == after


@pytest.mark.parametrize(
    ("text", "before", "after"),
    [
        ("+knee", None, ["knee"]),
        ("+knee", ("hip",), ["hip", "knee"]),
        ("+knee", ("knee",), ["knee"]),
        ("-knee", ("hip", "knee"), ["hip"]),
        ("-knee", ("knee",), None),
        ("-knee", None, None),
        ("", ("knee",), None),
        ("knee", None, "knee"),
    ],
)
def test_a_site_is_added_or_taken_away(text, before, after):
    assert fields.site(text, before) == after


@pytest.mark.parametrize(
    ("scale", "text", "value"),
    [
        ("mrc", "4-", "4-"),
        ("mrc", "7", "7"),
        ("mrc", "", None),
        ("mrc", "4\u2212/5", "4-"),
        ("mrc", "limited_by_pain:4/5", {"grade": "4", "limited_by": "pain"}),
        ("mrc", "limited_by_pain:7", {"grade": "7", "limited_by": "pain"}),
        ("reflex", "++", 2),
        ("reflex", "trace", "trace"),
        ("reflex", "2", 2),
        ("reflex", "", None),
        ("sensation", "0", 0),
        ("sign", "positive", "positive"),
        ("degrees", "40", 40),
        ("degrees", "far", "far"),
        ("mrc", "not_tested:pain", {"not_tested": "pain"}),
        ("degrees", "not_tested:cast_or_dressing", {"not_tested": "cast_or_dressing"}),
    ],
)
def test_a_grade_is_read_by_its_scale(scale, text, value):
    assert fields.grade(load_reference().scales[scale])(text, None) == value
