"""Whether a person has reviewed a translation, and what a page in an unreviewed one says of itself."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from datetime import date, datetime
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from exam.languages.catalogue import DOMAIN, LOCALES, Code, catalogue

REVIEWS = Path(__file__).parent / "reviews.toml"
NOT_REVIEWED: dict[Code, str] = {
    "es": "Traducción automática, aún no revisada",
    "de": "Maschinelle Übersetzung, noch nicht geprüft",
}
NOT_REVIEWED_IN_ENGLISH = "Machine translation, not yet reviewed"


def about_translation(code: Code) -> tuple[str, ...]:
    """What a page says of its translation: that no person has reviewed it, in both languages, or who did and when.

    Nothing for English, in which the messages are written.
    """
    if code == "en":
        return ()
    review = next((one for one in reviews() if one["language"] == code), None)
    if review is None or review["translation"] != fingerprint(code):
        return (NOT_REVIEWED[code], NOT_REVIEWED_IN_ENGLISH)
    day = catalogue(code).day(datetime.combine(_day(review), datetime.min.time()))
    return (catalogue(code).gettext("Translation reviewed by {name}, {day}").format(name=review["name"], day=day),)


@cache
def reviews() -> tuple[Mapping[str, Any], ...]:
    """The reviews on record."""
    return tuple(tomllib.loads(REVIEWS.read_text(encoding="utf-8"))["review"])


@cache
def fingerprint(code: Code) -> str:
    """The beginning of the SHA-256 of a compiled catalogue: what was reviewed, and nothing else."""
    return sha256((LOCALES / code / "LC_MESSAGES" / f"{DOMAIN}.mo").read_bytes()).hexdigest()[:16]


def _day(review: Mapping[str, Any]) -> date:
    day = review["date"]
    if not isinstance(day, date):
        raise TypeError(f"{REVIEWS.name}: {day!r} is not a date")
    return day
