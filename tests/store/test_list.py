"""The list of one's examinations."""

import pytest

from exam.domain.record.answers import Answer
from exam.domain.record.model import Examiner
from exam.store.listing import Wanted


@pytest.fixture
def three(exams, me, colleague):
    exams.create("Not mine", colleague)
    return [exams.create(reference, me) for reference in ("Élise 12", "100%", "a_b")]


def references(listed):
    return [line.reference for line in listed]


def test_the_last_changed_comes_first(exams, me, three):
    assert references(exams.list(me)) == ["a_b", "100%", "Élise 12"]
    exams.append(three[0], me, [Answer("patient.age", 47)])
    assert references(exams.list(me)) == ["Élise 12", "a_b", "100%"]


@pytest.mark.parametrize(
    ("search", "found"),
    [("élise", ["Élise 12"]), (" ÉLISE ", ["Élise 12"]), ("%", ["100%"]), ("_", ["a_b"]), ("mine", []), ("", None)],
)
def test_search_finds_a_part_of_the_reference_and_takes_its_signs_as_they_are(exams, me, three, search, found):
    assert references(exams.list(me, Wanted(search=search))) == (
        found if found is not None else ["a_b", "100%", "Élise 12"]
    )


def test_drafts_and_finished_are_listed_separately(exams, me, three):
    exams.sign(three[0], me, Examiner("Andreas Vesalius"))
    assert references(exams.list(me, Wanted(status="finished"))) == ["Élise 12"]
    assert references(exams.list(me, Wanted(status="draft"))) == ["a_b", "100%"]
    assert [line.status for line in exams.list(me)] == ["finished", "draft", "draft"]


def test_a_page_at_a_time(exams, me, three):
    assert references(exams.list(me, limit=2)) == ["a_b", "100%"]
    assert references(exams.list(me, limit=2, offset=2)) == ["Élise 12"]
