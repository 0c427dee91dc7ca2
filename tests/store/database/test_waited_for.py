"""On PostgreSQL an answer waits for another one to the same examination, and is then added to what that one left."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from exam.domain.record.answers import Answer
from exam.domain.record.model import Examiner
from exam.store.exams import Exams
from exam.store.state import Rules
from exam.store.stored import Conflict, ExamSigned
from tests.store.at_once import wait_until_one_waits
from tests.store.conftest import POSTGRESQL

pytestmark = pytest.mark.parametrize("kind", [pytest.param("postgresql", marks=POSTGRESQL)], indirect=True)
KNEE, ANKLE = "findings.strength.knee_extension.left", "findings.strength.ankle_dorsiflexion.left"


@pytest.fixture
def behind(engine, exams, exam_id, me):
    """Gives an answer while another one to the same examination is being stored, which it waits for."""
    with ThreadPoolExecutor(1) as beside:

        def behind(first, second):
            given = []

            def locked(_exam):
                if not given:
                    given.append(beside.submit(second))
                    wait_until_one_waits(engine)
                return [Answer(ANKLE, "3")]

            first(locked)
            return given[0].result(20)

        yield behind


def test_it_sees_the_answer_that_it_waited_for(exams, exam_id, me, behind):
    saved = behind(
        lambda answer: exams.append(exam_id, me, answer), lambda: exams.append(exam_id, me, [Answer(KNEE, "4")])
    )
    assert (saved.before.record.at(ANKLE), saved.after.record.at(KNEE), saved.after.revision) == ("3", "4", 3)
    assert exams.open(exam_id, me).record == saved.after.record


def test_the_same_answer_is_stored_once(exams, exam_id, me, behind):
    saved = behind(
        lambda answer: exams.append(exam_id, me, answer, answer_id="one-1"),
        lambda: exams.append(exam_id, me, [Answer(ANKLE, "3")], answer_id="one-1"),
    )
    assert (saved.before, saved.after.revision) == (saved.after, 2)


def test_a_different_one_from_another_browser_is_a_conflict(exams, exam_id, me, behind):
    with pytest.raises(Conflict):
        behind(
            lambda answer: exams.append(exam_id, me, answer, answer_id="one-1"),
            lambda: exams.append(exam_id, me, [Answer(ANKLE, "2")], answer_id="two-1", seen_revision=1),
        )
    assert exams.open(exam_id, me).record.at(ANKLE) == "3"


def test_one_that_is_signed_meanwhile_takes_none(engine, exams, exam_id, me, behind):
    exams.append(exam_id, me, [Answer(ANKLE, "3")])

    def sign(wait):
        def freeze(exam):
            wait(exam)
            return ""

        Exams(engine, Rules(freezer=lambda: freeze)).sign(exam_id, me, Examiner("Andreas Vesalius"))

    with pytest.raises(ExamSigned):
        behind(sign, lambda: exams.append(exam_id, me, [Answer(KNEE, "4")]))
    assert exams.open(exam_id, me).record.at(KNEE) is None
