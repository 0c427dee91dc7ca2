"""The alerts that the program raises, with what triggered each and what the clinician answered."""

from __future__ import annotations

from datetime import datetime

from exam.domain.fhir.elements import Json, concept, moment, own
from exam.domain.fhir.examination import Examination
from exam.domain.fhir.narrative import narrative, paragraph
from exam.domain.fhir.observations import named, recorded
from exam.domain.fhir.people import DEVICE, PATIENT
from exam.domain.language import say
from exam.domain.note.headings import LABELS
from exam.domain.note.note import NoteAlert
from exam.domain.reasoning.conclusions import RaisedAlert
from exam.domain.record.model import FindingKey, split_side
from exam.domain.words.findings import finding_of
from exam.domain.words.statements import URGENCY_WORDS, alerts_by_urgency
from exam.domain.words.values import said

ALERT = "alert"
SEVERITY = {"emergency": "high", "urgent": "moderate", "routine": "low"}


def alerts(exam: Examination) -> list[tuple[RaisedAlert, NoteAlert]]:
    """Each alert with the words that the note has for it, the most urgent first; none where nothing is coded."""
    if not exam.coded:
        return []
    raised = (alert for level in alerts_by_urgency(exam.assessment) for alert in level)
    return list(zip(raised, (alert for group in exam.note.alerts for alert in group.alerts), strict=True))


def issues(exam: Examination) -> list[Json]:
    """A detected issue for each alert."""
    return [_issue(exam, raised, words) for raised, words in alerts(exam)]


def alert_words(raised: RaisedAlert, words: NoteAlert) -> str:
    """An alert as it is read: its urgency and headline, what to do, what triggered it, and the answer."""
    headline = say("{urgency}: {label}").format(urgency=say(URGENCY_WORDS[raised.urgency]), label=words.label)
    return "".join(
        (
            paragraph(headline),
            paragraph(words.action),
            paragraph(words.because, say(LABELS["triggered_by"])),
            paragraph(words.answer),
        )
    )


def _issue(exam: Examination, raised: RaisedAlert, words: NoteAlert) -> Json:
    return {
        **exam.resource("DetectedIssue", narrative(alert_words(raised, words)), ALERT, raised.id),
        "status": exam.result_status,
        "code": concept(words.label, own("alerts", raised.id)),
        "severity": SEVERITY[raised.urgency],
        "patient": exam.refer(PATIENT),
        "identifiedDateTime": moment(exam.examined) if exam.examined else None,
        "author": exam.refer(DEVICE),
        "evidence": [{"code": [concept(words.because)], "detail": evidence(exam, raised.because)}],
        "detail": words.action,
        "mitigation": _answer(raised),
    }


def evidence(exam: Examination, paths: tuple[str, ...]) -> list[Json]:
    """References to the observations that these paths of the record name; answers of the history have none."""
    known = recorded(exam)
    keys = (FindingKey(*split_side(finding_of(path))) for path in dict.fromkeys(paths))
    return [exam.refer(*named(key)) for key in dict.fromkeys(keys) if key in known]


def _answer(raised: RaisedAlert) -> list[Json]:
    """What the clinician answered, by whom (in words: it may be somebody else than the examiner) and when."""
    if raised.answer is None:
        return []
    words = say("{answer} ({name})").format(answer=said(raised.answer), name=raised.answer.by)
    return [{"action": concept(words), "date": moment(datetime.fromisoformat(raised.answer.at))}]
