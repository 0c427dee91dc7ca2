"""What is read in one transaction is of one moment, whoever writes meanwhile."""

from exam.domain.record.answers import Answer
from exam.store.database import reading
from exam.store.rows import exam_row, read_log
from exam.store.snapshots.history import kept_history

KNEE = "findings.strength.knee_extension.left"


def test_what_is_written_meanwhile_is_not_seen(engine, exams, exam_id, me):
    with reading(engine) as connection:
        before = exam_row(connection, exam_id, me)
        exams.append(exam_id, me, [Answer(KNEE, "4")])
        assert exam_row(connection, exam_id, me) == before
        assert len(read_log(connection, exam_id)) == before.revision == 1
        assert kept_history(connection, before).snapshot.revision == 1
    with reading(engine) as connection:
        assert exam_row(connection, exam_id, me).revision == 2


def test_a_draft_that_is_discarded_meanwhile_is_opened_as_it_was(engine, exams, exam_id, me):
    with reading(engine) as connection:
        assert exam_row(connection, exam_id, me).discarded_at is None
        exams.discard(exam_id, me)
        assert exam_row(connection, exam_id, me).discarded_at is None
