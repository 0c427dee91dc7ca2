"""One row of the butterfly: a test, how it is done, and its cells, right before left."""

from __future__ import annotations

from collections.abc import Container, Mapping
from dataclasses import dataclass

from exam.domain.language import said_once, say
from exam.domain.record.model import ExamRecord, Finding, NotTested, keys_of, result_of
from exam.domain.words.findings import finding_label
from exam.domain.words.grammar import heading, sided
from exam.domain.words.values import short_day, value_label
from exam.steps.findings import examined_in, groups_of, scale_of
from exam.web.presenters.reference.citations import Citation, basis_words, citations
from exam.web.presenters.step.cells import ShownCell, cell, element_id
from exam.web.presenters.step.drawings import ShownDrawing, drawing
from exam.web.presenters.step.parts import group_id
from reference import load_reference
from reference.model import Grade, Test

FEW_BUTTONS = 4


@dataclass(frozen=True, slots=True)
class GradeMeaning:
    """A grade, and what it means."""

    value: str
    meaning: str


@dataclass(frozen=True, slots=True)
class HowTo:
    """How a test is done and what it shows. `place` is its row on a step."""

    test: str
    name: str
    place: str
    about: str
    position: str
    command: str
    landmark: str
    drawing: ShownDrawing | None
    grades: tuple[GradeMeaning, ...]
    roots: tuple[str, ...]
    lesser_roots: tuple[str, ...]
    nerve: str
    nerve_id: str
    disagreement: str
    basis: str
    citations: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class ShownRow:
    """A test with its cells. The chip is left out where the label already is the root.

    `earlier` is what the earlier examination found: "3 Oct: right 5, left 4"; empty if nothing.
    """

    id: str
    test: str
    name: str
    label: str
    subtitle: str
    primary: str
    secondary: str
    root: str
    cells: tuple[ShownCell, ...]
    how: HowTo
    earlier: str = ""

    @property
    def narrow(self) -> bool:
        """Whether it has so few buttons that the name fits between right and left on a portrait tablet too."""
        return max(cell.columns for cell in self.cells) <= FEW_BUTTONS

    @property
    def columns(self) -> list[int]:
        """How many buttons its cells have beside each other, each number once."""
        return sorted({cell.columns for cell in self.cells})


@dataclass(frozen=True, slots=True)
class ShownGroup:
    """Rows under one heading, a message; in the last step a group may be folded."""

    id: str
    title: str
    rows: tuple[ShownRow, ...]
    open: bool = True


def row(test: Test, record: ExamRecord, origins: Mapping[str, str]) -> ShownRow:
    """One test as a row."""
    named_root = test.label in test.primary_roots
    return ShownRow(
        element_id(test.id),
        test.id,
        finding_label(test.id),
        say(test.label),
        say(test.subtitle),
        "" if named_root else " ".join(test.primary_roots),
        "" if named_root else " ".join(test.secondary_roots),
        _first_described(test),
        tuple(cell(test, key, record, origins) for key in keys_of(test)),
        how_to(test),
        _earlier(test, record),
    )


def _earlier(test: Test, record: ExamRecord) -> str:
    if record.earlier is None:
        return ""
    found = [
        ([key.side] if key.side else [], record.earlier_findings[key])
        for key in keys_of(test)
        if key in record.earlier_findings
    ]
    results = ", ".join(sided(_in_short(test, result), side) for side, result in found)
    day = short_day(record.earlier.examined_at, record.examined_at)
    return f"{day}: {results}" if results else ""


def _in_short(test: Test, found: Finding) -> str:
    """A grade by its number alone; whatever else in words."""
    if isinstance(found, NotTested):
        return say("not tested")
    grade = str(result_of(found))
    return grade if grade[0].isdigit() and scale_of(test).grades else value_label(test.id, found)


def _first_described(test: Test) -> str:
    """The first of its roots with a row in the reference; roots below S2 have none."""
    return next((root for root in (*test.primary_roots, *test.secondary_roots) if root in load_reference().roots), "")


@said_once(256)
def how_to(test: Test) -> HowTo:
    """What the reference says about doing a test."""
    nerves = load_reference().nerves
    return HowTo(
        test.id,
        finding_label(test.id),
        element_id(test.id),
        say(test.about),
        say(test.position),
        say(test.command),
        say(test.landmark),
        drawing(test.drawing),
        tuple(_meaning(grade) for grade in scale_of(test).grades),
        test.primary_roots,
        test.secondary_roots,
        heading(say(nerves[test.nerve].label)) if test.nerve in nerves else "",
        test.nerve,
        say(test.disagreement),
        basis_words(test.basis),
        citations(test.sources),
    )


def _meaning(grade: Grade) -> GradeMeaning:
    """A grade that is no number is a word, and its own label."""
    value = str(grade.value)
    return GradeMeaning(value if value[:1].isdigit() else say(grade.label), say(grade.meaning))


def groups(
    step: str, record: ExamRecord, origins: Mapping[str, str], touched: Container[str] | None = None
) -> tuple[ShownGroup, ...]:
    """The tests of a step by group, in the order of the reference; if paths are given, only the rows that have one."""

    def rows(title: str) -> tuple[ShownRow, ...]:
        tests = (test for test in examined_in(step, title) if touched is None or is_touched(test, touched))
        return tuple(row(test, record, origins) for test in tests)

    return tuple(ShownGroup(group_id(title), title, rows(title)) for title in groups_of(step))


def is_touched(test: Test, paths: Container[str]) -> bool:
    """Whether one of these paths is that of a test, on either side."""
    return any(key.path in paths for key in keys_of(test))
