"""Bounds on the connections of one process: how many one address holds, and how long one may be silent.

granian accepts connections up to a number for all together, and has no deadline for one that never sends a request
over TLS. The kernel knows of each connection whose it is and when it last sent something.
"""

from __future__ import annotations

import os
import socket
import stat
import struct
import sys
from asyncio import AbstractEventLoop
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from exam.web.training.throttle import address_of

SECONDS_BETWEEN_LOOKS = 1.0
# A browser opens six; the tablets of a small clinic may share one address.
MOST_OF_ADDRESS = 64
# The longest print takes 60 seconds to answer, in which its tablet may say nothing.
MOST_SECONDS_SILENT = 150.0
# A tablet that left the Wi-Fi is noticed after 30 + 3 * 10 seconds; one that takes no answer, after as many.
KEEP_ALIVE = {"TCP_KEEPIDLE": 30, "TCP_KEEPINTVL": 10, "TCP_KEEPCNT": 3, "TCP_USER_TIMEOUT": 60_000}
OPEN_FILES = Path("/proc/self/fd")
# Of the kernel's `struct tcp_info`: the milliseconds since something last came, the twelfth number after eight bytes.
LAST_CAME = struct.Struct("@52xI")
LINUX = sys.platform == "linux"


@dataclass(frozen=True, slots=True)
class Connection:
    """One connection, held under a file number of ours."""

    socket: socket.socket
    address: str
    seconds_silent: float


class Connections:
    """The connections of this process to the server's port."""

    def __init__(self, port: int, *, by_address: bool = True, most: int = MOST_OF_ADDRESS) -> None:
        self._port, self._most = port, most if by_address else None

    def watch(self, loop: AbstractEventLoop) -> None:
        """Look once a second, from now on. Elsewhere than on Linux nothing is bounded here."""
        if LINUX:
            loop.call_later(SECONDS_BETWEEN_LOOKS, self._look_again, loop)

    def end_surplus(self) -> int:
        """End those over the bounds, of an address the most silent first: how many."""
        of_address: dict[str, list[Connection]] = defaultdict(list)
        found = list(self._held())
        for connection in found:
            of_address[connection.address].append(connection)
        surplus = [one for one in found if one.seconds_silent > MOST_SECONDS_SILENT]
        for held in of_address.values() if self._most else ():
            held.sort(key=lambda one: one.seconds_silent)
            surplus += held[self._most :]
        ended = sum(_end(one.socket) for one in surplus)
        for connection in found:
            connection.socket.close()
        return ended

    def _look_again(self, loop: AbstractEventLoop) -> None:
        try:
            self.end_surplus()
        finally:
            self.watch(loop)

    def _held(self) -> Iterator[Connection]:
        """Each connection once: the number that the list itself was read under may be one of ours by now."""
        seen: set[int] = set()
        for entry in list(OPEN_FILES.iterdir()):
            held = _socket_of(int(entry.name))
            if held is None:
                continue
            which = os.fstat(held.fileno()).st_ino
            connection = None if which in seen else self._described(held)
            seen.add(which)
            if connection:
                yield connection
            else:
                held.close()

    def _described(self, held: socket.socket) -> Connection | None:
        """None of another socket than a connection to the server's port."""
        try:
            if held.family not in (socket.AF_INET, socket.AF_INET6) or held.getsockname()[1] != self._port:
                return None
            address = held.getpeername()[0]
            info = held.getsockopt(socket.IPPROTO_TCP, socket.TCP_INFO, LAST_CAME.size)
        except OSError:
            return None
        return Connection(held, address_of(address), LAST_CAME.unpack(info)[0] / 1000)


def keep_alive(listening: socket.socket) -> None:
    """Have the kernel ask every connection of this socket whether its other end is still there."""
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1)
    for name, value in KEEP_ALIVE.items():
        if hasattr(socket, name):
            listening.setsockopt(socket.IPPROTO_TCP, getattr(socket, name), value)


def _socket_of(number: int) -> socket.socket | None:
    """A second number for an open socket, so that it cannot be closed and given to something else meanwhile."""
    try:
        if not stat.S_ISSOCK(os.fstat(number).st_mode):
            return None
        return socket.socket(fileno=os.dup(number))
    except OSError:
        return None


def _end(held: socket.socket) -> bool:
    try:
        held.shutdown(socket.SHUT_RDWR)
    except OSError:
        return False
    return True
