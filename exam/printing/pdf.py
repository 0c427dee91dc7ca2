"""Printing: HTML in, a tagged PDF out. Nothing is read from disk or fetched while a note is printed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path
from threading import Lock
from typing import Any, Literal, get_args

import msgspec

from exam.printing.bounds import within_bound
from exam.printing.engine import CSS, HTML, Attachment, Document, URLFetcher
from exam.printing.fonts.configuration import fonts_for
from exam.printing.fonts.coverage import undrawable
from exam.printing.fonts.glyphs import read_each_glyph
from exam.printing.fonts.machine import without_its_clock

Paper = Literal["a4", "letter"]

PAPERS: tuple[Paper, ...] = get_args(Paper)
STATIC = Path(__file__).parents[1] / "static"
STYLE_SHEETS = ("css/note/sheet.css", "css/note/print.css")
CLOSER = "css/note/closer.css"
# A page whose last heading is within this part of it, from the top, holds little.
LITTLE = 0.2
FORM_SHEETS = ("css/review/paper.css",)
# Pango and the parsed style sheets are shared, and corrupt memory when two threads use them at once.
PRESS = Lock()


@dataclass(frozen=True, slots=True)
class Enclosure:
    """A file inside the PDF. Its date comes from its content, so that the same note gives the same bytes."""

    name: str
    text: str
    dated: datetime
    description: str


@dataclass(frozen=True, slots=True)
class Job:
    """A page to print: its style sheets by name, and what is enclosed.

    With the style sheet `closer`, lines are set closer where the last page would hold little and so disappears.
    """

    html: str
    style_sheets: tuple[str, ...]
    paper: Paper
    enclosed: tuple[Enclosure, ...] = ()
    closer: str = ""


def print_note(html: str, *, paper: Paper, enclosed: Sequence[Enclosure]) -> bytes:
    """Print a sheet as PDF/UA-1 with files enclosed. The same arguments give the same bytes. Raises `PrintTooLong`."""
    return _printed(Job(html, STYLE_SHEETS, paper, tuple(enclosed), CLOSER))


def print_form(html: str) -> bytes:
    """Print a review form on A4 as PDF/UA-1: on the command line alone, so that it may take as long as it is."""
    return print_job(Job(html, FORM_SHEETS, "a4"))


def print_html(html: str, sheets: tuple[str, ...], paper: Paper) -> bytes:
    """Print a page with these style sheets of `exam/static` as PDF/UA-1, enclosing nothing. Raises `PrintTooLong`."""
    return _printed(Job(html, sheets, paper))


def _printed(job: Job) -> bytes:
    return within_bound(lambda: print_job(job), lambda: msgspec.json.encode(job))


def print_job(job: Job) -> bytes:
    """Print at once, however long it takes."""
    with PRESS, without_its_clock():
        whole = _laid_out(job)
        if job.closer and _ends_soon(whole):
            closer = _laid_out(job, (job.closer,))
            whole = closer if len(closer.pages) < len(whole.pages) else whole
        enclosed = [_attachment(one) for one in job.enclosed]
        return bytes(whole.write_pdf(finisher=read_each_glyph, attachments=enclosed, **_claim(job.html)))


def _laid_out(job: Job, more: tuple[str, ...] = ()) -> Document:
    sheets = [*_style_sheets((*job.style_sheets, *more)), _paper(job.paper)]
    sheet = HTML(string=job.html, url_fetcher=_only_enclosed())
    return sheet.render(stylesheets=sheets, font_config=fonts_for(job.html), **_claim(job.html))


def _ends_soon(whole: Document) -> bool:
    """Whether the last of several pages holds little: its last heading, if it has any, is near the top."""
    last = whole.pages[-1]
    begins = max((place[1] for _, _, place, _ in last.bookmarks), default=0.0)
    return len(whole.pages) > 1 and begins < last.height * LITTLE


def _claim(html: str) -> dict[str, Any]:
    """PDF/UA-1 allows no box for a character that no font has: then the PDF is tagged, and claims nothing."""
    return {"pdf_tags": True} if undrawable(html) else {"pdf_variant": "pdf/ua-1"}


def _attachment(enclosed: Enclosure) -> Attachment:
    return Attachment(
        string=enclosed.text,
        name=enclosed.name,
        description=enclosed.description,
        created=enclosed.dated,
        modified=enclosed.dated,
        relationship="Source",
        url_fetcher=_only_enclosed(),
    )


@cache
def _only_enclosed() -> URLFetcher:
    """Opens only data URLs, so that text typed by a clinician can neither read a file nor contact a host."""
    return URLFetcher(allowed_protocols=("data",))


@cache
def _style_sheets(names: tuple[str, ...]) -> tuple[CSS, ...]:
    return tuple(_parse((STATIC / name).read_text(encoding="utf-8")) for name in names)


@cache
def _paper(paper: Paper) -> CSS:
    return _parse(f"@page {{ size: {paper} }}")


def _parse(text: str) -> CSS:
    return CSS(string=text, url_fetcher=_only_enclosed())
