"""What the log comes to is kept beside it, read instead of it, and never trusted where it is not the log's."""

import re

import pytest
from sqlalchemy import delete, func, select, update
from sqlalchemy import text as text_of_sql

from exam.domain.record.answers import Answer
from exam.domain.record.model import Examiner
from exam.store.erasing.patients import Erasing
from exam.store.tables import answers, snapshots
from exam.store.trail.verifying import verify

KNEE, ANKLE = "findings.strength.knee_extension.left", "findings.strength.ankle_dorsiflexion.left"


@pytest.fixture
def tapped(exams, me, exam_id):
    exams.append(exam_id, me, [Answer(KNEE, "4")], answer_id="one-1")
    exams.append(exam_id, me, [Answer(ANKLE, "3")], answer_id="two-1")
    return exam_id


def reads_log(statements):
    return sum("FROM revisions JOIN answers" in one for one in statements)


def change(engine, **values):
    with engine.begin() as connection:
        connection.execute(update(snapshots).values(values))


def faults(engine):
    return [(fault.place, fault.wrong) for fault in verify(engine).faults]


def test_neither_a_tap_nor_a_page_reads_the_log(exams, me, tapped, statements):
    saved = exams.append(tapped, me, [Answer(KNEE, "5")], answer_id="one-2", seen_revision=2)
    assert (saved.before.record.at(KNEE), saved.after.record.at(KNEE), saved.after.revision) == ("4", "5", 4)
    assert exams.open(tapped, me).changed_since(3) == {KNEE}
    assert exams.read(tapped, me) == exams.open(tapped, me)
    assert reads_log(statements) == 0


def test_an_undo_reads_the_log_once(exams, me, tapped, statements):
    saved = exams.undo(tapped, me)
    assert (saved.after.record.at(ANKLE), saved.after.undoable) == (None, True)
    assert reads_log(statements) == 1


def test_a_tap_costs_the_same_however_long_the_log_is(exams, me, tapped, statements):
    exams.append(tapped, me, [Answer(KNEE, "5")])
    first = len(statements)
    for number in range(30):
        exams.append(tapped, me, [Answer(KNEE, str(number % 5))])
    statements.clear()
    exams.append(tapped, me, [Answer(KNEE, "5")])
    assert len(statements) == first


def test_all_that_a_tap_needs_is_read_at_once(exams, kind, me, tapped, statements):
    exams.append(tapped, me, [Answer(KNEE, "5")], answer_id="one-2", seen_revision=2)
    read = [one for one in statements if one.startswith("SELECT")]
    assert all(name in read[0] for name in ("FROM exams", "snapshots.content", "revisions.answer_id", "signatures"))
    # Then the trail's last entry; on SQLite the row once more before it, on PostgreSQL the lock of the trail with it.
    assert len(read) == (3 if kind == "sqlite" else 2)


def test_a_tap_writes_the_row_of_the_examination_once_and_does_not_read_it_afterwards(
    exams, kind, me, tapped, statements
):
    exams.append(tapped, me, [Answer("patient.age", 43)])
    written = [one for one in statements if one.startswith(("INSERT", "UPDATE", "WITH"))]
    tables = [" ".join(re.findall(r"(?:UPDATE|INTO) (?!SET)(\w+)", one)) for one in written]
    one_by_one = ["revisions", "answers", "snapshots", "exams"]
    assert tables == [*(one_by_one if kind == "sqlite" else [" ".join(one_by_one)]), "trail"]
    # On SQLite it is worked out before it is written, and must be the same row then.
    assert sum("FROM exams" in one for one in statements) == (2 if kind == "sqlite" else 1)


@pytest.mark.parametrize("kept", [{"revision": 2}, {"made_by": "1 0.0.1"}, {"content": "[]"}], ids=str)
@pytest.mark.tampers
def test_what_is_older_of_another_program_or_unreadable_is_worked_out_again(
    engine, exams, me, tapped, statements, kept
):
    before = exams.open(tapped, me)
    change(engine, **kept)
    statements.clear()
    assert exams.open(tapped, me) == before
    assert reads_log(statements) == 1
    assert exams.append(tapped, me, [Answer(KNEE, "5")]).before == before
    statements.clear()
    exams.open(tapped, me)
    assert reads_log(statements) == 0
    assert faults(engine) == []


def test_one_that_is_missing_is_kept_from_the_next_tap_on(engine, exams, me, tapped):
    before = exams.open(tapped, me)
    with engine.begin() as connection:
        connection.execute(delete(snapshots))
    assert exams.open(tapped, me) == before
    assert faults(engine) == []
    exams.append(tapped, me, [Answer(KNEE, "5")])
    with engine.begin() as connection:
        assert connection.scalar(select(snapshots.c.revision)) == 4


@pytest.mark.tampers
def test_one_that_says_something_else_than_its_log_is_named(engine, kind, tapped):
    with engine.begin() as connection:
        text = connection.scalar(select(snapshots.c.content))
    change(engine, content=text.replace('"4"', '"5"', 1))
    assert faults(engine) == [(f"snapshots {tapped}", "changed")]
    change(engine, content=text, revision=9)
    assert faults(engine) == [(f"snapshots {tapped}", "changed")]
    if kind == "sqlite":
        with engine.begin() as connection:
            connection.execute(text_of_sql("UPDATE snapshots SET revision = 'nine'"))
        assert faults(engine) == [(f"snapshots {tapped}", "changed")]
    change(engine, content=text, revision=3)
    assert faults(engine) == []


@pytest.mark.tampers
def test_of_a_log_that_was_changed_only_that_is_named(engine, exams, me, tapped):
    with engine.begin() as connection:
        connection.execute(update(answers).where(answers.c.path == KNEE).values(value='"5"'))
    assert faults(engine) == [(f"revisions {tapped}/2", "changed")]
    with engine.begin() as connection:
        connection.execute(update(answers).where(answers.c.path == KNEE).values(value="five"))
    assert faults(engine) == [(f"revisions {tapped}/2", "changed")]


@pytest.mark.tampers
def test_what_is_signed_is_what_the_log_says(engine, exams, me, tapped):
    with engine.begin() as connection:
        text = connection.scalar(select(snapshots.c.content))
    change(engine, content=text.replace('"4"', '"5"', 1))
    assert exams.open(tapped, me).record.at(KNEE) == "5"
    assert exams.sign(tapped, me, Examiner("Andreas Vesalius")).record.at(KNEE) == "4"
    assert exams.open(tapped, me).record.at(KNEE) == "4"


def test_nothing_is_kept_of_a_patient_who_was_erased(engine, exams, me, tapped):
    erasing = Erasing(engine)
    erasing.erase("A-1", me, "asked for by the patient", erasing.found("A-1").seen)
    with engine.begin() as connection:
        assert connection.scalar(select(func.count()).select_from(snapshots)) == 0
