"""The rows of the clinical reference as the shelf shows them: what each says, and what it rests on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from exam.domain.labels import finding_label, heading, joined
from exam.domain.wording import TOWARDS, cause_label
from exam.web.presenters.cells import element_id
from exam.web.presenters.citations import citation
from exam.web.presenters.standing import Standing, reviewed, standing
from reference import load_reference
from reference.model import Alert, Cause, Imaging, Nerve, OtherTest, Pointer, Question, Root, Row, Source, Test

DIFFERS = "What the sources say, and where they differ"


@dataclass(frozen=True, slots=True)
class Entry:
    """One row; `lines` are (what, text), `test` names the test whose own page says more."""

    id: str
    title: str
    lines: tuple[tuple[str, str], ...]
    standing: Standing
    group: str = ""
    test: str = ""


def entry(row: Row, mark: str, title: str, lines: Iterable[tuple[str, str]], group: str = "", test: str = "") -> Entry:
    """A row whose reason stands with its sources."""
    return Entry(mark, title, _said(lines), standing(row), group, test)


def _differing(row: Row, mark: str, title: str, lines: Iterable[tuple[str, str]], group: str = "") -> Entry:
    """A row whose reason is what a reader came for: what an article says of it, and what a guideline."""
    return Entry(mark, title, _said((*lines, (DIFFERS, row.why))), standing(row, why=False), group)


def _said(lines: Iterable[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    return tuple(line for line in lines if line[1])


def roots() -> Iterator[Entry]:
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
    return entry(row, row.id, row.label, lines)


def nerves() -> Iterator[Entry]:
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
    return entry(row, f"nerve-{row.id}", heading(row.label), lines)


def causes() -> Iterator[Entry]:
    """The lesions that the program tells apart."""
    return (_cause(row) for row in load_reference().causes.values())


def _cause(row: Cause) -> Entry:
    return entry(row, element_id(row.id), cause_label(row.id, "none"), (("", row.about), ("Roots", joined(row.roots))))


def history() -> Iterator[Entry]:
    """What is asked, and which answers and findings point to the spine or to a joint."""
    reference = load_reference()
    yield from (_pointer(row) for row in reference.pointers.values() if row.towards == "spine")
    yield from (_pointer(row) for row in reference.pointers.values() if row.towards != "spine")
    yield from (_question(row) for row in reference.questions.values())


def _pointer(row: Pointer) -> Entry:
    return _differing(row, f"pointer-{row.id}", row.sentence, (("Weight", f"{row.weight} of 3"),), TOWARDS[row.towards])


def _question(row: Question) -> Entry:
    return entry(row, f"question-{element_id(row.id)}", row.label, (("Ask", row.ask), ("", row.about)), "Questions")


def alerts() -> Iterator[Entry]:
    """What must not wait."""
    return (_alert(row) for row in load_reference().alerts.values())


def _alert(row: Alert) -> Entry:
    lines = (("Urgency", heading(row.urgency)), ("What the sources ask for", row.action))
    return _differing(row, f"alert-{row.id}", row.label, lines)


def imaging() -> Iterator[Entry]:
    """Imaging and other tests, and what the sources suggest them for."""
    reference = load_reference()
    yield from (_study(row) for row in reference.imaging.values())
    yield from (_other_test(row) for row in reference.other_tests.values())


def _study(row: Imaging) -> Entry:
    cautioned = joined(load_reference().sources[source].short for source in row.caution_sources)
    caution = f"{row.caution} ({cautioned})" if row.caution else ""
    lines = (("Priority", heading(row.priority)), ("What for", row.purpose), ("Caution", caution))
    return _differing(row, f"imaging-{row.id}", row.label, lines, "Imaging")


def _other_test(row: OtherTest) -> Entry:
    return _differing(row, f"other-{row.id}", row.label, (("What for", row.purpose),), "Other tests")


def tests() -> Iterator[Entry]:
    """Every test in short; its own page says how it is done."""
    return (_test(row) for row in load_reference().tests.values())


def _test(row: Test) -> Entry:
    lines = (("", row.about), ("Roots", joined(row.primary_roots)), ("Disputed", row.disagreement))
    return entry(row, element_id(row.id), finding_label(row.id), lines, row.group, test=row.id)


def sources() -> Iterator[Entry]:
    """Every source with its standing."""
    return (_source(row) for row in load_reference().sources.values())


def _source(row: Source) -> Entry:
    shown = citation(row)
    lines = ((heading(row.kind.replace("_", " ")), shown.full), ("DOI", row.doi), ("Standing", shown.standing))
    return Entry(f"source-{row.id}", row.short, _said(lines), Standing("", "", (), reviewed(row)))
