"""What can happen to a draft besides its answers: begun once, discarded and restored, compared with an earlier one."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import text, update

from exam.domain.record.answers import Answer
from exam.domain.record.model import Examiner
from exam.store.exams import Exams
from exam.store.listing import Wanted
from exam.store.state import Rules
from exam.store.stored import AnswerRefused, ChangedUnseen, ExamNotFound, ExamSigned, Summary
from exam.store.tables import answers

KNEE = "findings.strength.knee_extension.left"
ANKLE = "findings.strength.ankle_dorsiflexion.left"
VESALIUS = Examiner("Andreas Vesalius")


def test_a_form_sent_three_times_begins_one_examination(exams, me, colleague):
    with ThreadPoolExecutor(3) as pool:
        begun = set(pool.map(lambda _: exams.create("A-1", me, form_id="f1"), range(3)))
    assert len(begun) == 1
    assert exams.create("A-1", me, form_id="f2") not in begun
    assert exams.create("A-1", colleague, form_id="f1") not in begun
    with pytest.raises(AnswerRefused, match="form_id"):
        exams.create("A-1", me, form_id="\0")


def test_what_is_carried_is_not_undone(exams, me):
    exam = exams.open(exams.create("A-1", me, carried=[Answer("patient.age", 54)]), me)
    assert (exam.record.patient.age, exam.undoable) == (54, False)


def test_a_discarded_draft_is_found_by_restoring_it_only(exams, exam_id, me, colleague, tap):
    before = tap(KNEE, "4")
    exams.discard(exam_id, me)
    for find in (exams.open, exams.discard):
        with pytest.raises(ExamNotFound):
            find(exam_id, me)
    with pytest.raises(ExamNotFound):
        exams.append(exam_id, me, [Answer(KNEE, "3")])
    assert exams.list(me) == []
    assert [line.id for line in exams.list(me, Wanted(status="discarded"))] == [exam_id]
    with pytest.raises(ExamNotFound):
        exams.restore(exam_id, colleague)
    exams.restore(exam_id, me)
    assert exams.open(exam_id, me) == before
    with pytest.raises(ExamNotFound):
        exams.restore(exam_id, me)


def test_the_form_of_a_discarded_draft_begins_another_one(exams, me):
    discarded = exams.create("A-1", me, form_id="f1")
    exams.discard(discarded, me)
    assert exams.begun(me, "f1") is None
    begun = exams.create("A-1", me, form_id="f1")
    exams.restore(discarded, me)
    assert begun != discarded == exams.open(discarded, me).id


@pytest.fixture
def earlier_id(exams, me):
    earlier = exams.create("A-1", me)
    exams.append(earlier, me, [Answer(KNEE, "5")])
    exams.sign(earlier, me, VESALIUS)
    return earlier


def test_an_examination_is_compared_with_a_signed_one(exams, me, exam_id, earlier_id):
    exam = exams.compare_with(exam_id, me, earlier_id)
    assert (exam.earlier.id, exam.earlier.record.at(KNEE)) == (earlier_id, "5")
    assert exams.open(exam_id, me).earlier == exam.earlier
    assert exams.compare_with(exam_id, me, None).earlier is None
    assert exams.open(exams.create("A-1", me, earlier_id=earlier_id), me).earlier == exam.earlier


@pytest.mark.tampers
def test_of_an_earlier_one_is_compared_what_the_reference_still_has(engine, exams, me, exam_id, earlier_id):
    with engine.begin() as connection:
        connection.execute(text("UPDATE signatures SET record = replace(record, '\"strength\":', '\"gone\":')"))
    exam = exams.compare_with(exam_id, me, earlier_id)
    assert exam.earlier.record.findings == {}


def test_what_follows_from_the_earlier_examination_is_derived_with_each_change_and_ends_with_it(engine, me, earlier_id):
    def weaker(exam, _given):
        """The ankle says whether the knee has changed: a stand-in for a comparison."""
        if exam.earlier is None:
            return [Answer(ANKLE, None)] if exam.record.at(ANKLE) else []
        before, now = exam.earlier.record.at(KNEE), exam.record.at(KNEE)
        return [Answer(ANKLE, "3" if now not in (None, before) else "5")]

    exams = Exams(engine, Rules(follow=weaker))
    exam_id = exams.create("A-1", me, earlier_id=earlier_id)
    assert exams.open(exam_id, me).record.at(ANKLE) == "5"
    exams.append(exam_id, me, [Answer(KNEE, "4")])
    assert exams.open(exam_id, me).record.at(ANKLE) == "3"
    assert exams.compare_with(exam_id, me, None).record.at(ANKLE) is None
    assert exams.compare_with(exam_id, me, earlier_id).record.at(ANKLE) == "3"
    signed = exams.sign(exam_id, me, VESALIUS)
    assert (signed.record.at(ANKLE), signed.signature.intact) == ("3", True)
    # A correction is compared with the same examination.
    corrected = exams.open(exams.correct(exam_id, me), me)
    assert (corrected.record.at(ANKLE), corrected.earlier.id) == ("3", earlier_id)


def test_what_followed_at_signing_stays_when_signing_is_undone(engine, me):
    says = []
    exams = Exams(engine, Rules(follow=lambda _exam, _given: says))
    exam_id = exams.create("A-1", me)
    says.append(Answer(ANKLE, "3"))
    assert exams.sign(exam_id, me, VESALIUS).record.at(ANKLE) == "3"
    draft = exams.undo_signing(exam_id, me)
    assert (draft.record.at(ANKLE), draft.record.examiner) == ("3", Examiner())


def test_what_follows_only_at_signing_is_read_before_it_is_signed(engine, me):
    says = []
    exams = Exams(engine, Rules(follow=lambda exam, _given: [] if exam.record.at(ANKLE) else says))
    exam_id = exams.create("A-1", me)
    read = exams.open(exam_id, me).revision
    says.append(Answer(ANKLE, "3"))
    with pytest.raises(ChangedUnseen):
        exams.sign(exam_id, me, VESALIUS, seen_revision=read)
    draft = exams.open(exam_id, me)
    assert (draft.signature, draft.record.at(ANKLE)) == (None, "3")
    assert exams.sign(exam_id, me, VESALIUS, seen_revision=draft.revision).signature.intact


def test_nothing_is_compared_with_a_draft_or_with_what_is_not_mine(exams, me, colleague, exam_id, earlier_id):
    for other in (exam_id, "0" * 32, exams.create("A-1", colleague)):
        with pytest.raises(ExamNotFound):
            exams.compare_with(exam_id, me, other)
        with pytest.raises(ExamNotFound):
            exams.create("A-1", me, earlier_id=other)
    with pytest.raises(ExamSigned):
        exams.compare_with(earlier_id, me, None)


def test_without_its_signature_an_earlier_examination_is_not_compared(exams, me, exam_id, earlier_id):
    exams.compare_with(exam_id, me, earlier_id)
    exams.undo_signing(earlier_id, me)
    assert exams.open(exam_id, me).earlier is None


def test_a_draft_is_compared_with_the_latest_version_of_what_is_not_void(exams, me, exam_id, earlier_id):
    exams.compare_with(exam_id, me, earlier_id)
    newer = exams.correct(earlier_id, me)
    assert exams.open(exam_id, me).earlier.id == earlier_id
    exams.append(newer, me, [Answer(KNEE, "4")])
    exams.sign(newer, me, VESALIUS)
    compared = exams.open(exam_id, me).earlier
    assert (compared.id, compared.record.at(KNEE)) == (newer, "4")
    exams.void(newer, me, "Of another patient.")
    assert exams.open(exam_id, me).earlier is None


def test_earlier_visits_are_those_of_the_same_reference(exams, me, colleague, earlier_id):
    draft, gone, void = (exams.create("a-1 ", me) for _ in range(3))
    exams.create("A-10", me)
    exams.create("A-1", colleague)
    exams.discard(gone, me)
    exams.sign(void, me, VESALIUS)
    exams.void(void, me, "Wrong patient")
    assert [line.id for line in exams.earlier_visits(me, "A-1")] == [draft, earlier_id]
    assert [line.id for line in exams.earlier_visits(me, "A-1", but=draft)] == [earlier_id]


def test_a_reference_is_the_same_in_each_unicode_form(exams, me):
    one = exams.create("Zoë", me)
    assert [line.id for line in exams.earlier_visits(me, "Zoe\u0308")] == [one]
    assert [line.id for line in exams.list(me, Wanted(search="oe\u0308"))] == [one]


class Summarised:
    def __init__(self, engine, version):
        self.exams = Exams(engine, Rules(summarise=self.words, version=version))
        self.version = version

    def words(self, record, *, signed):
        return Summary(f"{self.version} {'signed' if signed else 'draft'}", 1 if record.at(KNEE) == "0" else 0)


def test_the_list_says_who_it_is_and_what_was_found(engine, me):
    exams = Summarised(engine, "v1").exams
    exam_id = exams.create("A-1", me)
    given = {"patient.age": 54, "patient.sex": "female", "presentation.symptom_side": "left", KNEE: "0"}
    exams.append(exam_id, me, [Answer(path, value) for path, value in given.items()])
    (line,) = exams.list(me)
    assert (line.age, line.sex, line.side, line.found, line.emergencies) == (54, "female", "left", "v1 draft", 1)
    assert [line.id for line in exams.list(me, Wanted(emergency=True))] == [exam_id]
    exams.append(exam_id, me, [Answer(KNEE, "5")])
    assert exams.list(me, Wanted(emergency=True)) == []
    exams.sign(exam_id, me, VESALIUS)
    assert [line.found for line in exams.list(me)] == ["v1 signed"]
    exams.undo_signing(exam_id, me)
    assert [line.found for line in exams.list(me)] == ["v1 draft"]


def test_another_version_summarises_drafts_again_and_what_was_signed_stays(engine, me):
    old, new = Summarised(engine, "v1").exams, Summarised(engine, "v2").exams
    draft, signed, gone = (old.create(name, me) for name in ("draft", "signed", "gone"))
    old.sign(signed, me, VESALIUS)
    old.discard(gone, me)
    assert (new.summarise_again(), new.summarise_again()) == (2, 0)
    assert {line.id: line.found for line in new.list(me)} == {draft: "v2 draft", signed: "v1 signed"}


def test_the_list_in_another_order(exams, me):
    for reference, age in (("b", 30), ("A", None), ("c", 20)):
        exam_id = exams.create(reference, me)
        exams.append(exam_id, me, [Answer("patient.age", age)] if age else [])
    assert [line.reference for line in exams.list(me, Wanted(order="reference"))] == ["A", "b", "c"]
    assert [line.reference for line in exams.list(me, Wanted(order="age"))] == ["c", "b", "A"]


@pytest.mark.tampers
def test_one_that_cannot_be_read_keeps_nobody_from_starting(engine, me):
    old = Exams(engine)
    bad, good = old.create("bad", me), old.create("good", me)
    with engine.begin() as connection:
        where = (answers.c.exam_id == bad) & (answers.c.path == "examined_at")
        connection.execute(update(answers).where(where).values(value='"never"'))
    new = Summarised(engine, "v2").exams
    assert new.summarise_again() == 1
    assert {line.id: line.found for line in new.list(me)}[good] == "v2 draft"
