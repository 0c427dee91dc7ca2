"""Reads what the clinician concludes: the impression, and the plan with the advice that was given."""

from __future__ import annotations

from typing import Any

from exam.domain.language import say
from exam.domain.record.causes import is_cause
from exam.domain.record.json_values import Reader, join, quoted
from exam.domain.record.model import Impression, Plan
from reference import load_reference
from reference.vocabulary import SYMPTOM_SIDES

LONGEST_TEXT = 2000


def read_impression(reader: Reader, value: Any) -> Impression:
    """The impression; its diagnoses are ids of conditions of the reference. Faults are collected by the reader."""
    path, conditions = "impression", tuple(load_reference().conditions)
    members = reader.members(value, path, tuple(Impression.__dataclass_fields__))
    return Impression(
        text=reader.optional(members, "text", path, lambda v, p: reader.text(v, p, LONGEST_TEXT)),
        cause=reader.optional(members, "cause", path, lambda v, p: _read_cause(reader, v, p)),
        side=reader.optional(members, "side", path, lambda v, p: reader.one_of(v, p, SYMPTOM_SIDES)),
        diagnoses=reader.optional(members, "diagnoses", path, lambda v, p: reader.words(v, p, conditions)),
        entered_before_ranking=reader.optional(members, "entered_before_ranking", path, reader.yes_no),
    )


def _read_cause(reader: Reader, value: Any, path: str) -> str | None:
    if isinstance(value, str) and is_cause(value):
        return value
    reader.fault(path, say("{value} is not a cause").format(value=quoted(value)))
    return None


def read_plan(reader: Reader, value: Any) -> Plan:
    """The plan; words of the safety-net advice where none is said to be given are a fault."""
    path = "plan"
    members = reader.members(value, path, tuple(Plan.__dataclass_fields__))
    if "safety_net_text" in members and members.get("safety_net_given") is not True:
        given = join(path, "safety_net_given")
        message = say("is for advice that was given: {key} is not true").format(key=given)
        reader.fault(join(path, "safety_net_text"), message)
    return Plan(
        text=reader.optional(members, "text", path, lambda v, p: reader.text(v, p, LONGEST_TEXT)),
        safety_net_given=reader.optional(members, "safety_net_given", path, reader.yes_no),
        safety_net_text=reader.optional(members, "safety_net_text", path, lambda v, p: reader.text(v, p, LONGEST_TEXT)),
        review_in_weeks=reader.optional(members, "review_in_weeks", path, reader.number),
    )
