"""Reads the result of one test: usual ways of writing a grade, and what to write instead of a wrong one."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from exam.domain.record.json_values import Reader, is_whole, join, quoted
from exam.domain.record.model import Finding, LimitedGrade, NotTested
from reference.model import Scale
from reference.vocabulary import REASONS_NOT_TESTED

MRC, REFLEX = "mrc", "reflex"
LIMITS = ("pain",)
MINUS_SIGNS = str.maketrans(dict.fromkeys("\u2212\u2013\u2010\u2011\ufe63\uff0d", "-"))
INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")
OUT_OF_FIVE = re.compile(r"([0-5][+-]?)\s*/\s*5")
PLUSES = re.compile(r"\+{1,4}")
FRACTION = re.compile(r"[0-4][.,]\d+")
STARRED = re.compile(r"(?:[015]|[234][+-]?)\*")
PLUS_GRADE = re.compile(r"[1-4]\+")

REASON_INSTEAD = 'write {"not_tested": "other"}, or another reason'
LIMITED_INSTEAD = 'write {{"grade": "{}", "limited_by": "pain"}} if pain limited it, otherwise the grade alone'
INSTEAD: Mapping[str, Mapping[str, str]] = {
    MRC: {"trace": 'write "1"', "5-": 'write "4+" for a slight weakness, "5" for none'},
    REFLEX: {"trace": "write 1"},
}


def read_result(reader: Reader, scale: Scale, value: Any, path: str) -> Finding | None:
    """A grade, a measurement, a grade limited by pain, or the reason why there is none; a fault names its path."""
    if isinstance(value, dict):
        return _read_limited(reader, scale, value, path) if "grade" in value else _read_reason(reader, value, path)
    return _read_value(reader, scale, value, path)


def _read_value(reader: Reader, scale: Scale, value: Any, path: str) -> str | int | None:
    if not scale.grades:
        if is_whole(value) and (scale.minimum or 0) <= value <= (scale.maximum or 0):
            return int(value)
    else:
        meant = _meant(scale.id, value)
        for grade in scale.grades:
            if type(meant) is type(grade.value) and meant == grade.value:
                return grade.value
    instead = _instead(scale.id, value)
    reader.fault(path, f"{quoted(value)} is not {scale.fault}{'; ' if instead else ''}{instead}")
    return None


def _meant(scale: str, value: Any) -> Any:
    """The grade that another usual way of writing means: 4/5, the number 4, a typographic minus; reflex 2+ or ++."""
    if scale == MRC and is_whole(value):
        return str(value)
    if scale not in (MRC, REFLEX) or not isinstance(value, str):
        return value
    text = INVISIBLE.sub("", value).translate(MINUS_SIGNS).strip()
    if scale == MRC:
        out_of_five = OUT_OF_FIVE.fullmatch(text)
        return out_of_five[1] if out_of_five else text
    if PLUSES.fullmatch(text):
        return len(text)
    return int(text[0]) if PLUS_GRADE.fullmatch(text) else value


def _instead(scale: str, value: Any) -> str:
    """What to write instead of a grade that is often written but is not one of the scale; empty for any other."""
    if not isinstance(value, (str, float)):
        return ""
    text = INVISIBLE.sub("", str(value)).translate(MINUS_SIGNS).strip().lower()
    if text == "nt":
        return REASON_INSTEAD
    if scale == MRC and FRACTION.fullmatch(text):
        between = f', "{text[0]}+"' if text[0] in "234" else ""
        return f'write "{text[0]}"{between} or "{int(text[0]) + 1}"'
    if scale == MRC and STARRED.fullmatch(text):
        return LIMITED_INSTEAD.format(text[:-1])
    return INSTEAD.get(scale, {}).get(text, "")


def _read_limited(reader: Reader, scale: Scale, value: dict[str, Any], path: str) -> LimitedGrade | None:
    """A grade of strength, and what limited it."""
    if scale.id != MRC:
        reader.fault(path, "only a grade of strength can be limited by pain")
        return None
    members = reader.members(value, path, ("grade", "limited_by"))
    grade = _read_value(reader, scale, members["grade"], join(path, "grade"))
    limit = reader.one_of(members.get("limited_by"), join(path, "limited_by"), LIMITS)
    return LimitedGrade(str(grade), limit) if grade is not None and limit else None


def _read_reason(reader: Reader, value: dict[str, Any], path: str) -> NotTested | None:
    members = reader.members(value, path, ("not_tested",))
    if "not_tested" not in members:
        reader.fault(path, 'an object here must hold "not_tested"')
        return None
    reason = reader.one_of(members["not_tested"], join(path, "not_tested"), REASONS_NOT_TESTED)
    return NotTested(reason) if reason else None
