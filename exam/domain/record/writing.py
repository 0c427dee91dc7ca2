"""Writes a record in the format `dermyo-exam/1`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from exam.domain.record.model import (
    FORMAT,
    AlertReview,
    Examiner,
    ExamRecord,
    Finding,
    FindingKey,
    Handover,
    Impression,
    LimitedGrade,
    NotTested,
    Patient,
    Plan,
    Presentation,
    finding_order,
)
from reference import load_reference
from reference.vocabulary import BODY_PARTS


def write_record(record: ExamRecord) -> dict[str, Any]:
    """The record as JSON-ready objects, right before left, absent keys omitted.

    Reading what was written gives the same record, and the same record always writes the same text.
    """
    data: dict[str, Any] = {"format": FORMAT, "patient": _present(record.patient)}
    if record.training is not None:
        data["training"] = record.training
    if record.examined_at is not None:
        data["examined_at"] = record.examined_at
    data["presentation"] = _present(record.presentation)
    data["red_flags"] = dict(sorted(record.red_flags.items()))
    data["red_flag_course"] = dict(sorted(record.red_flag_course.items()))
    data["findings"] = _write_findings(record.findings)
    if record.stated_otherwise_normal:
        data["findings"]["stated_otherwise_normal"] = True
    if record.earlier is not None:
        worse = [key.short_path for key in record.earlier.worse]
        data["earlier"] = {"examined_at": record.earlier.examined_at, "worse": worse}
    data["earlier_findings"] = _write_findings(record.earlier_findings)
    # A signed record may have a comment on a step that the reference no longer has.
    steps = dict.fromkeys((*load_reference().steps, *record.comments))
    data["comments"] = {step: record.comments[step] for step in steps if step in record.comments}
    data["alert_reviews"] = {id: _present(review) for id, review in sorted(record.alert_reviews.items())}
    if record.handover is not None:
        data["handover"] = _present(record.handover)
    data["impression"] = _present(record.impression)
    data["plan"] = _present(record.plan)
    data["examiner"] = _present(record.examiner)
    return {key: value for key, value in data.items() if value != {}}


def _present(part: Patient | Presentation | AlertReview | Handover | Impression | Plan | Examiner) -> dict[str, Any]:
    values = {name: getattr(part, name) for name in part.__dataclass_fields__}
    written = {name: _write_value(value) for name, value in values.items() if value is not None}
    return {name: value for name, value in written.items() if value != {}}


def _write_value(value: Any) -> Any:
    if isinstance(value, Mapping):
        order = BODY_PARTS if set(value) <= set(BODY_PARTS) else sorted(value)
        return {key: _write_value(value[key]) for key in order if key in value}
    return list(value) if isinstance(value, tuple) else value


def _write_findings(findings: Mapping[FindingKey, Finding]) -> dict[str, Any]:
    written: dict[str, Any] = {}
    for key in sorted(findings, key=finding_order):
        group, _, name = key.test.partition(".")
        found = findings[key]
        value = found if isinstance(found, (str, int)) else _write_finding(found)
        tests = written.setdefault(group, {})
        if key.side:
            tests.setdefault(name, {})[key.side] = value
        else:
            tests[name] = value
    return written


def _write_finding(found: Finding) -> Any:
    if isinstance(found, LimitedGrade):
        return {"grade": found.grade, "limited_by": found.limited_by}
    return {"not_tested": found.reason} if isinstance(found, NotTested) else found
