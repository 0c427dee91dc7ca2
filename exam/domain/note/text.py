"""The note as plain text, for pasting into another system: the same words in the same order as on paper."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from exam.domain.note.findings import FindingRow, FindingTable
from exam.domain.note.history import Line, filled
from exam.domain.note.note import AlertGroup, Kind, Note, NoteAlert, NoteStudy, Section
from exam.domain.note.parts.sources import NoteSource
from exam.domain.note.program import NoteCause
from exam.domain.words.grammar import inside

Labels = Mapping[str, str]

CONTINUED = "    "
CONCLUDED = ("do_now", "urgent", "contradictory", "sides_differ", "fits", "suggested")
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
            (note.labels["about"], [f"{note.program.version}.", note.limits, *mark]),
        )
    )


def assessment_text(note: Note) -> str:
    """What the program concludes from the record, without the record and without lines to sign."""
    sections = {section.id: section for section in note.sections()}
    labels, concluded = note.labels, {note.labels[id] for id in CONCLUDED}
    missed = [f"{labels['could_not_be_tested']}: {note.could_not_be_tested}."] if note.could_not_be_tested else []

    def written(*names: str) -> list[tuple[str, list[str]]]:
        return [(sections[name].heading, section_lines(sections[name])) for name in names if name in sections]

    return _sections(
        (
            (note.reference, [*filter(None, [note.mark]), *_lines(one for one in note.short if one.head in concluded)]),
            *written("alerts", "why", "next"),
            (labels["not_examined"], [note.not_examined, *missed]),
            *written("imaging", "origin", "conditions", "sources", "further"),
            (labels["about_assessment"], [f"{note.program.version}.", note.limits]),
        )
    )


def _sections(sections: Iterable[tuple[str, Iterable[str]]]) -> str:
    return "\n\n".join("\n".join([head.upper(), *lines]) for head, lines in sections) + "\n"


def section_lines(section: Section) -> list[str]:
    """The lines of a section without its heading, or the sentence of an empty one."""
    write = WRITERS[section.kind]
    return [line for line in write(section.body, section.labels) if line] if section.body else [section.nothing]


def _lines(lines: Iterable[Line | str]) -> Iterator[str]:
    return (_within(f"{line.head}: {line.text}" if isinstance(line, Line) else line) for line in lines)


def _within(text: str) -> str:
    """A text whose further lines are indented, so that none of them can be read as a heading or line of the note."""
    return "\n".join(
        [f"{CONTINUED}{line}".rstrip() if number else line for number, line in enumerate(text.splitlines())]
    )


def _plain(lines: Iterable[Line | str], _labels: Labels) -> Iterator[str]:
    return _lines(lines)


def _signature(lines: Iterable[Line], _labels: Labels) -> Iterator[str]:
    """Without the lines to be filled in by hand, which are only for paper."""
    return _lines(filled(lines))


def _alerts(groups: Iterable[AlertGroup], labels: Labels) -> Iterator[str]:
    return (f"{group.word.upper()}: {_alert(alert, labels)}" for group in groups for alert in group.alerts)


def _alert(alert: NoteAlert, labels: Labels) -> str:
    because = _headed(labels["triggered_by"], alert.because)
    cited = _sentences(alert.label, alert.action, because) + _cited(alert.sources)
    return f"{cited} {_sentences(alert.answer)}" if alert.answer else cited


def _findings(parts: Iterable[FindingTable | Line | str], _labels: Labels) -> Iterator[str]:
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


def _causes(causes: Iterable[NoteCause | str], labels: Labels) -> Iterator[str]:
    for cause in causes:
        yield from _cause(cause, labels) if isinstance(cause, NoteCause) else (cause,)


def _cause(cause: NoteCause, labels: Labels) -> Iterator[str]:
    yield f"{cause.label}, {cause.chance}"
    yield f"  {labels['members']}: {cause.members}" if cause.members else ""
    yield f"  {cause.comparison}" if cause.comparison else ""
    yield from (f"  {line.head}: {line.text}" for line in cause.reasons)
    yield f"  {cause.sources} {cause.judged}".rstrip() if cause.sources or cause.judged else ""


def _studies(studies: Iterable[NoteStudy | str], labels: Labels) -> Iterator[str]:
    for study in studies:
        yield from (study,) if isinstance(study, str) else _study(study, labels)


def _study(study: NoteStudy, labels: Labels) -> Iterator[str]:
    said = _sentences(study.heading, study.purpose, _headed(labels["based_on"], study.because))
    yield f"- {said}{_cited(study.sources)}"
    yield f"  {labels['caution']}: {study.caution}{_cited(study.caution_sources)}" if study.caution else ""


def _headed(head: str, words: str) -> str:
    return f"{head}: {words}" if words else ""


def _sentences(*parts: str) -> str:
    return " ".join(f"{part.rstrip('.')}." for part in parts if part)


def _cited(sources: str) -> str:
    return f" {sources}" if sources else ""


def _sources(sources: Iterable[NoteSource], _labels: Labels) -> Iterator[str]:
    return (f"[{source.number}] {source.words}" for source in sources)


WRITERS: Mapping[Kind, Callable[[Any, Labels], Iterable[str]]] = {
    "alerts": _alerts,
    "lines": _plain,
    "short": _plain,
    "flags": _plain,
    "findings": _findings,
    "causes": _causes,
    "studies": _studies,
    "signature": _signature,
    "sources": _sources,
}
