"""The printed page of a note: HTML without the web application, so that web and command line print the same."""

from __future__ import annotations

import base64
import json
import re
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from exam.domain.language import mark, say, say_count, spoken
from exam.domain.leg_chart.paper import draw_on_paper
from exam.domain.note.note import Note
from exam.domain.note.writing import write_note
from exam.domain.reasoning.conclusions import Assessment
from exam.domain.record.canonical import canonical_text
from exam.domain.record.model import ExamRecord
from exam.printing.directions import FILTERS
from exam.printing.pdf import Enclosure, Paper, print_note
from exam.printing.watermark import watermark

RECORD = mark("The examination record from which this note was printed")
SIGNED = mark("What was signed or added: its SHA-256 is printed beside it")

TEMPLATES = Path(__file__).parents[1] / "templates"
# Without a date, an enclosure would get the current time, and no two prints would be identical.
NO_TIME = datetime(1970, 1, 1, tzinfo=UTC)


def note_html(note: Note) -> str:
    """The HTML that is printed, with the leg chart as an embedded image."""
    drawing = draw_on_paper(note.chart)
    svg = templates().get_template("leg_chart/_chart.svg").render(drawing=drawing)
    image = as_address(svg)
    author = dict(note.examiner).get(note.labels["name"], "")
    across = watermark("training" if note.training else note.state)
    whole = templates().get_template("note/sheet/sheet.html")
    return whole.render(
        note=note,
        chart_image=image,
        author=author,
        language=spoken(),
        page_number=page_number(),
        watermark=as_address(across) if across else "",
    )


def as_address(svg: str) -> str:
    """A drawing as an address: nothing else is read while a page is printed."""
    return "data:image/svg+xml;base64," + base64.b64encode(svg.encode()).decode()


def page_number() -> str:
    """The number of a page and of all, as the content of a box in the margin: `"Page " counter(page) " of " ...`."""
    words = re.split(r"\{(pages?)\}", say("Page {page} of {pages}"))
    parts = (f"counter({part})" if at % 2 else json.dumps(part, ensure_ascii=False) for at, part in enumerate(words))
    return " ".join(part for part in parts if part != '""')


def note_pdf(record: ExamRecord, note: Note, paper: Paper = "a4") -> bytes:
    """The note as a PDF with the record inside it. The same note on the same paper gives the same bytes."""
    return print_note(note_html(note), paper=paper, enclosed=enclosures(record, note))


def enclosures(record: ExamRecord, note: Note) -> tuple[Enclosure, ...]:
    """The files inside the PDF of a note: the record, and what was signed, with the hash that is printed."""
    dated, signed = _dated(record, note), note.signature.files if note.signature else ()
    files = [Enclosure(file.name, file.text, dated, say(SIGNED)) for file in signed]
    return (Enclosure("record.json", canonical_text(record), dated, say(RECORD)), *files)


def draft_pdf(record: ExamRecord, assessment: Assessment, paper: Paper = "a4") -> bytes:
    """The unsigned note of a record as a PDF."""
    return note_pdf(record, write_note(record, assessment), paper)


def _dated(record: ExamRecord, note: Note) -> datetime:
    if note.signature:
        return note.signature.when
    return datetime.fromisoformat(record.examined_at) if record.examined_at else NO_TIME


@cache
def templates() -> Environment:
    """The templates without the web application."""
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        extensions=["jinja2.ext.i18n"],
        undefined=StrictUndefined,
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= FILTERS
    environment.policies["ext.i18n.trimmed"] = True
    environment.install_gettext_callables(say, say_count)  # type: ignore[attr-defined]
    return environment
