"""What people read of a resource: escaped XHTML of a few plain elements."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from html import escape

from exam.domain.fhir.elements import Json
from exam.domain.note.history import Line

XHTML = "http://www.w3.org/1999/xhtml"
# Control characters and halves of surrogate pairs, which XML cannot hold even escaped.
NOT_IN_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def narrative(*blocks: str) -> Json:
    """The text of a resource or a section. Blocks are XHTML; empty ones are left out."""
    return {"status": "generated", "div": f'<div xmlns="{XHTML}">{"".join(blocks)}</div>'}


def paragraph(text: str, head: str = "") -> str:
    """A paragraph, after its head in bold; nothing for an empty text. Line breaks stay."""
    if not text.strip():
        return ""
    lines = "<br/>".join(escaped(line) for line in text.splitlines())
    return f"<p><b>{escaped(head)}:</b> {lines}</p>" if head else f"<p>{lines}</p>"


def paragraphs(lines: Iterable[Line | str]) -> str:
    """A paragraph for each line or sentence."""
    return "".join(paragraph(line) if isinstance(line, str) else paragraph(line.text, line.head) for line in lines)


def table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table; a row of two cells is one result for the whole person, across the columns."""
    body = "".join(f"<tr>{_cells(row, len(heads))}</tr>" for row in rows)
    head = "".join(f"<th>{escaped(text)}</th>" for text in heads)
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


def _cells(row: Sequence[str], columns: int) -> str:
    label, *cells = row
    span = f' colspan="{columns - 1}"' if len(cells) == 1 else ""
    return f"<th>{escaped(label)}</th>" + "".join(f"<td{span}>{escaped(cell)}</td>" for cell in cells)


def escaped(text: str) -> str:
    """A text as content of XHTML; a character that XML cannot hold becomes the mark for one."""
    return escape(NOT_IN_XML.sub("\N{REPLACEMENT CHARACTER}", text))
