"""A covering colleague reads what belongs to another, between two moments, and changes nothing."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import update

from exam.domain.record.answers import Answer
from exam.domain.record.model import Examiner
from exam.store.accounts import Person
from exam.store.listing import Wanted
from exam.store.people.covers import Covers, Span
from exam.store.stored import AnswerRefused, ExamNotFound
from exam.store.tables import covers

KNEE = "findings.strength.knee_extension.left"
DAY = timedelta(days=1)


def days(first, last):
    now = datetime.now(UTC)
    return Span(now + first * DAY, now + last * DAY)


@pytest.fixture
def kept(engine):
    return Covers(engine)


@pytest.fixture
def cover(kept, me, colleague):
    """The colleague reads my examinations for a week."""
    kept.name(me, colleague, days(-1, 6), " Leave ", named_by=me)
    (named,) = kept.of(me)
    return named


def test_it_is_read_and_nothing_is_changed(exams, kept, cover, exam_id, me, colleague):
    exams.append(exam_id, me, [Answer(KNEE, "4")])
    read = exams.read(exam_id, colleague)
    assert (read.record.at(KNEE), read.examiner_id, read.examiner_name) == ("4", me, "Andreas Vesalius")
    assert (read.reading.why, read.reading.number, read.reading.until) == ("cover", cover.id, cover.ends_at)
    assert exams.read(exam_id, me).reading is None
    for change in (
        lambda: exams.open(exam_id, colleague),
        lambda: exams.append(exam_id, colleague, [Answer(KNEE, "3")]),
        lambda: exams.undo(exam_id, colleague),
        lambda: exams.sign(exam_id, colleague, Examiner("G")),
        lambda: exams.discard(exam_id, colleague),
        lambda: exams.compare_with(exam_id, colleague, None),
        lambda: exams.correct(exam_id, colleague),
        lambda: exams.add_addendum(exam_id, colleague, "x"),
        lambda: exams.void(exam_id, colleague, "x"),
        lambda: exams.undo_signing(exam_id, colleague),
    ):
        with pytest.raises(ExamNotFound):
            change()
    assert exams.open(exam_id, me).revision == 2


def test_the_print_of_a_signed_note_is_made_for_the_reader_and_ends_the_undo(exams, cover, exam_id, me, colleague):
    state = exams.sign(exam_id, me, Examiner("Andreas Vesalius")).state
    assert exams.keep_output(exam_id, colleague, state, "text", b"note") == b"note"
    assert exams.kept_output(exam_id, colleague, state, "text") == b"note"
    assert exams.hand_out(exam_id, colleague).reading.why == "cover"
    assert exams.open(exam_id, me).signature.undo_until is None


def test_it_lists_what_the_owner_has_without_what_was_discarded(exams, kept, cover, exam_id, me, colleague):
    exams.discard(exams.create("A-2", me), me)
    exams.create("B-1", colleague)
    named, listed = kept.exams(cover.id, colleague, Wanted())
    assert (named.owner, named.reason, [one.id for one in listed.rows]) == ("Andreas Vesalius", "Leave", [exam_id])
    assert kept.exams(cover.id, colleague, Wanted("zzz"))[1].rows == ()
    for number, account in ((cover.id, me), (cover.id + 1, colleague)):
        with pytest.raises(ExamNotFound):
            kept.exams(number, account, Wanted())


@pytest.mark.parametrize("end", ["owner", "reader", "administrator", "time", "access", "inactive"])
def test_it_ends_by_hand_and_by_itself(engine, accounts, exams, kept, cover, exam_id, me, colleague, end):  # noqa: PLR0917
    third = accounts.add(Person("r.columbus", "Realdo Colombo"), "-").id
    kept.end(cover.id, third)
    assert exams.read(exam_id, colleague).reading
    acts = {
        "owner": lambda: kept.end(cover.id, me),
        "reader": lambda: kept.end(cover.id, colleague),
        "administrator": lambda: kept.end(cover.id),
        "access": lambda: accounts.set_access(colleague, frozenset({"auditor"})),
        "inactive": lambda: accounts.set_active(colleague, active=False),
        "time": lambda: None,
    }
    acts[end]()
    if end == "time":
        moved = {"starts_at": cover.starts_at, "ends_at": datetime.now(UTC)}
        with engine.begin() as connection:
            connection.execute(update(covers).values(moved))
    with pytest.raises(ExamNotFound):
        exams.read(exam_id, colleague)
    with pytest.raises(ExamNotFound):
        kept.exams(cover.id, colleague, Wanted())
    if end == "time":
        with engine.begin() as connection:
            connection.execute(update(covers).values(ends_at=cover.ends_at))


def test_one_that_is_to_come_opens_nothing_yet(exams, kept, exam_id, me, colleague):
    kept.name(me, colleague, days(1, 2), "Leave", named_by=me)
    assert (len(kept.of(me)), kept.read_by(colleague), len(kept.every())) == (1, [], 1)
    with pytest.raises(ExamNotFound):
        exams.read(exam_id, colleague)


def test_a_form_sent_twice_enters_one(kept, me, colleague):
    for _ in range(2):
        kept.name(me, colleague, days(0, 1), "Leave", named_by=me, form_id="f1")
    assert len(kept.every()) == 1


def test_what_is_wrong_is_named(accounts, kept, me, colleague):
    auditor = accounts.add(Person("auditor", "Auditor"), "-", access=frozenset({"auditor"})).id

    def faults(reader=colleague, span=None, reason="Leave", owner=me, by=me):
        with pytest.raises(AnswerRefused) as refused:
            kept.name(owner, reader, span or days(0, 1), reason, named_by=by)
        return [fault.path for fault in refused.value.faults]

    assert faults(reader=me) == faults(reader=auditor) == faults(reader=999) == ["reader"]
    # An administrator does not name oneself for an absent colleague.
    assert faults(owner=colleague, reader=me, by=me) == ["reader"]
    assert faults(owner=999) == ["owner"]
    assert faults(span=days(-3, -1)) == faults(span=days(2, 1)) == faults(span=days(0, 93)) == ["until"]
    assert faults(reason=" ") == faults(reason="x" * 501) == ["reason"]
    assert kept.every() == []
    kept.name(colleague, accounts.add(Person("r.columbus", "Realdo Colombo"), "-").id, days(0, 92), "Ill", named_by=me)
    assert [(one.owner, one.named_by) for one in kept.every()] == [("Gabriele Falloppio", "Andreas Vesalius")]
    assert kept.owners() == [(me, "Andreas Vesalius"), (colleague, "Gabriele Falloppio"), (4, "Realdo Colombo")]
