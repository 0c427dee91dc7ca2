"""The sheets of a signed note, which are written from its record and not stored with it."""

from __future__ import annotations

from flask import abort

from exam.domain.language import mark, say
from exam.domain.note.note import Note
from exam.domain.reasoning.conclusions import Assessment
from exam.store.stored import StoredExam
from exam.web.http.errors import Problem, respond
from exam.web.note.written import is_read_as_signed

NOT_WRITTEN = mark("This sheet can no longer be written")
WHY_NOT = mark(
    "The clinical reference of this version differs from the one at signing, and the sheet could leave something out. "
    "Use the note itself: it is as it was signed."
)


def refuse_unread(exam: StoredExam, found: Assessment, note: Note) -> None:
    """End the request in 409 where this reference no longer says of a signed record what its note says."""
    if not is_read_as_signed(exam, found, note):
        abort(respond(Problem(409, say(NOT_WRITTEN), say(WHY_NOT))))
