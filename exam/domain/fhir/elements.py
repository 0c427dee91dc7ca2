"""The small parts that resources are made of: codings, references, times."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from exam.domain.fhir.identity import LOINC, system
from reference import load_reference

Json = dict[str, Any]

TERMINOLOGY = "http://terminology.hl7.org/CodeSystem"
ABSENT = "http://hl7.org/fhir/StructureDefinition/data-absent-reason"
WIDEST_OFFSET = timedelta(hours=14)


def coding(address: str, code: str, display: str = "") -> Json:
    """One code of one system."""
    return {"system": address, "code": code, "display": display}


def own(name: str, code: str, display: str = "") -> Json:
    """A code of one of our own systems."""
    return coding(system(name), code, display)


def loinc(use: str) -> tuple[Json, ...]:
    """The code of LOINC for a test, a study or a part of the document, if one was read; see `codes.toml`."""
    rows = [row for row in load_reference().codes.values() if use in row.of]
    return tuple(coding(LOINC, row.code, row.name) for row in rows)


def concept(text: str, *codings: Json) -> Json:
    """A meaning in words, with its codes."""
    return {"coding": list(codings), "text": text}


def quoted(text: str) -> list[Json]:
    """A comment on a resource, as a list of one; empty for an empty text."""
    return [{"text": text}] if text else []


def refer(address: str) -> Json:
    """A reference to a resource of the same bundle."""
    return {"reference": address}


def moment(when: datetime) -> str:
    """A time as FHIR writes it: with seconds, and an offset of whole minutes up to 14 hours, else in UTC."""
    offset = when.utcoffset() or timedelta()
    if offset % timedelta(minutes=1) or abs(offset) > WIDEST_OFFSET:
        when = in_utc(when)
    return when.isoformat()


def in_utc(when: datetime) -> datetime:
    """The same instant in UTC; on the first and the last day that a calendar has, the clock time itself."""
    try:
        return when.astimezone(UTC)
    except OverflowError:
        return when.replace(tzinfo=UTC)


def dated(name: str, when: datetime | None) -> Json:
    """A time that must be there; where it was not recorded, the element says so instead of a time."""
    if when is not None:
        return {name: moment(when)}
    return {f"_{name}": {"extension": [{"url": ABSENT, "valueCode": "unknown"}]}}


def tidied(value: Any) -> Any:
    """The same JSON without what is empty, which FHIR refuses."""
    if isinstance(value, dict):
        parts = {key: tidied(part) for key, part in value.items()}
        return {key: part for key, part in parts.items() if not _is_empty(part)}
    if isinstance(value, (list, tuple)):
        return [part for part in map(tidied, value) if not _is_empty(part)]
    return value


def _is_empty(value: Any) -> bool:
    return value is None or value in ([], {}) or (isinstance(value, str) and not value.strip())
