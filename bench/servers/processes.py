"""Processes of this machine, by their numbers, and ports for them. Linux only."""

from __future__ import annotations

import os
import signal
import socket
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from time import monotonic, sleep

ENDED = ("", "Z", "X")
STOPPED = (*ENDED, "T")
RESERVED: list[socket.socket] = []


def with_children(pid: int) -> list[int]:
    """A process and all that it started, and those in turn."""
    try:
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    except FileNotFoundError:
        return [pid]
    return [pid, *(one for child in children for one in with_children(int(child)))]


def end(pids: Iterable[int], how: signal.Signals = signal.SIGKILL) -> None:
    """Send a signal to each; without another one, nothing of it runs on."""
    for pid in pids:
        with suppress(ProcessLookupError):
            os.kill(pid, how)


def end_tree(pid: int) -> None:
    """Kill a process and all that it started; meanwhile it starts no others. Returns once all have ended."""
    end([pid], signal.SIGSTOP)
    while state(pid) not in STOPPED:
        sleep(0.001)
    ended = with_children(pid)
    end(ended)
    while any(map(is_alive, ended)):
        sleep(0.01)


def is_alive(pid: int) -> bool:
    """Whether any thread of it is left: one that ended may stay listed until its parent notices."""
    try:
        threads = len(list(Path(f"/proc/{pid}/task").iterdir()))
    except (FileNotFoundError, ProcessLookupError):
        return False
    return threads > 1 or state(pid) not in ENDED


def state(pid: int) -> str:
    """One letter, as Linux has it; empty if it is gone."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except (FileNotFoundError, ProcessLookupError):
        return ""


def until_free(port: int, seconds: float = 30) -> None:
    """Wait until a server could listen on this port. Raises `TimeoutError`."""
    until = monotonic() + seconds
    while True:
        with socket.socket() as trial:
            trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                trial.bind(("127.0.0.1", port))
            except OSError as error:
                if monotonic() > until:
                    raise TimeoutError(f"port {port} is still in use") from error
            else:
                return
        sleep(0.01)


def free_port() -> int:
    """A port of loopback that nobody listens on, and that nobody is given until this process ends."""
    # It stays bound, without listening, also while the server on it is down.
    reserved = socket.socket()
    for option in (socket.SO_REUSEADDR, socket.SO_REUSEPORT):
        reserved.setsockopt(socket.SOL_SOCKET, option, 1)
    reserved.bind(("127.0.0.1", 0))
    RESERVED.append(reserved)
    port: int = reserved.getsockname()[1]
    return port
