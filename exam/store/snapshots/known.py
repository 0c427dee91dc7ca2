"""The records of the examinations that were answered last: the next answer reads again what the last one wrote.

A record is found by the whole text that is kept, of which it is the only reading: whatever happens to the database,
what is found is what the text says.
"""

from __future__ import annotations

from collections import OrderedDict
from threading import Lock

from exam.domain.record.model import ExamRecord

MOST = 32
"""Examinations: about as many as tablets that tap at once by one server process."""


class KnownRecords:
    """So many records, each with the text that it was read from."""

    def __init__(self, most: int = MOST) -> None:
        self._most = most
        self._known: OrderedDict[str, tuple[str, ExamRecord]] = OrderedDict()
        self._lock = Lock()

    def find(self, exam_id: str, text: str) -> ExamRecord | None:
        """The record of an examination, if it was kept as this text."""
        with self._lock:
            known = self._known.get(exam_id)
        return known[1] if known is not None and known[0] == text else None

    def know(self, exam_id: str, text: str, record: ExamRecord) -> None:
        """Remember that this text of an examination comes to this record, and forget the one unused for longest."""
        with self._lock:
            self._known[exam_id] = (text, record)
            self._known.move_to_end(exam_id)
            if len(self._known) > self._most:
                self._known.popitem(last=False)


KNOWN = KnownRecords()
