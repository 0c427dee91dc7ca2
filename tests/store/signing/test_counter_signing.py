"""What a student signs is not valid until the supervisor counter-signs it; each of it is one chained row."""

import hashlib
import json
import threading

import pytest
from sqlalchemy import delete, select, update

from exam.domain.record.model import Examiner
from exam.domain.record.writing import write_record
from exam.store.accounts import Person
from exam.store.exams import Exams
from exam.store.people.supervisors import NoSupervisor, Supervisors
from exam.store.state import Rules
from exam.store.stored import AnswerRefused, ChangedUnseen, ExamNotFound, NotAwaited, NotIntact, SigningStands
from exam.store.tables import counter_signatures, signatures
from exam.store.trail.access import Trail, TrailWanted
from exam.store.trail.verifying import verify

STUDENT = Examiner("Volcher Coiter", "Student", None)


def frozen(exam):
    return json.dumps({"note": f"version {exam.version}", "record": write_record(exam.record)})


@pytest.fixture
def exams(engine):
    return Exams(engine, Rules(freezer=lambda: frozen))


@pytest.fixture
def supervisors(engine):
    return Supervisors(engine)


@pytest.fixture
def student(accounts, me):
    return accounts.add(Person("v.coiter", "Volcher Coiter"), "-", access=frozenset({"student"})).id


@pytest.fixture
def supervised(supervisors, student, colleague, me):
    """The student, whom the colleague supervises."""
    supervisors.name(student, colleague, named_by=me)
    return student


@pytest.fixture
def who(supervised, colleague, me):
    """The ids of student, supervisor and administrator."""
    return supervised, colleague, me


@pytest.fixture
def exam_id(exams, supervised):
    return exams.create("A-1", supervised)


@pytest.fixture
def signed(exams, exam_id, supervised):
    return exams.sign(exam_id, supervised, STUDENT)


def acts(engine, exam_id):
    return [entry.act for entry in Trail(engine).entries(TrailWanted(exam_id=exam_id))]


def test_a_student_signs_only_with_a_supervisor(exams, supervisors, accounts, student, colleague, me):
    exam_id = exams.create("A-1", student)
    with pytest.raises(NoSupervisor):
        exams.sign(exam_id, student, STUDENT)
    supervisors.name(student, colleague, named_by=me)
    accounts.set_active(colleague, active=False)
    with pytest.raises(NoSupervisor):
        exams.sign(exam_id, student, STUDENT)
    accounts.set_active(colleague, active=True)
    assert exams.sign(exam_id, student, STUDENT).status == "finished"


def test_what_is_signed_says_that_it_is_a_student_s(exams, signed, colleague):
    said = json.loads(signed.signature.frozen)["signed"]
    assert (said["student"], said["supervisor"]) == (True, "Gabriele Falloppio")
    assert (signed.supervision.supervisor_id, signed.supervision.supervisor) == (colleague, "Gabriele Falloppio")
    assert signed.supervision.said is None
    assert signed.signature.intact
    assert signed.state != signed.signature.sha256


def test_a_clinician_s_note_is_as_before(exams, me):
    signed = exams.sign(exams.create("A-2", me), me, Examiner("A"))
    assert signed.supervision is None
    assert not {"student", "supervisor"} & set(json.loads(signed.signature.frozen)["signed"])
    assert signed.state == signed.signature.sha256


def test_the_supervisor_alone_reads_it_once_it_is_signed(exams, exam_id, supervised, colleague, me):
    for reader in (colleague, me):
        with pytest.raises(ExamNotFound):
            exams.read(exam_id, reader)
    exams.sign(exam_id, supervised, STUDENT)
    assert exams.read(exam_id, colleague).reading.why == "supervisor"
    with pytest.raises(ExamNotFound):
        exams.read(exam_id, me)
    for change in (
        lambda: exams.open(exam_id, colleague),
        lambda: exams.add_addendum(exam_id, colleague, "A word."),
        lambda: exams.correct(exam_id, colleague),
        lambda: exams.void(exam_id, colleague, "No"),
    ):
        with pytest.raises(ExamNotFound):
            change()


def test_the_counter_signature_is_the_next_link_of_the_chain(engine, exams, exam_id, signed, supervised, colleague):
    exams.add_addendum(exam_id, supervised, "The right knee.")
    before = exams.read(exam_id, colleague)
    after = exams.counter_sign(exam_id, colleague, seen=before.last_hash)
    link = after.links[-1]
    assert link.name == "counter-signature"
    assert json.loads(link.text) == {
        "account": "g.fallopio",
        "at": after.supervision.said.when.isoformat(),
        "author": "Gabriele Falloppio",
        "format": "dermyo-counter-signature/1",
        "previous": before.links[0].sha256,
    }
    assert hashlib.sha256(link.text.encode()).hexdigest() == link.sha256 == after.state == after.supervision.said.sha256
    assert (after.signature.intact, after.signature.frozen) == (True, signed.signature.frozen)
    assert acts(engine, exam_id)[:2] == ["counter-signed", "counter-signed"]
    assert verify(engine).faults == []
    assert exams.read(exam_id, colleague).reading.why == "supervisor"


def test_one_that_is_sent_back_says_why_and_stays_so(engine, exams, exam_id, signed, colleague, supervised):
    after = exams.send_back(exam_id, colleague, " The reflexes are missing. ", seen=signed.last_hash)
    assert after.supervision.said.returned == "The reflexes are missing."
    assert after.links[-1].name == "return"
    assert json.loads(after.links[-1].text)["reason"] == "The reflexes are missing."
    assert "sent back" in acts(engine, exam_id)
    with pytest.raises(NotAwaited):
        exams.counter_sign(exam_id, colleague, seen=after.last_hash)
    with pytest.raises(SigningStands):
        exams.undo_signing(exam_id, supervised)
    (line,) = exams.list(supervised)
    assert (line.returned, line.waits) == (True, False)


def test_the_corrected_version_of_it_waits_in_its_turn(exams, supervisors, exam_id, signed, colleague, supervised):
    exams.send_back(exam_id, colleague, "The reflexes are missing.", seen=signed.last_hash)
    new_id = exams.correct(exam_id, supervised)
    again = exams.sign(new_id, supervised, STUDENT)
    assert [one.exam_id for one in supervisors.to_counter_sign(colleague)] == [new_id]
    assert exams.counter_sign(new_id, colleague, seen=again.last_hash).supervision.said.returned is None
    assert supervisors.to_counter_sign(colleague) == []
    assert exams.read(exam_id, colleague).corrected_by == new_id


@pytest.mark.parametrize("reason", ["", " ", "x" * 501])
def test_a_reason_is_needed_to_send_it_back(exams, exam_id, signed, colleague, reason):
    with pytest.raises(AnswerRefused):
        exams.send_back(exam_id, colleague, reason, seen=signed.last_hash)
    assert exams.read(exam_id, colleague).supervision.said is None


def test_only_what_was_read_is_counter_signed(exams, exam_id, signed, colleague, supervised):
    for seen in ("", signed.state, "0" * 64):
        with pytest.raises(ChangedUnseen):
            exams.counter_sign(exam_id, colleague, seen=seen)
    exams.add_addendum(exam_id, supervised, "Added meanwhile.")
    with pytest.raises(ChangedUnseen):
        exams.counter_sign(exam_id, colleague, seen=signed.last_hash)
    with pytest.raises(ChangedUnseen):
        exams.send_back(exam_id, colleague, "No.", seen=signed.last_hash)


def test_nobody_else_counter_signs(exams, supervisors, exam_id, signed, who):
    supervised, colleague, me = who
    for other in (me, supervised):
        with pytest.raises((ExamNotFound, NotAwaited)):
            exams.counter_sign(exam_id, other, seen=signed.last_hash)
    supervisors.name(supervised, me, named_by=me)
    with pytest.raises(ExamNotFound):
        exams.counter_sign(exam_id, colleague, seen=signed.last_hash)
    assert supervisors.to_counter_sign(colleague) == []
    assert [one.exam_id for one in supervisors.to_counter_sign(me)] == [exam_id]
    assert exams.counter_sign(exam_id, me, seen=signed.last_hash).supervision.said.who == "Andreas Vesalius"


def test_another_supervisor_makes_another_output(exams, supervisors, exam_id, signed, supervised, me):
    supervisors.name(supervised, me, named_by=me)
    assert exams.open(exam_id, supervised).state != signed.state
    assert exams.open(exam_id, supervised).signature.intact


def test_it_waits_also_when_the_student_is_no_student_any_more(exams, supervisors, accounts, exam_id, signed, who):
    supervised, _, me = who
    accounts.set_access(supervised, frozenset({"clinician"}))
    assert exams.open(exam_id, supervised).supervision.said is None
    assert supervisors.waiting() == {supervised: 1}
    supervisors.name(supervised, me, named_by=me)
    assert [one.student for one in supervisors.to_counter_sign(me)] == ["Volcher Coiter"]
    assert exams.sign(exams.create("A-9", supervised), supervised, STUDENT).supervision is None


def test_a_supervisor_who_is_no_clinician_any_more_neither_reads_nor_signs(
    exams, supervisors, accounts, exam_id, signed, who
):
    supervised, colleague, _ = who
    accounts.set_access(colleague, frozenset({"auditor"}))
    with pytest.raises(ExamNotFound):
        exams.counter_sign(exam_id, colleague, seen=signed.last_hash)
    assert supervisors.to_counter_sign(colleague) == []
    assert exams.open(exam_id, supervised).supervision.supervisor == ""
    assert not supervisors.all()[supervised].active


def test_a_student_adds_nothing_once_it_is_counter_signed(exams, exam_id, signed, colleague, supervised):
    exams.add_addendum(exam_id, supervised, "Before.")
    exams.counter_sign(exam_id, colleague, seen=exams.read(exam_id, colleague).last_hash)
    with pytest.raises(AnswerRefused) as refused:
        exams.add_addendum(exam_id, supervised, "After.")
    assert refused.value.faults[0].message == (
        "is not added: your supervisor has read the note already; correct it as a new version"
    )
    assert len(exams.open(exam_id, supervised).addenda) == 1


def test_a_note_that_does_not_count_is_not_counter_signed(exams, exam_id, signed, colleague, supervised):
    exams.sign(exams.correct(exam_id, supervised), supervised, STUDENT)
    with pytest.raises(NotAwaited):
        exams.counter_sign(exam_id, colleague, seen=signed.last_hash)


def test_an_undo_of_the_signing_comes_first_or_not_at_all(exams, supervisors, exam_id, signed, colleague, supervised):
    exams.undo_signing(exam_id, supervised)
    with pytest.raises(ExamNotFound):
        exams.counter_sign(exam_id, colleague, seen=signed.last_hash)
    assert supervisors.to_counter_sign(colleague) == []
    again = exams.sign(exam_id, supervised, STUDENT)
    exams.counter_sign(exam_id, colleague, seen=again.last_hash)
    with pytest.raises(SigningStands):
        exams.undo_signing(exam_id, supervised)


def test_of_two_who_answer_at_once_one_is_heard(engine, exams, exam_id, signed, colleague):
    came = []

    def answer(number):
        mine = Exams(engine, Rules(freezer=lambda: frozen))
        try:
            if number % 2:
                mine.counter_sign(exam_id, colleague, seen=signed.last_hash)
            else:
                mine.send_back(exam_id, colleague, "No.", seen=signed.last_hash)
            came.append("done")
        except (NotAwaited, ChangedUnseen) as refused:
            came.append(type(refused).__name__)

    threads = [threading.Thread(target=answer, args=(number,)) for number in range(4)]
    for one in threads:
        one.start()
    for one in threads:
        one.join(60)
    assert sorted(came) == ["NotAwaited", "NotAwaited", "NotAwaited", "done"]
    assert exams.read(exam_id, colleague).signature.intact


@pytest.mark.parametrize(
    ("change", "named"),
    [
        (update(counter_signatures).values(author="Somebody Else"), "counter-signature"),
        (update(counter_signatures).values(username="s.else"), "counter-signature"),
        (update(counter_signatures).values(returned="No."), "return"),
        (update(counter_signatures).values(sha256="0" * 64), "counter-signature"),
        (delete(counter_signatures), "addenda"),
        (update(signatures).values(student=None), "signature"),
    ],
)
@pytest.mark.tampers
def test_a_change_behind_the_program_is_noticed(engine, exams, signed, change, named, who):
    supervised, colleague, _ = who
    exam_id = signed.id
    exams.counter_sign(exam_id, colleague, seen=signed.last_hash)
    with engine.begin() as connection:
        connection.execute(change)
    assert named in exams.open(exam_id, supervised).signature.changed
    assert verify(engine).faults != []


@pytest.mark.tampers
def test_a_note_that_was_changed_is_not_counter_signed(engine, exams, exam_id, signed, colleague):
    with engine.begin() as connection:
        connection.execute(update(signatures).values(signed_by="Somebody Else"))
    with pytest.raises(NotIntact):
        exams.counter_sign(exam_id, colleague, seen=signed.last_hash)
    with engine.begin() as connection:
        assert connection.execute(select(counter_signatures)).first() is None
