"""The seal of a signed record: the hash of its canonical text."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from sqlalchemy import Row

from exam.domain.record.model import ExamRecord
from exam.domain.record.reading import RecordRefused, read_record
from exam.store.stored import Signature


def sha256(text: str) -> str:
    """The hash of a text's UTF-8."""
    return hashlib.sha256(text.encode()).hexdigest()


def signature_of(row: Row[Any], logged: ExamRecord) -> Signature:
    """The signature, checked against the signed text and against the record that now results from the log."""
    intact = sha256(row.record) == row.sha256 and _reads_as(row.record, logged)
    return Signature(who=row.signed_by, when=row.signed_at, sha256=row.sha256, intact=intact)


def _reads_as(text: str, logged: ExamRecord) -> bool:
    try:
        return read_record(json.loads(text)) == logged
    except (ValueError, RecordRefused):
        return False
