"""The sections of the document: what a person reads, with the resources that say the same to a program."""

from __future__ import annotations

from collections.abc import Iterable

from exam.domain.fhir.elements import Json, concept, loinc, own
from exam.domain.fhir.examination import Examination
from exam.domain.fhir.impression import IMPRESSION, impressions
from exam.domain.fhir.issues import ALERT, alert_words, alerts
from exam.domain.fhir.narrative import narrative, paragraph, paragraphs, table
from exam.domain.fhir.observations import named, recorded
from exam.domain.fhir.origin import PDF
from exam.domain.fhir.people import DEVICE
from exam.domain.fhir.requests import PROPOSED, STUDY, studies, study_words
from exam.domain.note.history import Line
from exam.domain.words.findings import finding_label
from exam.domain.words.values import value_label
from reference.vocabulary import SIDES

BY_THE_PROGRAM = (
    "Written by the program from what was recorded: a ranking of possible causes, not a diagnosis. "
    "The clinician's own conclusion is under its own heading."
)
TITLES = {
    "void": "This note is void",
    "version": "Version",
    "alerts": "Alerts",
    "impression": "The clinician's impression",
    "plan": "Plan and safety net",
    "statement": "What the program found",
    "origin": "Knee or spine",
    "conditions": "Conditions to consider",
    "history": "History",
    "flags": "Red flags",
    "findings": "Findings",
    "compared": "Compared with an earlier examination",
    "comments": "Comments",
    "imaging": "Suggested imaging",
    "tests": "Other suggested tests",
    "sources": "Sources",
    "signature": "Signature",
    "addenda": "Addenda",
    "document": "The note as a PDF",
    "about": "About this document",
}
NO_ALERTS = "No alerts from what was asked and examined."
NO_IMPRESSION = "None entered."
NO_IMAGING = "None suggested by what was asked and examined."


def sections(exam: Examination) -> list[Json]:
    """The sections in the order of the note; one without text and entries is left out."""
    note, life = exam.note, exam.note.life
    found = [
        _section("void", paragraphs(life.void_lines)),
        _section("version", paragraphs(life.version_lines)),
        _alerts(exam),
        _impression(exam),
        _section("plan", paragraphs(note.plan)),
        *_program(exam),
        _section("history", paragraphs((*note.patient, *note.complaint))),
        _section("flags", paragraphs(note.red_flags)),
        _findings(exam),
        _section("compared", paragraphs(note.compared), title=note.compared_title),
        _section("comments", paragraphs(note.comments)),
        _imaging(exam),
        _other_tests(exam),
        _section("sources", paragraphs(f"[{one.number}] {one.words}" for one in note.sources)),
        _signature(exam),
        _section("addenda", paragraphs(note.addenda_lines)),
        _section("document", "", [exam.refer(PDF)] if exam.pdf is not None else []),
        _section("about", paragraphs((f"{note.program.version}.", note.limits))),
    ]
    return [section for section in found if section]


def _section(id: str, text: str, entries: Iterable[Json] = (), author: Json | None = None, *, title: str = "") -> Json:
    """One section, under its own title or another; nothing where there is neither text nor an entry."""
    references, title = list(entries), title or TITLES[id]
    if not text and not references:
        return {}
    return {
        "title": title,
        "code": concept(title, *loinc(f"document.{id}"), own("sections", id)),
        "author": [author] if author else [],
        "text": narrative(text or paragraph(f"{title}.")),
        "entry": references,
    }


def _alerts(exam: Examination) -> Json:
    raised = alerts(exam)
    text = "".join(alert_words(*one) for one in raised) or paragraph(NO_ALERTS)
    entries = (exam.refer(ALERT, one.id) for one, _ in raised)
    return _section("alerts", text, entries, exam.refer(DEVICE))


def _impression(exam: Examination) -> Json:
    text = paragraphs(exam.note.impression) or paragraph(NO_IMPRESSION)
    entries = [exam.refer(IMPRESSION)] if impressions(exam) else []
    return _section("impression", text, entries)


def _program(exam: Examination) -> list[Json]:
    """The ranking, which has no resource: a condition would be taken for a diagnosis."""
    note, program = exam.note, exam.note.program
    said = (program.statement, program.unexplained, program.robust)
    causes = tuple(f"{cause.label}, {cause.chance}" for cause in program.causes)
    texts: dict[str, tuple[Line | str, ...]] = {
        "statement": (BY_THE_PROGRAM, *said, *causes),
        "origin": (note.knee_or_spine, *note.pointers),
        "conditions": note.conditions,
    }
    device = exam.refer(DEVICE)
    return [_section(id, paragraphs(lines), author=device) for id, lines in texts.items()]


def _findings(exam: Examination) -> Json:
    """The table of what was examined, and in words what was not."""
    note, keys = exam.note, recorded(exam)
    rows = [_row(exam, test) for test in dict.fromkeys(key.test for key in keys)]
    said = (
        paragraph(note.stated_normal or ""),
        paragraph(note.could_not_be_tested, "Could not be tested"),
        paragraph(note.not_examined, "Not examined"),
    )
    text = (table(("Test", "Right", "Left"), rows) if rows else "") + "".join(said)
    return _section("findings", text, (exam.refer(*named(key)) for key in keys))


def _row(exam: Examination, test: str) -> tuple[str, ...]:
    found = {key.side: value_label(test, value) for key, value in exam.record.findings.items() if key.test == test}
    cells = (found[None],) if None in found else tuple(found.get(side, "not examined") for side in SIDES)
    return finding_label(test), *cells


def _imaging(exam: Examination) -> Json:
    suggested = studies(exam)
    text = "".join(study_words(words) for _, words in suggested) + paragraphs(exam.note.withheld)
    said = text + paragraph(PROPOSED) if suggested else text or paragraph(NO_IMAGING)
    entries = (exam.refer(STUDY, study.study) for study, _ in suggested)
    return _section("imaging", said, entries, exam.refer(DEVICE))


def _other_tests(exam: Examination) -> Json:
    text = "".join(study_words(words) for words in exam.note.other_tests)
    return _section("tests", text, author=exam.refer(DEVICE))


def _signature(exam: Examination) -> Json:
    signature = exam.note.signature
    changed = signature.warning if signature else ""
    text = paragraph(exam.note.status) + paragraphs(exam.note.signed_lines) + paragraph(changed)
    return _section("signature", text)
