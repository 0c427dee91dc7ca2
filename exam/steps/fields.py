"""How the text of one form field becomes a JSON value of the record.

An empty text clears the answer. A text that cannot be understood is passed on unchanged, so that
reading the record refuses it with a message, and nothing is guessed.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from exam.domain.record.grades import grade_meant
from exam.domain.record.typed.characters import cleaned
from reference.model import Scale

Form = Mapping[str, str]
Field = Callable[[str, Any], Any]

NOT_TESTED = "not_tested:"
LIMITED_BY_PAIN = "limited_by_pain:"
LONGEST_NUMBER = 6


def word(text: str, _now: Any = None) -> Any:
    """One of the words defined by the record's format, as `female`."""
    return text or None


def free_text(text: str, _now: Any = None) -> Any:
    """Text as it was typed or pasted, without invisible characters."""
    return cleaned(text).strip() or None


def one_line(text: str, _now: Any = None) -> Any:
    """A few words, in one line."""
    return " ".join(cleaned(text).split()) or None


def yes_no(text: str, _now: Any = None) -> Any:
    """`true`, `false`, or cleared: a question never asked is not a no."""
    return {"true": True, "false": False}.get(text, text or None)


def whole(text: str, _now: Any = None) -> Any:
    """A whole number, as an age."""
    digits = text.strip()
    return int(digits) if digits.isascii() and digits.isdigit() and len(digits) <= LONGEST_NUMBER else digits or None


def age(text: str, now: Any = None) -> Any:
    """A whole number; `tens:50` leaves the units of the current age, `units:4` the tens."""
    part, _, digits = text.partition(":")
    given, known = whole(digits), now or 0
    if part == "tens" and isinstance(given, int) and given % 10 == 0:
        return given + known % 10
    if part == "units" and isinstance(given, int) and given < 10:
        return known - known % 10 + given
    return whole(text)


def number(text: str, _now: Any = None) -> Any:
    """A number that may have a fraction, as half a week; a decimal comma is accepted."""
    digits = text.strip().replace(",", ".")
    front, point, rest = digits.partition(".")
    if point and front.isdigit() and rest.isdigit() and digits.isascii() and len(digits) <= LONGEST_NUMBER:
        return float(digits)
    return whole(digits)


def site(text: str, now: Any = None) -> Any:
    """`+knee` adds a site to the current list, `-knee` removes it; sending it twice does the same as once."""
    sites = tuple(now or ())
    sign, name = text[:1], text[1:]
    if sign == "+":
        return [*(other for other in sites if other != name), name]
    if sign == "-":
        return [other for other in sites if other != name] or None
    return text or None


def comment_field(step: str) -> Mapping[str, Field]:
    """The comment field of a step."""
    return {f"comments.{step}": free_text}


def grade(scale: Scale) -> Field:
    """A grade of this scale, a measurement, `not_tested:pain` (or another reason), or `limited_by_pain:4`."""
    grades = {str(grade.value): grade.value for grade in scale.grades}

    def graded(text: str) -> Any:
        meant = grade_meant(scale, grades.get(text, text))
        return (text or None) if meant is None else meant

    def read(text: str, _now: Any = None) -> Any:
        if text.startswith(NOT_TESTED):
            return {"not_tested": text.removeprefix(NOT_TESTED)}
        if text.startswith(LIMITED_BY_PAIN):
            return {"grade": graded(text.removeprefix(LIMITED_BY_PAIN)), "limited_by": "pain"}
        if not scale.grades:
            return whole(text)
        return graded(text)

    return read
