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
from time import monotonic

from exam.domain.note.note import Note
from exam.domain.record.model import ExamRecord
from exam.printing.bounds import LONGEST, PressBusy, PrintTooLong
from exam.printing.page import enclosures, note_html
from exam.printing.pdf import Paper, print_note
from exam.printing.pictures import Fineness, picture

MOST_WAITING = 8
MOST_KEPT = 24 * 1024 * 1024
"""In bytes: the pages of about thirty notes in each server process."""


TOO_LONG_FOR = 60.0
"""In seconds: what was stopped is not tried again before, however often a page asks for it."""

__all__ = ["Press", "PressBusy", "PrintTooLong"]


class Press:
    """Prints notes and draws their pages. `pdf` and `picture` raise `PressBusy` while too many others wait.

    A note that takes too long raises `PrintTooLong`.
    """

    def __init__(self, most_waiting: int = MOST_WAITING, most_kept: int = MOST_KEPT) -> None:
        self._most_waiting, self._most_kept = most_waiting, most_kept
        self._kept: OrderedDict[str, bytes] = OrderedDict()
        self._stopped: dict[str, float] = {}
        self._waiting = 0
        self._door, self._printing = Lock(), Lock()

    def pdf(self, record: ExamRecord, note: Note, paper: Paper) -> bytes:
        """The note as a PDF; the same note on the same paper gives the same bytes."""
        html, enclosed = note_html(note), enclosures(record, note)
        key = _key(paper, html, *(part for one in enclosed for part in (one.name, one.text, one.dated.isoformat())))
        return self._made(key, lambda: print_note(html, paper=paper, enclosed=enclosed))

    def sheet(self, html: str, paper: Paper, make: Callable[[], bytes]) -> bytes:
        """A sheet beside the note: `make` prints it from this page, and the same page on the same paper is kept."""
        return self._made(_key("sheet", paper, html), make)

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
            return self._made_in_turn(key, make)
        finally:
            with self._door:
                self._waiting -= 1

    def _made_in_turn(self, key: str, make: Callable[[], bytes]) -> bytes:
        # Nobody waits longer for others than for a print.
        if not self._printing.acquire(timeout=LONGEST):
            raise PressBusy
        try:
            with self._door:
                if key in self._kept:
                    return self._again(key)
                self._refuse_stopped(key)
            made = make()
        except PrintTooLong:
            self._stopped.setdefault(key, monotonic())
            raise
        else:
            with self._door:
                self._keep(key, made)
            return made
        finally:
            self._printing.release()

    def _refuse_stopped(self, key: str) -> None:
        since = monotonic() - TOO_LONG_FOR
        self._stopped = {stopped: when for stopped, when in self._stopped.items() if when > since}
        if key in self._stopped:
            raise PrintTooLong

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
