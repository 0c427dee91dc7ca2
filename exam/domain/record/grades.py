"""The result of one test: usual ways of writing a grade, what to write instead of a wrong one, and what is normal."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import Any, Literal

from exam.domain.language import mark, say
from exam.domain.record.json_values import Reader, is_whole, join, quoted
from exam.domain.record.model import Finding, LimitedGrade, NotTested, result_of
from reference import load_reference
from reference.model import Scale
from reference.vocabulary import REASONS_NOT_TESTED

MRC, REFLEX = "mrc", "reflex"
LIMITS = ("pain",)
MINUS_SIGNS = str.maketrans(dict.fromkeys("\u2212\u2013\u2010\u2011\ufe63\uff0d", "-"))
INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")
OUT_OF = {MRC: re.compile(r"([0-5][+-]?)\s*/\s*5"), REFLEX: re.compile(r"([0-4]\+?)\s*/\s*4")}
PLUSES = re.compile(r"\+{1,4}")
FRACTION, WHOLE = re.compile(r"[0-4][.,]\d+"), re.compile(r"\d[.,]0+")
STARRED = {MRC: re.compile(r"(?:[015]|[234][+-]?)\*"), REFLEX: re.compile(r"[0-4]\*")}
REFLEX_GRADE = re.compile(r"0|[1-4]\+?")

REASON_INSTEAD = mark("write {object}, or another reason")
STAR_INSTEAD = mark("write {grade}, and describe in the comment what the star is for")
LIMITED_INSTEAD = mark("write {object} if pain limited it, otherwise the grade alone")
INSTEAD: Mapping[str, Mapping[str, str]] = {
    MRC: {"trace": mark('write "1"'), "5-": mark('write "4+" for a slight weakness, "5" for none')},
    REFLEX: {"trace": mark("write 1"), "±": mark("write 1 for a reduced reflex, 0 for an absent one")},
}


Rating = Literal["normal", "abnormal", "measured"]
"""A measurement is abnormal beyond its limit, where one is known; else it is only measured, and never normal."""


def rating(test: str, found: Finding | None) -> Rating | None:
    """What a result of this test is; None where there is no result."""
    reference, value = load_reference(), result_of(found)
    if value is None:
        return None
    scale = reference.scales[reference.tests[test].scale]
    if scale.normal:
        return "normal" if value == scale.normal.value else "abnormal"
    return "abnormal" if scale.is_beyond(float(value)) else "measured"


def is_abnormal(test: str, found: Finding | None) -> bool:
    """Whether there is a result that is not normal."""
    return rating(test, found) == "abnormal"


def is_normal(test: str, found: Finding | None) -> bool:
    """Whether the result is the normal one of its scale."""
    return rating(test, found) == "normal"


def read_result(reader: Reader, scale: Scale, value: Any, path: str) -> Finding | None:
    """A grade, a measurement, a grade limited by pain, or the reason why there is none; a fault names its path."""
    if isinstance(value, dict):
        return _read_limited(reader, scale, value, path) if "grade" in value else _read_reason(reader, value, path)
    return _read_value(reader, scale, value, path)


def grade_meant(scale: Scale, value: Any) -> str | int | None:
    """The grade of the scale that a value means, as a record writes it; None if it means none."""
    meant = value if is_grade(scale, value) else _meant(scale.id, value)
    return meant if is_grade(scale, meant) else None


def is_grade(scale: Scale, value: Any) -> bool:
    """Whether a value is a grade of the scale as a record writes it; 1, "1" and true are different values."""
    return type(value) in (str, int) and (type(value), value) in _grades_of(scale.id)


@cache
def _grades_of(scale: str) -> frozenset[tuple[type, str | int]]:
    return frozenset((type(grade.value), grade.value) for grade in load_reference().scales[scale].grades)


def _read_value(reader: Reader, scale: Scale, value: Any, path: str) -> str | int | None:
    if not scale.grades:
        if is_whole(value) and (scale.minimum or 0) <= value <= (scale.maximum or 0):
            return int(value)
    elif (meant := grade_meant(scale, value)) is not None:
        return meant
    instead = _instead(scale.id, value)
    fault = say("{value} is not {grade}").format(value=quoted(value), grade=say(scale.fault))
    reader.fault(path, f"{fault}; {instead}" if instead else fault)
    return None


def _meant(scale: str, value: Any) -> Any:
    """The grade that another usual way of writing means: 4/5, the number 4, a typographic minus; reflex 2, 2+ or ++."""
    if scale == MRC and is_whole(value):
        return str(value)
    if scale not in (MRC, REFLEX) or not isinstance(value, str):
        return value
    text = INVISIBLE.sub("", value).translate(MINUS_SIGNS).strip()
    out_of = OUT_OF[scale].fullmatch(text)
    text = out_of[1] if out_of else text
    if scale == MRC:
        return text
    if PLUSES.fullmatch(text):
        return len(text)
    return int(text[0]) if REFLEX_GRADE.fullmatch(text) else value


def _instead(scale: str, value: Any) -> str:
    """What to write instead of a grade that is often written but is not one of the scale; empty for any other."""
    if not isinstance(value, (str, float)):
        return ""
    text = INVISIBLE.sub("", str(value)).translate(MINUS_SIGNS).strip().lower()
    if text == "nt":
        return say(REASON_INSTEAD).format(object='{"not_tested": "other"}')
    if scale in STARRED and STARRED[scale].fullmatch(text):
        return _without_star(scale, text[:-1])
    if scale in INSTEAD and FRACTION.fullmatch(text):
        return _whole_instead(scale, text)
    instead = INSTEAD.get(scale, {}).get(text)
    return say(instead) if instead else ""


def _without_star(scale: str, grade: str) -> str:
    if scale == REFLEX:
        return say(STAR_INSTEAD).format(grade=grade)
    if grade == "5":
        return say(STAR_INSTEAD).format(grade=f'"{grade}"')
    return say(LIMITED_INSTEAD).format(object=f'{{"grade": "{grade}", "limited_by": "pain"}}')


def _whole_instead(scale: str, text: str) -> str:
    """The grades on both sides of a fraction: 'write "4", "4+" or "5"'."""
    digit, higher = text[0], int(text[0]) + 1
    grades = [digit, *([f"{digit}+"] if scale == MRC and digit in "234" else ())]
    grades += [str(higher)] if scale == MRC or digit != "4" else []
    named = [f'"{grade}"' if scale == MRC else grade for grade in grades]
    *front, last = named[:1] if WHOLE.fullmatch(text) else named
    if not front:
        return say("write {grade}").format(grade=last)
    return say("write {grades} or {last}").format(grades=", ".join(front), last=last)


def _read_limited(reader: Reader, scale: Scale, value: dict[str, Any], path: str) -> LimitedGrade | None:
    """A grade of strength, and what limited it."""
    if scale.id != MRC:
        reader.fault(path, say("only a grade of strength can be limited by pain"))
        return None
    members = reader.members(value, path, ("grade", "limited_by"))
    grade = _read_value(reader, scale, members["grade"], join(path, "grade"))
    limit = reader.one_of(members.get("limited_by"), join(path, "limited_by"), LIMITS)
    if scale.normal and grade == scale.normal.value:
        reader.fault(join(path, "limited_by"), say("a normal grade is not limited"))
    return LimitedGrade(str(grade), limit) if grade is not None and limit else None


def _read_reason(reader: Reader, value: dict[str, Any], path: str) -> NotTested | None:
    members = reader.members(value, path, ("not_tested",))
    if "not_tested" not in members:
        reader.fault(path, say('an object here must hold "not_tested"'))
        return None
    reason = reader.one_of(members["not_tested"], join(path, "not_tested"), REASONS_NOT_TESTED)
    return NotTested(reason) if reason else None
