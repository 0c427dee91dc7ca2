"""The list of one's examinations."""

import pytest

from exam.domain.record.answers import Answer
from exam.domain.record.model import Examiner
from exam.store.listing import Wanted
from exam.store.lists import ends

ME = Examiner("Andreas Vesalius")


@pytest.fixture
def three(exams, me, colleague):
    exams.create("Not mine", colleague)
    return [exams.create(reference, me) for reference in ("Élise 12", "100%", "a_b")]


@pytest.fixture(params=["few found", "many found"])
def found(request, monkeypatch):
    """Both ways of searching: by the ends of references, and along the list."""
    if request.param == "many found":
        for limit in ("FEW", "FEW_BESIDE", "FEW_ENDS", "MANY_ENDS"):
            monkeypatch.setattr(ends, limit, -1)


def references(listed):
    return [line.reference for line in listed]


def test_the_last_changed_comes_first(exams, me, three):
    assert references(exams.list(me)) == ["a_b", "100%", "Élise 12"]
    exams.append(three[0], me, [Answer("patient.age", 47)])
    assert references(exams.list(me)) == ["Élise 12", "a_b", "100%"]


@pytest.mark.parametrize(
    ("search", "expected"),
    [
        ("élise", ["Élise 12"]),
        (" ÉLISE ", ["Élise 12"]),
        ("elise", ["Élise 12"]),
        ("e 1", ["Élise 12"]),
        ("2", ["Élise 12"]),
        ("%", ["100%"]),
        ("0%", ["100%"]),
        ("_", ["a_b"]),
        ("mine", []),
        ("elise 123", []),
        ("\u0301", []),
        ("", ["a_b", "100%", "Élise 12"]),
    ],
)
@pytest.mark.usefixtures("found")
def test_search_finds_a_part_of_the_reference_and_takes_its_signs_as_they_are(exams, me, three, search, expected):
    assert references(exams.list(me, Wanted(search=search))) == expected


@pytest.mark.parametrize(
    ("reference", "search"),
    [
        ("M\u00fcller 7", "muller"),
        ("Mu\u0308ller 7", "M\u00dcLLER"),
        ("muller", "m\u00fcll"),
        ("Stra\u00dfe 4", "strasse"),
        ("S\u00f8rensen", "soren"),
        ("\u0141ukasz", "luka"),
        ("\uff11\uff12\uff13", "123"),
        ("\uac15\ub0a8-1", "\uac15\ub0a8"),
        ("A rather long reference of 40 signs, 4711", "long reference of 40 signs, 47"),
        ("\ufdfa" * 64, "\ufdfa"),
    ],
)
@pytest.mark.usefixtures("found")
def test_a_search_finds_a_reference_with_and_without_accents(exams, me, reference, search):
    exams.create("Other", me)
    exams.create(reference, me)
    assert references(exams.list(me, Wanted(search=search))) == [reference]


def test_references_that_differ_by_an_accent_are_of_two_patients(exams, me):
    exams.create("Müller", me)
    assert exams.earlier_visits(me, "Muller") == []


@pytest.mark.usefixtures("found")
def test_a_search_follows_a_corrected_reference_and_an_undone_one(exams, me, three):
    exams.append(three[2], me, [Answer("patient.reference", "Zoë")])
    assert references(exams.list(me, Wanted(search="zoe"))) == ["Zoë"]
    assert exams.list(me, Wanted(search="a_b")) == []
    exams.undo(three[2], me)
    assert references(exams.list(me, Wanted(search="a_b"))) == ["a_b"]
    assert exams.list(me, Wanted(search="zoe")) == []


def test_drafts_and_finished_are_listed_separately(exams, me, three):
    exams.sign(three[0], me, ME)
    assert references(exams.list(me, Wanted(status="finished"))) == ["Élise 12"]
    assert references(exams.list(me, Wanted(status="draft"))) == ["a_b", "100%"]
    assert [line.status for line in exams.list(me)] == ["finished", "draft", "draft"]


def test_what_is_void_follows_each_act(exams, me, three):
    def listed():
        return [references(exams.list(me, Wanted(status=status))) for status in ("finished", "void")]

    exams.sign(three[0], me, ME)
    newer = exams.correct(three[0], me)
    assert listed() == [["Élise 12"], []]
    exams.sign(newer, me, ME)
    assert listed() == [["Élise 12"], ["Élise 12"]]
    exams.undo_signing(newer, me)
    assert listed() == [["Élise 12"], []]
    exams.void(three[0], me, "Wrong patient")
    assert listed() == [[], ["Élise 12"]]
    exams.sign(newer, me, ME)
    exams.undo_signing(newer, me)
    assert listed() == [[], ["Élise 12"]]
