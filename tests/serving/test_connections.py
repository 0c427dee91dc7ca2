"""How many connections one address holds, and for how long."""

import asyncio
import socket
import sys
from contextlib import ExitStack, closing

import pytest

from exam.serving import connections
from exam.serving.connections import Connections, keep_alive

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the kernel of Linux says when something last came")


@pytest.fixture
def listening():
    with closing(socket.create_server(("127.0.0.1", 0))) as server:
        yield server


@pytest.fixture
def connect(listening):
    """Connections to the server, each with its end there."""
    with ExitStack() as opened:

        def connect(source="127.0.0.1"):
            ours = opened.enter_context(socket.create_connection(listening.getsockname(), source_address=(source, 0)))
            theirs = opened.enter_context(listening.accept()[0])
            ours.settimeout(5)
            return ours, theirs

        yield connect


def is_open(end):
    end.setblocking(False)
    try:
        return end.recv(1) != b""
    except BlockingIOError:
        return True


def test_one_address_holds_no_more_than_its_share_and_others_keep_theirs(listening, connect):
    stranger = [connect()[0] for _ in range(6)]
    tablet = [connect("127.0.0.2")[0] for _ in range(3)]
    assert Connections(listening.getsockname()[1], most=4).end_surplus() == 2
    assert sum(map(is_open, stranger)) == 4
    assert all(map(is_open, tablet))


def test_those_that_are_in_use_are_the_last_to_end(listening, connect, monkeypatch):
    silent, busy = connect(), connect()
    asyncio.run(asyncio.sleep(0.05))
    busy[0].sendall(b"G")
    busy[1].recv(1)
    assert Connections(listening.getsockname()[1], most=1).end_surplus() == 1
    assert (is_open(silent[0]), is_open(busy[0])) == (False, True)


def test_a_silent_connection_ends(listening, connect, monkeypatch):
    silent = connect()[0]
    bounds = Connections(listening.getsockname()[1])
    assert bounds.end_surplus() == 0
    monkeypatch.setattr(connections, "MOST_SECONDS_SILENT", -1)
    assert bounds.end_surplus() == 1
    assert not is_open(silent)


def test_behind_a_proxy_its_connections_are_everyones(listening, connect):
    held = [connect()[0] for _ in range(3)]
    assert Connections(listening.getsockname()[1], by_address=False, most=1).end_surplus() == 0
    assert all(map(is_open, held))


def test_it_looks_again_and_again(listening, connect, monkeypatch):
    monkeypatch.setattr(connections, "SECONDS_BETWEEN_LOOKS", 0.01)

    async def watched():
        Connections(listening.getsockname()[1], most=1).watch(asyncio.get_running_loop())
        for _ in range(2):
            held = [connect()[0] for _ in range(2)]
            await asyncio.sleep(0.2)
            assert sum(map(is_open, held)) <= 1

    asyncio.run(watched())


def test_the_other_end_is_asked_whether_it_is_there(listening, connect):
    keep_alive(listening)
    accepted = connect()[1]
    assert accepted.getsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE)
    assert accepted.getsockopt(socket.IPPROTO_TCP, socket.TCP_KEEPIDLE) == 30
    assert accepted.getsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT) == 60_000
