"""The memory of a server process that is its own, and how what is free of it goes back to the system."""

from __future__ import annotations

import ctypes
import os
from contextlib import suppress
from pathlib import Path

# glibc's name for how many heaps there may be. Each thread gets one of its own, and keeps what was freed in it.
M_ARENA_MAX = -8
SIZES = Path("/proc/self/statm")
# In bytes. An answer to a tap needs half a megabyte for a moment.
MOST_GROWN = 8 * 1024 * 1024


def share_heap() -> None:
    """One heap for all threads of a process, of which only one at a time runs Python. Other systems have no such."""
    with suppress(AttributeError, OSError, TypeError):
        ctypes.CDLL(None).mallopt(M_ARENA_MAX, 1)


def return_memory() -> None:
    """Give free pages of the heap back: an assessment and a note need some 30 MB for a moment. Costs a millisecond."""
    with suppress(AttributeError, OSError, TypeError):
        ctypes.CDLL(None).malloc_trim(0)


class Growth:
    """Gives memory back once the process has grown by `MOST_GROWN` since it last did."""

    def __init__(self) -> None:
        self._then = resident()

    def look(self) -> None:
        """After an answer."""
        if resident() > self._then + MOST_GROWN:
            self.give_back()

    def give_back(self) -> None:
        """At once."""
        return_memory()
        self._then = resident()


def resident() -> int:
    """The bytes of this process that are in memory; 0 where the system does not say."""
    try:
        return int(SIZES.read_bytes().split()[1]) * os.sysconf("SC_PAGE_SIZE")
    except OSError:
        return 0
