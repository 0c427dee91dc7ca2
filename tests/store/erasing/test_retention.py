"""What is older than the clinic keeps: the examinations of a patient together, and only when a person wants it."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from exam.domain.record.answers import Answer
from exam.domain.record.model import Examiner
from exam.store.erasing.retention import Retention, before_years
from exam.store.stored import AnswerRefused, ChangedUnseen
from exam.store.tables import exams as exam_rows
from exam.store.trail.verifying import verify

NOW = datetime(2026, 11, 29, tzinfo=UTC)
WHO = Examiner("Andreas Vesalius")
LATER = timedelta(days=1)


@pytest.fixture
def retention(engine):
    return Retention(engine)


def ids(engine):
    with engine.begin() as connection:
        return set(connection.scalars(select(exam_rows.c.id)))


def test_nothing_is_older_until_all_of_a_patient_is(engine, retention, exams, me, colleague):
    old, between = exams.create("A-1", me), datetime.now(UTC)
    exams.create("B-2", me)
    assert retention.older_than(between).number == 1
    recent = exams.create("a-1", colleague)
    assert retention.older_than(between) is None
    after = datetime.now(UTC)
    found = retention.older_than(after)
    assert [(one.name, one.drafts) for one in found.of] == [("Andreas Vesalius", 2), ("Gabriele Falloppio", 1)]
    assert {old, recent} < ids(engine)


def test_an_addendum_or_another_version_counts_as_recent(retention, exams, me):
    first, second = exams.create("A-1", me), exams.create("B-2", me)
    for exam_id in (first, second):
        exams.sign(exam_id, me, WHO)
    between = datetime.now(UTC)
    exams.add_addendum(first, me, "Seen again.")
    newer = exams.correct(second, me)
    exams.append(newer, me, [Answer("patient.reference", "C-3")])
    assert retention.older_than(between) is None


def test_what_is_older_is_erased_with_discarded_drafts_and_nothing_else(engine, retention, exams, me):
    old, discarded = exams.create("A-1", me), exams.create("A-1", me)
    exams.discard(discarded, me)
    between = datetime.now(UTC)
    kept = exams.create("B-2", me)
    seen = retention.older_than(between).seen
    for wrong in ((between, "x" * 501, seen), (between, "", seen)):
        with pytest.raises(AnswerRefused):
            retention.erase_older(wrong[0], me, wrong[1], wrong[2])
    with pytest.raises(ChangedUnseen):
        retention.erase_older(between + LATER, me, "ten years", seen)
    assert retention.erase_older(between, me, "ten years", seen) == 2
    assert ids(engine) == {kept}
    assert [(one.by, len(one.examinations)) for one in retention.erasures()] == [("age", 2)]
    assert old not in ids(engine)
    assert verify(engine).faults == []


def test_there_is_no_default_that_erases(retention):
    assert retention.years() is None
    retention.save_years(10)
    assert retention.years() == 10
    for years in (0, -1, 101):
        with pytest.raises(AnswerRefused):
            retention.save_years(years)
    retention.save_years(None)
    assert retention.years() is None


def test_years_are_counted_by_the_calendar():
    assert before_years(NOW, 10) == datetime(2016, 11, 29, tzinfo=UTC)
    assert before_years(datetime(2024, 2, 29, tzinfo=UTC), 1) == datetime(2023, 2, 28, tzinfo=UTC)


@pytest.mark.long
@pytest.mark.parametrize("kind", ["sqlite"], indirect=True)
def test_a_thousand_are_erased_at_once(engine, retention, exams, me):
    for at in range(1000):
        exams.create(f"A-{at}", me)
    after = datetime.now(UTC)
    assert retention.erase_older(after, me, "ten years", retention.older_than(after).seen) == 1000
    assert verify(engine).faults == []
