"""The note as plain text, for pasting into another system: the same words in the same order as on paper."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from exam.domain.note.findings import FindingRow, FindingTable
from exam.domain.note.headings import LABELS
from exam.domain.note.history import Line, filled
from exam.domain.note.note import AlertGroup, Kind, Note, NoteAlert, NoteStudy, Section
from exam.domain.note.parts.sources import NoteSource
from exam.domain.note.program import NoteCause
from exam.domain.words.grammar import inside

CONTINUED = "    "
CONCLUDED = ("Do now", "Urgent", LABELS["fits"], "Suggested")
"""What comes first on the note that is the program's."""


def note_text(note: Note) -> str:
    """The whole note. Sections have headings in capitals and are separated by empty lines.

    A demonstration is marked at both ends, so that no part pasted elsewhere is without it.
    """
    mark = [note.mark] if note.mark else []
    return _sections(
        (
            (note.title, [*mark, note.status, *filter(None, [note.clinic]), *_lines(note.patient)]),
            *((section.heading, section_lines(section)) for section in note.sections()),
            ("About this note", [f"{note.program.version}.", note.limits, *mark]),
        )
    )


def assessment_text(note: Note) -> str:
    """What the program concludes from the record, without the record and without lines to sign."""
    sections = {section.id: section for section in note.sections()}

    missed = [f"{LABELS['could_not_be_tested']}: {note.could_not_be_tested}."] if note.could_not_be_tested else []

    def written(*names: str) -> list[tuple[str, list[str]]]:
        return [(sections[name].heading, section_lines(sections[name])) for name in names if name in sections]

    return _sections(
        (
            (note.reference, [*filter(None, [note.mark]), *_lines(one for one in note.short if one.head in CONCLUDED)]),
            *written("alerts", "why", "next"),
            (LABELS["not_examined"], [note.not_examined, *missed]),
            *written("imaging", "origin", "conditions", "sources", "further"),
            ("About this assessment", [f"{note.program.version}.", note.limits]),
        )
    )


def _sections(sections: Iterable[tuple[str, Iterable[str]]]) -> str:
    return "\n\n".join("\n".join([head.upper(), *lines]) for head, lines in sections) + "\n"


def section_lines(section: Section) -> list[str]:
    """The lines of a section without its heading, or the sentence of an empty one."""
    write = WRITERS[section.kind]
    return [line for line in write(section.body) if line] if section.body else [section.nothing]


def _lines(lines: Iterable[Line | str]) -> Iterator[str]:
    return (_within(f"{line.head}: {line.text}" if isinstance(line, Line) else line) for line in lines)


def _within(text: str) -> str:
    """A text whose further lines are indented, so that none of them can be read as a heading or line of the note."""
    return "\n".join(
        [f"{CONTINUED}{line}".rstrip() if number else line for number, line in enumerate(text.splitlines())]
    )


def _signature(lines: Iterable[Line]) -> Iterator[str]:
    """Without the lines to be filled in by hand, which are only for paper."""
    return _lines(filled(lines))


def _alerts(groups: Iterable[AlertGroup]) -> Iterator[str]:
    return (f"{group.word.upper()}: {_alert(alert)}" for group in groups for alert in group.alerts)


def _alert(alert: NoteAlert) -> str:
    because = _headed(LABELS["triggered_by"], alert.because)
    cited = _sentences(alert.label, alert.action, because) + _cited(alert.sources)
    return f"{cited} {_sentences(alert.answer)}" if alert.answer else cited


def _findings(parts: Iterable[FindingTable | Line | str]) -> Iterator[str]:
    for part in parts:
        yield from _table(part) if isinstance(part, FindingTable) else _lines([part])


def _table(table: FindingTable) -> Iterator[str]:
    if not table.shown:
        return
    yield table_title(table)
    yield from (f"- {row.label}: {_row(table, row)}" for row in table.shown)
    yield from (f"  {grade}" for grade in table.grades)


def table_title(table: FindingTable) -> str:
    """The title of a table with its scale."""
    return f"{table.title}: {inside(table.scale)}" if table.scale else table.title


def _row(table: FindingTable, row: FindingRow) -> str:
    if row.is_unsided:
        return row.cells[0].text
    return "; ".join(f"{head} {cell.text}" for head, cell in zip(table.heads, row.cells, strict=True))


def _causes(causes: Iterable[NoteCause | str]) -> Iterator[str]:
    for cause in causes:
        yield from _cause(cause) if isinstance(cause, NoteCause) else (cause,)


def _cause(cause: NoteCause) -> Iterator[str]:
    yield f"{cause.label}, {cause.chance}"
    yield f"  {LABELS['members']}: {cause.members}" if cause.members else ""
    yield f"  {cause.comparison}" if cause.comparison else ""
    yield from (f"  {line.head}: {line.text}" for line in cause.reasons)
    yield f"  {cause.sources} {cause.judged}".rstrip() if cause.sources or cause.judged else ""


def _studies(studies: Iterable[NoteStudy | str]) -> Iterator[str]:
    for study in studies:
        yield from (study,) if isinstance(study, str) else _study(study)


def _study(study: NoteStudy) -> Iterator[str]:
    said = _sentences(study.heading, study.purpose, _headed(LABELS["based_on"], study.because))
    yield f"- {said}{_cited(study.sources)}"
    yield f"  {LABELS['caution']}: {study.caution}{_cited(study.caution_sources)}" if study.caution else ""


def _headed(head: str, words: str) -> str:
    return f"{head}: {words}" if words else ""


def _sentences(*parts: str) -> str:
    return " ".join(f"{part.rstrip('.')}." for part in parts if part)


def _cited(sources: str) -> str:
    return f" {sources}" if sources else ""


def _sources(sources: Iterable[NoteSource]) -> Iterator[str]:
    return (f"[{source.number}] {source.words}" for source in sources)


WRITERS: Mapping[Kind, Callable[[Any], Iterable[str]]] = {
    "alerts": _alerts,
    "lines": _lines,
    "short": _lines,
    "flags": _lines,
    "findings": _findings,
    "causes": _causes,
    "studies": _studies,
    "signature": _signature,
    "sources": _sources,
}
