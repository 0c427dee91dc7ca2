"""A print takes at most ten seconds, whatever it is given, and holds nobody else up meanwhile.

WeasyPrint cannot be stopped in a thread. In the main thread, as on the command line, a signal stops it. In any other,
as in the server, it runs in a process beside it, which is ended when the time is over and started again for the next
print; the other threads reply as if nothing was printed.
"""

from __future__ import annotations

import atexit
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from threading import Lock, Timer, current_thread, main_thread
from types import FrameType
from typing import IO

from exam.logs.lines import kind_here

LONGEST = 10.0
"""In seconds, for one print."""

LONGEST_START = 30.0
"""In seconds, until a new process is ready, on a machine that is busy with others."""

SIZE = 8
"""How many bytes give the length of what follows."""

READY = b"ready"
PROGRAM = "import sys; sys.path[:] = sys.argv[2:]; from exam.printing.beside import serve; serve(sys.argv[1])"


class PressBusy(RuntimeError):
    """Too many prints wait already."""


class PrintTooLong(PressBusy):
    """A print was stopped: it took longer than any should."""

    def __init__(self) -> None:
        super().__init__("printing took longer than 10 seconds and was stopped; shorten the longest comments")


class PrintFailed(RuntimeError):
    """The process that prints did not start, or ended; the log says why."""


class _Stopped(BaseException):
    """Raised by the signal: not an `Exception`, which WeasyPrint catches around pictures."""


def within_bound(make: Callable[[], bytes], job: Callable[[], bytes]) -> bytes:
    """What `make` prints, here or, from a `job` that says the same, in the process beside. Raises `PrintTooLong`."""
    if current_thread() is main_thread():
        with _stopped_after(LONGEST):
            return make()
    return BESIDE.printed(job())


@contextmanager
def _stopped_after(seconds: float) -> Iterator[None]:
    def stop(_signal: int, _frame: FrameType | None) -> None:
        raise _Stopped

    before = signal.signal(signal.SIGALRM, stop)
    # Again every second: the first may come where an exception is not passed on.
    signal.setitimer(signal.ITIMER_REAL, seconds, 1.0)
    try:
        yield
    except _Stopped:
        raise PrintTooLong from None
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


class Beside:
    """The process that prints, one job after another. It starts with the first, and ends with this process."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._owner = 0

    def printed(self, job: bytes) -> bytes:
        """What the process prints. Raises `PrintTooLong`, `PrintFailed`, and `PressBusy` while another takes long."""
        with self._turn():
            process = self._running()
            with _ended_after(process, LONGEST) as over:
                reply = _asked(process, job)
            if reply is None:
                self.stop()
        if reply is None:
            raise PrintTooLong if over else PrintFailed("the printing process ended")
        return reply

    @contextmanager
    def _turn(self) -> Iterator[None]:
        if not self._lock.acquire(timeout=LONGEST):
            raise PressBusy
        try:
            yield
        finally:
            self._lock.release()

    def stop(self) -> None:
        """End the process, if it runs. The next print starts another."""
        process, self._process = self._process, None
        if process and self._owner == os.getpid():
            _end(process)

    def _running(self) -> subprocess.Popen[bytes]:
        # A process of the parent's, before the server divided into several, is not ours.
        if self._process is None or self._process.poll() is not None or self._owner != os.getpid():
            self.stop()
            self._process, self._owner = _started(), os.getpid()
        return self._process


def _started() -> subprocess.Popen[bytes]:
    # In a session of its own: what stops the server by the keyboard does not interrupt a print.
    process = subprocess.Popen(  # noqa: S603 -- our own program, in the interpreter that runs this one
        [sys.executable, "-I", "-c", PROGRAM, kind_here(), *sys.path],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        start_new_session=True,
    )
    with _ended_after(process, LONGEST_START):
        ready = received(_open(process.stdout))
    if ready != READY:
        _end(process)
        raise PrintFailed("the printing process did not start")
    return process


def _end(process: subprocess.Popen[bytes]) -> None:
    process.kill()
    process.wait()
    for pipe in (process.stdin, process.stdout):
        with suppress(OSError):
            _open(pipe).close()


@contextmanager
def _ended_after(process: subprocess.Popen[bytes], seconds: float) -> Iterator[list[bool]]:
    """End a process when the time is over; then the list is not empty."""
    over: list[bool] = []

    def end() -> None:
        over.append(True)
        process.kill()

    timer = Timer(seconds, end)
    timer.daemon = True
    timer.start()
    try:
        yield over
    finally:
        timer.cancel()


def _asked(process: subprocess.Popen[bytes], job: bytes) -> bytes | None:
    """Its reply; None if it ended instead."""
    try:
        send(_open(process.stdin), job)
    except OSError:
        return None
    return received(_open(process.stdout))


def send(pipe: IO[bytes], content: bytes) -> None:
    """Write something with its length."""
    pipe.write(len(content).to_bytes(SIZE, "big") + content)
    pipe.flush()


def received(pipe: IO[bytes]) -> bytes | None:
    """Read something with its length; None if the other side has ended."""
    size = pipe.read(SIZE)
    content = pipe.read(int.from_bytes(size, "big")) if len(size) == SIZE else b""
    return content if len(size) == SIZE and len(content) == int.from_bytes(size, "big") else None


def _open(pipe: IO[bytes] | None) -> IO[bytes]:
    assert pipe is not None
    return pipe


BESIDE = Beside()
atexit.register(BESIDE.stop)
