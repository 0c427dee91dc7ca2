"""The seal of a signed note: the hash of its text, and whether everything still matches it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from sqlalchemy import Row

from exam.domain.note.frozen import canonical, sha256, utc
from exam.domain.note.trusted import signed_record
from exam.domain.record.model import ExamRecord
from exam.domain.record.reading import RecordRefused
from exam.store.stored import Signature


def signature_of(row: Row[Any], logged: ExamRecord) -> Signature:
    """The signature, checked against the signed text and against the record that now results from the log."""
    return Signature(row.signed_by, row.signed_at, row.sha256, tuple(_changed(row, logged)), frozen=row.frozen or "")


def _changed(row: Row[Any], logged: ExamRecord) -> Iterator[str]:
    signed: str = row.record if row.frozen is None else row.frozen
    is_whole = sha256(signed) == row.sha256
    said = json.loads(signed) if is_whole and row.frozen is not None else {}
    if not is_whole:
        yield "note"
    if (said and (said["signed"]["by"], said["signed"]["at"]) != (row.signed_by, utc(row.signed_at))) or (
        said and said["signed"].get("student", False) is not bool(row.student)
    ):
        yield "signature"
    if (said and canonical(said["record"]) != row.record) or not _reads_as(row.record, logged):
        yield "record"


def _reads_as(text: str, logged: ExamRecord) -> bool:
    try:
        return signed_record(json.loads(text)) == logged
    except (ValueError, RecordRefused):
        return False
