"""The head of the document: what it is, of whom, by whom, and whether it counts."""

from __future__ import annotations

from exam.domain.fhir.elements import Json, concept, dated, loinc, moment
from exam.domain.fhir.examination import COMPOSITION_STATUS, Examination
from exam.domain.fhir.identity import urn
from exam.domain.fhir.narrative import narrative, paragraph, paragraphs
from exam.domain.fhir.origin import COMPOSITION, identifier
from exam.domain.fhir.people import CLINIC, PATIENT, PRACTITIONER, author
from exam.domain.fhir.sections import sections
from exam.domain.language import spoken


def composition(exam: Examination) -> Json:
    """The composition, which lists every section."""
    note = exam.note
    text = narrative(paragraph(note.mark), paragraph(f"{note.title}. {note.status}."), paragraphs(note.patient))
    return {
        **exam.resource("Composition", text, COMPOSITION),
        "language": spoken(),
        "identifier": identifier(exam.address(COMPOSITION)),
        "status": COMPOSITION_STATUS[exam.standing],
        "type": concept(note.title, *loinc("document")),
        "subject": exam.refer(PATIENT),
        **dated("date", exam.written),
        "author": [author(exam)],
        "title": ": ".join(part for part in (note.mark, note.title) if part),
        "attester": _attester(exam),
        "custodian": exam.refer(CLINIC) if note.clinic else None,
        "relatesTo": _replaces(exam),
        "event": [{"period": {"start": moment(exam.examined)}}] if exam.examined else [],
        "section": sections(exam),
    }


def _attester(exam: Examination) -> list[Json]:
    """Who signed, and who counter-signed; nobody on a draft, and nobody where the record was changed after it.

    A student signs for themself; the supervisor attests to it.
    """
    signature = exam.note.signature
    if signature is None or not signature.intact:
        return []
    supervised = signature.supervised
    mode = "personal" if supervised else "professional"
    signed = {"mode": mode, "time": moment(signature.when), "party": exam.refer(PRACTITIONER)}
    if not (supervised and supervised.said and supervised.standing == "signed"):
        return [signed]
    said = supervised.said
    return [signed, {"mode": "professional", "time": moment(said.when), "party": {"display": said.full_name}}]


def _replaces(exam: Examination) -> list[Json]:
    """The signed version that this one replaces, by the identifier that its own document has."""
    old = exam.note.life.replaces
    return [{"code": "replaces", "targetIdentifier": identifier(urn(old.sha256, COMPOSITION))}] if old else []
