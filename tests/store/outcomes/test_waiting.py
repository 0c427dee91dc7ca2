"""The signed examinations without an outcome, the oldest first, a page at a time."""

from datetime import UTC, datetime, timedelta

import pytest

from exam.store.database import reading
from exam.store.lists.paging import Place
from exam.store.outcomes import waiting
from exam.store.outcomes.waiting import find_waiting
from tests.store.outcomes.conftest import L5, VESALIUS


def waits(outcomes, account_id):
    return [row.reference for row in outcomes.waiting(account_id).rows]


def test_what_is_signed_waits_until_it_has_an_outcome(exams, outcomes, me, colleague, sign):
    exams.create("draft", me)
    first, second, third = sign("A-1"), sign("A-2"), sign("A-3")
    sign("B-1", colleague)
    assert waits(outcomes, me) == ["A-1", "A-2", "A-3"]
    outcomes.enter(second, me, L5)
    exams.void(third, me, "The wrong patient.")
    newer = exams.correct(first, me)
    exams.sign(newer, me, VESALIUS)
    (row,) = outcomes.waiting(me).rows
    assert (row.id, row.reference, row.version) == (newer, "A-1", 2)
    outcomes.take_back(second, me)
    assert waits(outcomes, me) == ["A-2", "A-1"]
    outcomes.give_up(second, me)
    assert waits(outcomes, me) == ["A-1"]
    assert outcomes.count_waiting(me, datetime.now(UTC) + timedelta(minutes=1)) == 1


def test_how_many_wait_is_counted_to_a_hundred(monkeypatch, outcomes, me, colleague, sign):
    for reference in ("A-1", "A-2", "A-3"):
        sign(reference)
    sign("B-1", colleague)
    soon = datetime.now(UTC) + timedelta(minutes=1)
    assert outcomes.count_waiting(me, soon) == 3
    assert outcomes.count_waiting(me, soon - timedelta(days=1)) == 0
    assert waiting.MOST == 100
    monkeypatch.setattr(waiting, "MOST", 2)
    assert outcomes.count_waiting(me, soon) == 2


@pytest.fixture
def pages(engine, me, sign):
    """Of seven examinations three at a time, from the word of a place on: what is on the page, and whether more is."""
    for number in range(7):
        sign(f"A-{number}")

    def pages(before="", after=""):
        with reading(engine) as connection:
            return find_waiting(connection, me, Place.read(after, before), 3)

    return pages


def numbers(page):
    return "".join(row.reference[-1] for row in page.rows)


def test_pages_lead_on_and_back(pages):
    first = pages()
    assert (numbers(first), first.before) == ("012", "")
    second = pages(after=first.after)
    third = pages(after=second.after)
    assert (numbers(second), numbers(third), third.after) == ("345", "6", "")
    back = pages(before=third.before)
    assert (numbers(back), bool(back.before), bool(back.after)) == ("345", True, True)
    again = pages(before=back.before)
    assert (numbers(again), again.before, bool(again.after)) == ("012", "", True)


def test_a_place_with_too_little_beside_it_leads_to_the_first_page(pages):
    first, last = pages(), "9" * 16 + ".f"
    assert numbers(pages(after=last)) == "012"
    assert numbers(pages(before=pages(after=first.after).before)) == "012"
    assert numbers(pages(before="1.f")) == "012"


@pytest.mark.parametrize("kind", ["sqlite"], indirect=True)
def test_a_page_and_the_count_are_read_along_the_index_of_those_that_wait(outcomes, me, signed, plans):
    plans.clear()
    place = Place(datetime.now(UTC), signed)
    for at in (None, place, Place(place.at, signed, back=True)):
        outcomes.waiting(me, at)
    outcomes.count_waiting(me, place.at)
    assert len(plans) >= 4
    assert [plan for plan in plans if "ix_exams_no_outcome" not in plan or "TEMP B-TREE" in plan] == []
