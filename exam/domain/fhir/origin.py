"""Where the document comes from: who wrote it, what assembled it, and the note as it is printed."""

from __future__ import annotations

import base64
import hashlib

from exam.domain.fhir.elements import TERMINOLOGY, Json, coding, concept, dated, loinc, moment
from exam.domain.fhir.examination import Examination
from exam.domain.fhir.identity import URNS
from exam.domain.fhir.narrative import narrative, paragraph
from exam.domain.fhir.people import CLINIC, DEVICE, PATIENT, PROGRAM, author
from exam.domain.note.signature import Signed

COMPOSITION, PROVENANCE, PDF = "composition", "provenance", "pdf"


def provenance(exam: Examination) -> Json:
    """Who is responsible for the document, what assembled it with which versions, and the hash that was signed."""
    assembled = f"{PROGRAM} {exam.assessment.program}, reference {exam.assessment.knowledge}"
    signature = exam.note.signature
    hashes = [_signed(signature)] if signature else []
    said = [paragraph(one["value"], one["type"]["text"]) for one in hashes]
    return {
        **exam.resource("Provenance", narrative(paragraph(assembled, "Assembled by"), *said), PROVENANCE),
        "target": [exam.refer(COMPOSITION)],
        **dated("recorded", exam.written),
        "agent": [_agent("author", "Author", author(exam)), _agent("assembler", "Assembler", exam.refer(DEVICE))],
        "entity": [{"role": "source", "what": {"identifier": one}} for one in hashes],
    }


def _agent(code: str, display: str, who: Json) -> Json:
    kind = coding(f"{TERMINOLOGY}/provenance-participant-type", code, display)
    return {"type": concept(display, kind), "who": who}


def _signed(signature: Signed) -> Json:
    hashed = "record" if signature.record_only else "note"
    return {"type": concept(f"SHA-256 of the signed {hashed}"), "value": signature.sha256}


def identifier(address: str) -> Json:
    """An address as an identifier."""
    return {"system": URNS, "value": address}


def printed(exam: Examination) -> list[Json]:
    """The note as a PDF, with its size and its SHA-1, which is what FHIR wants there."""
    if exam.pdf is None:
        return []
    sha1 = hashlib.sha1(exam.pdf, usedforsecurity=False).digest()
    attachment = {
        "contentType": "application/pdf",
        "language": "en",
        "data": base64.b64encode(exam.pdf).decode(),
        "size": len(exam.pdf),
        "hash": base64.b64encode(sha1).decode(),
        "title": exam.note.title,
        "creation": moment(exam.written) if exam.written else None,
    }
    return [
        {
            **exam.resource("DocumentReference", narrative(paragraph(f"{exam.note.title}, as a PDF.")), PDF),
            "status": _counts(exam),
            "docStatus": exam.result_status if exam.standing != "added_to" else "amended",
            "type": concept(exam.note.title, *loinc("document")),
            "subject": exam.refer(PATIENT),
            "date": moment(exam.written) if exam.written else None,
            "author": [author(exam)],
            "custodian": exam.refer(CLINIC) if exam.note.clinic else None,
            "content": [{"attachment": attachment}],
        }
    ]


def _counts(exam: Examination) -> str:
    """Whether the note counts: a void one does not, nor one that a later version replaced."""
    return {"void": "entered-in-error", "replaced": "superseded"}.get(exam.note.life.ended, "current")
