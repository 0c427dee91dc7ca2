"""Turns of those that write to one SQLite database: SQLite lets each try again now and then, so some wait in vain."""

from __future__ import annotations

import logging
import os
import stat
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
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
ROOT = 0
OF_THE_GROUP = stat.S_IRGRP | stat.S_IWGRP
LOGGER = logging.getLogger(__name__)


class NoTurn(Exception):
    """Others wrote as long as the patience lasted."""


class Turns:
    """The turns at one database file, for all threads and processes of this machine that write to it.

    A process that ends, however it does, gives its turn away. Nothing is stored in the file.
    """

    def __init__(self, database: Path) -> None:
        self._database, self._file = database, database.with_name(database.name + ENDING)
        self._is_logged = False
        self._here = Lock()
        self._opened: tuple[int, int] | None = None

    @contextmanager
    def turn(self, patience: float) -> Iterator[float]:
        """Wait for a turn, and hold it; yields the seconds of patience that are left. Raises `NoTurn`.

        Where the file cannot be opened, as in a folder that can only be read, only the threads of this process wait,
        and the log says so once.
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
        if fcntl is None or (self._opened and self._opened[0] == os.getpid()):
            return self._opened[1] if self._opened else None
        try:
            opened = os.open(self._file, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW, 0o600)
        except OSError as fault:
            if not self._is_logged:
                self._is_logged = True
                LOGGER.warning("writers of the database take no turns with other processes: %s", fault.strerror)
            return None
        _give(opened, self._database)
        self._opened = (os.getpid(), opened)
        finalize(self, os.close, opened)
        return opened


def _give(file: int, database: Path) -> None:
    """Give the file the owner of the database, and to its group what it may do there, as SQLite does with its own.

    A command that root runs would otherwise shut out the server, which runs as somebody else. Who may write in the
    folder could lead root to the file of another place by its name: what is linked, or no file, stays as it is.
    """
    with suppress(OSError):
        wanted, now = database.stat(), os.fstat(file)
        if not stat.S_ISREG(now.st_mode) or now.st_nlink != 1 or now.st_uid not in (ROOT, wanted.st_uid):
            return
        if os.geteuid() == ROOT and (now.st_uid, now.st_gid) != (wanted.st_uid, wanted.st_gid):
            os.fchown(file, wanted.st_uid, wanted.st_gid)
        if now.st_uid == os.geteuid():
            os.fchmod(file, stat.S_IRUSR | stat.S_IWUSR | wanted.st_mode & OF_THE_GROUP)


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
