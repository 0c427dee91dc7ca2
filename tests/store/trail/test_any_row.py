"""Every row of every table that is changed, moved, lost or added behind the program is named."""

import pytest
from sqlalchemy import delete, insert, select, update

from exam.store.tables import answers, exams, revisions, trail
from exam.store.trail.digests import ROWS
from tests.store.trail.changing import behind, faults, other, place_of


# The first on PostgreSQL is tried in the gate.
@pytest.mark.tampers
def test_a_row_that_is_moved_is_named(full):
    with full.connect() as connection:
        row = connection.execute(select(revisions).order_by(revisions.c.revision)).mappings().first()
    for table in (revisions, answers):
        here = (table.c.exam_id == row["exam_id"]) & (table.c.revision == row["revision"])
        behind(full, update(table).where(here).values(revision=99))
    assert faults(full) == [
        (f"revisions {row['exam_id']}/99", "not in the trail"),
        (f"revisions {row['exam_id']}/{row['revision']}", "lost"),
    ]


@pytest.mark.tampers
def test_a_change_of_any_column_of_any_table_is_named(full):
    """A trail entry that is changed also makes the row that it speaks of look changed, or lost."""
    for table in (*ROWS, revisions, answers, trail):
        for column in table.columns:
            if column.primary_key:
                continue
            with full.connect() as connection:
                row = connection.execute(select(table).order_by(column.is_(None))).mappings().first()
            here = [key == row[key.name] for key in table.primary_key]
            behind(full, update(table).where(*here).values({column: other(column, row[column.name])}))
            found = faults(full)
            assert (place_of(table, row), "changed") in found, column
            assert len(found) == 1 or table is trail
            behind(full, update(table).where(*here).values({column: row[column.name]}))
    assert faults(full) == []


@pytest.mark.tampers
def test_a_change_of_any_part_of_a_key_of_any_table_is_named(full):
    """The row is missed at its place, and found at another; an answer is one of its revision."""
    for table in (*ROWS, revisions, answers, trail):
        for column in table.primary_key:
            with full.connect() as connection:
                row = connection.execute(select(table).order_by(*table.primary_key)).mappings().first()
            moved = dict(row) | {column.name: other(column, row[column.name])}
            before, after = ([key == one[key.name] for key in table.primary_key] for one in (row, moved))
            behind(full, update(table).where(*before).values({column: moved[column.name]}))
            wanted = {(place_of(table, row), "lost"), (place_of(table, moved), "not in the trail")}
            if table is answers:
                wanted = {(place_of(table, row), "changed")}
            elif table is trail:
                wanted = {(place_of(table, row), "lost")}
            assert wanted <= {*faults(full)}, column
            behind(full, update(table).where(*after).values({column: row[column.name]}))
    assert faults(full) == []


@pytest.mark.tampers
def test_a_lost_row_of_any_table_is_named(full):
    for table in (*ROWS, revisions, answers, trail):
        keys = list(table.primary_key)
        with full.connect() as connection:
            row = connection.execute(select(table).order_by(*keys)).mappings().first()
        behind(full, delete(table).where(*[key == row[key.name] for key in keys]))
        wrong = "changed" if table is answers else "lost"
        assert (place_of(table, row), wrong) in faults(full)
        behind(full, insert(table).values(dict(row)))
    assert faults(full) == []


@pytest.mark.tampers
def test_a_row_that_nobody_wrote_is_named(full, me):
    behind(full, insert(answers).values(exam_id="x", revision=1, position=0, path="patient.age", value="50"))
    assert faults(full) == [("answers x/1", "not in the trail")]
    with full.connect() as connection:
        row = connection.execute(select(exams)).mappings().first()
    behind(full, insert(exams).values(dict(row) | {"id": "f" * 32, "form_id": None}))
    assert (f"exams {'f' * 32}", "not in the trail") in faults(full)
