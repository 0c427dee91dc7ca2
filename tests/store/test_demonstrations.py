"""Demonstrations: a store of their own, for an hour, with a limit, and without any text."""

import shutil
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from exam.domain.record.answers import Answer
from exam.domain.record.model import Examiner
from exam.store.database import connect, reading
from exam.store.settings import Clinic
from exam.store.state import Rules
from exam.store.stored import AnswerRefused, ExamNotFound
from exam.store.tables import metadata
from exam.store.training.demonstrations import Demonstrations, NoPlace
from exam.store.training.exams import new_id

FIRST = (Answer("patient.reference", "TRAINING: L5"), Answer("training", "left_l5"))
HERE, THERE = "192.0.2.1", "192.0.2.2"


@pytest.fixture
def file(tmp_path):
    return tmp_path / "training.sqlite3"


@pytest.fixture
def demonstrations(file, sqlite_with_tables):
    shutil.copy(sqlite_with_tables, file)
    file.chmod(0o600)
    return Demonstrations(file, replace(Rules(), new_id=new_id))


@pytest.fixture
def now():
    return datetime.now(UTC)


def test_nothing_is_made_before_the_first_one_begins(file, now):
    demonstrations = Demonstrations(file, Rules())
    demonstrations.forget_old(now)
    demonstrations.end("nobody")
    assert demonstrations.account("nobody", now) is None
    assert not file.exists()


def test_a_demonstration_is_found_by_its_visitor_alone(demonstrations, file, now):
    visitor, exam_id = demonstrations.begin(FIRST, HERE, now)
    other, others = demonstrations.begin(FIRST, HERE, now)
    assert demonstrations.account(visitor.session_key, now) == visitor
    assert demonstrations.exams.open(exam_id, visitor.id).record.training == "left_l5"
    with pytest.raises(ExamNotFound):
        demonstrations.exams.open(others, visitor.id)
    assert demonstrations.exams.open(others, other.id).id == others


def test_its_id_cannot_be_that_of_an_examination_of_a_patient(demonstrations, now):
    _, exam_id = demonstrations.begin(FIRST, HERE, now)
    assert exam_id.startswith("training")
    assert len(exam_id) == 32
    assert exam_id.isalnum()


def test_two_processes_share_them(demonstrations, file, now):
    visitor, exam_id = demonstrations.begin(FIRST, HERE, now)
    second = Demonstrations(file, Rules())
    assert second.account(visitor.session_key, now) == visitor
    second.exams.append(exam_id, visitor.id, [Answer("patient.age", 44)])
    assert demonstrations.exams.open(exam_id, visitor.id).record.patient.age == 44


def test_after_an_hour_nothing_of_it_is_kept(demonstrations, file, now):
    visitor, exam_id = demonstrations.begin(FIRST, HERE, now)
    demonstrations.exams.append(exam_id, visitor.id, [Answer("patient.age", 44)])
    demonstrations.exams.sign(exam_id, visitor.id, Examiner(name="Nobody"))
    demonstrations.exams.undo_signing(exam_id, visitor.id)
    demonstrations.exams.sign(exam_id, visitor.id, Examiner(name="Nobody"))
    demonstrations.exams.correct(exam_id, visitor.id)
    demonstrations.exams.void(exam_id, visitor.id, "Mrs Smith")
    assert demonstrations.account(visitor.session_key, now + timedelta(minutes=59)) == visitor
    assert demonstrations.account(visitor.session_key, now + timedelta(minutes=61)) is None
    demonstrations.forget_old(now + timedelta(minutes=61))
    with reading(connect(f"sqlite:///{file}")) as connection:
        assert {table.name: connection.execute(table.select()).all() for table in metadata.sorted_tables} == {
            table.name: [] for table in metadata.sorted_tables
        }


def test_ending_one_leaves_the_others(demonstrations, now):
    visitor, exam_id = demonstrations.begin(FIRST, HERE, now)
    other, others = demonstrations.begin(FIRST, HERE, now)
    demonstrations.end(visitor.session_key)
    assert demonstrations.account(visitor.session_key, now) is None
    with pytest.raises(ExamNotFound):
        demonstrations.exams.open(exam_id, visitor.id)
    assert demonstrations.exams.open(others, other.id).id == others


def test_one_address_cannot_take_every_place(demonstrations, now):
    first, _ = demonstrations.begin(FIRST, HERE, now)
    for _ in range(29):
        demonstrations.begin(FIRST, HERE, now)
    # Also not by ending and beginning again.
    demonstrations.end(first.session_key)
    with pytest.raises(NoPlace) as refused:
        demonstrations.begin(FIRST, HERE, now)
    assert refused.value.free_at == now + timedelta(hours=1)
    assert not refused.value.everywhere
    demonstrations.begin(FIRST, THERE, now)
    demonstrations.begin(FIRST, HERE, now + timedelta(minutes=61))


def test_of_a_hundred_none_is_lost_to_the_next(demonstrations, now):
    begun = [demonstrations.begin(FIRST, f"192.0.2.{number}", now) for number in range(100)]
    with pytest.raises(NoPlace) as refused:
        demonstrations.begin(FIRST, "198.51.100.1", now)
    assert refused.value.everywhere
    visitor, exam_id = begun[0]
    assert demonstrations.exams.open(exam_id, visitor.id).id == exam_id
    demonstrations.end(visitor.session_key)
    demonstrations.begin(FIRST, "198.51.100.1", now)


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("patient.reference", "Mrs Smith"),
        ("comments.strength", "Mrs Smith"),
        ("impression.text", "Mrs Smith"),
        ("plan.text", "Mrs Smith"),
        ("plan.safety_net_text", "Mrs Smith"),
        ("presentation.old_deficit.left", "Mrs Smith"),
        ("alert_reviews.cauda_equina", {"answer": "acted_on", "text": "Mrs Smith", "by": "x", "at": "y"}),
        ("handover", {"to": "Mrs Smith", "by": "x", "at": "y"}),
    ],
)
@pytest.mark.parametrize("given", ["a list", "a function"])
def test_no_text_is_accepted(demonstrations, now, path, value, given):
    visitor, exam_id = demonstrations.begin(FIRST, HERE, now)
    answers = [Answer(path, value)]
    with pytest.raises(AnswerRefused, match="cannot be typed in a demonstration"):
        demonstrations.exams.append(exam_id, visitor.id, answers if given == "a list" else lambda _exam: answers)


def test_an_alert_is_answered_without_words_and_a_text_can_be_cleared(demonstrations, now):
    visitor, exam_id = demonstrations.begin(FIRST, HERE, now)
    answer = {"answer": "acted_on", "by": "Demonstration examiner", "at": "2026-11-21T09:30:00+00:00"}
    given = [Answer("alert_reviews.cauda_equina", answer), Answer("comments.strength", None)]
    saved = demonstrations.exams.append(exam_id, visitor.id, given)
    assert saved.after.record.alert_reviews["cauda_equina"].answer == "acted_on"


def test_a_signed_one_takes_no_addendum_and_no_reason_of_its_own(demonstrations, now):
    visitor, exam_id = demonstrations.begin(FIRST, HERE, now)
    demonstrations.exams.sign(exam_id, visitor.id, Examiner(name="Nobody"))
    with pytest.raises(AnswerRefused):
        demonstrations.exams.add_addendum(exam_id, visitor.id, "Mrs Smith", form_id="1")
    assert demonstrations.exams.void(exam_id, visitor.id, "Mrs Smith").void.reason == "Demonstration"


@pytest.mark.parametrize("content", [b"not a database at all, but long enough to be read as one", b""])
def test_a_damaged_file_is_replaced(file, now, content):
    file.write_bytes(content * 100)
    demonstrations = Demonstrations(file, Rules())
    visitor, _ = demonstrations.begin(FIRST, HERE, now)
    assert demonstrations.account(visitor.session_key, now) == visitor


def test_a_fault_of_the_file_disturbs_nothing_else(file, now):
    file.mkdir()
    Demonstrations(file, Rules()).try_to_forget_old(now)
    assert file.is_dir()


def test_its_file_is_readable_by_its_owner_alone(file, now):
    Demonstrations(file, Rules()).begin(FIRST, HERE, now)
    assert file.stat().st_mode & 0o077 == 0


def test_they_have_the_clock_of_the_clinic_and_not_its_name(file):
    clinic = Clinic("Practice at the harbour", "Quay 1", "Europe/Zurich", "letter", reference_in_file_names=True)
    demonstrations = Demonstrations(file, Rules(), lambda: clinic)
    assert demonstrations.settings.clinic() == Clinic("", "", "Europe/Zurich", "letter")
