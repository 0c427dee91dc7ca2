"""A database from before the list had its indexes: upgraded, it lists and finds the same."""

import pytest
from sqlalchemy import select

from exam.domain.record.model import Examiner
from exam.store.accounts import Person
from exam.store.exams import Exams
from exam.store.listing import Wanted
from exam.store.people.supervisors import Supervisors
from exam.store.schema import upgrade
from exam.store.tables import reference_ends, trail
from exam.store.trail.verifying import verify
from tests.older import copied_at

ME = Examiner("Andreas Vesalius")


@pytest.fixture
def listed(exams, me):
    """A draft, one that is signed, one declared void, one replaced, and one discarded."""
    for name in ("Signed", "Void", "Müller"):
        exams.sign(exams.create(name, me), me, ME)
    void, replaced = (exams.list(me, Wanted(name))[0].id for name in ("Void", "Müller"))
    exams.void(void, me, "Wrong patient")
    exams.sign(exams.correct(replaced, me), me, ME)
    exams.discard(exams.create("Gone", me), me)
    exams.create("Zoë 4711", me)


@pytest.fixture
def supervised(engine, accounts, exams, me, colleague):
    """Notes of a student: one that waits, one that was sent back, and one that is valid."""
    student = accounts.add(Person("v.coiter", "Volcher Coiter"), "-", access=frozenset({"student"})).id
    Supervisors(engine).name(student, colleague, named_by=me)
    signed = [exams.sign(exams.create(name, student), student, ME) for name in ("Waits", "Back", "Valid")]
    exams.send_back(signed[1].id, colleague, "The reflexes are missing.", seen=signed[1].last_hash)
    exams.counter_sign(signed[2].id, colleague, seen=signed[2].last_hash)
    return student


def test_what_a_student_signed_is_in_the_same_state(engine, empty_url, exams, colleague, supervised):
    older = copied_at(engine, empty_url, "0014")
    upgrade(older)
    for listed in (exams, Exams(older)):
        said = [(line.reference, line.waits, line.returned) for line in listed.list(supervised)]
        assert said == [("Valid", False, False), ("Back", False, True), ("Waits", True, False)]
    assert [one.reference for one in Supervisors(older).to_counter_sign(colleague)] == ["Waits"]
    assert Supervisors(older).waiting() == {supervised: 1}
    older.dispose()


def shown(exams, me):
    wanted = [Wanted(status=status) for status in ("draft", "finished", "void", "discarded")]
    wanted += [Wanted(search) for search in ("zoe", "711", "muller", "gone")]
    return [[line.reference for line in exams.list(me, one)] for one in wanted]


@pytest.mark.parametrize("version", ["0014", "0004", "0003"])
def test_it_lists_and_finds_the_same(engine, empty_url, exams, me, listed, version):
    before = shown(exams, me)
    assert before == [
        ["Zoë 4711"],
        ["Müller", "Signed"],
        ["Müller", "Void"],
        ["Gone"],
        ["Zoë 4711"],
        ["Zoë 4711"],
        ["Müller", "Müller"],
        [],
    ]
    older = copied_at(engine, empty_url, version)
    upgrade(older)
    assert shown(Exams(older), me) == before
    with engine.begin() as here, older.begin() as there:
        rows = [{*connection.execute(select(reference_ends)).all()} for connection in (here, there)]
        assert rows[0] == rows[1]
    older.dispose()


def test_what_the_step_writes_into_examinations_is_in_the_trail(engine, empty_url, exams, me, listed):
    """Three have another row than before the step: one void, one replaced, and those with an accent."""
    older = copied_at(engine, empty_url, "0014")
    with older.begin() as connection:
        before = len(connection.execute(select(trail)).all())
    upgrade(older)
    with older.begin() as connection:
        written = connection.execute(select(trail.c.act, trail.c.actor).where(trail.c.number > before)).all()
    assert [tuple(row) for row in written] == [("listed", "program")] * 4
    assert verify(older).faults == []
    older.dispose()
