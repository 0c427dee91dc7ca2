"""The note of a stored examination: written from its record, or once signed, as it was frozen."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, tzinfo
from typing import TypeVar

from exam.domain.language import say
from exam.domain.note.brief.whole import can_be_shortened
from exam.domain.note.frozen import Frozen, NotThawed, Signing, freeze, thaw
from exam.domain.note.life import Life, Replaced, Voided, changed_words
from exam.domain.note.note import Note
from exam.domain.note.parts.supervised import CounterSigned, Supervised
from exam.domain.note.signature import Addition, Signed, SignedFile
from exam.domain.note.trusted import known_part, unknown_lines
from exam.domain.note.writing import limits_words, write_note
from exam.domain.reasoning.assess import assess
from exam.domain.reasoning.conclusions import Assessment, Outline
from exam.domain.record.model import ExamRecord
from exam.store.settings import Clinic
from exam.store.stored import Signature, StoredExam, Supervision
from exam.web.exams import impression_first
from exam.web.http.current import examiner, settings
from reference import load_reference

Drawn = TypeVar("Drawn")

SIGNED_NOTE = "signed-note.json"


def assessment_of(exam: StoredExam) -> Assessment:
    """What the program concludes from an examination; of a signed one, what it concluded when it was signed."""
    frozen = thawed(exam)
    return frozen.assessment if frozen else assess(assessed(exam).record)


def assessed(exam: StoredExam) -> StoredExam:
    """The examination with the record that its assessment is made of.

    Of a signed note whose words at signing are not there, that is what this reference knows of it; its note lists the
    rest.
    """
    if exam.signature is None or thawed(exam):
        return exam
    return replace(exam, record=known_part(exam.record))


def drawn(exam: StoredExam, draw: Callable[[StoredExam, Assessment], Drawn]) -> Drawn:
    """What `draw` makes of an examination and its assessment.

    Of a signed one that names a row which the reference no longer has, it is drawn of what this reference knows of the
    record, and of a new assessment.
    """
    found = assessment_of(exam)
    try:
        return draw(assessed(exam), found)
    except KeyError:
        if exam.signature is None or found.knowledge == load_reference().version:
            raise
        known = replace(exam, record=known_part(exam.record))
        return draw(known, assess(known.record))


def is_read_as_signed(exam: StoredExam, found: Assessment, note: Note) -> bool:
    """Whether other forms of the note can be written from the record: a draft's note is of this reference."""
    return exam.signature is None or can_be_shortened(assessed(exam).record, found, note)


def recomputed_words(exam: StoredExam, found: Outline) -> str:
    """That the assessment of a signed examination is not the one at signing, and why; empty where it is, or a draft."""
    if exam.signature is None:
        return ""
    frozen = thawed(exam)
    if frozen and (frozen.knowledge, frozen.program) == (found.knowledge, found.program):
        return ""
    if frozen:
        words = say(
            "What the program concludes was recomputed with {versions}: this version no longer has something that was "
            "named at signing; the note is as it was signed."
        )
    elif exam.signature.frozen:
        words = say(
            "What the program concludes was recomputed with {versions}: the text that was signed was changed since, or "
            "cannot be read by this version."
        )
    else:
        words = say(
            "What the program concludes was recomputed with {versions}: when it was signed, only its record was "
            "stored, and the hash covers only that."
        )
    return words.format(versions=_versions(found))


def opened(exam: StoredExam) -> Note:
    """The note where it is read whole; to open it counts as having seen the ranking."""
    found = assessment_of(exam)
    impression_first.note_shown(exam.id, found, hidden=False)
    return written(exam, found)


def written(exam: StoredExam, found: Assessment) -> Note:
    """The note of an examination and its assessment; of a signed one the note as signed, and what was added since."""
    frozen, known = thawed(exam), assessed(exam)
    note = frozen.note if frozen else _write(replace(known, record=_as_seen(known)), found, settings().clinic())
    if exam.signature is None:
        return note
    if frozen:
        return _with_what_followed(note, exam, exam.signature, frozen.signed)
    whole = replace(note, unknown=unknown_lines(exam.record))
    return _with_what_followed(whole, exam, exam.signature, recomputed=_versions(found))


def thawed(exam: StoredExam) -> Frozen | None:
    """What was signed; None for a draft, and where it is not there: only the record was signed, the text was changed
    since, or this version cannot read it.
    """
    if exam.signature is None or not exam.signature.frozen or "note" in exam.signature.changed:
        return None
    try:
        return thaw(exam.signature.frozen)
    except NotThawed:
        return None


def frozen_text(exam: StoredExam, clinic: Clinic) -> str:
    """The text of a note that is being signed, without the signature; its record names the examiner already."""
    found = assess(exam.record)
    return freeze(exam.record, found, _write(exam, found, clinic))


def signed_files(exam: StoredExam) -> tuple[SignedFile, ...]:
    """The texts that were hashed: the note that was signed, and what was added to it, oldest first."""
    note = exam.signature.frozen if exam.signature else ""
    added = (SignedFile(f"{link.name.replace(' ', '-')}.json", link.text) for link in exam.links)
    return (*((SignedFile(SIGNED_NOTE, note),) if note else ()), *added)


def _write(exam: StoredExam, found: Assessment, clinic: Clinic) -> Note:
    address = ", ".join(filter(None, [clinic.name, *clinic.address.splitlines()]))
    old = exam.corrects
    replaces = Replaced(old.version, old.signed_by, old.signed_at, old.sha256) if old else None
    note = write_note(exam.record, found, clinic=address, life=Life(exam.version, replaces))
    return replace(note, limits=limits_words(clinic.service))


def _with_what_followed(
    note: Note, exam: StoredExam, signature: Signature, said: Signing | None = None, *, recomputed: str = ""
) -> Note:
    """The note with its signature, addenda, and whether it still counts; times by the clock of the examination."""
    clock, void = _clock(exam.record), exam.void
    signed = Signed(
        signature.who,
        signature.when.astimezone(clock),
        signature.sha256,
        changed_words(signature.changed),
        recomputed,
        record_only=not signature.frozen,
        files=signed_files(exam),
        account=said.account if said else "",
        trail=said.trail if said else None,
        supervised=_supervised(exam.supervision, clock),
    )
    life = replace(
        note.life,
        replaced_by=exam.version + 1 if exam.corrected_by else None,
        void=Voided(void.who, void.when.astimezone(clock), void.reason, void.sha256) if void else None,
    )
    addenda = tuple(Addition(one.author, one.at.astimezone(clock), one.text, one.sha256) for one in exam.addenda)
    return replace(note, signature=signed, addenda=addenda, life=life)


def _supervised(supervision: Supervision | None, clock: tzinfo | None) -> Supervised | None:
    if supervision is None:
        return None
    said = supervision.said
    if said is None:
        return Supervised(supervision.supervisor)
    when = said.when.astimezone(clock)
    return Supervised(supervision.supervisor, CounterSigned(said.who, when, said.sha256, said.username, said.returned))


def _versions(found: Outline) -> str:
    return say("knowledge {knowledge}, program {program}").format(knowledge=found.knowledge, program=found.program)


def _clock(record: ExamRecord) -> tzinfo | None:
    """That of the examination, so that two times on one note can be compared."""
    return datetime.fromisoformat(record.examined_at).tzinfo if record.examined_at else None


def _as_seen(exam: StoredExam) -> ExamRecord:
    """A draft names the examiner who would sign it; the record itself gets the name with the signature.

    That of an imported record is another's, who does not sign here.
    """
    return replace(exam.record, examiner=examiner(exam))
