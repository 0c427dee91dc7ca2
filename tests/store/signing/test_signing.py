"""Signing freezes the record; later text is an addendum."""

import hashlib
import json
import threading
from collections import Counter
from dataclasses import replace

import pytest
from sqlalchemy import update

from exam.domain.record.answers import Answer
from exam.domain.record.model import Examiner, ExamRecord, Patient
from exam.domain.record.writing import write_record
from exam.store.database import connect
from exam.store.exams import Exams
from exam.store.stored import AnswerRefused, ChangedUnseen, ExamNotFound, ExamSigned
from exam.store.tables import answers, signatures

KNEE = "findings.strength.knee_extension.left"
VESALIUS = Examiner("Andreas Vesalius", "Physiotherapist", None)


@pytest.fixture
def signed(exams, exam_id, me, tap):
    tap(KNEE, "4", answer_id="a1")
    return exams.sign(exam_id, me, VESALIUS)


def test_a_signed_record_names_its_examiner_and_its_hash_can_be_made_again(signed):
    text = json.dumps(write_record(signed.record), sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    assert signed.record.examiner == VESALIUS
    assert signed.signature.sha256 == hashlib.sha256(text.encode()).hexdigest()
    assert signed.signature.intact
    assert (signed.signature.who, signed.status) == ("Andreas Vesalius", "finished")
    assert signed.signature.when.utcoffset().total_seconds() == 0


def test_without_a_name_the_account_signs(exams, exam_id, me):
    assert exams.sign(exam_id, me, Examiner()).signature.who == "Andreas Vesalius"


@pytest.mark.parametrize("mine", [Examiner("Andreas Vesalius", None, None), Examiner(None, None, None)])
def test_nothing_of_the_examiner_of_an_imported_record_is_signed(exams, me, mine):
    other = Examiner("Gabriele Falloppio", "Surgeon", "GMC 1")
    exam_id = exams.import_record(replace(ExamRecord(Patient("B-1")), examiner=other), me)
    signed = exams.sign(exam_id, me, mine)
    assert signed.record.examiner == mine
    assert signed.signature.who == "Andreas Vesalius"
    assert exams.undo_signing(exam_id, me).record.examiner == other


def test_nothing_is_added_after_signing(exams, exam_id, me, signed):
    with pytest.raises(ExamSigned):
        exams.append(exam_id, me, [Answer(KNEE, "5")])
    with pytest.raises(ExamSigned):
        exams.sign(exam_id, me, VESALIUS)
    assert exams.open(exam_id, me) == signed


def test_an_answer_stored_before_signing_and_sent_again_after_is_acknowledged(exams, exam_id, me, signed):
    assert exams.append(exam_id, me, [Answer(KNEE, "4")], answer_id="a1") == (signed, signed)


def test_a_refused_signature_signs_nothing(exams, exam_id, me, colleague):
    with pytest.raises(AnswerRefused):
        exams.sign(exam_id, me, Examiner("x" * 500))
    with pytest.raises(ExamNotFound):
        exams.sign(exam_id, colleague, VESALIUS)
    assert exams.open(exam_id, me).signature is None


def test_only_what_was_read_is_signed(exams, exam_id, me, tap):
    read = exams.open(exam_id, me).revision
    tap(KNEE, "4")
    with pytest.raises(ChangedUnseen):
        exams.sign(exam_id, me, VESALIUS, seen_revision=read)
    assert exams.open(exam_id, me).signature is None
    assert exams.sign(exam_id, me, VESALIUS, seen_revision=read + 1).signature.intact


ROUNDS = 12


def test_an_answer_that_arrives_while_it_is_signed_is_signed_only_if_it_was_seen(exams, url, me):
    """Whoever is first: what was not read is never signed, and what is signed takes no answer."""
    outcomes = Counter()
    for number in range(ROUNDS):
        exam_id = exams.create(f"R-{number}", me)
        read = exams.append(exam_id, me, [Answer(KNEE, "4")]).after.revision
        outcomes[race(exam_id, url, me, read)] += 1
        signed = exams.open(exam_id, me)
        if signed.signature is not None:
            assert signed.record.grade("strength.knee_extension", "left") == "4"
    assert sum(outcomes.values()) == ROUNDS
    assert set(outcomes) <= {("signed", "refused"), ("refused", "saved")}


def race(exam_id, url, me, read):
    """One signs what was read while another tablet answers: what became of both."""
    start, became = threading.Barrier(2), {}

    def run(who, act, refusal):
        engine = connect(url)
        start.wait()
        try:
            act(Exams(engine))
            became[who] = "signed" if who == "signer" else "saved"
        except refusal:
            became[who] = "refused"
        engine.dispose()

    def sign(store):
        store.sign(exam_id, me, VESALIUS, seen_revision=read)

    def answer(store):
        store.append(exam_id, me, [Answer(KNEE, "2")])

    both = [
        threading.Thread(target=run, args=("signer", sign, ChangedUnseen)),
        threading.Thread(target=run, args=("other", answer, ExamSigned)),
    ]
    for one in both:
        one.start()
    for one in both:
        one.join()
    return became.get("signer"), became.get("other")


@pytest.mark.parametrize("table", [answers, signatures])
@pytest.mark.tampers
def test_a_record_changed_behind_the_store_does_not_match_its_signature(engine, exams, exam_id, me, signed, table):
    with engine.begin() as connection:
        if table is answers:
            connection.execute(update(answers).where(answers.c.path == KNEE).values(value='"5"'))
        else:
            connection.execute(update(signatures).values(sha256="0" * 64))
    assert not exams.open(exam_id, me).signature.intact


def test_an_addendum_has_its_author_and_time_and_does_not_change_the_record(exams, exam_id, me, signed):
    exam = exams.add_addendum(exam_id, me, " The left side was meant. ")
    (addendum,) = exam.addenda
    assert (addendum.author, addendum.text) == ("Andreas Vesalius", "The left side was meant.")
    assert addendum.at >= signed.signature.when
    assert exam.record == signed.record
    assert len(exams.add_addendum(exam_id, me, "Again.").addenda) == 2


@pytest.mark.parametrize("text", ["", "  \n", "x" * 2001, "a\0b", "a\x01b", "a\u202eb"])
def test_an_invalid_addendum_is_refused(exams, exam_id, me, signed, text):
    with pytest.raises(AnswerRefused):
        exams.add_addendum(exam_id, me, text)
    assert exams.open(exam_id, me).addenda == ()


def test_a_draft_takes_no_addendum(exams, exam_id, me):
    with pytest.raises(AnswerRefused, match="draft"):
        exams.add_addendum(exam_id, me, "Too early.")
