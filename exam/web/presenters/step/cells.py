"""One cell of the butterfly: a test on one side, its grades, the result and how it was entered."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import NamedTuple

from exam.domain.language import mark, said_once, say
from exam.domain.record.grades import MRC
from exam.domain.record.model import ExamRecord, Finding, FindingKey, LimitedGrade, NotTested, result_of
from exam.domain.words.findings import finding_label
from exam.domain.words.grammar import heading
from exam.domain.words.values import REASON_WORDS, value_label
from exam.steps.fields import LIMITED_BY_PAIN, NOT_TESTED
from exam.steps.findings import offered_values, scale_of
from exam.web.presenters.step.options import Option
from exam.web.presenters.step.practised import Practised, practised
from reference.model import Grade, Scale, Test

# With more buttons than this in a row there is no room for a word under the digit.
MOST_WITH_WORDS = 4
# What was examined, and an answer to it.
ANSWERED = mark("{item}, {answer}")


@dataclass(frozen=True, slots=True)
class Measure:
    """A field for a value that is not among the buttons."""

    minimum: int
    maximum: int
    unit: str
    value: int | None


class BehindDots(NamedTuple):
    """All that is shown behind the dots of a cell."""

    id: str
    path: str
    legend: str
    rare: tuple[Option, ...]
    limited: tuple[Option, ...]
    reasons: tuple[Option, ...]
    measure: Measure | None


@dataclass(frozen=True, slots=True)
class ShownCell:
    """What is tapped and shown for one side. `state` is empty, normal, abnormal, raised, measured or not_tested.

    `practised` takes the place of everything that is tapped, for a patient to practise on.
    """

    id: str
    path: str
    side: str
    legend: str
    common: tuple[Option, ...]
    rare: tuple[Option, ...]
    limited: tuple[Option, ...]
    reasons: tuple[Option, ...]
    state: str
    by_all_normal: bool
    measure: Measure | None
    pain: Option | None
    practised: Practised | None = None

    @property
    def columns(self) -> int:
        """How many buttons are in the first row, including the dots."""
        return len(self.common) + 1

    @property
    def starts_normal(self) -> bool:
        """Whether its first button is the normal answer: on the right it then stands nearest the middle."""
        return bool(self.common) and self.common[0].level == "normal"

    @property
    def wordless(self) -> bool:
        """Whether no button has a word below its grade, so that there is room for more beside each other."""
        return not any(option.word for option in self.common)

    @property
    def hidden_choice(self) -> Option | None:
        """The chosen answer, if it is one of those behind the dots."""
        return next((option for option in (*self.rare, *self.reasons) if option.chosen), None)

    @property
    def hidden_choice_text(self) -> str:
        """What is chosen behind the dots, in words, also where it is visible."""
        if self.hidden_choice is None:
            return f"{self.typed} {self.measure.unit}" if self.measure and self.typed is not None else ""
        return self.hidden_choice.answer

    @property
    def behind_dots(self) -> BehindDots:
        """What is behind the dots."""
        return BehindDots(self.id, self.path, self.legend, self.rare, self.limited, self.reasons, self.measure)

    @property
    def more_label(self) -> str:
        """The name of the button with the dots, for screen readers."""
        if self.hidden_choice_text:
            return say("{item}: {answer}, more answers").format(item=self.legend, answer=self.hidden_choice_text)
        return say("{item}: more answers").format(item=self.legend)

    @property
    def typed(self) -> int | None:
        """A measurement for which there is no button."""
        shown = any(option.chosen for option in (*self.common, *self.rare))
        return None if shown or self.measure is None else self.measure.value


def element_id(path: str) -> str:
    """A path as an element's id, the same on every page: `strength-knee_extension-left`."""
    return path.removeprefix("findings.").replace(".", "-")


def cell(test: Test, key: FindingKey, record: ExamRecord, origins: Mapping[str, str]) -> ShownCell:
    """The cell of one test on one side."""
    found = record.findings.get(key)
    shown = _cell(test, key, found, found is not None and origins.get(key.path) == "all_normal")
    one = practised(record, key.path, shown.legend, "" if found is None else heading(value_label(test.id, found)))
    return replace(shown, practised=one) if one else shown


@said_once(512)
def _cell(test: Test, key: FindingKey, found: Finding | None, by_all_normal: bool) -> ShownCell:
    scale = scale_of(test)
    legend = finding_label(test.id, key.side)
    buttons = _graded if scale.grades else _measured
    common, rare = buttons(scale, key.path, legend, found)
    return ShownCell(
        element_id(key.path) if key.side else f"{element_id(key.path)}-once",
        key.path,
        key.side or "",
        legend,
        common,
        rare,
        _limited(scale, key.path, legend, found),
        _reasons(key.path, legend, found),
        state=_state(scale, found),
        by_all_normal=by_all_normal,
        measure=_measure(scale, found),
        pain=_pain(scale, key.path, legend, found),
    )


def _graded(
    scale: Scale, path: str, legend: str, found: Finding | None
) -> tuple[tuple[Option, ...], tuple[Option, ...]]:
    roomy = sum(grade.common for grade in scale.grades) < MOST_WITH_WORDS
    options = [(grade.common, _option(grade, path, legend, found, roomy=roomy)) for grade in scale.grades]
    return tuple(o for common, o in options if common), tuple(o for common, o in options if not common)


def _option(grade: Grade, path: str, legend: str, found: Finding | None, *, roomy: bool) -> Option:
    value, words = str(grade.value), value_label(path, grade.value)
    now = found.grade if isinstance(found, LimitedGrade) else found
    digit = value[:1].isdigit()
    answer = say("grade {grade}").format(grade=words) if digit else words
    return Option(
        path,
        value,
        text=value if digit else heading(words),
        label=say(ANSWERED).format(item=legend, answer=answer),
        chosen=type(now) is type(grade.value) and now == grade.value,
        word=say(grade.label) if roomy and digit and grade.label != value else "",
        level=grade.level,
        answer=answer,
    )


def _measured(
    scale: Scale, path: str, legend: str, found: Finding | None
) -> tuple[tuple[Option, ...], tuple[Option, ...]]:
    unit = say(scale.unit)
    labels = {v: say(ANSWERED).format(item=legend, answer=f"{v} {unit}") for v in offered_values(scale)}
    return tuple(Option(path, str(v), str(v), label, found == v, level="measured") for v, label in labels.items()), ()


def _limited(scale: Scale, path: str, legend: str, found: Finding | None) -> tuple[Option, ...]:
    """The usual grades below normal, as limited by pain; and the one recorded, limited or not. Only strength can be."""
    now, recorded = found.grade if isinstance(found, LimitedGrade) else None, result_of(found)
    return tuple(
        Option(
            path,
            f"{LIMITED_BY_PAIN}{grade.value}",
            text=str(grade.value),
            label=say("{item}, grade {grade}, limited by pain").format(item=legend, grade=grade.value),
            chosen=grade.value == now,
            word=say("pain"),
            level=grade.level,
        )
        for grade in scale.grades
        if scale.id == MRC and grade.level != "normal" and (grade.common or grade.value == recorded)
    )


def _pain(scale: Scale, path: str, legend: str, found: Finding | None) -> Option | None:
    """Whether pain limited the grade that is chosen, a tap beside it; None where no grade below normal is."""
    grade = next((grade for grade in scale.grades if grade.value == result_of(found)), None)
    if scale.id != MRC or grade is None or grade.level == "normal":
        return None
    return Option(
        path,
        f"{LIMITED_BY_PAIN}{grade.value}",
        say("Limited by pain"),
        say("{item} {grade}, limited by pain").format(item=legend, grade=grade.value),
        isinstance(found, LimitedGrade),
        clears=str(grade.value),
    )


def _reasons(path: str, legend: str, found: Finding | None) -> tuple[Option, ...]:
    chosen = found.reason if isinstance(found, NotTested) else None
    label, answer = say("{item}, could not be tested: {reason}"), say("not tested: {reason}")
    return tuple(
        Option(
            path,
            f"{NOT_TESTED}{reason}",
            heading(words),
            label.format(item=legend, reason=words),
            reason == chosen,
            level="not_tested",
            answer=answer.format(reason=words),
        )
        for reason, words in ((reason, say(words)) for reason, words in REASON_WORDS.items())
    )


def _measure(scale: Scale, found: Finding | None) -> Measure | None:
    if scale.grades:
        return None
    return Measure(scale.minimum or 0, scale.maximum or 0, say(scale.unit), found if isinstance(found, int) else None)


def _state(scale: Scale, found: Finding | None) -> str:
    if found is None:
        return "empty"
    if isinstance(found, NotTested):
        return "not_tested"
    level = next((grade.level for grade in scale.grades if grade.value == result_of(found)), "measured")
    return level if level in ("normal", "raised", "measured") else "abnormal"
