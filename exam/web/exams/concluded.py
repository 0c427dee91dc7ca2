"""What the program concludes from a record, worked out once in a request: the list and the screen both say it."""

from __future__ import annotations

from flask import g, has_app_context

from exam.domain.reasoning.assess import assess
from exam.domain.reasoning.conclusions import Assessment
from exam.domain.record.model import ExamRecord


def concluded(record: ExamRecord, *, thorough: bool) -> Assessment:
    """The assessment of a record. That of the last one in this request is remembered; records never change."""
    if not has_app_context():
        return assess(record, thorough=thorough)
    last = g.get("concluded")
    if last is None or last[0] is not record or last[1] != thorough:
        last = g.concluded = (record, thorough, assess(record, thorough=thorough))
    found: Assessment = last[2]
    return found
