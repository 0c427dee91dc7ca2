"""Reads what clinicians answered to alerts (acted on, known and old, another explanation), and whom they phoned."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import Any

from exam.domain.language import say
from exam.domain.record.json_values import Reader, is_blank, join
from exam.domain.record.model import AlertReview, Handover
from reference import load_reference
from reference.model import Alert
from reference.vocabulary import ALERT_ANSWERS

PATH = "alert_reviews"
LONGEST_REVIEW = 500
REQUIRED = ("answer", "by", "at")
HANDOVER = "handover"
LONGEST_CALL = 200
REQUIRED_OF_CALL = ("to", "at", "by")


@cache
def reviewable() -> frozenset[str]:
    """The ids that a review can be given for: every alert of the reference, also by the ids it had before."""
    return frozenset(id for alert in load_reference().alerts for id in ids_for(alert))


def ids_for(alert: str) -> tuple[str, ...]:
    """The ids under which an alert may have been answered: its own first, then those that its row had before."""
    row = load_reference().alerts.get(alert)
    return (alert, *(row.was if row else ()))


def reviewed(id: str) -> Alert:
    """The alert with this id, or the one that had it before. Raises KeyError where there is none."""
    rows = load_reference().alerts
    return rows[id] if id in rows else {was: row for row in rows.values() for was in row.was}[id]


def read_reviews(reader: Reader, value: Any) -> Mapping[str, AlertReview]:
    """The answers to alerts by the alert's id; faults are collected by the reader."""
    members = reader.members(value, PATH, reviewable())
    reviews = {id: reader.optional(members, id, PATH, lambda v, p: _read_review(reader, v, p)) for id in members}
    return MappingProxyType({id: review for id, review in reviews.items() if review is not None})


def _read_review(reader: Reader, value: Any, path: str) -> AlertReview | None:
    if not isinstance(value, dict):
        reader.fault(path, say('needs an object with "answer", "by" and "at"'))
        return None
    members = reader.members(value, path, tuple(AlertReview.__dataclass_fields__))
    _require(reader, members, path, REQUIRED)
    answer = reader.optional(members, "answer", path, lambda v, p: reader.one_of(v, p, ALERT_ANSWERS))
    text = reader.optional(members, "text", path, lambda v, p: reader.text(v, p, LONGEST_REVIEW))
    by = reader.optional(members, "by", path, reader.text)
    at = reader.optional(members, "at", path, reader.moment)
    _refuse_blank(reader, path, {"text": text, "by": by})
    return AlertReview(answer, text, by=by, at=at) if answer and by and at else None


def read_handover(reader: Reader, value: Any) -> Handover | None:
    """The call by which an emergency was handed over; faults are collected by the reader."""
    if value is None:
        return None
    if not isinstance(value, dict):
        reader.fault(HANDOVER, say('needs an object with "to", "at" and "by"'))
        return None
    members = reader.members(value, HANDOVER, tuple(Handover.__dataclass_fields__))
    _require(reader, members, HANDOVER, REQUIRED_OF_CALL)
    texts = {
        key: reader.optional(members, key, HANDOVER, lambda v, p: reader.text(v, p, LONGEST_CALL))
        for key in ("to", "by", "agreed")
    }
    at = reader.optional(members, "at", HANDOVER, reader.moment)
    _refuse_blank(reader, HANDOVER, texts)
    to, by = texts["to"], texts["by"]
    return Handover(to, at, by, texts["agreed"]) if to and at and by else None


def _require(reader: Reader, members: Mapping[str, Any], path: str, keys: tuple[str, ...]) -> None:
    for key in keys:
        if key not in members:
            reader.fault(join(path, key), say("is required"))


def _refuse_blank(reader: Reader, path: str, texts: Mapping[str, str | None]) -> None:
    for key, words in texts.items():
        if words is not None and is_blank(words):
            reader.fault(join(path, key), say("needs at least one character"))
