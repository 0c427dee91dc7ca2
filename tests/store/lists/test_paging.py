"""Pages of the list: each examination is on one of them, in every order, and no page costs more than the first."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import text

from exam.domain.record.answers import Answer
from exam.store.erasing.patients import Erasing
from exam.store.listing import Wanted
from exam.store.lists import ends
from exam.store.lists.paging import Place

NOON = datetime(2026, 11, 29, 12, tzinfo=UTC)


def references(page):
    return [line.reference for line in page.rows]


def walk(exams, me, wanted, size):
    """Every page from the first to the last, and back again; returns the references in both directions."""
    page, there, back = exams.page(me, wanted, size=size), [], []
    assert page.before == ""
    there.append(references(page))
    while page.after:
        page = exams.page(me, wanted, Place.read(page.after, ""), size)
        there.append(references(page))
    while page.before:
        back.append(references(page))
        page = exams.page(me, wanted, Place.read("", page.before), size)
    return there, [*back, references(page)][::-1]


@pytest.mark.parametrize(
    ("order", "pages"),
    [
        ("changed", [["cx", "dx", "dx"], ["ax", "ax", "bx"], ["bx"]]),
        ("reference", [["ax", "ax", "bx"], ["bx", "cx", "dx"], ["dx"]]),
        ("age", [["cx", "ax", "dx"], ["ax", "bx", "dx"], ["bx"]]),
    ],
)
@pytest.mark.parametrize(("search", "few"), [("", 1000), ("x", 1000), ("x", -1)])
def test_the_pages_of_each_order_hold_each_examination_once(exams, me, seven, order, pages, search, few, monkeypatch):  # noqa: PLR0917
    for limit in ("FEW", "FEW_BESIDE", "FEW_ENDS", "MANY_ENDS"):
        monkeypatch.setattr(ends, limit, few)
    assert walk(exams, me, Wanted(search, "draft", order=order), 3) == (pages, pages)


def test_those_of_one_moment_are_ordered_too(exams, me, monkeypatch):
    class OneMoment:
        @staticmethod
        def now(_zone):
            return NOON

    for module in ("exams", "signing.signed"):
        monkeypatch.setattr(f"exam.store.{module}.datetime", OneMoment)
    for number in range(5):
        exams.create(f"N-{number}", me)
    there, back = walk(exams, me, Wanted(status="draft"), 2)
    assert sorted(one for page in there for one in page) == ["N-0", "N-1", "N-2", "N-3", "N-4"]
    assert there == back


def test_what_follows_a_page_stays_while_one_on_it_is_changed(exams, me, seven):
    page = exams.page(me, Wanted(status="draft"), size=3)
    assert references(page) == ["cx", "dx", "dx"]
    exams.append(seven[4], me, [Answer("patient.sex", "female")])
    after = exams.page(me, Wanted(status="draft"), Place.read(page.after, ""), 3)
    assert references(after) == ["ax", "ax", "bx"]
    assert references(exams.page(me, Wanted(status="draft"), Place.read("", after.before), 3)) == ["dx", "cx", "dx"]


@pytest.mark.parametrize("order", ["reference", "age"])
def test_a_place_that_was_erased_leads_to_the_first_page(engine, exams, me, seven, order):
    page = exams.page(me, Wanted(status="draft", order=order), size=3)
    erasing = Erasing(engine)
    for reference in ("ax", "bx", "dx"):
        erasing.erase(reference, me, "asked for", erasing.found(reference).seen)
    there = exams.page(me, Wanted(status="draft", order=order), Place.read(page.after, ""), 3)
    assert (references(there), there.before) == (["cx"], "")


@pytest.mark.parametrize("order", ["reference", "age"])
def test_a_place_beside_a_colleagues_examination_is_none(exams, me, colleague, seven, order):
    theirs = Place(NOON, exams.create("bx", colleague))
    there = exams.page(me, Wanted(status="draft", order=order), theirs, 3)
    assert there == exams.page(me, Wanted(status="draft", order=order), size=3)


@pytest.mark.parametrize(
    "word", ["", "2", "x.y", ".", "1.", "1.a-b", "-1.a", "9" * 18 + ".a", "\u0661.a", "1." + "a" * 33]
)
def test_a_word_that_is_no_place_is_the_first_page(word):
    assert Place.read(word, "") is None
    assert Place.read("", word) is None


@pytest.mark.parametrize("word", ["0.a", "99999999999999999.zz"])
@pytest.mark.parametrize("order", ["changed", "reference", "age"])
def test_a_place_that_nothing_is_at_has_a_page(exams, me, seven, word, order):
    for after, before in ((word, ""), ("", word)):
        assert exams.page(me, Wanted(status="draft", order=order), Place.read(after, before), 3).rows


def test_a_place_is_written_without_what_the_order_compares():
    place = Place(NOON, "5f0c")
    assert place.word == "1795953600000000.5f0c"
    assert Place.read("", place.word) == Place(NOON, "5f0c", back=True)


def test_the_ends_can_be_written_anew(engine, exams, me, seven):
    def stored():
        with engine.begin() as connection:
            return connection.execute(text("SELECT ending, exam_id FROM reference_ends ORDER BY 2, 1")).all()

    before = stored()
    assert len(before) == 14
    with engine.begin() as connection:
        connection.execute(text("DELETE FROM reference_ends WHERE exam_id = :id"), {"id": seven[0]})
        ends.write_all_ends(connection)
    assert stored() == before
