"""The blank form: the examination on paper, to fill in by hand where no tablet is at hand.

It asks what the note shows, in the note's order: the findings right before left, the leg chart, the red flags. The core
tests are always there, and those that decide about an emergency or a root; other families if they are asked for.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Literal

from exam.domain.language import Language, mark, speaking
from exam.domain.leg_chart.ground import heads
from exam.domain.note.findings import is_graded
from reference import load_reference
from reference.model import Family, Scale, Test

Kind = Literal["write", "write_two", "measure", "choose"]

# The leg chart says them; here they are among the messages that the form's languages have.
HEADS = (mark("Right"), mark("Left"), mark("Front"), mark("Back"))
SHORT = {
    "presence": {"absent": mark("no"), "present": mark("yes")},
    "sign": {"negative": "\N{MINUS SIGN}", "positive": "+"},
}
"""The words of grades that are shorter beside a box."""

MODALITIES = mark("light touch / pinprick")
"""The order in which two results are written into one cell."""

HEAD_SIZE, SMALL_HEAD_SIZE, LONG_HEAD = 16, 12, 6


@dataclass(frozen=True, slots=True)
class BlankCell:
    """How a result is given: as one grade or two, as a measurement with its `unit`, or chosen from `choices`."""

    kind: Kind
    choices: tuple[str, ...] = ()
    unit: str = ""


@dataclass(frozen=True, slots=True)
class BlankRow:
    """One test; `is_core` if it belongs to the core. One that is not `sided` has one cell for the whole person."""

    label: str
    cell: BlankCell
    is_core: bool
    sided: bool


@dataclass(frozen=True, slots=True)
class BlankGroup:
    """The tests of one title, and how their results are written, where that needs to be said."""

    title: str
    how: str
    rows: tuple[BlankRow, ...]


@dataclass(frozen=True, slots=True)
class BlankFlag:
    """One red flag; with `has_course` it is also asked whether it is new."""

    label: str
    has_course: bool


@dataclass(frozen=True, slots=True)
class ExplainedScale:
    """A scale and the meaning of its whole grades, the best first."""

    label: str
    grades: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class BlankForm:
    """The form in one language. `beside` are the groups next to the leg chart, `further` those below it."""

    language: str
    beside: tuple[BlankGroup, ...]
    further: tuple[BlankGroup, ...]
    flags: tuple[BlankFlag, ...]
    scales: tuple[ExplainedScale, ...]
    heads: tuple[tuple[str, float, float], ...]

    @property
    def size_of_heads(self) -> int:
        """The size of the words above the leg chart, in units of the drawing: long ones would run into each other."""
        return HEAD_SIZE if max(len(word) for word, *_ in self.heads) <= LONG_HEAD else SMALL_HEAD_SIZE

    @property
    def halves(self) -> tuple[tuple[BlankGroup, ...], tuple[BlankGroup, ...]]:
        """The further groups in two columns of about the same length, in their order."""
        lengths = [len(group.rows) + 2 for group in self.further]
        cut = min(range(len(lengths) + 1), key=lambda at: abs(sum(lengths[:at]) - sum(lengths[at:])))
        return self.further[:cut], self.further[cut:]


def further_families() -> tuple[str, ...]:
    """The families that a form may have besides the core tests."""
    families = load_reference().families.values()
    return tuple(family.id for family in families if not family.history and family.id not in _shared())


def blank_form(language: Language, further: Collection[str] = ()) -> BlankForm:
    """The form with what is always on it, and all tests of these families; light touch stands for pinprick as well."""
    groups = list(_groups(language, further))
    return BlankForm(
        language=language.code,
        beside=tuple(group for family, group in groups if family.blank_form == "beside"),
        further=tuple(group for family, group in groups if family.blank_form != "beside"),
        flags=tuple(
            BlankFlag(language.gettext(row.label), row.course)
            for row in load_reference().questions.values()
            if row.step == "red_flags" and row.opened_by is None
        ),
        scales=tuple(_explained(scale, language) for scale in load_reference().scales.values() if is_graded(scale)),
        heads=tuple(_heads(language)),
    )


def _groups(language: Language, further: Collection[str]) -> Iterable[tuple[Family, BlankGroup]]:
    for family in load_reference().families.values():
        is_whole = family.blank_form == "always" or family.id in further
        tests = [test for test in _tests_of(family) if test.core or is_whole]
        if tests and family.id not in _shared():
            rows = tuple(_row(test, family, language) for test in tests)
            yield family, BlankGroup(language.gettext(family.title), _how(family, tests, language), rows)


def _shared() -> frozenset[str]:
    """The families written into the rows of another: the second way of testing the same areas of skin."""
    _first, *others = (family.id for family in load_reference().families.values() if family.modality)
    return frozenset(others)


def _tests_of(family: Family) -> list[Test]:
    return [test for test in load_reference().tests.values() if test.family == family.id]


def _how(family: Family, tests: Iterable[Test], language: Language) -> str:
    """What is written: the scale of the numbers, and the order of the two modalities."""
    scales = (load_reference().scales[name] for name in dict.fromkeys(test.scale for test in tests))
    labels = [language.gettext(scale.label) for scale in scales if is_graded(scale)]
    order = [language.gettext(MODALITIES)] if family.modality else []
    return "; ".join((*order, *labels))


def _row(test: Test, family: Family, language: Language) -> BlankRow:
    cell = BlankCell("write_two") if family.modality else _cell(load_reference().scales[test.scale], language)
    return BlankRow(language.gettext(test.label), cell, bool(test.core), test.sided)


def _cell(scale: Scale, language: Language) -> BlankCell:
    if is_graded(scale):
        return BlankCell("write")
    if not scale.grades:
        return BlankCell("measure", unit=language.gettext(scale.unit))
    words = SHORT.get(scale.id, {})
    return BlankCell("choose", tuple(language.gettext(words.get(grade.label, grade.label)) for grade in scale.grades))


def _explained(scale: Scale, language: Language) -> ExplainedScale:
    whole = [grade for grade in scale.grades if str(grade.value).isdigit()]
    grades = sorted(whole, key=lambda grade: int(grade.value), reverse=True)
    return ExplainedScale(
        language.gettext(scale.label), tuple((str(grade.value), language.gettext(grade.meaning)) for grade in grades)
    )


def _heads(language: Language) -> Iterable[tuple[str, float, float]]:
    """The words above the leg chart, each with the middle of its place in units of the drawing."""
    with speaking(language):
        words = tuple(heads())
    for word, (across, down) in words:
        yield word, across, down
