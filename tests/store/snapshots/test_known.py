"""The record that an answer leaves is known to the next one, and is always what the kept text says."""

import pytest
from sqlalchemy import select, update

from exam.domain.record.answers import Answer
from exam.store.database import reading
from exam.store.snapshots.history import logged
from exam.store.snapshots.known import KnownRecords
from exam.store.tables import snapshots

KNEE, ANKLE = "findings.strength.knee_extension.left", "findings.strength.ankle_dorsiflexion.left"
WAS_LEFT_OUT = Answer(ANKLE, {"not_tested": "pain"})


def test_the_next_answer_works_on_the_same_record(exams, exam_id, me):
    left = exams.append(exam_id, me, [Answer(KNEE, "4")]).after
    assert exams.append(exam_id, me, [Answer(ANKLE, "3")]).before.record is left.record
    assert exams.open(exam_id, me).record is exams.open(exam_id, me).record


@pytest.mark.parametrize("undone", [False, True])
def test_it_is_what_the_log_says(engine, exams, exam_id, me, undone):
    exams.append(exam_id, me, [Answer(KNEE, "4"), Answer("presentation.pain_sites.left", ["buttock", "groin"])])
    exams.append(exam_id, me, [WAS_LEFT_OUT])
    if undone:
        exams.undo(exam_id, me)
    known = exams.open(exam_id, me).record
    with reading(engine) as connection:
        assert known == logged(connection, exam_id).record()
    assert known.at(KNEE) == "4"


@pytest.mark.tampers
def test_a_text_that_somebody_else_wrote_is_read(engine, exams, exam_id, me):
    exams.append(exam_id, me, [Answer(KNEE, "4")])
    with engine.begin() as connection:
        text = connection.scalar(select(snapshots.c.content))
        connection.execute(update(snapshots).values(content=text.replace('"4"', '"2"')))
    assert exams.open(exam_id, me).record.at(KNEE) == "2"


def test_the_one_unused_for_longest_is_forgotten(exams, exam_id, me):
    record, known = exams.open(exam_id, me).record, KnownRecords(2)
    for name in ("a", "b", "a", "c"):
        known.know(name, f"text of {name}", record)
    assert [known.find(name, f"text of {name}") for name in "abc"] == [record, None, record]
    assert known.find("a", "another text") is None
