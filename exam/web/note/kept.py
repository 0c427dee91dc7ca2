"""The outputs of a note: those of a signed one are made once, kept with it, and served from then on."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

from flask import current_app

from exam.domain.fhir.bundle import bundle_text
from exam.domain.fhir.examination import Examination
from exam.domain.note.brief.letter import letter_text
from exam.domain.note.brief.shorthand import shorthand_text
from exam.domain.note.brief.whole import whole_text
from exam.domain.note.text import note_text
from exam.printing.pdf import Paper
from exam.printing.press import PressBusy
from exam.store.stored import StoredExam
from exam.web.http.current import exams, press, user_id
from exam.web.note import paper
from exam.web.note.written import assessment_of, is_read_as_signed, opened, thawed

Kind = Literal["pdf-a4", "pdf-letter", "text", "shorthand", "letter", "fhir"]

TEXTS: tuple[Kind, ...] = ("text", "shorthand", "letter")
PDFS: dict[Paper, Kind] = {"a4": "pdf-a4", "letter": "pdf-letter"}


def kept(exam: StoredExam, kind: Kind, make: Callable[[], bytes]) -> bytes:
    """An output of a note, which `make` writes; of a signed note the bytes that were made first.

    What is added to a note later makes another output. Of a note that does not match its signature, or whose words at
    signing are not there, an output is made each time, and says so; one that was kept while those words could be read
    is still served.
    """
    if exam.signature is None or not exam.signature.intact:
        return make()
    found = exams().kept_output(exam.id, user_id(), exam.state, kind)
    if found is not None:
        return found
    made = make()
    return exams().keep_output(exam.id, user_id(), exam.state, kind, made) if thawed(exam) else made


def pdf_of(exam: StoredExam, size: Paper) -> bytes:
    """The note as a PDF. Raises `PressBusy`."""
    return kept(exam, PDFS[size], lambda: press().pdf(exam.record, opened(exam), size))


def text_of(exam: StoredExam, kind: Kind) -> bytes:
    """One of the plain texts of a note."""
    return kept(exam, kind, lambda: _text(exam, kind).encode())


def document_of(exam: StoredExam) -> bytes:
    """The note as a FHIR document, with the PDF on the usual paper inside. Raises `PressBusy`."""
    return kept(exam, "fhir", lambda: _document(exam).encode())


def make_outputs(exam: StoredExam) -> bool:
    """Make what a note that was just signed is read from: its texts, its PDF on each paper, and its document.

    Where the press has too much to do, something else fails, or the server ends before, the first reader makes them,
    from the same note. Returns whether all of them are made.
    """
    try:
        for kind in TEXTS:
            text_of(exam, kind)
        for size in PDFS:
            pdf_of(exam, size)
        document_of(exam)
    except PressBusy:
        return False
    except Exception:
        # The signature is stored: no fault of an output may look as if it were not.
        current_app.logger.exception("an output of a signed note was not made")
        return False
    return True


def _document(exam: StoredExam) -> str:
    note, pdf, found = opened(exam), pdf_of(exam, paper.usual()), assessment_of(exam)
    return bundle_text(Examination(exam.record, found, note, pdf, coded=is_read_as_signed(exam, found, note)))


def _text(exam: StoredExam, kind: Kind) -> str:
    note, found = opened(exam), assessment_of(exam)
    if kind == "text":
        return note_text(note)
    if not is_read_as_signed(exam, found, note):
        return whole_text(note)
    return {"shorthand": shorthand_text, "letter": letter_text}[kind](exam.record, found, note)
