"""Verifying names what vanished without an erasure, and what an erasure left or somebody put back."""

import pytest
from sqlalchemy import insert, select

from exam.domain.record.model import Examiner
from exam.store.outcomes.entries import Outcomes
from exam.store.state import local_now
from exam.store.tables import addenda, erased_exams, kept_outputs, outcomes, withdrawn_signatures
from exam.store.tables import exams as exam_rows
from exam.store.trail.verifying import TrailFault, verify

REFERENCE, COMMENT = "QX-4711", "Limps since the zebrafinch flew off"
WHO = Examiner("Andreas Vesalius")


def erase(erasing, account_id, reference=REFERENCE):
    return erasing.erase(reference, account_id, "asked for by the patient", erasing.found(reference).seen)


@pytest.mark.tampers
def test_a_row_that_vanished_by_itself_is_named_also_beside_an_erasure(engine, erasing, exams, me, of_patient, exam_id):
    other = exams.create("B-2", me)
    erase(erasing, me)
    behind(
        engine,
        *(f"DELETE FROM {table} WHERE exam_id = '{other}'" for table in ("answers", "revisions", "reference_ends")),
    )
    behind(engine, f"DELETE FROM exams WHERE id = '{other}'")
    assert {(fault.place.split("/")[0], fault.wrong) for fault in verify(engine).faults} == {
        (f"exams {other}", "lost"),
        (f"revisions {other}", "lost"),
    }


@pytest.mark.tampers
def test_a_note_of_an_erasure_that_nobody_made_hides_nothing(engine, exams, me, erasing, of_patient, exam_id):
    erase(erasing, me)
    tables = ("answers", "revisions", "reference_ends")
    behind(engine, *(f"DELETE FROM {table} WHERE exam_id = '{exam_id}'" for table in tables))
    behind(engine, f"DELETE FROM exams WHERE id = '{exam_id}'")
    with engine.begin() as connection:
        connection.execute(
            insert(erased_exams).values(exam_id=exam_id, erasure_id=1, account_id=me, revisions=1, rows=3)
        )
    wrong = {(fault.place.split("/")[0], fault.wrong) for fault in verify(engine).faults}
    assert (f"erased_exams {exam_id}", "not in the trail") in wrong
    assert (f"exams {exam_id}", "lost") in wrong
    assert (f"revisions {exam_id}", "lost") in wrong


@pytest.mark.tampers
def test_a_row_that_was_put_back_is_named(engine, erasing, me, of_patient):
    with engine.begin() as connection:
        row = connection.execute(select(exam_rows).where(exam_rows.c.id == of_patient[3])).one()._asdict()
    erase(erasing, me)
    with engine.begin() as connection:
        connection.execute(insert(exam_rows).values(row))
    assert [(fault.place, fault.wrong) for fault in verify(engine).faults] == [
        (f"exams {of_patient[3]}", "not in the trail")
    ]


@pytest.mark.tampers
def test_what_stays_of_an_erasure_cannot_vanish_either(engine, erasing, me, of_patient):
    erase(erasing, me)
    behind(engine, f"DELETE FROM erased_exams WHERE exam_id = '{of_patient[1]}'")
    assert (f"erased_exams {of_patient[1]}", "lost") in {(one.place, one.wrong) for one in verify(engine).faults}


@pytest.mark.tampers
def test_rows_that_have_the_numbers_of_erased_ones_are_followed(engine, erasing, exams, me, of_patient):
    """SQLite gives the numbers of the last rows again."""
    erase(erasing, me)
    signed = exams.create("B-2", me)
    exams.sign(signed, me, WHO)
    exams.undo_signing(signed, me)
    state = exams.sign(signed, me, WHO).state
    exams.keep_output(signed, me, state, "text", b"the note")
    exams.add_addendum(signed, me, "Seen again.")
    found = {"cause": "root.L5", "side": "left", "known_by": "mri", "known_on": local_now().date().isoformat()}
    Outcomes(engine).enter(signed, me, found)
    assert verify(engine).faults == []
    for table in (withdrawn_signatures, addenda, outcomes, kept_outputs):
        with engine.connect() as connection:
            row = connection.execute(select(*table.primary_key).where(table.c.exam_id == signed)).one()
        behind(engine, f"DELETE FROM {table.name} WHERE exam_id = '{signed}'")
        lost = TrailFault(f"{table.name} {'/'.join(map(str, row))}", "lost")
        assert lost in verify(engine).faults


def behind(engine, *statements):
    with engine.begin() as connection:
        for statement in statements:
            connection.exec_driver_sql(statement)
