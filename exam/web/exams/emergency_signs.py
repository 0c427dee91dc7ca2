"""For a tablet without the server: which answers raise an emergency by themselves, as the texts that forms send."""

from __future__ import annotations

from functools import cache
from typing import Any

from flask import get_template_attribute

from exam.domain.language import say
from exam.domain.reasoning.alerts.single_signs import SingleSign, single_signs
from exam.domain.words.statements import URGENCY_WORDS
from exam.steps.courses import FLAG, flag_path
from reference import load_reference
from reference.model import Alert


def emergency_signs() -> dict[str, Any]:
    """The signs and the alerts that they raise, as JSON; a sign names its alerts by their place.

    The first alert is the one to act on first.
    """
    alerts, signs = _signs()
    return {
        "word": say(URGENCY_WORDS["emergency"]),
        "icon": str(get_template_attribute("components/_icons.html", "icon")("warning")),
        "alerts": [{"label": say(row.label), "action": _whole_action(row)} for row in alerts],
        "signs": signs,
    }


@cache
def _signs() -> tuple[tuple[Alert, ...], tuple[dict[str, Any], ...]]:
    """The alerts and the signs, the same in every language. Worked out once, at the first request."""
    signs, rows = single_signs(), load_reference().alerts
    ids = sorted({id for sign in signs for id in sign.alerts}, key=lambda id: (rows[id].turn, list(rows).index(id)))
    return tuple(rows[id] for id in ids), tuple(_written(sign, ids) for sign in signs)


def _whole_action(row: Alert) -> str:
    """The action and everything that the alert asks for: what the record has already is not known here."""
    asked = (row.action, *(check.do for check in row.checks))
    return " ".join(say(sentence) for sentence in asked if sentence).strip()


def _written(sign: SingleSign, ids: list[str]) -> dict[str, Any]:
    return {
        "path": sign.path,
        "answers": [text for value in sign.values for text in texts_of(sign.path, value)],
        "between": sign.between,
        "unless": [[path, text] for said in sign.unless for path in paths_of(said.path) for text in texts_of(*said)],
        "alerts": [ids.index(id) for id in sign.alerts],
    }


def paths_of(path: str) -> tuple[str, ...]:
    """The fields that may answer a path: one button answers a red flag and its course."""
    return tuple(dict.fromkeys((path, flag_path(path))))


def texts_of(path: str, value: str | int | bool | None) -> tuple[str, ...]:
    """What forms send for an answer, as `exam.steps` reads it; "" clears it. A red flag is sent as new."""
    if value is None:
        return ("",)
    if isinstance(value, bool):
        has_course = value and path.removeprefix(FLAG) in load_reference().courses
        return ("new", "true") if has_course else (str(value).lower(),)
    return (f"+{value}" if "_sites." in path else str(value),)
