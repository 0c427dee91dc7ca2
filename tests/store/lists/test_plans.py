"""How SQLite reads what grows with the number of examinations: along an index, and no further than a page."""

from datetime import UTC, datetime

import pytest

from exam.domain.record.model import Examiner
from exam.store.accounts import Person
from exam.store.erasing.patients import Erasing
from exam.store.listing import Wanted
from exam.store.lists import ends
from exam.store.lists.paging import Place
from exam.store.people.emergency import EmergencyAccesses
from exam.store.people.hand_overs import HandOvers
from exam.store.people.supervisors import Supervisors

RANGE = "(account_id=? AND ending>? AND ending<?)"
NOON = datetime(2026, 11, 29, 12, tzinfo=UTC)


@pytest.fixture(params=["sqlite"])
def kind(request):
    return request.param


def many(monkeypatch):
    """Whatever a search finds is too much to be sorted."""
    for limit in ("FEW", "FEW_BESIDE", "FEW_ENDS", "MANY_ENDS"):
        monkeypatch.setattr(ends, limit, -1)


INDEXES = [
    ({"status": "draft"}, "drafts_changed"),
    ({"status": "draft", "order": "reference"}, "drafts_reference"),
    ({"status": "draft", "order": "age"}, "drafts_age"),
    ({"status": "finished"}, "finished_changed"),
    ({"status": "finished", "order": "reference"}, "finished_reference"),
    ({"status": "finished", "order": "age"}, "finished_age"),
    ({"status": "void"}, "void"),
    ({"status": "discarded"}, "discarded"),
    ({"status": "draft", "emergency": True}, "emergencies"),
    ({"status": "finished", "emergency": True}, "emergencies"),
    ({}, "account_id_updated_at_id"),
]


@pytest.mark.parametrize(("wanted", "index"), INDEXES)
@pytest.mark.parametrize("search", ["", "x"])
def test_each_part_of_the_list_is_read_along_its_own_index(exams, me, seven, plans, wanted, index, search, monkeypatch):  # noqa: PLR0917
    """Also the second page, and a search that finds many; nothing is sorted, and nothing read but the page."""
    many(monkeypatch)
    for place in (None, Place(NOON, seven[3]), Place(NOON, seven[3], back=True)):
        exams.page(me, Wanted(search, **wanted), place, 3)
    # How far a search looks that finds many is read from the same index.
    since = f" / SCALAR SUBQUERY 1 / SEARCH exams USING COVERING INDEX ix_exams_{index} (account_id=?)"
    pages = [plan.removesuffix(since) for plan in plans if "ix_exams" in plan]
    assert len(pages) >= 3
    assert [plan for plan in pages if f"ix_exams_{index} " not in plan or "/" in plan] == []
    assert [plan for plan in plans if "SCAN exams" in plan] == []


@pytest.mark.parametrize(
    ("wanted", "index"),
    [
        ({"status": "draft"}, "drafts_changed"),
        ({"status": "finished"}, "finished_changed"),
        ({"status": "void", "order": "reference"}, "void"),
        ({"status": "discarded", "order": "age"}, "discarded"),
        ({"status": "finished", "emergency": True, "order": "age"}, "emergencies"),
    ],
)
def test_what_is_walked_through_is_read_from_an_index_alone(exams, me, seven, plans, wanted, index, monkeypatch):  # noqa: PLR0917
    many(monkeypatch)
    exams.page(me, Wanted("x", **wanted), None, 3)
    assert [
        plan for plan in plans if f"USING COVERING INDEX ix_exams_{index} " not in plan and "ix_exams" in plan
    ] == []


def test_a_search_that_finds_few_reads_these_alone(exams, me, seven, plans):
    exams.page(me, Wanted("ax", "draft"), size=3)
    ids, found, lines = plans
    assert ids == f"SEARCH reference_ends USING COVERING INDEX ix_reference_ends_open {RANGE}"
    assert "SEARCH exams USING INDEX sqlite_autoindex_exams_1 (id=?)" in found
    assert lines == "SEARCH exams USING INDEX sqlite_autoindex_exams_1 (id=?)"
    assert "ix_exams" not in found


def test_signed_ones_that_a_search_finds_are_put_in_order_by_their_ends_alone(exams, me, seven, plans):
    for exam_id in seven[:3]:
        exams.sign(exam_id, me, Examiner("Andreas Vesalius"))
    plans.clear()
    page = exams.page(me, Wanted("x", "finished"), size=2)
    exams.page(me, Wanted("x", "finished"), Place.read(page.after, ""), 2)
    along = f"SEARCH reference_ends USING COVERING INDEX ix_reference_ends_finished {RANGE}"
    counted, found, lines, *_ = plans
    assert counted.startswith(f"CO-ROUTINE anon_1 / {along}")
    assert found == f"{along} / USE TEMP B-TREE FOR ORDER BY"
    assert lines == "SEARCH exams USING INDEX sqlite_autoindex_exams_1 (id=?)"
    assert plans[3:5] == [counted, found]


def test_what_waits_for_somebody_is_read_without_what_does_not(engine, accounts, me, colleague, exams, plans):
    student = accounts.add(Person("v.coiter", "Volcher Coiter"), "-", access=frozenset({"student"})).id
    supervisors = Supervisors(engine)
    supervisors.name(student, me, named_by=me)
    plans.clear()
    supervisors.to_counter_sign(me)
    assert "SEARCH exams USING INDEX ix_exams_waiting (account_id=?)" in plans[-1]
    supervisors.waiting()
    assert "USING INDEX ix_exams_waiting" in plans[-1]
    HandOvers(engine).received(me)
    assert "SEARCH hand_overs USING INDEX ix_hand_overs_to_id (to_id=?)" in plans[-1]
    HandOvers(engine).given(me)
    assert "SEARCH hand_overs USING INDEX ix_hand_overs_from_id (from_id=?)" in plans[-1]


def test_a_reference_of_all_clinicians_is_looked_up(engine, exams, me, colleague, seven, plans):
    EmergencyAccesses(engine).count(colleague, "ax")
    assert [plan for plan in plans if "ix_exams_reference_key_account_id (reference_key=?" in plan]
    plans.clear()
    Erasing(engine).found("ax")
    assert [plan for plan in plans if "SCAN" in plan] == ["SCAN answers USING COVERING INDEX ix_answers_references"]
