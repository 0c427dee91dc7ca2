"""CPU and wall time of work here, and of other processes."""

from __future__ import annotations

import ctypes
import os
import resource
import statistics
import subprocess
import time
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

TICK = os.sysconf("SC_CLK_TCK")
BECOME_SUBREAPER = 36  # of linux/prctl.h


@dataclass
class Times:
    """Repeated measurements of one thing, in seconds."""

    cpu: list[float] = field(default_factory=list)
    wall: list[float] = field(default_factory=list)

    def take(self, work: Callable[[], float]) -> None:
        """Measure once more: `work` returns the CPU that it took."""
        started = time.perf_counter()
        self.cpu.append(work())
        self.wall.append(time.perf_counter() - started)

    @property
    def median(self) -> float:
        """Of the CPU."""
        return statistics.median(self.cpu)

    def written(self) -> str:
        """Medians of both, and the most CPU."""
        wall, most = statistics.median(self.wall), max(self.cpu)
        return f"{self.median:8.3f} s CPU {wall:8.3f} s wall {most:8.3f} s CPU at most"


def here() -> float:
    """CPU of this process so far."""
    return time.process_time()


def of_ended_children() -> float:
    """CPU of all processes that this one started and that have ended."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def of_command(command: Sequence[str], folder: Path) -> float:
    """Run a command in a folder; the CPU of it and of everything that it starts, also of what outlives it."""
    ctypes.CDLL(None).prctl(BECOME_SUBREAPER, 1, 0, 0, 0)
    ours, before = set(_descendants(os.getpid())), of_ended_children()
    subprocess.run(command, cwd=folder, capture_output=True, check=True)
    # What has lost its parent is a child of this process now.
    while left := set(_descendants(os.getpid())) - ours:
        for pid in left:
            with suppress(ChildProcessError):
                os.waitpid(pid, os.WNOHANG)
        time.sleep(0.01)
    return of_ended_children() - before


def of_processes(named: str) -> float:
    """CPU of this process's living descendants whose program has this in its name, and of what they started."""
    return sum(sum(map(int, _fields(pid)[11:15])) for pid in _descendants(os.getpid()) if named in _program(pid)) / TICK


def memory() -> int:
    """Resident memory of this process, in MB."""
    pages = int(Path("/proc/self/statm").read_text("ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") // 2**20


def _descendants(parent: int) -> Iterable[int]:
    children: dict[int, list[int]] = {}
    for folder in Path("/proc").iterdir():
        if folder.name.isdecimal() and (fields := _fields(int(folder.name))):
            children.setdefault(int(fields[1]), []).append(int(folder.name))
    found, left = [], [parent]
    while left:
        here = children.get(left.pop(), [])
        found += here
        left += here
    return found


def _fields(pid: int) -> list[str]:
    """Of /proc/PID/stat, from the state on; empty if the process has ended."""
    try:
        return Path(f"/proc/{pid}/stat").read_text("utf-8", "replace").rpartition(")")[2].split()
    except (FileNotFoundError, ProcessLookupError):
        return []


def _program(pid: int) -> str:
    try:
        return Path(f"/proc/{pid}/cmdline").read_text("utf-8", "replace").partition("\0")[0]
    except (FileNotFoundError, ProcessLookupError):
        return ""
