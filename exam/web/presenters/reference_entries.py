"""The clinical reference as pages: each row with what it says, what it rests on and when it was reviewed."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from exam.domain.labels import heading, joined
from exam.domain.wording import cause_label
from exam.web.presenters.cells import element_id
from exam.web.presenters.citations import Citation, basis_words, citation, citations
from reference import load_reference
from reference.model import Alert, Cause, Nerve, Root, Row, Source, Test


@dataclass(frozen=True, slots=True)
class Entry:
    """One row; `lines` are (what, text), and `link` leads to a page of its own."""

    id: str
    title: str
    lines: tuple[tuple[str, str], ...]
    standing: str
    citations: tuple[Citation, ...]
    link: str = ""


@dataclass(frozen=True, slots=True)
class ReferencePage:
    """One page of the reference."""

    slug: str
    title: str
    about: str
    entries: Callable[[], Iterable[Entry]]


def _entry(row: Row, mark: str, title: str, lines: Iterable[tuple[str, str]], link: str = "") -> Entry:
    return Entry(mark, title, tuple(line for line in lines if line[1]), _standing(row), citations(row.sources), link)


def _standing(row: Row) -> str:
    """What a row rests on, and until when its review holds."""
    parts = (basis_words(row.basis), row.why)
    reviewed = f"Reviewed {row.reviewed_on:%d %B %Y}, again by {row.review_by:%d %B %Y}."
    return " ".join((*(f"{heading(part.rstrip('.'))}." for part in parts if part), reviewed))


def roots() -> Iterable[Entry]:
    """The roots from above."""
    return (_root(row) for row in load_reference().roots.values())


def _root(row: Root) -> Entry:
    lines = (
        ("Disc that usually presses on it", row.disc),
        ("Skin", row.dermatome),
        ("Key point", row.key_point),
        ("Muscles", row.myotome),
        ("Reflex", row.reflex),
        ("Pain", row.pain),
        ("Disputed", row.disagreement),
    )
    return _entry(row, row.id, row.label, lines)


def nerves() -> Iterable[Entry]:
    """The nerves of the leg."""
    return (_nerve(row) for row in load_reference().nerves.values())


def _nerve(row: Nerve) -> Entry:
    lines = (
        ("Roots", joined(row.roots)),
        ("Muscles", row.motor),
        ("Skin", row.sensory),
        ("Spared by its lesion", row.spared),
        ("History", row.history),
    )
    return _entry(row, f"nerve-{row.id}", heading(row.label), lines)


def causes() -> Iterable[Entry]:
    """The lesions that the program tells apart."""
    return (_cause(row) for row in load_reference().causes.values())


def _cause(row: Cause) -> Entry:
    return _entry(row, element_id(row.id), cause_label(row.id, "none"), (("", row.about), ("Roots", joined(row.roots))))


def alerts() -> Iterable[Entry]:
    """What must not wait."""
    return (_alert(row) for row in load_reference().alerts.values())


def _alert(row: Alert) -> Entry:
    return _entry(row, f"alert-{row.id}", row.label, (("Urgency", heading(row.urgency)), ("What to do", row.action)))


def imaging() -> Iterable[Entry]:
    """Imaging and other tests, and what the sources suggest them for."""
    reference = load_reference()
    for row in reference.imaging.values():
        lines = (("Priority", heading(row.priority)), ("What for", row.purpose), ("Caution", row.caution))
        yield _entry(row, f"imaging-{row.id}", row.label, lines)
    for other in reference.other_tests.values():
        yield _entry(other, f"other-{other.id}", other.label, (("What for", other.purpose),))


def tests() -> Iterable[Entry]:
    """Every test in short; its own page says how it is done."""
    return (_test(row) for row in load_reference().tests.values())


def _test(row: Test) -> Entry:
    lines = (("", row.about), ("Roots", joined(row.primary_roots)))
    title = f"{row.group}: {row.label}" if row.label in load_reference().roots else row.label
    return _entry(row, element_id(row.id), title, lines, link=row.id)


def sources() -> Iterable[Entry]:
    """Every source with its standing."""
    return (_source(row) for row in load_reference().sources.values())


def _source(row: Source) -> Entry:
    shown = citation(row)
    reviewed = f"Reviewed {row.reviewed_on:%d %B %Y}, again by {row.review_by:%d %B %Y}."
    lines = ((heading(row.kind.replace("_", " ")), shown.full), ("Standing", shown.standing))
    return Entry(f"source-{row.id}", row.short, tuple(line for line in lines if line[1]), reviewed, ())


PAGES = (
    ReferencePage("tests", "Tests", "How each test is done, what its grades mean and what it tells.", tests),
    ReferencePage("roots", "Roots", "Skin, muscles and reflex of each root, and where authorities differ.", roots),
    ReferencePage("nerves", "Nerves", "The nerves a root lesion must be told from, and what each spares.", nerves),
    ReferencePage("causes", "Causes", "The lesions that the program ranks.", causes),
    ReferencePage("red-flags", "Alerts", "What must not wait, and what the sources ask for.", alerts),
    ReferencePage(
        "imaging", "Imaging and other tests", "What the sources suggest, and the guidelines' cautions.", imaging
    ),
    ReferencePage(
        "sources", "Sources", "Every source with its standing: how far to trust it, and what of it was read.", sources
    ),
)
