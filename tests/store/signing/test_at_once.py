"""On PostgreSQL a counter-signature and what the student does at that moment come one after the other."""

import pytest

from exam.domain.record.model import Examiner
from exam.store.stored import AnswerRefused, ChangedUnseen, ExamNotFound, NotAwaited, SigningStands
from tests.store.at_once import one_waits_for_the_other
from tests.store.conftest import POSTGRESQL

pytestmark = pytest.mark.parametrize("kind", [pytest.param("postgresql", marks=POSTGRESQL)], indirect=True)
STUDENT = Examiner("Volcher Coiter", "Student", None)


@pytest.fixture
def both(engine):
    with one_waits_for_the_other(engine) as both:
        yield both


@pytest.fixture
def signed(exams, student):
    return exams.sign(exams.create("A-1", student), student, STUDENT)


@pytest.fixture(params=["counter-signs", "sends back"])
def settle(request, exams, signed, colleague):
    """The supervisor answers what was read."""
    if request.param == "counter-signs":
        return lambda: exams.counter_sign(signed.id, colleague, seen=signed.last_hash)
    return lambda: exams.send_back(signed.id, colleague, "The reflexes are missing.", seen=signed.last_hash)


def test_an_addendum_that_was_not_read_comes_first(exams, student, colleague, signed, settle, both):
    came = both(lambda: exams.add_addendum(signed.id, student, "The right knee."), settle)
    assert isinstance(came, ChangedUnseen)
    left = exams.read(signed.id, colleague)
    assert ([one.text for one in left.addenda], left.supervision.said) == (["The right knee."], None)


def test_an_addendum_that_comes_second_is_refused(exams, student, signed, settle, both):
    came = both(settle, lambda: exams.add_addendum(signed.id, student, "The right knee."))
    assert isinstance(came, AnswerRefused)
    left = exams.open(signed.id, student)
    assert (left.addenda, left.supervision.said is None, left.signature.intact) == ((), False, True)


def test_an_undo_that_comes_first_leaves_nothing_to_answer(exams, student, signed, settle, both):
    assert isinstance(both(lambda: exams.undo_signing(signed.id, student), settle), ExamNotFound)
    assert exams.open(signed.id, student).status == "draft"


def test_an_undo_that_comes_second_is_refused(exams, student, signed, settle, both):
    assert isinstance(both(settle, lambda: exams.undo_signing(signed.id, student)), SigningStands)
    assert exams.open(signed.id, student).signature.intact


def test_a_note_that_is_declared_void_first_is_not_answered(exams, student, signed, settle, both):
    assert isinstance(both(lambda: exams.void(signed.id, student, "Wrong patient"), settle), NotAwaited)
    assert exams.open(signed.id, student).supervision.said is None


def test_one_whose_new_version_is_signed_first_is_not_answered(exams, student, signed, settle, both):
    newer = exams.correct(signed.id, student)
    assert isinstance(both(lambda: exams.sign(newer, student, STUDENT), settle), NotAwaited)
    assert exams.open(signed.id, student).supervision.said is None
