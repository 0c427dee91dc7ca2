"""For a tablet without the server: which answers raise an emergency by themselves, as the texts that forms send."""

from __future__ import annotations

from functools import cache
from typing import Any

from flask import get_template_attribute

from exam.domain.reasoning.alerts.single_signs import SingleSign, single_signs
from exam.domain.words.statements import URGENCY_WORDS
from reference import load_reference


@cache
def emergency_signs() -> dict[str, Any]:
    """The signs and the alerts that they raise, as JSON; a sign names its alerts by their place.

    The first alert is the one to act on first. Worked out once, at the first request.
    """
    signs, rows = single_signs(), load_reference().alerts
    ids = sorted({id for sign in signs for id in sign.alerts}, key=lambda id: (rows[id].turn, list(rows).index(id)))
    return {
        "word": URGENCY_WORDS["emergency"],
        "icon": str(get_template_attribute("components/_icons.html", "icon")("warning")),
        "alerts": [{"label": rows[id].label, "action": rows[id].action} for id in ids],
        "signs": [_written(sign, ids) for sign in signs],
    }


def _written(sign: SingleSign, ids: list[str]) -> dict[str, Any]:
    return {
        "path": sign.path,
        "answers": [text_of(sign.path, value) for value in sign.values],
        "between": sign.between,
        "unless": [[said.path, text_of(*said)] for said in sign.unless],
        "alerts": [ids.index(id) for id in sign.alerts],
    }


def text_of(path: str, value: str | int | bool | None) -> str:
    """What the form sends for an answer, as `exam.steps.fields` reads it; "" clears it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    return f"+{value}" if "_sites." in path else str(value)
