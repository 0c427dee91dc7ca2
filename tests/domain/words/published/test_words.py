"""What strip, conclusion and note say of every published case: no doubled word, wrong side, all-clear or overclaim."""

import re

import pytest

from exam.domain.note.text import note_text
from exam.domain.words.statements import statement_sentence, unexplained_sentence
from exam.domain.words.strip import headline
from tests.domain.published import assessed, each, noted, patients_in

CASES = patients_in("cases")
DOUBLED = re.compile(r"\b(\w+)[ -]\1\b", re.IGNORECASE)
# Diseases and lesions above the legs have no side of their own, and a sentence names a side once.
WRONG_SIDE = re.compile(
    r"\b(left|right) (upper motor|polyneuropath|cauda|no |another|a |the |left|right)",
    re.IGNORECASE,
)
ALL_CLEAR = re.compile(
    r"no (nerve or root )?lesion( was| is)? (found|likely)|best fit[^.;]*no |rul(es|ed|ing) out|\bnormal examination|"
    r"no (root|nerve)s? (is|are) affected|healthy|all[- ]clear|nothing (was |is )?wrong",
    re.IGNORECASE,
)
# More than 8 in 10 for one root: nobody has shown it.
OVERCLAIM = re.compile(
    r"\bin (10|ten|100|a hundred)\b|\d ?%|percent|\b0\.\d|certain|definite|almost|confirmed|proven|very likely|"
    r"highly|diagnos|strongly suggest|clearly (fits|points)|surely|without doubt",
    re.IGNORECASE,
)


def conclusions(path):
    found = assessed(path)
    return [headline(found), statement_sentence(found), unexplained_sentence(found)]


def note_of(path):
    """The text of the note as the program writes it, without what the record holds in the clinician's words."""
    return note_text(noted(path))


def part(text, head):
    """One part of a note."""
    return text.partition(f"\n{head}\n")[2].partition("\n\n")[0]


@pytest.mark.parametrize("path", each(CASES))
def test_no_word_is_doubled_and_no_side_is_wrong(path):
    for text in (*conclusions(path), note_of(path)):
        assert DOUBLED.search(text) is None
    for text in (*conclusions(path), part(note_of(path), "WHAT THE PROGRAM FOUND")):
        assert WRONG_SIDE.search(text) is None


@pytest.mark.parametrize("path", each(CASES))
def test_nothing_reads_as_an_all_clear(path):
    found, text = assessed(path), note_of(path)
    said = (*conclusions(path), part(text, "WHAT THE PROGRAM FOUND"), part(text, "WHY THE PROGRAM FOUND THIS"))
    assert [one for one in said if ALL_CLEAR.search(one)] == []
    if found.statement == "no_lesion_found":
        first = {"emergency": "Act on the emergency", "urgent": "See the urgent alert", "routine": "Nothing points to"}
        assert all(one.startswith(first[found.urgency]) for one in (headline(found), statement_sentence(found)))


@pytest.mark.parametrize("path", each(CASES))
def test_no_word_claims_more_for_a_root_than_practice_has_shown(path):
    text = note_of(path)
    said = (*conclusions(path), part(text, "WHAT THE PROGRAM FOUND"), part(text, "WHY THE PROGRAM FOUND THIS"))
    assert [OVERCLAIM.search(one) for one in said] == [None] * len(said)


def test_each_pattern_finds_what_it_is_for():
    assert DOUBLED.search("a left upper motor neuron lesion lesion")
    assert WRONG_SIDE.search("a left upper motor neuron lesion")
    assert WRONG_SIDE.search("the left left L5 root")
    assert ALL_CLEAR.search("Best fit: no nerve or root lesion")
    assert OVERCLAIM.search("Left L5 root, more than 9 in 10")


def test_the_cases_have_each_kind_of_conclusion_that_could_be_wrong():
    found = {assessed(path).statement for path in CASES}
    assert {"fits_one", "fits_non_root", "cannot_separate", "no_lesion_found", "not_enough_examined"} <= found
    assert any(assessed(path).leading and assessed(path).leading.side in ("right", "left") for path in CASES)
