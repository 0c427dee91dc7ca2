"""On PostgreSQL what several transactions append to the trail stands behind one another."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from exam.store.database import reading, writing
from exam.store.postgresql.locks import lock
from exam.store.trail.entries import note, read_head, write_entries
from exam.store.trail.verifying import verify
from tests.store.at_once import wait_until_one_waits
from tests.store.conftest import POSTGRESQL

pytestmark = pytest.mark.parametrize("kind", [pytest.param("postgresql", marks=POSTGRESQL)], indirect=True)


def append(engine):
    with writing(engine) as connection:
        note(connection, "listed")


def test_one_that_waited_for_another_sees_its_entry(engine):
    with ThreadPoolExecutor(1) as beside, engine.begin() as first:
        note(first, "listed")
        write_entries(first)
        second = beside.submit(append, engine)
        wait_until_one_waits(engine)
        first.commit()
        second.result(20)
    with reading(engine) as connection:
        assert read_head(connection).count == 2
    assert verify(engine).faults == []


def test_who_holds_the_lock_of_this_name_is_waited_for(engine):
    with ThreadPoolExecutor(1) as beside, engine.begin() as holder:
        lock(holder, "trail")
        second = beside.submit(append, engine)
        wait_until_one_waits(engine)
        assert not second.done()
        holder.rollback()
        second.result(20)


def test_an_empty_trail_has_no_last_entry_and_takes_a_first(engine, statements):
    append(engine)
    append(engine)
    with reading(engine) as connection:
        assert read_head(connection).count == 2
    assert sum("pg_advisory_xact_lock" in statement for statement in statements) == 2
    assert all("FROM trail" in statement for statement in statements if "pg_advisory" in statement)
