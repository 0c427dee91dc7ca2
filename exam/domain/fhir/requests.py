"""The studies that the sources suggest: proposals by the program, which nobody has ordered."""

from __future__ import annotations

from exam.domain.fhir.elements import Json, concept, loinc, moment, own, quoted
from exam.domain.fhir.examination import Examination
from exam.domain.fhir.issues import evidence
from exam.domain.fhir.narrative import narrative, paragraph
from exam.domain.fhir.people import DEVICE, PATIENT
from exam.domain.language import mark, say
from exam.domain.note.headings import LABELS
from exam.domain.note.note import NoteStudy
from exam.domain.reasoning.conclusions import Study

STUDY = "study"
PRIORITY = {"emergency": "stat", "urgent": "urgent", "routine": "routine"}
PROPOSED = mark("Proposed by the program; not an order.")


def studies(exam: Examination) -> list[tuple[Study, NoteStudy]]:
    """Each suggested study with the words that the note has for it; none where nothing is coded."""
    if not exam.coded:
        return []
    return list(zip(exam.assessment.imaging, exam.note.imaging, strict=True))


def requests(exam: Examination) -> list[Json]:
    """A draft request, as a proposal, for each suggested study."""
    return [_request(exam, study, words) for study, words in studies(exam)]


def study_words(words: NoteStudy) -> str:
    """A study as it is read: verdict, purpose, what it is based on, and the caution."""
    return "".join(
        (
            paragraph(words.heading),
            paragraph(words.purpose),
            paragraph(words.because, say(LABELS["based_on"])),
            paragraph(words.caution, say(LABELS["caution"])),
        )
    )


def _condition(study: Study, words: NoteStudy) -> Json | None:
    """When it is done, of one that is not done at once: "not yet, only once six weeks of treatment ..."."""
    return concept(say(study.verdict)) if study.priority == "routine" or words.later else None


def _request(exam: Examination, study: Study, words: NoteStudy) -> Json:
    return {
        **exam.resource("ServiceRequest", narrative(study_words(words), paragraph(say(PROPOSED))), STUDY, study.study),
        "status": "entered-in-error" if exam.standing == "void" else "draft",
        "intent": "proposal",
        "category": [concept(say("Imaging"))],
        "priority": PRIORITY[study.priority],
        "code": concept(say(study.label), own("studies", study.study), *loinc(f"study.{study.study}")),
        "subject": exam.refer(PATIENT),
        "asNeededCodeableConcept": _condition(study, words),
        "authoredOn": moment(exam.examined) if exam.examined else None,
        "requester": exam.refer(DEVICE),
        "reasonCode": [concept(words.purpose)],
        "reasonReference": evidence(exam, study.because),
        "note": [*quoted(words.heading), *quoted(words.caution), *quoted(say(PROPOSED))],
    }
