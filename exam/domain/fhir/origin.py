"""Where the document comes from: who wrote it, what assembled it, and the note as it is printed."""

from __future__ import annotations

import base64
import hashlib

from exam.domain.fhir.elements import TERMINOLOGY, Json, coding, concept, dated, loinc, moment
from exam.domain.fhir.examination import Examination
from exam.domain.fhir.identity import URNS
from exam.domain.fhir.narrative import narrative, paragraph
from exam.domain.fhir.people import CLINIC, DEVICE, PATIENT, author
from exam.domain.language import say, spoken
from exam.domain.note.signature import Signed

PARTICIPANT = f"{TERMINOLOGY}/provenance-participant-type"
AUTHOR = coding(PARTICIPANT, "author", "Author")
ASSEMBLER = coding(PARTICIPANT, "assembler", "Assembler")
COMPOSITION, PROVENANCE, PDF = "composition", "provenance", "pdf"


def provenance(exam: Examination) -> Json:
    """Who is responsible for the document, what assembled it with which versions, and the hash that was signed."""
    versions = {"program": exam.assessment.program, "reference": exam.assessment.knowledge}
    assembled = say("Dermyo {program}, reference {reference}").format(**versions)
    signature = exam.note.signature
    hashes = [_signed(signature), *_trail(signature), *_counter_signed(signature)] if signature else []
    said = [paragraph(one["value"], one["type"]["text"]) for one in hashes]
    return {
        **exam.resource("Provenance", narrative(paragraph(assembled, say("Assembled by")), *said), PROVENANCE),
        "target": [exam.refer(COMPOSITION)],
        **dated("recorded", exam.written),
        "agent": [_agent(say("Author"), AUTHOR, author(exam)), _agent(say("Assembler"), ASSEMBLER, exam.refer(DEVICE))],
        "entity": [{"role": "source", "what": {"identifier": one}} for one in hashes],
    }


def _agent(words: str, kind: Json, who: Json) -> Json:
    return {"type": concept(words, kind), "who": who}


def _signed(signature: Signed) -> Json:
    hashed = say("SHA-256 of the signed record" if signature.record_only else "SHA-256 of the signed note")
    return {"type": concept(hashed), "value": signature.sha256}


def _counter_signed(signature: Signed) -> list[Json]:
    """The hash of the counter-signature; of a note that was sent back, of that."""
    said = signature.supervised and signature.supervised.said
    if not said:
        return []
    words = say("SHA-256 of the counter-signature") if said.returned is None else say("SHA-256 of the return")
    return [{"type": concept(words), "value": said.sha256}]


def _trail(signature: Signed) -> list[Json]:
    """Where the audit trail ended before the signature: a trail without this hash has lost its end."""
    words = say("SHA-256 of the audit trail at entry {number}, the newest before signing")
    if signature.trail is None:
        return []
    return [{"type": concept(words.format(number=signature.trail.count)), "value": signature.trail.sha256}]


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
        "language": spoken(),
        "data": base64.b64encode(exam.pdf).decode(),
        "size": len(exam.pdf),
        "hash": base64.b64encode(sha1).decode(),
        "title": exam.note.title,
        "creation": moment(exam.written) if exam.written else None,
    }
    text = narrative(paragraph(say("{title}, as a PDF.").format(title=exam.note.title)))
    return [
        {
            **exam.resource("DocumentReference", text, PDF),
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
