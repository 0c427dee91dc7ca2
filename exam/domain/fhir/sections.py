"""The sections of the document: those of the note, with the resources that say the same to a program."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from exam.domain.fhir.elements import Json, concept, loinc, own
from exam.domain.fhir.examination import Examination
from exam.domain.fhir.impression import IMPRESSION, impressions
from exam.domain.fhir.issues import ALERT, alerts
from exam.domain.fhir.narrative import narrative, paragraph, paragraphs, table
from exam.domain.fhir.observations import named, recorded
from exam.domain.fhir.origin import PDF
from exam.domain.fhir.people import DEVICE
from exam.domain.fhir.requests import PROPOSED, STUDY, studies
from exam.domain.language import mark, say
from exam.domain.note.findings import FindingTable
from exam.domain.note.headings import HEADINGS
from exam.domain.note.note import Note, Section
from exam.domain.note.text import section_lines, table_title

BY_THE_PROGRAM = mark(
    "Written by the program from what was recorded: a ranking of possible causes, not a diagnosis. "
    "The clinician's own conclusion is under its own heading."
)
NOT_CODED = mark(
    "This document has what was found and concluded in words alone, without a resource for each, because the clinical "
    "reference of this version differs from the one at signing."
)
TITLES = HEADINGS | {"document": mark("The note as a PDF"), "about": mark("About this document")}
"""The headings of the note, and of what only the document has."""

OF_THE_PROGRAM = ("why", "next", "imaging", "alerts", "origin", "conditions")


def sections(exam: Examination) -> list[Json]:
    """The sections in the order of the note; one without text and entries is left out."""
    note = exam.note
    of_the_note = [_of_the_note(exam, section) for section in _with_findings(note)]
    about = paragraphs((f"{note.program.version}.", note.limits, *(() if exam.coded else (say(NOT_CODED),))))
    pdf = [exam.refer(PDF)] if exam.pdf is not None else []
    found = [*of_the_note, _section("document", "", pdf), _section("about", about)]
    return [section for section in found if section]


def _with_findings(note: Note) -> Iterator[Section]:
    """The sections of the note. That of the findings is always there: it says what was not examined."""
    shown = note.sections()
    for section in shown:
        yield section
        if section.id == "short" and all(one.id != "findings" for one in shown):
            yield note.section("findings", "findings", ())


def _of_the_note(exam: Examination, section: Section) -> Json:
    author = exam.refer(DEVICE) if section.id in OF_THE_PROGRAM else None
    return _section(section.id, _text(exam, section), _entries(exam, section.id), author, title=section.heading)


def _section(id: str, text: str, entries: Iterable[Json] = (), author: Json | None = None, *, title: str = "") -> Json:
    """One section, under its own title or another; nothing where there is neither text nor an entry."""
    references, title = list(entries), title or say(TITLES[id])
    if not text and not references:
        return {}
    return {
        "title": title,
        "code": concept(title, *loinc(f"document.{id}"), own("sections", id)),
        "author": [author] if author else [],
        "text": narrative(text or paragraph(f"{title}.")),
        "entry": references,
    }


def _text(exam: Examination, section: Section) -> str:
    """What the note says in this section, and what a reader of the document has to know besides."""
    if section.id == "findings":
        return _findings(exam.note, section)
    text = paragraphs(section.body if _is_plain(section) else map(str.strip, section_lines(section)))
    if section.id == "why":
        return paragraph(say(BY_THE_PROGRAM)) + text
    if section.id == "imaging" and studies(exam):
        return text + paragraph(say(PROPOSED))
    changed = exam.note.signature.warning if exam.note.signature else ""
    return text + paragraph(changed) if section.id == "signature" else text


def _is_plain(section: Section) -> bool:
    """Whether its body is headed lines and sentences, of which there are some."""
    return bool(section.body) and section.kind in ("lines", "short", "flags", "signature")


def _entries(exam: Examination, id: str) -> Iterator[Json]:
    """The resources that say the same as a section."""
    if id == "findings":
        yield from (exam.refer(*named(key)) for key in recorded(exam))
    if id == "alerts":
        yield from (exam.refer(ALERT, one.id) for one, _ in alerts(exam))
    if id == "imaging":
        yield from (exam.refer(STUDY, study.study) for study, _ in studies(exam))
    # The note has the impression under a heading of its own only where it is too long for its line "in short".
    if id == "short" and impressions(exam):
        yield exam.refer(IMPRESSION)


def _findings(note: Note, section: Section) -> str:
    """The tables of what was examined, and in words what was not."""
    parts = (_table(part) if isinstance(part, FindingTable) else paragraphs([part]) for part in section.body)
    missing = (
        paragraph(note.could_not_be_tested, note.labels["could_not_be_tested"]),
        paragraph(note.not_examined, note.labels["not_examined"]),
    )
    return "".join((*parts, *missing))


def _table(part: FindingTable) -> str:
    rows = [(row.label, *(cell.text for cell in row.cells)) for row in part.shown]
    if not rows:
        return ""
    return paragraph(table_title(part)) + table((say("Test"), *part.heads), rows) + paragraphs(part.grades)
