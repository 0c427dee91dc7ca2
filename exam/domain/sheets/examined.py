"""What was examined, in words for a patient: a line for each part of the examination in which anything was tried."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import NamedTuple

from exam.domain.language import Language, mark
from exam.domain.record.grades import is_abnormal
from exam.domain.record.model import ExamRecord, FindingKey, NotTested
from reference import load_reference
from reference.vocabulary import SIDES


@dataclass(frozen=True, slots=True)
class Examined:
    """One part of the examination: its name, what was found there, and whether anything abnormal was."""

    label: str
    result: str
    abnormal: bool


class _Part(NamedTuple):
    """How a part is called, and what is said where something was found."""

    label: str
    found: str


_FOUND = mark("Something was found")
PARTS = {
    "reflexes": _Part(mark("Reflexes (a tap on knee and ankle)"), mark("Different from usual")),
    "sensation": _Part(mark("Feeling in the skin of your legs"), mark("Different from usual")),
    "strength": _Part(mark("Strength of your legs"), mark("Weaker than expected")),
    "function": _Part(mark("Standing, rising and walking on heels or toes"), mark("Weaker than expected")),
    "tension": _Part(mark("Stretching the nerves of your legs"), mark("Different from usual")),
    "long_tract": _Part(mark("Signs of the spinal cord"), _FOUND),
    "saddle": _Part(mark("Feeling and muscles around the back passage, and the bladder"), _FOUND),
    "other": _Part(mark("Blood flow, muscles, and feeling of movement"), _FOUND),
    "gait": _Part(mark("The way you walk"), _FOUND),
    "local": _Part(mark("Knee, hip and spine"), _FOUND),
}
# Families that a patient takes for one.
PART_OF = {"light_touch": "sensation", "pinprick": "sensation", "territory": "sensation"}
WHERE = {
    ("right", "left"): mark("{what}: right and left."),
    ("right",): mark("{what}: right."),
    ("left",): mark("{what}: left."),
    (): mark("{what}."),
}
AS_EXPECTED = mark("As expected where it was tested.")
MEASURED = mark("It was measured.")
NOT_POSSIBLE = mark("Could not be tested")


def examined(record: ExamRecord, language: Language) -> tuple[Examined, ...]:
    """The parts of the examination in their order. What was not examined is not named, and is never normal."""
    return tuple(_part(keys, part, record, language) for name, part in PARTS.items() if (keys := _keys(record, name)))


def _keys(record: ExamRecord, part: str) -> list[FindingKey]:
    return [key for key in record.findings if part_of(key.test) == part]


def part_of(test: str) -> str:
    """The part of the sheet to which a test belongs."""
    family = load_reference().family_of(test).id
    return PART_OF.get(family, family)


def _part(keys: list[FindingKey], part: _Part, record: ExamRecord, language: Language) -> Examined:
    found = _where(part.found, keys, lambda key: is_abnormal(key.test, record.findings[key]), language)
    missed = _where(NOT_POSSIBLE, keys, lambda key: isinstance(record.findings[key], NotTested), language)
    results = [key for key in keys if not isinstance(record.findings[key], NotTested)]
    nothing = AS_EXPECTED if any(_can_be_normal(key) for key in results) else MEASURED
    said = found or (language.gettext(nothing) if results else "")
    return Examined(language.gettext(part.label), " ".join(filter(None, (said, missed))), bool(found))


def _where(what: str, keys: Iterable[FindingKey], holds: Callable[[FindingKey], bool], language: Language) -> str:
    """What holds, and on which side; empty where it holds nowhere. What is of the whole person names no side."""
    sides = {key.side for key in keys if holds(key)}
    if not sides:
        return ""
    named = () if None in sides else tuple(side for side in SIDES if side in sides)
    return language.gettext(WHERE[named]).format(what=language.gettext(what))


def _can_be_normal(key: FindingKey) -> bool:
    """Whether a result can be normal: a measurement is only ever abnormal or measured, as on the note."""
    return load_reference().scales[load_reference().tests[key.test].scale].normal is not None
