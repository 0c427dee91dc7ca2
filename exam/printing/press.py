"""The press: prints one note at a time, and keeps the last ones, so that a note is printed once and not at every look.

What is kept is found by what is printed, so it can never be out of date: another answer, another knowledge, an
addendum or another paper is another print. It is kept in memory only, like everything else about a patient outside
the database.
"""

from __future__ import annotations

import hashlib
from collections import OrderedDict
from collections.abc import Callable
from threading import Lock

from exam.domain.note.note import Note
from exam.domain.record.model import ExamRecord
from exam.printing.page import enclosures, note_html
from exam.printing.pdf import Paper, print_note
from exam.printing.pictures import Fineness, picture

MOST_WAITING = 8
MOST_KEPT = 24 * 1024 * 1024
"""In bytes: the pages of about thirty notes in each server process."""


class PressBusy(RuntimeError):
    """Too many prints wait already."""


class Press:
    """Prints notes and draws their pages. `pdf` and `picture` raise `PressBusy` while too many others wait."""

    def __init__(self, most_waiting: int = MOST_WAITING, most_kept: int = MOST_KEPT) -> None:
        self._most_waiting, self._most_kept = most_waiting, most_kept
        self._kept: OrderedDict[str, bytes] = OrderedDict()
        self._waiting = 0
        self._door, self._printing = Lock(), Lock()

    def pdf(self, record: ExamRecord, note: Note, paper: Paper) -> bytes:
        """The note as a PDF; the same note on the same paper gives the same bytes."""
        html, enclosed = note_html(note), enclosures(record, note)
        key = _key(paper, html, *(part for one in enclosed for part in (one.name, one.text, one.dated.isoformat())))
        return self._made(key, lambda: print_note(html, paper=paper, enclosed=enclosed))

    def picture(self, pdf: bytes, number: int, fineness: Fineness) -> bytes:
        """One page of a PDF as a PNG. Raises `NoSuchPage`."""
        key = _key(hashlib.sha256(pdf).hexdigest(), str(number), fineness)
        return self._made(key, lambda: picture(pdf, number, fineness))

    def _made(self, key: str, make: Callable[[], bytes]) -> bytes:
        """What is kept under a key, made first if it is not there: by one thread, while the others wait for it."""
        with self._door:
            if key in self._kept:
                return self._again(key)
            if self._waiting >= self._most_waiting:
                raise PressBusy
            self._waiting += 1
        try:
            with self._printing:
                with self._door:
                    if key in self._kept:
                        return self._again(key)
                made = make()
                with self._door:
                    self._keep(key, made)
                return made
        finally:
            with self._door:
                self._waiting -= 1

    def _again(self, key: str) -> bytes:
        self._kept.move_to_end(key)
        return self._kept[key]

    def _keep(self, key: str, made: bytes) -> None:
        """The oldest make room."""
        self._kept[key] = made
        while sum(map(len, self._kept.values())) > self._most_kept:
            self._kept.popitem(last=False)


def _key(*parts: str) -> str:
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()
