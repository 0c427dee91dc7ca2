"""On PostgreSQL what is erased is compared with what was seen once nobody else changes it any more."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

import pytest
from sqlalchemy import select

from exam.domain.record.answers import Answer
from exam.domain.record.model import Examiner
from exam.store import exams as module
from exam.store.erasing.retention import Retention
from exam.store.people.emergency import EmergencyAccesses
from exam.store.stored import ChangedUnseen, ExamNotFound
from exam.store.tables import exams as table
from tests.store.at_once import one_waits_for_the_other, wait_until_one_waits
from tests.store.conftest import POSTGRESQL

pytestmark = pytest.mark.parametrize("kind", [pytest.param("postgresql", marks=POSTGRESQL)], indirect=True)
WHO = Examiner("Andreas Vesalius")


@pytest.fixture
def both(engine):
    with one_waits_for_the_other(engine) as both:
        yield both


@pytest.fixture
def signed(exams, me):
    """The id of a signed examination of A-1."""
    exam_id = exams.create("A-1", me)
    exams.sign(exam_id, me, WHO)
    return exam_id


@pytest.fixture(params=["reference", "age"])
def erase(request, engine, erasing, me, signed):
    """Erases it: as somebody has just seen it."""
    if request.param == "reference":
        seen = erasing.found("A-1").seen
        return lambda: erasing.erase("A-1", me, "asked for", seen)
    retention, before = Retention(engine), datetime.now(UTC)
    seen = retention.older_than(before).seen
    return lambda: retention.erase_older(before, me, "ten years", seen)


@pytest.fixture
def draft(exams, me, signed):
    """Another one of the same patient."""
    return exams.create("A-1", me)


@pytest.fixture(params=["rename", "correct", "compare", "emergency"])
def act(request, exams, me, colleague, signed, draft):
    """What somebody does with one of them."""
    return {
        "rename": lambda: exams.append(draft, me, [Answer("patient.reference", "B-2")]),
        "correct": lambda: exams.correct(signed, me),
        "compare": lambda: exams.create("A-1", me, earlier_id=signed),
        "emergency": lambda: EmergencyAccesses(exams._engine).take(colleague, "A-1", "found in the ward"),
    }[request.param]


def left(engine):
    with engine.connect() as connection:
        return {*connection.scalars(select(table.c.id))}


def test_one_that_is_given_another_reference_stays(engine, exams, me, draft, erase, both):
    came = both(lambda: exams.append(draft, me, [Answer("patient.reference", "B-2")]), erase)
    assert isinstance(came, ChangedUnseen)
    assert len(left(engine)) == 2


def test_one_that_gets_a_new_version_stays_with_it(engine, exams, me, signed, erase, both):
    came = both(lambda: exams.correct(signed, me), erase)
    assert isinstance(came, ChangedUnseen)
    assert len(left(engine)) == 2


def test_one_that_is_compared_with_stays(engine, exams, me, signed, erase, both):
    came = both(lambda: exams.create("A-1", me, earlier_id=signed), erase)
    assert isinstance(came, ChangedUnseen)
    assert len(left(engine)) == 2


def test_an_old_one_that_is_added_to_stays(engine, exams, me, signed, both):
    retention, before = Retention(engine), datetime.now(UTC)
    seen = retention.older_than(before).seen
    came = both(
        lambda: exams.add_addendum(signed, me, "Seen again."),
        lambda: retention.erase_older(before, me, "ten years", seen),
    )
    assert isinstance(came, ChangedUnseen)
    assert left(engine) == {signed}


def test_whoever_waits_for_the_erasure_finds_nothing(engine, act, erase, both):
    assert isinstance(both(erase, act), ExamNotFound)
    assert left(engine) == set()


def test_who_compares_a_draft_and_who_takes_emergency_access_do_not_wait_for_each_other(
    engine, exams, me, colleague, monkeypatch
):
    """One has the draft and then looks at the earlier examination; the other takes both in the order of their ids."""
    taken, refuse = [], module._refuse_earlier
    earlier, draft = sorted(exams.create("A-1", me) for _ in range(2))
    exams.sign(earlier, me, WHO)

    def refuse_once_the_other_waits(*given):
        taken.append(beside.submit(EmergencyAccesses(engine).take, colleague, "A-1", "found in the ward"))
        wait_until_one_waits(engine)
        refuse(*given)

    monkeypatch.setattr(module, "_refuse_earlier", refuse_once_the_other_waits)
    with ThreadPoolExecutor(1) as beside:
        exams.compare_with(draft, me, earlier)
        assert taken[0].result(20)
