"""The note as plain text, for pasting into another system: the same words in the same order as on paper."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from exam.domain.note.conditions import CONDITIONS
from exam.domain.note.findings import FindingRow, FindingTable
from exam.domain.note.history import Line
from exam.domain.note.note import Note, NoteAlert, NoteStudy
from exam.domain.words.grammar import inside


def note_text(note: Note) -> str:
    """The whole note. Sections are headed in capitals and parted by empty lines."""
    sections = (
        (note.title, [note.status, *_lines(note.patient)]),
        ("Alerts", _alerts(note)),
        ("The clinician's impression", _lines(note.impression) or ["None entered."]),
        ("What the program found", _found(note)),
        ("History", _lines(note.complaint) or ["None recorded."]),
        ("Red flags", _lines(note.red_flags)),
        ("Findings", _findings(note)),
        ("Comments", _lines(note.comments)),
        ("Why the program found this", _reasons(note)),
        ("Knee or spine", [note.knee_or_spine, *_lines(note.pointers)]),
        (CONDITIONS, _lines(note.conditions)),
        ("Suggested imaging", _studies(note.imaging) or ["None suggested by what was asked and examined."]),
        ("Other suggested tests", _studies(note.other_tests)),
        ("Signature", _lines(_signature(note))),
        ("Addenda", _lines(note.addenda_lines)),
        ("About this note", [f"{note.program.version}.", note.limits]),
    )
    return _sections(sections)


def assessment_text(note: Note) -> str:
    """What the program makes of the record, without the record and without places to sign."""
    sections = (
        (note.reference, [note.program.statement, note.program.robust, note.program.unexplained]),
        ("Alerts", _alerts(note)),
        ("Why", _reasons(note)),
        ("Not examined", [note.not_examined]),
        ("Knee or spine", [note.knee_or_spine, *_lines(note.pointers)]),
        (CONDITIONS, _lines(note.conditions)),
        ("Suggested imaging", _studies(note.imaging) or ["None suggested by what was asked and examined."]),
        ("Other suggested tests", _studies(note.other_tests)),
        ("About this assessment", [f"{note.program.version}.", note.limits]),
    )
    return _sections(sections)


def _sections(sections: Iterable[tuple[str, Iterable[str]]]) -> str:
    written = [(head, [line for line in lines if line]) for head, lines in sections]
    return "\n\n".join(_section(head, lines) for head, lines in written if lines) + "\n"


def _section(head: str, lines: Iterable[str]) -> str:
    return "\n".join([head.upper(), *(line for line in lines if line)])


def _lines(lines: Sequence[Line]) -> list[str]:
    return [f"{line.head}: {line.text}" for line in lines]


def _alerts(note: Note) -> list[str]:
    raised = [f"{group.word.upper()}: {_alert(alert)}" for group in note.alerts for alert in group.alerts]
    return raised or [note.no_alert]


def _alert(alert: NoteAlert) -> str:
    return _sentences(alert.label, alert.action, _headed("Triggered by", alert.because)) + _cited(alert.sources)


def _findings(note: Note) -> list[str]:
    tables = [line for table in note.tables for line in _table(table)]
    missed = [f"Could not be tested: {note.could_not_be_tested}."] if note.could_not_be_tested else []
    return [*tables, note.stated_normal or "", *missed, f"Not examined: {note.not_examined}"]


def _table(table: FindingTable) -> Iterator[str]:
    yield f"{table.title}: {inside(table.scale)}" if table.scale else table.title
    yield from (f"- {row.label}: {_row(table, row)}" for row in table.rows)
    yield from (f"  {grade}" for grade in table.grades)


def _row(table: FindingTable, row: FindingRow) -> str:
    if row.of_the_person:
        return row.cells[0].text
    return "; ".join(f"{head} {cell.text}" for head, cell in zip(table.heads, row.cells, strict=True))


def _found(note: Note) -> list[str]:
    more = f"Most informative next: {'; '.join(note.program.next_tests)}." if note.program.next_tests else ""
    return [note.program.statement, note.program.robust, note.program.unexplained, more]


def _reasons(note: Note) -> Iterator[str]:
    for cause in note.program.causes:
        yield f"{cause.label}, {cause.standing}"
        yield f"  {cause.comparison}" if cause.comparison else ""
        yield f"  Supports: {'; '.join(cause.supports)}" if cause.supports else ""
        yield f"  Argues against: {'; '.join(cause.against)}" if cause.against else ""
        yield f"  Sources: {cause.sources}" if cause.sources else ""


def _studies(studies: Sequence[NoteStudy]) -> list[str]:
    return [line for study in studies for line in _study(study)]


def _study(study: NoteStudy) -> Iterator[str]:
    head = f"{study.label} ({study.priority})" if study.priority else study.label
    yield f"- {head}: {_sentences(study.purpose, _headed('Based on', study.because))}{_cited(study.sources)}"
    yield f"  Caution: {study.caution}{_cited(study.caution_sources)}" if study.caution else ""


def _signature(note: Note) -> tuple[Line, ...]:
    return note.signed_lines or (Line("Status", note.status), *(line for line in note.by_hand if line.text))


def _headed(head: str, words: str) -> str:
    return f"{head}: {words}" if words else ""


def _sentences(*parts: str) -> str:
    return " ".join(f"{part.rstrip('.')}." for part in parts if part)


def _cited(sources: str) -> str:
    return f" ({sources})" if sources else ""
