"""Reads JSON of the format `dermyo-exam/1` into an `ExamRecord`, or reports every fault by its path."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from exam.domain.language import say
from exam.domain.record.conclusion import read_impression, read_plan
from exam.domain.record.earlier.reading import read_earlier, read_earlier_findings
from exam.domain.record.findings import read_findings
from exam.domain.record.history import read_courses, read_presentation, read_yes_no
from exam.domain.record.json_values import MOST_FAULTS, Fault, Reader, quoted, shortened
from exam.domain.record.model import (
    FORMAT,
    Examiner,
    ExamRecord,
    Patient,
)
from exam.domain.record.reviews import read_handover, read_reviews
from reference import load_reference
from reference.vocabulary import SEXES

TOP = (
    "format",
    "patient",
    "training",
    "examined_at",
    "presentation",
    "red_flags",
    "red_flag_course",
    "findings",
    "earlier",
    "earlier_findings",
    "comments",
    "alert_reviews",
    "handover",
    "impression",
    "plan",
    "examiner",
)
TRAINING_NAME = re.compile("[a-z][a-z0-9_]{0,39}")
LONGEST_NUMBER = 300  # digits; Python refuses to read thousands of them


class RecordRefused(ValueError):
    """A record that cannot be read; `faults` names every reason."""

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        super().__init__("\n".join(map(str, faults)))
        self.faults = faults


def parse_record(text: str | bytes) -> ExamRecord:
    """Read a record, or the record inside a published case, from JSON text. Raises `RecordRefused`."""
    return read_record(unwrapped(parse_json(text)))


def parse_json(text: str | bytes) -> Any:
    """JSON with nothing dropped silently: duplicate keys, NaN and broken text are refused."""
    try:
        return json.loads(
            text, object_pairs_hook=_without_repeats, parse_constant=_refuse_constant, parse_int=_whole_number
        )
    except RecursionError:
        raise RecordRefused((Fault("", say("is nested too deeply")),)) from None
    except (json.JSONDecodeError, UnicodeDecodeError) as error:
        raise RecordRefused((Fault("", say("is not JSON: {error}").format(error=error)),)) from None


def unwrapped(data: Any) -> Any:
    """The record of a published case (an object with a `record`), or the object itself."""
    return data["record"] if isinstance(data, dict) and "record" in data and "format" not in data else data


def read_record(data: Any) -> ExamRecord:
    """Read a whole record from outside. Raises `RecordRefused` with its first 50 faults and how many more.

    Nothing is dropped silently but the invisible characters of pasted text.
    """
    return _read(Reader(cleans=True, most=MOST_FAULTS), data)


def read_stored(data: Any) -> ExamRecord:
    """Read a record of our own, in which every character is as it was signed. Raises `RecordRefused`."""
    return _read(Reader(), data)


def _read(reader: Reader, data: Any) -> ExamRecord:
    if not isinstance(data, dict):
        raise RecordRefused((Fault("", say("{value} is not a record").format(value=quoted(data))),))
    if data and data.keys().isdisjoint(TOP):
        message = say('holds no key of "{format}": it seems to be a file of another program')
        reader.fault("", message.format(format=FORMAT))
    members = reader.members(data, "", TOP)
    if members.get("format") != FORMAT:
        message = say('{value} is not "{format}"').format(value=quoted(members.get("format")), format=FORMAT)
        reader.fault("format", message)
    record = _read_members(reader, members)
    if reader.faults:
        raise RecordRefused(reader.faults)
    return record


def _read_members(reader: Reader, members: Mapping[str, Any]) -> ExamRecord:
    reader.refuse_null(members, "", TOP[1:])
    findings = reader.members(members.get("findings"), "findings")
    return ExamRecord(
        patient=_read_patient(reader, members.get("patient")),
        training=_read_training(reader, members.get("training")),
        examined_at=_read_moment(reader, members.get("examined_at")),
        presentation=read_presentation(reader, members.get("presentation")),
        red_flags=read_yes_no(reader, members.get("red_flags"), "red_flags"),
        red_flag_course=read_courses(reader, members.get("red_flag_course"), members.get("red_flags")),
        findings=MappingProxyType(read_findings(reader, findings)),
        earlier=read_earlier(reader, members.get("earlier")),
        earlier_findings=read_earlier_findings(reader, members),
        stated_otherwise_normal=bool(reader.optional(findings, "stated_otherwise_normal", "findings", reader.yes_no)),
        comments=_read_comments(reader, members.get("comments")),
        alert_reviews=read_reviews(reader, members.get("alert_reviews")),
        handover=read_handover(reader, members.get("handover")),
        impression=read_impression(reader, members.get("impression")),
        plan=read_plan(reader, members.get("plan")),
        examiner=Examiner(**_read_texts(reader, members.get("examiner"), "examiner", ("name", "role", "registration"))),
    )


def _read_patient(reader: Reader, value: Any) -> Patient:
    members = reader.members(value, "patient", ("reference", "age", "sex"))
    if "reference" not in members:
        reader.fault("patient.reference", say("is required"))
    reference = reader.optional(members, "reference", "patient", lambda v, p: reader.text(v, p, 64))
    if reference is not None and (not reference.strip() or not reference.isprintable()):
        reader.fault("patient.reference", say("needs at least one character, and no line breaks"))
    return Patient(
        reference=reference or "",
        age=reader.optional(members, "age", "patient", lambda v, p: reader.whole(v, p, 0, 120)),
        sex=reader.optional(members, "sex", "patient", lambda v, p: reader.one_of(v, p, SEXES)),
    )


def _read_training(reader: Reader, value: Any) -> str | None:
    if value is None or (isinstance(value, str) and TRAINING_NAME.fullmatch(value)):
        return value
    message = say("{value} is not the name of a demonstration patient, as left_l5")
    reader.fault("training", message.format(value=quoted(value)))
    return None


def _read_moment(reader: Reader, value: Any) -> str | None:
    return None if value is None else reader.moment(value, "examined_at")


def _read_comments(reader: Reader, value: Any) -> Mapping[str, str]:
    members = reader.members(value, "comments", tuple(load_reference().steps))
    texts = {step: reader.optional(members, step, "comments", lambda v, p: reader.text(v, p, 2000)) for step in members}
    return MappingProxyType({step: text for step, text in texts.items() if text is not None})


def _read_texts(reader: Reader, value: Any, path: str, keys: tuple[str, ...]) -> dict[str, str | None]:
    members = reader.members(value, path, keys)
    return {key: reader.optional(members, key, path, reader.text) for key in keys}


def _without_repeats(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    members = dict(pairs)
    if len(members) < len(pairs):
        often = Counter(key for key, _ in pairs)
        repeated = next(key for key in members if often[key] > 1)
        raise RecordRefused((Fault(shortened(repeated), say("is duplicated in one object")),))
    return members


def _whole_number(digits: str) -> int:
    if len(digits) > LONGEST_NUMBER:
        message = say("a number of {number} digits is not a number of this format").format(number=len(digits))
        raise RecordRefused((Fault("", message),))
    return int(digits)


def _refuse_constant(word: str) -> None:
    raise RecordRefused((Fault("", say("{word} is not a JSON number").format(word=word)),))
