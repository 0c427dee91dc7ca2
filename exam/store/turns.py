"""Turns of those that write to one SQLite database: SQLite lets each try again now and then, so some wait in vain."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Lock
from weakref import finalize

try:
    import fcntl
except ImportError:  # pragma: no cover - Windows, where only the threads of a process take turns
    fcntl = None  # type: ignore[assignment]

# Seconds that a request waits for another's write before it gives up: meanwhile it occupies one of a few threads.
PATIENCE = 3
PAUSE = 0.001  # seconds
# The bytes of the file that are locked: who is next, and whose turn it is. The next waits alone, so that a process
# with many threads cannot take one turn after the other.
NEXT, TURN = 0, 1
ENDING = "-turns"


class NoTurn(Exception):
    """Others wrote as long as the patience lasted."""


class Turns:
    """The turns at one database file, for all threads and processes of this machine that write to it.

    A process that ends, however it does, gives its turn away. Nothing is stored in the file.
    """

    def __init__(self, database: Path) -> None:
        self._file = database.with_name(database.name + ENDING)
        self._here = Lock()
        self._opened: tuple[int, int] | None = None

    @contextmanager
    def turn(self, patience: float) -> Iterator[float]:
        """Wait for a turn, and hold it; yields the seconds of patience that are left. Raises `NoTurn`.

        Where the file cannot be made, as in a folder that can only be read, only the threads of this process wait.
        """
        until = time.monotonic() + patience
        if not self._here.acquire(timeout=patience):
            raise NoTurn
        try:
            file = self._open()
            if file is None:
                yield until - time.monotonic()
                return
            _lock(file, NEXT, until)
            try:
                _lock(file, TURN, until)
            finally:
                _unlock(file, NEXT)
            try:
                yield until - time.monotonic()
            finally:
                _unlock(file, TURN)
        finally:
            self._here.release()

    def _open(self) -> int | None:
        # Locks belong to a process; one that was divided from another opens the file for itself.
        if self._opened is None or self._opened[0] != os.getpid():
            try:
                opened = os.open(self._file, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600) if fcntl else None
            except OSError:
                return None
            if opened is None:
                return None
            self._opened = (os.getpid(), opened)
            finalize(self, os.close, opened)
        return self._opened[1]


def _lock(file: int, byte: int, until: float) -> None:
    while True:
        try:
            fcntl.lockf(file, fcntl.LOCK_EX | fcntl.LOCK_NB, 1, byte)
        except (BlockingIOError, PermissionError):
            if time.monotonic() > until:
                raise NoTurn from None
            time.sleep(PAUSE)
        else:
            return


def _unlock(file: int, byte: int) -> None:
    fcntl.lockf(file, fcntl.LOCK_UN, 1, byte)
