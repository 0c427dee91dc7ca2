"""Ports for the servers of the tests, also of two test processes side by side."""

import socket

RESERVED = []


def free_port():
    """A port that nobody listens on, and that no other call returns while these tests run."""
    # It stays bound, without listening: the system then gives it to nobody who does not ask for it by number.
    reserved = socket.socket()
    for option in (socket.SO_REUSEADDR, socket.SO_REUSEPORT):
        reserved.setsockopt(socket.SOL_SOCKET, option, 1)
    reserved.bind(("127.0.0.1", 0))
    RESERVED.append(reserved)
    return reserved.getsockname()[1]
