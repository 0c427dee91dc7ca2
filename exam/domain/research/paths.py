"""What of a record leaves the clinic: each path of the format is kept, changed or left out, and said so here.

What is in none of the lists is left out: a new part of the record stays in the clinic until somebody lists it.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from exam.domain.record.json_values import join

OLDEST = 90
"""Ages above 89 are given as this: there are few so old."""

AS_TYPED_TO = 12
"""Weeks: no rule and no figure asks for more than these, or whether it was longer."""

LONGER = (26, 52, 104)
"""In weeks: above 12 a duration is given as the next of these, and a longer one as the last."""

ML = 50
"""A residual is given as the next multiple: 200 ml, above which it is high, is one."""

KEPT = (
    "format",
    "patient.sex",
    "presentation.symptom_side",
    "presentation.pain_sites.*",
    "presentation.paraesthesia_sites.*",
    "presentation.onset",
    "presentation.features.*",
    "presentation.zoster_dermatomes.*",
    "presentation.examiner_had_seen_imaging",
    "red_flags.*",
    "red_flag_course.*",
    "findings.stated_otherwise_normal",
    "findings.*.*",
    "findings.*.*.*",
    "findings.*.*.*.*",
    "impression.cause",
    "impression.side",
    "impression.entered_before_ranking",
)
"""Yes or no, numbers, and words of closed lists; `*` is any one key."""

CHANGED: Mapping[str, str] = {
    "patient.reference": "a running number, in random order",
    "patient.age": "in whole years; above 89 as 90",
    "presentation.duration_weeks": "above 12 as 26, 52 or 104, whichever is next",
    "presentation.second_leg_weeks": "above 12 as 26, 52 or 104, whichever is next",
    "presentation.old_deficit.*": '"stated", without its words',
    "findings.saddle.post_void_residual_ml": "up to the next 50 ml",
    "alert_reviews.*.answer": "beside the record, in `alert_answers`",
}

LEFT_OUT: Mapping[str, str] = {
    "examined_at": "a date",
    "training": "demonstrations are not exported",
    "presentation.imaging_limits.*": "not needed to measure the ranking; a pregnancy may identify",
    "earlier.examined_at": "a date",
    "earlier.worse": "would connect two examinations of one person",
    "earlier_findings.*.*": "would connect two examinations of one person",
    "earlier_findings.*.*.*": "would connect two examinations of one person",
    "earlier_findings.*.*.*.*": "would connect two examinations of one person",
    "comments.*": "free text",
    "alert_reviews.*.text": "free text",
    "alert_reviews.*.by": "a name",
    "alert_reviews.*.at": "a date",
    "handover.to": "a name",
    "handover.at": "a date",
    "handover.by": "a name",
    "handover.agreed": "free text",
    "impression.text": "free text",
    "impression.diagnoses": "not needed to measure the ranking; a rare one may identify",
    "plan.text": "free text",
    "plan.safety_net_given": "not needed to measure the ranking",
    "plan.safety_net_text": "free text",
    "plan.review_in_weeks": "not needed to measure the ranking",
    "examiner.name": "a name",
    "examiner.role": "identifies the examiner",
    "examiner.registration": "identifies the examiner",
}


def _weeks(weeks: Any) -> Any:
    return weeks if weeks <= AS_TYPED_TO else next((most for most in LONGER if weeks <= most), LONGER[-1])


def _residual(ml: Any) -> Any:
    """Also of one that could not be measured, which is a word."""
    return math.ceil(ml / ML) * ML if isinstance(ml, int | float) else ml


_CHANGES: Mapping[str, Callable[[Any], Any]] = {
    "patient.age": lambda age: min(age, OLDEST),
    "presentation.duration_weeks": _weeks,
    "presentation.second_leg_weeks": _weeks,
    "findings.saddle.post_void_residual_ml": _residual,
    "presentation.old_deficit.*": lambda _words: "stated",
}
"""How a value is changed that stays in its place."""


def is_listed(path: str, patterns: Iterable[str]) -> bool:
    """Whether a path, as `red_flags.fever`, is one of these."""
    return _pattern_of(path, patterns) is not None


def what_leaves(data: Mapping[str, Any], path: str = "") -> dict[str, Any]:
    """Of a record, as it is written, what is kept or changed; without the reference, which the case has anew."""
    kept: dict[str, Any] = {}
    for key, value in data.items():
        where = join(path, key)
        if isinstance(value, Mapping):
            if inner := what_leaves(value, where):
                kept[key] = inner
        elif (pattern := _pattern_of(where, _CHANGES)) is not None:
            kept[key] = _CHANGES[pattern](value)
        elif is_listed(where, KEPT):
            kept[key] = value
    return kept


def _pattern_of(path: str, patterns: Iterable[str]) -> str | None:
    keys = path.split(".")
    for pattern in patterns:
        named = pattern.split(".")
        if len(named) == len(keys) and all(name in ("*", key) for name, key in zip(named, keys, strict=True)):
            return pattern
    return None
