"""The names of downloaded files: they stay in the folders of a tablet, where anybody may see them."""

from __future__ import annotations

import re

from exam.store.stored import StoredExam

# Letters outside ASCII need another encoding in a header, and some file systems change them.
UNSAFE = re.compile(r"[^A-Za-z0-9._-]+")
LONGEST_REFERENCE = 40
LENGTH_OF_ID = 8


def file_name(exam: StoredExam, what: str, *, with_reference: bool) -> str:
    """A name without its ending: what it is, the day of the examination, and the beginning of its id.

    With the clinic's leave the patient's reference comes before these, as far as a file name can hold it.
    """
    day = (exam.record.examined_at or exam.created_at.isoformat())[: len("2026-11-21")]
    reference = UNSAFE.sub("-", exam.record.patient.reference)[:LONGEST_REFERENCE].strip("-.") if with_reference else ""
    return "-".join(part for part in (what, reference, day, exam.id[:LENGTH_OF_ID]) if part)
