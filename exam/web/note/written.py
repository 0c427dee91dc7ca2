"""The note of a stored examination: written for the screen, or for use outside it."""

from __future__ import annotations

from dataclasses import replace

from exam.domain.note.life import Life, Replaced, Voided
from exam.domain.note.note import Addition, Note, Signed
from exam.domain.note.writing import write_note
from exam.domain.reasoning.assess import assess
from exam.domain.reasoning.conclusions import Assessment
from exam.domain.record.model import Examiner, ExamRecord
from exam.store.stored import StoredExam
from exam.web.exams import impression_first
from exam.web.http.current import examiner, settings


def assessment_of(exam: StoredExam) -> Assessment:
    """What the program concludes from an examination."""
    return assess(exam.record)


def written(exam: StoredExam, found: Assessment) -> Note:
    """The note of an examination and its assessment."""
    signature = exam.signature
    signed = Signed(signature.who, signature.when, signature.sha256, signature.intact) if signature else None
    addenda = [Addition(addendum.author, addendum.at, addendum.text) for addendum in exam.addenda]
    clinic = ", ".join(filter(None, [settings().clinic().name, *settings().clinic().address.splitlines()]))
    return write_note(_as_seen(exam.record), found, signature=signed, addenda=addenda, clinic=clinic, life=_life(exam))


def _life(exam: StoredExam) -> Life:
    """Its versions, and whether it was declared void. The version that replaced it is the next one."""
    old, void = exam.corrects, exam.void
    return Life(
        version=exam.version,
        replaces=Replaced(old.version, old.signed_by, old.signed_at, old.sha256) if old else None,
        replaced_by=exam.version + 1 if exam.corrected_by else None,
        void=Voided(void.who, void.when, void.reason) if void else None,
    )


def opened(exam: StoredExam) -> Note:
    """The note where it is read whole; to open it counts as having seen the ranking."""
    found = assessment_of(exam)
    impression_first.note_shown(exam.id, found, hidden=False)
    return written(exam, found)


def _as_seen(record: ExamRecord) -> ExamRecord:
    """A draft names the examiner who would sign it; the record itself gets the name with the signature."""
    return replace(record, examiner=examiner()) if record.examiner == Examiner() else record
