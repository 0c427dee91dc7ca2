"""What the program concludes from a record, worked out once in a request: the list and the screen both say it."""

from __future__ import annotations

from flask import g, has_app_context

from exam.domain.reasoning.assess import outline
from exam.domain.reasoning.conclusions import Outline
from exam.domain.record.model import ExamRecord


def outlined(record: ExamRecord) -> Outline:
    """The outline of a record. That of the last one in this request is remembered; records never change."""
    if not has_app_context():
        return outline(record)
    last = g.get("outlined")
    if last is None or last[0] is not record:
        last = g.outlined = (record, outline(record))
    found: Outline = last[1]
    return found
