"""The findings of the note: tables right then left, only what was examined, each scale named."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from exam.domain.record.model import ExamRecord, Finding, FindingKey, NotTested, result_of, split_side
from exam.domain.words.facts import named_tests
from exam.domain.words.findings import finding_label
from exam.domain.words.grammar import heading, inside, joined
from exam.domain.words.values import REASON_WORDS, value_label
from reference import load_reference
from reference.model import Family, Scale, Test
from reference.vocabulary import SIDES, Side

Mark = Literal["normal", "abnormal", "measured", "not_tested", "not_examined"]


@dataclass(frozen=True, slots=True)
class FindingCell:
    """One finding in words. A cell for the whole person spans both sides."""

    text: str
    mark: Mark


@dataclass(frozen=True, slots=True)
class FindingRow:
    """One test, or one dermatome: its cells, right before left, one modality after the other."""

    label: str
    cells: tuple[FindingCell, ...]

    @property
    def is_unsided(self) -> bool:
        """Whether the one cell is for the whole person."""
        return len(self.cells) == 1


@dataclass(frozen=True, slots=True)
class FindingTable:
    """One table. Each of `heads` fully describes its column, as "Pinprick left": a PDF links a cell to one head."""

    title: str
    scale: str
    first: str
    heads: tuple[str, ...]
    rows: tuple[FindingRow, ...]
    grades: tuple[str, ...]


def finding_tables(record: ExamRecord) -> tuple[FindingTable, ...]:
    """A table for every part of the examination in which anything was examined or tried."""
    return tuple(_table(record, title, some) for title, some in _families().items() if _tests(record, some))


def _families() -> dict[str, list[Family]]:
    """The families of tests by the title of their table, in their order."""
    titles: dict[str, list[Family]] = {}
    for family in load_reference().families.values():
        titles.setdefault(family.title, []).append(family)
    return titles


def could_not_be_tested(record: ExamRecord) -> tuple[str, ...]:
    """Every test that could not be done, with its reason."""
    return tuple(
        f"{inside(finding_label(key.test, key.side))} ({REASON_WORDS[found.reason]})"
        for key, found in sorted(record.findings.items(), key=_reading_order)
        if isinstance(found, NotTested)
    )


def _order(key: FindingKey) -> tuple[int, int]:
    return list(load_reference().tests).index(key.test), SIDES.index(key.side) if key.side else 0


def _reading_order(item: tuple[FindingKey, Finding]) -> tuple[int, int]:
    return _order(item[0])


def _tests(record: ExamRecord, families: Sequence[Family]) -> list[Test]:
    tried, known = {key.test for key in record.findings}, {family.id for family in families}
    return [test for name, test in load_reference().tests.items() if name in tried and test.family in known]


def _table(record: ExamRecord, title: str, families: Sequence[Family]) -> FindingTable:
    tests = _tests(record, families)
    tried = {test.family for test in tests}
    modalities = tuple(family for family in families if family.modality and family.id in tried)
    rows = _area_rows(record, tests, modalities) if modalities else tuple(_row(record, test) for test in tests)
    scales = [load_reference().scales[name] for name in dict.fromkeys(test.scale for test in tests)]
    return FindingTable(
        title=f"{title}, {modalities[0].modality}" if len(modalities) == 1 else title,
        scale="; ".join(_scale_words(scale) for scale in scales if _is_graded(scale)),
        first="Area" if modalities else "Test",
        heads=_heads(modalities) if any(not row.is_unsided for row in rows) else ("Finding",),
        rows=rows,
        grades=tuple(grade for scale in scales for grade in _grades_used(record, tests, scale)),
    )


def _heads(modalities: Sequence[Family]) -> tuple[str, ...]:
    if len(modalities) <= 1:
        return tuple(heading(side) for side in SIDES)
    return tuple(heading(f"{family.modality} {side}") for family in modalities for side in SIDES)


def _row(record: ExamRecord, test: Test) -> FindingRow:
    sides: tuple[Side | None, ...] = SIDES if test.sided else (None,)
    return FindingRow(test.label, tuple(_cell(record, FindingKey(test.id, side)) for side in sides))


def _area_rows(record: ExamRecord, tests: Sequence[Test], modalities: Sequence[Family]) -> tuple[FindingRow, ...]:
    """One row for each dermatome, with its modalities side by side."""
    areas = sorted({test.label for test in tests}, key=list(load_reference().roots).index)
    return tuple(
        FindingRow(
            area,
            tuple(_cell(record, FindingKey(f"{family.id}.{area}", side)) for family in modalities for side in SIDES),
        )
        for area in areas
    )


def _cell(record: ExamRecord, key: FindingKey) -> FindingCell:
    found = record.findings.get(key)
    if found is None:
        return FindingCell("not examined", "not_examined")
    if isinstance(found, NotTested):
        return FindingCell(value_label(key.test, found), "not_tested")
    scale = load_reference().scales[load_reference().tests[key.test].scale]
    level = next((grade.level for grade in scale.grades if grade.value == result_of(found)), None)
    mark: Mark = "measured" if level is None else "normal" if level == "normal" else "abnormal"
    return FindingCell(value_label(key.test, found), mark)


def _is_graded(scale: Scale) -> bool:
    """Whether the answers are grades that need their scale named; words such as "positive" do not."""
    return any(str(grade.value)[:1].isdigit() for grade in scale.grades)


def _scale_words(scale: Scale) -> str:
    normal = scale.normal
    return scale.label if normal is None or "normal" in scale.label else f"{scale.label} ({normal.value} is normal)"


def _grades_used(record: ExamRecord, tests: Sequence[Test], scale: Scale) -> list[str]:
    """The meaning of each abnormal grade found, if its label is only a number."""
    found = {record.grade(test.id, side) for test in tests for side in SIDES if test.scale == scale.id}
    wordless = [grade for grade in scale.grades if grade.label == str(grade.value) and grade.label[:1].isdigit()]
    abnormal = [grade for grade in wordless if grade.value in found and grade.level != "normal"]
    return [f"{grade.label}: {inside(grade.meaning)}" for grade in abnormal]


def not_examined_sentence(record: ExamRecord, paths: Sequence[str]) -> str:
    """The core tests that are missing, with their number. `paths` have no result; some may have been tried."""
    missing = [path for path in paths if FindingKey(*split_side(path)) not in record.findings]
    if not missing and record.stated_otherwise_normal:
        return "Core tests not shown above were stated to be normal, not recorded individually."
    if not missing and paths:
        return "None, but some core tests could not be tested."
    if not missing:
        return "None; all core tests have a result."
    words = heading(named_tests(missing))
    return f"{words} ({len(missing)} core test{'' if len(missing) == 1 else 's'}, counting each side)."


def stated_normal_sentence(record: ExamRecord) -> str | None:
    """What a source stated to be normal without individual results."""
    if not record.stated_otherwise_normal:
        return None
    titles = dict.fromkeys(inside(f.title) for f in load_reference().families.values() if f.stated_normal)
    return (
        "The rest of the neurological examination was stated to be normal without being listed: "
        f"{joined(titles)} not shown above were not recorded individually."
    )
