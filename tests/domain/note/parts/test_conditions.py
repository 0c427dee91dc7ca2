"""The note names the conditions that the sources connect with a record, the first with what speaks for and against."""

from dataclasses import replace

import pytest

from exam.domain.note.parts.conditions import condition_lines
from exam.domain.reasoning.assess import assess
from exam.domain.reasoning.conclusions import Argument, SupportedCondition
from exam.domain.record.reading import read_record
from reference import load_reference

ROWS = list(load_reference().conditions.values())


@pytest.fixture(scope="module")
def nothing_found():
    return assess(read_record({"format": "dermyo-exam/1", "patient": {"reference": "P-1"}}), thorough=False)


def argued(number):
    return tuple(Argument(f"Sentence {n}.", (), ("backrack_leg_pain",)) for n in range(number))


def cited(sources):
    return f"[{', '.join(dict.fromkeys(sources))}]"


def lines(assessment, *conditions):
    return condition_lines(replace(assessment, conditions=conditions), cited)


def test_a_condition_gives_both_sides_and_its_sources(nothing_found):
    (line,) = lines(nothing_found, SupportedCondition(ROWS[0].id, argued(1), argued(2)))
    assert line.head == ROWS[0].label
    assert line.text == "For: Sentence 0. Against: Sentence 0. And 1 more. [backrack_leg_pain]"


def test_ordinary_teaching_is_labelled_as_judgement(nothing_found):
    judged = Argument("The knee locks.", (), (), "judgement")
    (line,) = lines(nothing_found, SupportedCondition(ROWS[0].id, (*argued(1), judged), ()))
    assert line.text == "For: Sentence 0. And 1 more. (partly developer judgement) [backrack_leg_pain]"
    (line,) = lines(nothing_found, SupportedCondition(ROWS[0].id, (judged,), ()))
    assert line.text == "For: The knee locks. (developer judgement) []"


def test_what_is_left_out_is_counted(nothing_found):
    (line,) = lines(nothing_found, SupportedCondition(ROWS[0].id, argued(5), ()))
    assert line.text == "For: Sentence 0. And 4 more. [backrack_leg_pain]"


def test_conditions_beyond_the_first_are_named(nothing_found):
    *first, last = lines(nothing_found, *(SupportedCondition(row.id, argued(1), ()) for row in ROWS[:5]))
    assert [line.head for line in first] == [row.label for row in ROWS[:3]]
    assert last == ("Also", f"{ROWS[3].label}; {ROWS[4].label}")


def test_a_record_that_supports_none_has_no_line(nothing_found):
    assert condition_lines(nothing_found, cited) == ()
