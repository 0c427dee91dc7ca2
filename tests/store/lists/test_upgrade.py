"""A database from before the list had its indexes: upgraded, it lists and finds the same."""

import pytest
from sqlalchemy import select

from exam.domain.record.model import Examiner
from exam.store.exams import Exams
from exam.store.listing import Wanted
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
    assert {fault.place.partition(" ")[0] for fault in verify(older).faults} <= {"exams"}
    older.dispose()
