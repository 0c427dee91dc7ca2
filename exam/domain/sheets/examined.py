"""What was examined, in words for a patient: a line for each part of the examination in which anything was tried."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

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


WHERE = {
    ("right", "left"): mark("{what}: right and left."),
    ("right",): mark("{what}: right."),
    ("left",): mark("{what}: left."),
    (): mark("{what}."),
}
AS_EXPECTED = mark("As expected where it was tested.")
MEASURED = mark("It was measured.")
LIMITED = mark("Pain made this hard to test")
NOT_POSSIBLE = mark("Could not be tested")


def examined(record: ExamRecord, language: Language) -> tuple[Examined, ...]:
    """The parts of the examination in their order. What was not examined is not named, and is never normal."""
    return tuple(_part(keys, name, record, language) for name in parts() if (keys := _keys(record, name)))


def parts() -> dict[str, str]:
    """The parts of the sheet and what is said where something was found, in the order of the families."""
    return {family.plain: family.plain_found for family in load_reference().families.values() if family.plain}


def _keys(record: ExamRecord, part: str) -> list[FindingKey]:
    return [key for key in record.findings if load_reference().family_of(key.test).plain == part]


def _part(keys: list[FindingKey], part: str, record: ExamRecord, language: Language) -> Examined:
    found = _where(parts()[part], keys, lambda key: is_abnormal(key.test, record.findings[key]), language)
    limited = _where(LIMITED, keys, record.limited_by_pain, language)
    missed = _where(NOT_POSSIBLE, keys, lambda key: isinstance(record.findings[key], NotTested), language)
    results = [key for key in keys if not isinstance(record.findings[key], NotTested)]
    nothing = AS_EXPECTED if any(_can_be_normal(key) for key in results) else MEASURED
    said = found or (language.gettext(nothing) if results else "")
    return Examined(language.gettext(part), " ".join(filter(None, (said, limited, missed))), bool(found))


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
