"""The one text of a record: what is signed, and enclosed in the PDF of a note."""

from __future__ import annotations

import json

from exam.domain.record.model import ExamRecord
from exam.domain.record.writing import write_record


def canonical_text(record: ExamRecord) -> str:
    """The record as JSON with its keys sorted and no spaces; the hash on a signed note is that of its UTF-8."""
    return json.dumps(write_record(record), sort_keys=True, separators=(",", ":"), ensure_ascii=False)
