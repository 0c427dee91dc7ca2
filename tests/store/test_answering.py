"""On SQLite an answer is worked out before anybody waits for it, and again if the examination changes meanwhile."""

import pytest

from exam.domain.record.answers import Answer
from exam.domain.record.model import Examiner
from exam.store.stored import Conflict, ExamNotFound, ExamSigned

KNEE, ANKLE = "findings.strength.knee_extension.left", "findings.strength.ankle_dorsiflexion.left"


@pytest.fixture
def kind():
    """PostgreSQL locks one examination alone, and before its answer is worked out."""
    return "sqlite"


@pytest.fixture
def give(exams, exam_id, me):
    """Gives an answer, while something is done the first time that it is worked out; the revisions that it saw."""

    def give(meanwhile, **how):
        seen = []

        def answer(exam):
            if not seen:
                meanwhile()
            seen.append(exam.revision)
            return [Answer(KNEE, "4")]

        return seen, exams.append(exam_id, me, answer, **how)

    return give


def test_others_answer_in_another_examination_meanwhile(exams, give, me):
    other = exams.create("B-2", me)
    seen, saved = give(lambda: exams.append(other, me, [Answer(ANKLE, "3")]))
    assert (seen, saved.after.record.at(KNEE)) == ([1], "4")
    assert exams.open(other, me).record.at(ANKLE) == "3"


def test_an_answer_in_the_same_one_is_kept_and_comes_first(exams, exam_id, give, me):
    seen, saved = give(lambda: exams.append(exam_id, me, [Answer(ANKLE, "3")]))
    assert seen == [1, 2]
    assert (saved.before.record.at(ANKLE), saved.before.record.at(KNEE)) == ("3", None)
    assert exams.open(exam_id, me).record == saved.after.record
    assert (saved.after.record.at(KNEE), saved.after.revision) == ("4", 3)


def test_the_same_answer_sent_twice_at_once_is_stored_once(exams, exam_id, give, me):
    seen, saved = give(lambda: exams.append(exam_id, me, [Answer(KNEE, "4")], answer_id="one-1"), answer_id="one-1")
    assert (seen, saved.before, saved.after.revision) == ([1], saved.after, 2)


def test_another_browsers_answer_to_the_same_question_is_a_conflict(exams, exam_id, give, me):
    with pytest.raises(Conflict):
        give(
            lambda: exams.append(exam_id, me, [Answer(KNEE, "2")], answer_id="two-1"),
            answer_id="one-1",
            seen_revision=1,
        )
    assert exams.open(exam_id, me).record.at(KNEE) == "2"


def test_a_signed_one_takes_no_answer_that_was_worked_out_before(exams, exam_id, give, me):
    exams.append(exam_id, me, [Answer(ANKLE, "3")])
    with pytest.raises(ExamSigned):
        give(lambda: exams.sign(exam_id, me, Examiner("Andreas Vesalius")))
    assert exams.open(exam_id, me).record.at(KNEE) is None


def test_nor_does_a_discarded_one(exams, exam_id, give, me):
    with pytest.raises(ExamNotFound):
        give(lambda: exams.discard(exam_id, me))
    exams.restore(exam_id, me)
    assert exams.open(exam_id, me).record.at(KNEE) is None
