"""The findings of the note, right then left: only what was examined, grouped, each scale named."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from exam.domain.language import mark, say
from exam.domain.record.grades import Rating, rating
from exam.domain.record.model import ExamRecord, Finding, FindingKey, LimitedGrade, NotTested, keys_of
from exam.domain.words.facts import facts_in_order
from exam.domain.words.findings import test_of
from exam.domain.words.grammar import heading, inside, joined
from exam.domain.words.values import REASON_WORDS, value_label
from reference import load_reference
from reference.model import Family, Scale, Test
from reference.vocabulary import SIDES

Mark = Rating | Literal["not_tested", "not_examined"]

# Of two results in one cell the first of these marks it; normal is only what is normal in both ways.
WORST_FIRST: tuple[Mark, ...] = ("abnormal", "not_tested", "not_examined", "measured", "normal")
REASONS = REASON_WORDS | {
    "cast_or_dressing": mark("cast/dressing"),
    "cannot_cooperate": mark("cooperation"),
    "other": mark("other reason"),
}
"""Reasons that have to fit into a cell."""

MOST_WHOLE = 8
"""Rows of a part that are all shown beside an alert: the saddle and sphincters, say, not every test of the knee."""

MOST_WORDS = 3
"""A scale of no more grades has their words beside its name."""

HEADS = (mark("Right"), mark("Left"))
LIMITED = {"pain": mark("{grade} (pain-limited)")}


@dataclass(frozen=True, slots=True)
class FindingCell:
    """One finding in words, and as the table prints it. A cell for the whole person spans both sides."""

    text: str
    mark: Mark
    brief: str


@dataclass(frozen=True, slots=True)
class FindingRow:
    """One test, or one area of skin: right before left. One that is `folded` is named below the table instead."""

    label: str
    cells: tuple[FindingCell, ...]
    folded: bool = False

    @property
    def is_unsided(self) -> bool:
        """Whether the one cell is for the whole person."""
        return len(self.cells) == 1


@dataclass(frozen=True, slots=True)
class FindingTable:
    """One part of the examination, its scale, and the meaning of each abnormal grade found."""

    title: str
    scale: str
    rows: tuple[FindingRow, ...]
    grades: tuple[str, ...]
    heads: tuple[str, ...] = HEADS

    @property
    def shown(self) -> tuple[FindingRow, ...]:
        """The rows that are not folded."""
        return tuple(row for row in self.rows if not row.folded)


def finding_tables(record: ExamRecord, because: Iterable[str] = ()) -> tuple[FindingTable, ...]:
    """Every part of the examination in which anything was examined or tried.

    Those with a finding of `because`, on which an alert rests, come first; a short one folds no row.
    """
    rests = {test.family for path in because if (test := test_of(path))}
    parts = sorted(_families().items(), key=lambda part: rests.isdisjoint(family.id for family in part[1]))
    return tuple(
        _table(record, title, some, folds=rests.isdisjoint(family.id for family in some) or len(tests) > MOST_WHOLE)
        for title, some in parts
        if (tests := _tests(record, some))
    )


def also_normal(record: ExamRecord, tables: Iterable[FindingTable]) -> str:
    """The findings of the folded rows in one line: "Right and left hip flexion 5"; empty if there are none."""
    folded = {(table.title, row.label) for table in tables for row in table.rows if row.folded}
    families = load_reference().families
    paths = [
        key.path
        for test in load_reference().tests.values()
        if any((title, say(test.label)) in folded for title in _titles(families[test.family]))
        for key in keys_of(test)
        if key in record.findings
    ]
    return heading("; ".join(facts_in_order(paths, record))) + "." if paths else ""


def _titles(family: Family) -> tuple[str, str]:
    """The titles that the table of a family may have: its own, and that of one modality alone."""
    return say(family.title), _of_modality(family.title, family)


def _of_modality(title: str, family: Family) -> str:
    return f"{say(title)}, {say(family.modality)}" if family.modality else say(title)


def _families() -> dict[str, list[Family]]:
    """The families of tests by the title of their table, in their order."""
    titles: dict[str, list[Family]] = {}
    for family in load_reference().families.values():
        titles.setdefault(family.title, []).append(family)
    return titles


def _tests(record: ExamRecord, families: Sequence[Family]) -> list[Test]:
    tried, known = {key.test for key in record.findings}, {family.id for family in families}
    return [test for name, test in load_reference().tests.items() if name in tried and test.family in known]


def _table(record: ExamRecord, title: str, families: Sequence[Family], *, folds: bool) -> FindingTable:
    tests = _tests(record, families)
    tried = {test.family for test in tests}
    modalities = tuple(family for family in families if family.modality and family.id in tried)
    rows = _area_rows(record, tests, modalities, folds=folds) if modalities else _rows(record, tests, folds=folds)
    scales = [load_reference().scales[name] for name in dict.fromkeys(test.scale for test in tests)]
    graded = "; ".join(_scale_words(scale) for scale in scales if is_graded(scale))
    both = " / ".join(say(family.modality) for family in modalities) if len(modalities) > 1 else ""
    return FindingTable(
        title=_of_modality(title, modalities[0]) if len(modalities) == 1 else say(title),
        scale=f"{both}: {inside(graded)}" if both else graded,
        rows=rows,
        grades=tuple(grade for scale in scales for grade in _grades_used(record, tests, scale)),
        heads=tuple(map(say, HEADS)),
    )


def _rows(record: ExamRecord, tests: Sequence[Test], *, folds: bool) -> tuple[FindingRow, ...]:
    rows = []
    for test in tests:
        cells = tuple(_cell(record, key) for key in keys_of(test))
        rows.append(FindingRow(say(test.label), cells, folds and not test.core and _is_normal(cells)))
    return tuple(rows)


def _area_rows(
    record: ExamRecord, tests: Sequence[Test], modalities: Sequence[Family], *, folds: bool
) -> tuple[FindingRow, ...]:
    """One row for each area of skin, with its modalities in one cell."""
    core = {test.label for test in tests if test.core}
    rows = []
    for area in sorted({test.label for test in tests}, key=list(load_reference().roots).index):
        ids = [f"{family.id}.{area}" for family in modalities]
        cells = tuple(_together([_cell(record, FindingKey(id, side)) for id in ids]) for side in SIDES)
        rows.append(FindingRow(area, cells, folds and area not in core and _is_normal(cells)))
    return tuple(rows)


def _is_normal(cells: Iterable[FindingCell]) -> bool:
    return all(cell.mark == "normal" for cell in cells)


def _together(cells: Sequence[FindingCell]) -> FindingCell:
    """What the same area has for each modality, in their order; said once where nothing can be told apart."""
    mark = min((cell.mark for cell in cells), key=WORST_FIRST.index)
    if len({cell.text for cell in cells}) == 1 and mark in ("not_tested", "not_examined"):
        return cells[0]
    brief = " / ".join(_worded(cell, mark) if len(cells) > 1 else cell.brief for cell in cells)
    return FindingCell(" / ".join(cell.text for cell in cells), mark, brief)


def _worded(cell: FindingCell, mark: Mark) -> str:
    """Beside an abnormal result, each result is in its word alone: "altered / absent" is read at a glance."""
    return cell.text.partition(" ")[2] if mark == "abnormal" and cell.mark in ("normal", "abnormal") else cell.brief


def _cell(record: ExamRecord, key: FindingKey) -> FindingCell:
    found = record.findings.get(key)
    if found is None:
        return FindingCell(say("not examined"), "not_examined", "-")
    text, mark = value_label(key.test, found), rating(key.test, found) or "not_tested"
    return FindingCell(text, mark, _brief(text, found, mark))


def _brief(text: str, found: Finding, mark: Mark) -> str:
    """A normal grade without its word, as "2" for "2 normal"."""
    if isinstance(found, NotTested):
        return say("NT: {reason}").format(reason=say(REASONS[found.reason]))
    if isinstance(found, LimitedGrade):
        return say(LIMITED[found.limited_by]).format(grade=found.grade)
    return str(found) if mark == "normal" and isinstance(found, int) else text


def is_graded(scale: Scale) -> bool:
    """Whether the answers are grades that need their scale named; words such as "positive" do not."""
    return any(str(grade.value)[:1].isdigit() for grade in scale.grades)


def _scale_words(scale: Scale) -> str:
    """The name of a scale with what is normal: "MRC grade, 0 to 5 (5 is normal)"; of a short one with its words."""
    if len(scale.grades) <= MOST_WORDS:
        return (
            f"{say(scale.label)} ({', '.join(f'{grade.value} {inside(say(grade.label))}' for grade in scale.grades)})"
        )
    normal = scale.normal
    if normal is None or "normal" in scale.label:
        return say(scale.label)
    return say("{scale} ({grade} is normal)").format(scale=say(scale.label), grade=normal.value)


def _grades_used(record: ExamRecord, tests: Sequence[Test], scale: Scale) -> list[str]:
    """The meaning of each abnormal grade found, if its label is only a number."""
    found = {record.grade(test.id, side) for test in tests for side in SIDES if test.scale == scale.id}
    wordless = [grade for grade in scale.grades if grade.label == str(grade.value) and grade.label[:1].isdigit()]
    abnormal = [grade for grade in wordless if grade.value in found and grade.level != "normal"]
    return [f"{grade.label}: {inside(say(grade.meaning))}" for grade in abnormal]


def stated_normal_sentence(record: ExamRecord) -> str | None:
    """What a source stated to be normal without individual results."""
    if not record.stated_otherwise_normal:
        return None
    titles = dict.fromkeys(inside(say(f.title)) for f in load_reference().families.values() if f.stated_normal)
    sentence = say(
        "The rest of the neurological examination was stated to be normal without being listed: {parts} not shown "
        "above were not recorded individually."
    )
    return sentence.format(parts=joined(titles))
