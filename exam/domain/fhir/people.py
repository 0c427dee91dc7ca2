"""Who and what takes part: the patient, the examiner, the clinic, and the program."""

from __future__ import annotations

from exam.domain.fhir.elements import Json, concept
from exam.domain.fhir.examination import Examination
from exam.domain.fhir.narrative import narrative, paragraph
from exam.domain.language import say

PATIENT, PRACTITIONER, ROLE, CLINIC, DEVICE = "patient", "practitioner", "role", "clinic", "device"
PROGRAM = "Dermyo"


def people(exam: Examination) -> list[Json]:
    """The patient, who examined, the clinic where it is set, and the program with both its versions."""
    clinic = [_clinic(exam)] if exam.note.clinic else []
    role = [_role(exam)] if _examiner(exam, "Role") else []
    return [_patient(exam), _practitioner(exam), *role, *clinic, _device(exam)]


def author(exam: Examination) -> Json:
    """A reference to the examiner, in their role where it was recorded."""
    return exam.refer(ROLE if _examiner(exam, "Role") else PRACTITIONER)


def _examiner(exam: Examination, head: str) -> str:
    """What the note says of the examiner, who of a draft is who would sign it; empty where that is not known."""
    return next((line.text for line in exam.note.examiner if line.head in (head, say(head))), "")


def _patient(exam: Examination) -> Json:
    """The clinic's own reference and nothing else: the program knows neither name nor date of birth."""
    number = exam.record.patient.reference
    text = narrative(paragraph(number, say("Patient reference")))
    return {**exam.resource("Patient", text, PATIENT), "identifier": [{"value": number}]}


def _practitioner(exam: Examination) -> Json:
    signature, registration = exam.note.signature, _examiner(exam, "Registration")
    name = signature.name if signature else _examiner(exam, "Name")
    text = narrative(
        paragraph(name or say("not recorded"), say("Examiner")), paragraph(registration, say("Registration"))
    )
    return {
        **exam.resource("Practitioner", text, PRACTITIONER),
        "identifier": [{"value": registration}],
        "name": [{"text": name}],
    }


def _role(exam: Examination) -> Json:
    role = _examiner(exam, "Role")
    return {
        **exam.resource("PractitionerRole", narrative(paragraph(role, say("Role of the examiner"))), ROLE),
        "practitioner": exam.refer(PRACTITIONER),
        "organization": exam.refer(CLINIC) if exam.note.clinic else None,
        "code": [concept(role)],
    }


def _clinic(exam: Examination) -> Json:
    text = narrative(paragraph(exam.note.clinic, say("Clinic")))
    return {**exam.resource("Organization", text, CLINIC), "name": exam.note.clinic}


def _device(exam: Examination) -> Json:
    """The program: what it concludes depends on its own version and on that of the clinical reference."""
    versions = {say("program"): exam.assessment.program, say("reference"): exam.assessment.knowledge}
    said = "; ".join(f"{name} {version}" for name, version in versions.items())
    return {
        **exam.resource("Device", narrative(paragraph(f"{PROGRAM}: {said}", say("Program"))), DEVICE),
        "deviceName": [{"name": PROGRAM, "type": "user-friendly-name"}],
        "type": concept(say("Software that ranks causes by what was examined")),
        "version": [{"type": concept(name), "value": version} for name, version in versions.items()],
    }
