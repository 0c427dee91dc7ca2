"""Examinations of one patient in every state, of two clinicians."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import insert, select

from exam.domain.record.answers import Answer
from exam.domain.record.model import Examiner
from exam.store.database import writing
from exam.store.erasing.patients import Erasing
from exam.store.erasing.rows import column_of_examination
from exam.store.people.emergency import EmergencyAccesses
from exam.store.people.hand_overs import HandOvers
from exam.store.tables import Moment, metadata
from exam.store.trail.entries import wrote

REFERENCE, COMMENT = "QX-4711", "Limps since the zebrafinch flew off"
WHO = Examiner("Andreas Vesalius")


@pytest.fixture
def erasing(engine):
    return Erasing(engine)


@pytest.fixture
def of_patient(exams, me, colleague):
    """Examinations of one patient in every state, of two clinicians; returns the ids."""
    signed = exams.create(REFERENCE, me)
    exams.append(signed, me, [Answer("comments.strength", COMMENT)])
    state = exams.sign(signed, me, WHO).state
    exams.keep_output(signed, me, state, "text", COMMENT.encode())
    exams.undo_signing(signed, me)
    state = exams.sign(signed, me, WHO).state
    exams.keep_output(signed, me, state, "text", COMMENT.encode())
    exams.add_addendum(signed, me, COMMENT)
    exams.void(signed, me, COMMENT)
    discarded = exams.create(REFERENCE.lower(), me, earlier_id=signed)
    exams.discard(discarded, me)
    handed = exams.create(REFERENCE, colleague)
    revision = exams.open(handed, colleague).revision
    HandOvers(exams._engine).give(handed, colleague, me, COMMENT, seen_revision=revision)
    EmergencyAccesses(exams._engine).take(colleague, REFERENCE, COMMENT)
    fill_other_tables(exams._engine, signed, me)
    return [signed, discarded, handed, exams.create(REFERENCE, colleague)]


def fill_other_tables(engine, exam_id, account_id):
    """A row in each table of examinations that has none yet, as in one that was added since."""
    with writing(engine) as connection:
        for table in metadata.sorted_tables:
            column = column_of_examination(table)
            if column is not None and connection.execute(select(table)).first() is None:
                row = {one.name: sample(one, exam_id, account_id) for one in table.columns if not is_given(one)}
                added = insert(table).values(row).returning(*table.primary_key)
                wrote(connection, "added", table, *connection.execute(added).one(), exam_id=exam_id)


def is_given(column):
    """Whether the database has a value of its own, or none is needed."""
    return column.nullable or column.server_default is not None or (column.primary_key and column.name == "id")


def sample(column, exam_id, account_id):
    if column.name == "exam_id":
        return exam_id
    if column.foreign_keys:
        return account_id
    if isinstance(column.type, Moment):
        return datetime(2026, 11, 29, tzinfo=UTC)
    return {int: 1, str: COMMENT[:16], bytes: b"x", bool: True}[column.type.python_type]
