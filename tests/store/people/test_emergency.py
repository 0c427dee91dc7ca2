"""Emergency access opens what colleagues have of one reference, for an hour and a reason; administrators see it."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import update

from exam.domain.record.answers import Answer
from exam.store.accounts import Person
from exam.store.people.emergency import EmergencyAccesses
from exam.store.stored import AnswerRefused, ExamNotFound
from exam.store.tables import emergency_accesses
from exam.store.trail.access import Trail

WHY = "Unconscious in the ward"


@pytest.fixture
def kept(engine):
    return EmergencyAccesses(engine)


def test_only_a_number_is_found_of_exactly_this_reference(engine, exams, kept, exam_id, me, colleague):
    exams.create("A-1", colleague)
    exams.discard(exams.create("A-1", me), me)
    assert [kept.count(colleague, one) for one in ("A-1", " a-1 ", "A", "A-12", "%")] == [1, 1, 0, 0, 0]
    assert kept.count(me, "A-1") == 1
    assert [one.act for one in Trail(engine).entries()].count("searched for emergency access") == 6


def test_it_is_read_for_an_hour_and_nothing_else_is(engine, exams, kept, exam_id, me, colleague):
    other, before = exams.create("B-1", me), datetime.now(UTC)
    number = kept.take(colleague, "a-1", f" {WHY} ")
    read = exams.read(exam_id, colleague)
    assert (read.reading.why, read.reading.number) == ("emergency access", number)
    assert timedelta(minutes=60) <= read.reading.until - before < timedelta(minutes=61)
    for refused in (
        lambda: exams.read(other, colleague),
        lambda: exams.open(exam_id, colleague),
        lambda: exams.append(exam_id, colleague, [Answer("patient.age", 50)]),
        lambda: exams.read(exams.create("A-1", me), colleague),
    ):
        with pytest.raises(ExamNotFound):
            refused()
    access, listed = kept.exams(number, colleague)
    assert (access.reason, access.who, access.exams) == (WHY, "Gabriele Falloppio", 1)
    assert [one.id for one in listed] == [exam_id]
    with pytest.raises(ExamNotFound):
        kept.exams(number, me)
    until = access.until
    with engine.begin() as connection:
        connection.execute(update(emergency_accesses).values(until=datetime.now(UTC)))
    for refused in (lambda: exams.read(exam_id, colleague), lambda: kept.exams(number, colleague)):
        with pytest.raises(ExamNotFound):
            refused()
    assert kept.mine(colleague) == []
    with engine.begin() as connection:
        connection.execute(update(emergency_accesses).values(until=until))


def test_it_needs_a_reason_and_something_to_read(exams, accounts, kept, exam_id, me, colleague):
    for reason in ("", "two words", "x y " * 200):
        with pytest.raises(AnswerRefused, match="reason"):
            kept.take(colleague, "A-1", reason)
    auditor = accounts.add(Person("auditor", "Auditor"), "-", access=frozenset({"auditor"})).id
    for account, reference in ((colleague, "B-1"), (me, "A-1"), (auditor, "A-1")):
        with pytest.raises(ExamNotFound):
            kept.take(account, reference, WHY)
    assert kept.unseen(me) == []


def test_a_form_sent_twice_takes_one(kept, exam_id, me, colleague):
    assert kept.take(colleague, "A-1", WHY, form_id="f1") == kept.take(colleague, "A-1", WHY, form_id="f1")
    assert kept.count_unseen(me) == 1


def test_each_administrator_marks_it_as_seen(accounts, kept, exam_id, me, colleague):
    second = accounts.add(Person("admin", "Admin"), "-", access=frozenset({"administrator"})).id
    number = kept.take(colleague, "A-1", WHY)
    assert [(one.who, one.reason, one.exams) for one in kept.unseen(me)] == [("Gabriele Falloppio", WHY, 1)]
    for _ in range(2):
        kept.mark_seen(number, me)
        kept.mark_seen(number + 1, me)
        assert (kept.count_unseen(me), kept.count_unseen(second)) == (0, 1)


def test_it_ends_when_the_account_no_longer_examines(accounts, exams, kept, exam_id, colleague):
    number = kept.take(colleague, "A-1", WHY)
    accounts.set_access(colleague, frozenset({"auditor"}))
    for refused in (lambda: exams.read(exam_id, colleague), lambda: kept.exams(number, colleague)):
        with pytest.raises(ExamNotFound):
            refused()
