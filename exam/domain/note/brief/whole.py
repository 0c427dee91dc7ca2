"""A signed note that is not shortened: the reference has changed since, and no longer says the same of its record."""

from __future__ import annotations

from exam.domain.language import mark, say
from exam.domain.note.note import Note
from exam.domain.note.text import note_text
from exam.domain.note.writing import write_note
from exam.domain.reasoning.conclusions import Assessment
from exam.domain.record.model import ExamRecord

SAID_OF_THE_RECORD = (
    "complaint",
    "red_flags",
    "tables",
    "also_normal",
    "could_not_be_tested",
    "not_examined",
    "stated_normal",
    "compared",
    "impression",
)
NOT_SHORTENED = mark(
    "This is the whole note. It is not shortened, because the clinical reference of this version differs from the one "
    "at signing, and a shorter text could leave something out."
)


def can_be_shortened(record: ExamRecord, assessment: Assessment, note: Note) -> bool:
    """Whether this reference says of the record what the note says.

    Only then does a text that is written from the record leave nothing out: a test that the reference no longer has is
    not in it, and an abnormal grade may count as normal now.
    """
    try:
        now = write_note(record, assessment)
    except KeyError:
        # The reference no longer has something of it.
        return False
    return not note.unknown and all(getattr(now, part) == getattr(note, part) for part in SAID_OF_THE_RECORD)


def whole_text(note: Note) -> str:
    """The note as text, which first says why it is whole."""
    return f"{say(NOT_SHORTENED)}\n\n{note_text(note)}"
