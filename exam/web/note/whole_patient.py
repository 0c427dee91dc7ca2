"""Everything of one patient in a file: for the patient who asks for it, or a clinic that takes over."""

from __future__ import annotations

import csv
import json
import zipfile
from dataclasses import dataclass
from datetime import UTC, datetime
from io import BytesIO, StringIO
from typing import IO

from flask import Blueprint, Flask, abort, g, make_response, render_template
from werkzeug.wrappers import Response

from exam.domain.language import mark, say
from exam.domain.record.writing import write_record
from exam.domain.words.values import day_words
from exam.store.accounts import StoredAccount
from exam.store.stored import StoredExam, Supervision
from exam.store.trail.access import TrailWanted
from exam.web.accounts.sign_in import SignedIn
from exam.web.http.current import exams, is_demonstration, services, settings, user_id
from exam.web.http.errors import Problem, respond
from exam.web.note import paper
from exam.web.note.file_names import file_name
from exam.web.note.kept import document_of, pdf_of, text_of
from exam.web.note.outputs import leaving
from exam.web.note.written import signed_files
from exam.web.outcomes.file import outcome_files

blueprint = Blueprint("whole_patient", __name__)

EXPORTED = mark("exported all of the patient")
MOST = 30
"""Examinations in one download: each that is not signed is printed first."""
COLUMNS = ("number", "time", "person", "address", "act", "row")
STATES = {
    "draft": mark("draft, not signed"),
    "signed": mark("signed"),
    "void": mark("signed, declared void"),
    "replaced": mark("signed, replaced by a later version"),
    "waiting": mark("signed by a student, not counter-signed"),
    "returned": mark("signed by a student, sent back"),
}


@dataclass(frozen=True, slots=True)
class Listed:
    """One examination on the index: where it is, and what it is, in words."""

    folder: str
    day: str
    state: str
    examiner: str
    version: int
    files: tuple[str, ...]


@blueprint.get("/exams/<exam_id>/patient.zip")
def export(exam_id: str) -> Response:
    """All of one's own examinations of the patient of this one, as a zip with an index to read."""
    if is_demonstration():
        abort(404)
    exam = exams().open(exam_id, user_id())
    reference = exam.record.patient.reference
    found = exams().all_of(user_id(), reference)
    if len(found) > MOST:
        message = say("There are {number}. Whoever runs this server can export them: dermyo export --reference.")
        return respond(Problem(422, say("Too many examinations for one download"), message.format(number=len(found))))
    file = BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        listed = [_add(archive, one.id) for one in found]
        _add_index(archive, reference, listed)
    for one in found:
        if one.id != exam_id:
            services().trail.note(EXPORTED, one.id)
    name = file_name(exam, "patient", with_reference=settings().clinic().reference_in_file_names)
    disposition = f'attachment; filename="{name}.zip"'
    return make_response(file.getvalue(), 200, {"Content-Type": "application/zip", "Content-Disposition": disposition})


def write_patient(app: Flask, reference: str, file: IO[bytes]) -> int:
    """Write the same of every clinician into a file, for the command line; returns how many examinations there are."""
    listed: list[Listed] = []
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for account in app.extensions["dermyo"].accounts.all():
            with app.test_request_context():
                listed += _of_account(archive, account, reference)
        with app.test_request_context():
            _add_index(archive, reference, listed)
    return len(listed)


def _of_account(archive: zipfile.ZipFile, account: StoredAccount, reference: str) -> list[Listed]:
    # Whose note it is, and on whose paper it is printed.
    g.setdefault("_login_user", SignedIn(account))
    listed = []
    for one in exams().all_of(account.id, reference):
        listed.append(_add(archive, one.id))
        services().trail.note(EXPORTED, one.id)
    return listed


def _add(archive: zipfile.ZipFile, exam_id: str) -> Listed:
    exam = leaving(exam_id)
    folder = file_name(exam, "examination", with_reference=False)
    record = json.dumps(write_record(exam.record), indent=1, ensure_ascii=False) + "\n"
    content = {
        "note.pdf": pdf_of(exam, paper.usual()),
        "note.txt": text_of(exam, "text"),
        "record.json": record.encode(),
        "note.fhir.json": document_of(exam),
        "audit-trail.csv": _trail(exam_id).encode(),
    } | {file.name: file.text.encode() for file in signed_files(exam)}
    content |= outcome_files(services().outcomes.history(exam_id, user_id()))
    for name, one in content.items():
        _put(archive, f"{folder}/{name}", one)
    day = day_words(exam.record.examined_at or exam.created_at.isoformat())
    who = exam.signature.who if exam.signature else exam.examiner_name
    return Listed(folder, day, say(STATES[_state(exam)]), who, exam.version, tuple(content))


def _state(exam: StoredExam) -> str:
    if exam.signature is None:
        return "draft"
    if exam.void or exam.corrected_by:
        return "void" if exam.void else "replaced"
    return _standing(exam.supervision)


def _standing(supervision: Supervision | None) -> str:
    if supervision is None:
        return "signed"
    said = supervision.said
    return "waiting" if said is None else "signed" if said.returned is None else "returned"


def _trail(exam_id: str) -> str:
    """The entries of the audit trail about one examination, oldest first."""
    text = StringIO()
    lines = csv.writer(text)
    lines.writerow(COLUMNS)
    for one in reversed(list(services().trail.entries(TrailWanted(exam_id=exam_id), None))):
        when = one.at.isoformat(timespec="microseconds")
        lines.writerow([one.number, when, one.actor, one.address, one.act, one.subject])
    return text.getvalue()


def _add_index(archive: zipfile.ZipFile, reference: str, listed: list[Listed]) -> None:
    now = settings().now()
    made = day_words(now.isoformat())
    page = render_template("whole_patient/index.html", reference=reference, listed=listed, made=made)
    _put(archive, "index.html", page.encode())


def _put(archive: zipfile.ZipFile, name: str, content: bytes) -> None:
    info = zipfile.ZipInfo(name, datetime.now(UTC).timetuple()[:6])
    info.compress_type = zipfile.ZIP_DEFLATED
    archive.writestr(info, content)
