"""The clinician's own conclusion; what the program ranks is never given as one."""

from __future__ import annotations

from exam.domain.fhir.elements import Json, concept, moment, own, quoted
from exam.domain.fhir.examination import Examination
from exam.domain.fhir.narrative import narrative, paragraphs
from exam.domain.fhir.observations import named, recorded
from exam.domain.fhir.people import PATIENT, author
from exam.domain.language import say
from exam.domain.note.conclusion import ENTERED
from exam.domain.note.headings import TITLE
from exam.domain.words.causes import cause_label
from reference import load_reference

IMPRESSION = "impression"
STATUS = {
    "draft": "in-progress",
    "waiting": "in-progress",
    "signed": "completed",
    "added_to": "completed",
    "void": "entered-in-error",
}


def impressions(exam: Examination) -> list[Json]:
    """What the clinician concluded, if anything was entered and can be coded."""
    own_words = exam.record.impression
    if not exam.coded or not (own_words.text or own_words.cause or own_words.diagnoses):
        return []
    entered = own_words.entered_before_ranking
    return [
        {
            **exam.resource("ClinicalImpression", narrative(paragraphs(exam.note.impression)), IMPRESSION),
            "status": STATUS[exam.standing],
            "description": say("The clinician's own impression"),
            "subject": exam.refer(PATIENT),
            "effectiveDateTime": moment(exam.examined) if exam.examined else None,
            "assessor": author(exam),
            "investigation": _examined(exam),
            "summary": own_words.text,
            "finding": [{"itemCodeableConcept": item} for item in _conclusions(exam)],
            "note": quoted(say(ENTERED[entered]) if entered is not None else ""),
        }
    ]


def _examined(exam: Examination) -> list[Json]:
    """What it rests on."""
    found = [exam.refer(*named(key)) for key in recorded(exam)]
    return [{"code": concept(say(TITLE)), "item": found}] if found else []


def _conclusions(exam: Examination) -> list[Json]:
    """The cause on its side, then the diagnoses."""
    entered, conditions = exam.record.impression, load_reference().conditions
    side = entered.side or "none"
    causes = [concept(cause_label(entered.cause, side), own("causes", entered.cause))] if entered.cause else []
    diagnoses = [concept(say(conditions[id].label), own("conditions", id)) for id in entered.diagnoses or ()]
    return [*causes, *diagnoses]
