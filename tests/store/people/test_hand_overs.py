"""A draft that is handed over belongs to the colleague; it is taken back only while nobody has opened it."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import select

from exam.domain.record.answers import Answer
from exam.domain.record.model import Examiner
from exam.store.accounts import Person
from exam.store.people.hand_overs import HandOvers, NotTakenBack
from exam.store.stored import AnswerRefused, ChangedUnseen, ExamNotFound, ExamSigned
from exam.store.tables import hand_overs, revisions
from exam.store.trail.access import Trail, TrailWanted
from exam.store.trail.entries import Actor, acting

KNEE = "findings.strength.knee_extension.left"
ANKLE = "findings.strength.ankle_dorsiflexion.left"


@pytest.fixture
def drafts(engine):
    return HandOvers(engine)


def test_it_belongs_to_the_colleague_who_sees_from_whom_until_it_is_opened(exams, drafts, exam_id, me, colleague, tap):
    tap(KNEE, "4")
    assert drafts.give(exam_id, me, colleague, " The reflexes are left. ", seen_revision=2) == "Gabriele Falloppio"
    for refused in (
        lambda: exams.open(exam_id, me),
        lambda: tap(KNEE, "3"),
        lambda: exams.sign(exam_id, me, Examiner("A")),
        lambda: exams.discard(exam_id, me),
        lambda: drafts.give(exam_id, me, colleague, "", seen_revision=2),
    ):
        with pytest.raises(ExamNotFound):
            refused()
    assert exams.list(me) == []
    (received,), (given,) = drafts.received(colleague), drafts.given(me)
    assert (received.exam_id, received.reference, received.who) == (exam_id, "A-1", "Andreas Vesalius")
    assert (received.words, given.who) == ("The reflexes are left.", "Gabriele Falloppio")
    assert (drafts.received(me), drafts.given(colleague)) == ([], [])
    assert exams.open(exam_id, colleague).record.at(KNEE) == "4"
    assert (drafts.received(colleague), drafts.given(me)) == ([], [])


def test_who_answered_what_and_who_gave_it_to_whom_stays(engine, exams, drafts, me, colleague):
    exam_id = exams.create("A-1", me)
    exams.append(exam_id, me, [Answer(KNEE, "4")])
    with acting(Actor(me, "a.vesalius")):
        drafts.give(exam_id, me, colleague, "", seen_revision=2)
    with acting(Actor(colleague, "g.fallopio")):
        exams.open(exam_id, colleague)
        exams.append(exam_id, colleague, [Answer(ANKLE, "4")])
    with engine.connect() as connection:
        query = select(revisions.c.account_id).where(revisions.c.exam_id == exam_id).order_by(revisions.c.revision)
        assert connection.execute(query).scalars().all() == [me, me, colleague]
        row = connection.execute(select(hand_overs)).one()
    assert (row.from_id, row.to_id, row.revision, row.taken_back_at) == (me, colleague, 2, None)
    entries = [(one.actor, one.act, one.subject) for one in Trail(engine).entries(TrailWanted(exam_id=exam_id))]
    assert ("a.vesalius", "handed over", f"hand_overs {row.id}") in entries
    assert ("a.vesalius", "handed over", f"exams {exam_id}") in entries
    assert ("g.fallopio", "opened after the hand-over", f"hand_overs {row.id}") in entries


def test_it_is_taken_back_until_it_is_opened_or_changed(exams, drafts, exam_id, me, colleague):
    with pytest.raises(ExamNotFound):
        drafts.take_back(exam_id, me)
    drafts.give(exam_id, me, colleague, "", seen_revision=1)
    with pytest.raises(ExamNotFound):
        drafts.take_back(exam_id, colleague)
    drafts.take_back(exam_id, me)
    assert exams.open(exam_id, me).revision == 1
    with pytest.raises(ExamNotFound):
        exams.open(exam_id, colleague)
    assert (drafts.received(colleague), drafts.given(me)) == ([], [])
    for do in (lambda: exams.open(exam_id, colleague), lambda: exams.append(exam_id, colleague, [Answer(KNEE, "4")])):
        revision = exams.open(exam_id, me).revision
        drafts.give(exam_id, me, colleague, "", seen_revision=revision)
        do()
        with pytest.raises(NotTakenBack):
            drafts.take_back(exam_id, me)
        drafts.give(exam_id, colleague, me, "", seen_revision=exams.open(exam_id, colleague).revision)


def test_what_was_given_on_or_discarded_is_not_taken_back(exams, accounts, drafts, exam_id, me, colleague):
    third = accounts.add(Person("r.columbus", "Realdo Colombo"), "-").id
    drafts.give(exam_id, me, colleague, "", seen_revision=1)
    drafts.give(exam_id, colleague, third, "", seen_revision=1)
    with pytest.raises(NotTakenBack):
        drafts.take_back(exam_id, me)
    exams.discard(exam_id, third)
    assert (drafts.received(third), drafts.given(colleague)) == ([], [])
    with pytest.raises(NotTakenBack):
        drafts.take_back(exam_id, colleague)


def test_a_message_that_is_dismissed_is_not_shown_and_the_draft_can_still_be_taken_back(drafts, exam_id, me, colleague):
    drafts.give(exam_id, me, colleague, "", seen_revision=1)
    (message,) = drafts.received(colleague)
    drafts.dismiss(message.id, me)
    assert drafts.received(colleague) == [message]
    for _ in range(2):
        drafts.dismiss(message.id, colleague)
        assert drafts.received(colleague) == []
    drafts.take_back(exam_id, me)


def test_only_a_draft_goes_and_only_to_an_active_clinician(exams, accounts, drafts, exam_id, me, colleague):
    def refused(to, words="", path="to"):
        with pytest.raises(AnswerRefused) as fault:
            drafts.give(exam_id, me, to, words, seen_revision=1)
        assert [one.path for one in fault.value.faults] == [path]

    auditor = accounts.add(Person("auditor", "Auditor"), "-", access=frozenset({"auditor"})).id
    former = accounts.add(Person("former", "Former"), "-").id
    accounts.set_active(former, active=False)
    for to in (me, auditor, former, 999):
        refused(to)
    refused(colleague, "x" * 501, "words")
    assert [one.full_name for one in drafts.colleagues(me)] == ["Gabriele Falloppio"]
    with pytest.raises(ChangedUnseen):
        drafts.give(exam_id, me, colleague, "", seen_revision=0)
    assert exams.sign(exam_id, me, Examiner("Andreas Vesalius")).signature
    with pytest.raises(ExamSigned):
        drafts.give(exam_id, me, colleague, "", seen_revision=1)
    exam_id = exams.correct(exam_id, me)
    refused(colleague, path="version")


def test_a_form_that_began_it_begins_another_one_afterwards(exams, drafts, me, colleague):
    begun = exams.create("A-1", me, form_id="f1")
    drafts.give(begun, me, colleague, "", seen_revision=1)
    assert exams.create("A-1", me, form_id="f1") != begun


def test_a_tap_at_the_same_moment_is_in_what_is_given_or_refused(exams, drafts, me, colleague):
    def tap(exam_id):
        try:
            return exams.append(exam_id, me, [Answer(KNEE, "4")]).after.revision
        except ExamNotFound:
            return None

    def give(exam_id):
        try:
            return drafts.give(exam_id, me, colleague, "", seen_revision=1)
        except ChangedUnseen:
            return None

    with ThreadPoolExecutor(2) as pool:
        for _ in range(8):
            exam_id = exams.create("A-1", me)
            both = pool.submit(tap, exam_id), pool.submit(give, exam_id)
            tapped, given = (one.result() for one in both)
            # Exactly one of the two: nothing is given that the giver has not seen.
            assert (tapped is None) != (given is None)
            owner = colleague if given else me
            assert exams.open(exam_id, owner).revision == (1 if given else 2)


def test_it_is_opened_or_taken_back_and_never_both(exams, drafts, me, colleague):
    def opened(exam_id):
        try:
            return exams.open(exam_id, colleague).id
        except ExamNotFound:
            return None

    def taken(exam_id):
        try:
            return drafts.take_back(exam_id, me) is None
        except NotTakenBack:
            return False

    with ThreadPoolExecutor(2) as pool:
        for _ in range(8):
            exam_id = exams.create("A-1", me)
            drafts.give(exam_id, me, colleague, "", seen_revision=1)
            both = pool.submit(opened, exam_id), pool.submit(taken, exam_id)
            was_opened, was_taken = (one.result() for one in both)
            assert bool(was_opened) != was_taken
