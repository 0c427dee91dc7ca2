"""The digest of a row that is noted as it is written."""

import pytest
from sqlalchemy import update

from exam.store.database import writing
from exam.store.state import write_listed
from exam.store.tables import exams
from exam.store.trail.entries import wrote
from exam.store.trail.verifying import verify


def test_a_row_that_is_written_twice_has_the_digest_of_the_end(engine, exam_id):
    with writing(engine) as connection:
        write_listed(connection, exam_id, {"found": "first"})
        write_listed(connection, exam_id, {"found": "last"})
    assert verify(engine).faults == []


def test_so_has_one_that_another_act_changes_afterwards(engine, exam_id):
    with writing(engine) as connection:
        write_listed(connection, exam_id, {"found": "first"})
        connection.execute(update(exams).values(found="last"))
        wrote(connection, "listed", exams, exam_id, exam_id=exam_id)
    assert verify(engine).faults == []


@pytest.mark.tampers
def test_a_change_that_no_act_notes_is_named(engine, exam_id):
    with writing(engine) as connection:
        write_listed(connection, exam_id, {"found": "first"})
        connection.execute(update(exams).values(found="last"))
    assert [fault.place for fault in verify(engine).faults] == [f"exams {exam_id}"]
