"""What can happen to a signed note: an undo for a minute, a void with its reason, a new version that replaces it."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select, update

from exam.domain.record.answers import Answer
from exam.domain.record.model import Examiner
from exam.store.exams import Exams
from exam.store.listing import Wanted
from exam.store.state import Rules
from exam.store.stored import AlreadyVoid, AnswerRefused, ExamNotFound, ExamSigned, SigningStands
from exam.store.tables import signatures, withdrawn_signatures

KNEE, ANKLE = "findings.strength.knee_extension.left", "findings.strength.ankle_dorsiflexion.left"
VESALIUS = Examiner("Andreas Vesalius", "Physiotherapist", None)


@pytest.fixture
def signed(exams, exam_id, me, tap):
    tap(KNEE, "4")
    return exams.sign(exam_id, me, VESALIUS)


def statuses(exams, me):
    return {
        status: [line.id for line in exams.list(me, Wanted(status=status))] for status in ("draft", "finished", "void")
    }


def test_within_a_minute_signing_is_undone_and_both_acts_stay(engine, exams, exam_id, me, signed):
    assert signed.signature.undo_until == signed.signature.when + timedelta(seconds=60)
    draft = exams.undo_signing(exam_id, me)
    assert (draft.status, draft.record.examiner, draft.record.at(KNEE)) == ("draft", Examiner(), "4")
    with engine.begin() as connection:
        (kept,) = connection.execute(select(withdrawn_signatures))
    assert (kept.exam_id, kept.sha256, kept.signed_by) == (exam_id, signed.signature.sha256, "Andreas Vesalius")
    assert statuses(exams, me) == {"draft": [exam_id], "finished": [], "void": []}
    # An undo after it takes back the last tap, not the name that signing had added.
    assert exams.undo(exam_id, me).after.record.at(KNEE) is None
    assert exams.sign(exam_id, me, VESALIUS).signature.intact


def test_signing_by_an_account_without_a_name_is_undone_too(exams, exam_id, me):
    exams.sign(exam_id, me, Examiner())
    assert exams.undo_signing(exam_id, me).status == "draft"


@pytest.mark.tampers
def test_after_a_minute_signing_stands(engine, exams, exam_id, me, signed):
    with engine.begin() as connection:
        connection.execute(update(signatures).values(signed_at=datetime.now(UTC) - timedelta(seconds=60)))
    assert exams.open(exam_id, me).signature.undo_until is None
    with pytest.raises(SigningStands):
        exams.undo_signing(exam_id, me)


@pytest.mark.parametrize(
    "act",
    [
        lambda exams, exam_id, me: exams.hand_out(exam_id, me),
        lambda exams, exam_id, me: exams.add_addendum(exam_id, me, "The right knee."),
        lambda exams, exam_id, me: exams.void(exam_id, me, "Wrong patient"),
        lambda exams, exam_id, me: exams.correct(exam_id, me),
        lambda exams, exam_id, me: exams.discard(exams.correct(exam_id, me), me),
    ],
    ids=["handed out", "amended", "void", "corrected", "correction discarded"],
)
def test_once_something_was_done_with_the_note_signing_stands(exams, exam_id, me, signed, act):
    act(exams, exam_id, me)
    assert exams.open(exam_id, me).signature.undo_until is None
    with pytest.raises(SigningStands):
        exams.undo_signing(exam_id, me)
    assert exams.open(exam_id, me).status == "finished"


def test_a_draft_has_no_signing_to_undo_and_is_not_handed_out(exams, exam_id, me, colleague):
    with pytest.raises(SigningStands):
        exams.undo_signing(exam_id, me)
    exams.hand_out(exam_id, me)
    assert exams.sign(exam_id, me, VESALIUS).signature.undo_until is not None
    with pytest.raises(ExamNotFound):
        exams.undo_signing(exam_id, colleague)


def test_a_void_note_says_who_when_and_why_and_stays(exams, exam_id, me, signed):
    exam = exams.void(exam_id, me, " Wrong patient ")
    assert (exam.void.who, exam.void.reason, exam.status) == ("Andreas Vesalius", "Wrong patient", "finished")
    assert exam.record == signed.record
    assert statuses(exams, me) == {"draft": [], "finished": [], "void": [exam_id]}
    assert [line.void for line in exams.list(me)] == [True]
    with pytest.raises(AlreadyVoid):
        exams.void(exam_id, me, "Again")


@pytest.mark.parametrize("reason", ["", "  ", "x" * 501, "a\0b"])
def test_a_void_needs_a_reason(exams, exam_id, me, signed, reason):
    with pytest.raises(AnswerRefused, match="reason"):
        exams.void(exam_id, me, reason)
    assert exams.open(exam_id, me).void is None


def test_only_its_examiner_voids_a_signed_note(exams, exam_id, me, colleague):
    with pytest.raises(AnswerRefused, match="draft"):
        exams.void(exam_id, me, "Wrong patient")
    exams.sign(exam_id, me, VESALIUS)
    with pytest.raises(ExamNotFound):
        exams.void(exam_id, colleague, "Wrong patient")


def test_a_correction_is_a_new_version_that_replaces_the_old_one_when_signed(exams, exam_id, me, signed):
    new_id = exams.correct(exam_id, me)
    draft = exams.open(new_id, me)
    assert (draft.status, draft.version, draft.record.examiner) == ("draft", 2, Examiner())
    assert (draft.corrects.id, draft.corrects.version, draft.corrects.sha256) == (exam_id, 1, signed.signature.sha256)
    assert draft.record.findings == signed.record.findings
    assert draft.record.examined_at == signed.record.examined_at
    assert exams.open(exam_id, me).corrected_by is None
    assert statuses(exams, me) == {"draft": [new_id], "finished": [exam_id], "void": []}
    exams.append(new_id, me, [Answer(KNEE, "3")])
    exams.sign(new_id, me, VESALIUS)
    old = exams.open(exam_id, me)
    assert (old.corrected_by, old.record, old.void) == (new_id, signed.record, None)
    assert statuses(exams, me) == {"draft": [], "finished": [new_id], "void": [exam_id]}
    exams.undo_signing(new_id, me)
    assert exams.open(exam_id, me).corrected_by is None


def test_a_correction_keeps_how_each_answer_was_entered_and_undoes_none_of_them(exams, exam_id, me, tap):
    tap(KNEE, "4")
    exams.append(exam_id, me, [Answer(ANKLE, "5")], origin="all_normal")
    exams.sign(exam_id, me, VESALIUS)
    new_id = exams.correct(exam_id, me)
    draft = exams.open(new_id, me)
    assert (draft.origins[KNEE], draft.origins[ANKLE], draft.undoable) == ("tapped", "all_normal", False)
    exams.append(new_id, me, [Answer(ANKLE, "3")])
    assert exams.undo(new_id, me).after.record == draft.record


def test_what_was_derived_is_derived_in_a_correction_too(engine, me):
    exams = Exams(engine, Rules(follow=lambda _exam, given: [Answer(ANKLE, "5")] if KNEE in given else []))
    exam_id = exams.create("A-1", me)
    exams.append(exam_id, me, [Answer(KNEE, "4")])
    exams.sign(exam_id, me, VESALIUS)
    draft = exams.open(exams.correct(exam_id, me), me)
    assert (draft.derived, draft.undoable, draft.record.at(ANKLE)) == ((ANKLE,), False, "5")


def test_one_correction_is_begun_and_a_discarded_one_frees_the_place(exams, exam_id, me, signed):
    new_id = exams.correct(exam_id, me, form_id="f1")
    assert exams.correct(exam_id, me, form_id="f2") == new_id
    exams.discard(new_id, me)
    assert exams.correct(exam_id, me) != new_id


def test_a_draft_is_not_corrected(exams, exam_id, me):
    with pytest.raises(AnswerRefused, match="draft"):
        exams.correct(exam_id, me)


def test_a_version_that_has_been_replaced_is_not_corrected_again(exams, exam_id, me, signed):
    new_id = exams.correct(exam_id, me)
    exams.sign(new_id, me, VESALIUS)
    assert exams.correct(exam_id, me) == new_id
    assert exams.open(exams.correct(new_id, me), me).version == 3


def test_an_addendum_sent_twice_is_added_once(exams, exam_id, me, signed):
    for _ in range(3):
        exam = exams.add_addendum(exam_id, me, "The right knee.", form_id="f1")
    assert len(exam.addenda) == 1
    assert len(exams.add_addendum(exam_id, me, "The right knee.", form_id="f2").addenda) == 2
    with pytest.raises(AnswerRefused, match="form_id"):
        exams.add_addendum(exam_id, me, "The right knee.", form_id="x" * 65)


def test_a_signed_examination_is_not_discarded(exams, exam_id, me, signed):
    with pytest.raises(ExamSigned):
        exams.discard(exam_id, me)


def test_a_note_has_one_correction_at_a_time_also_when_a_discarded_one_is_restored(exams, exam_id, me, signed):
    first = exams.correct(exam_id, me, form_id="f1")
    exams.discard(first, me)
    # The page of the note that the browser shows again has the same form.
    second = exams.correct(exam_id, me, form_id="f1")
    assert second != first
    with pytest.raises(AnswerRefused, match="another version corrects this note"):
        exams.restore(first, me)
    exams.discard(second, me)
    exams.restore(first, me)
    assert exams.correct(exam_id, me) == first
    exams.sign(first, me, VESALIUS)
    with pytest.raises(AnswerRefused):
        exams.restore(second, me)
    assert (exams.open(exam_id, me).corrected_by, exams.open(first, me).corrects.id) == (first, exam_id)


def test_what_is_handed_out_is_what_was_signed(exams, exam_id, me, signed):
    assert exams.hand_out(exam_id, me).signature.undo_until is None
