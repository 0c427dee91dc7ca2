"""A stranger without an account cannot stop the server for others."""

import http.client
import socket
import ssl
import time
from contextlib import ExitStack

import pytest

from exam.cli import main
from tests.ports import free_port
from tests.serving.running import running

HALF = (
    "POST /account/first HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/x-www-form-urlencoded\r\n"
    "Content-Length: 500\r\n\r\nname=abc"
)
LOOSE = ssl._create_unverified_context()


@pytest.fixture(params=["http", "https"])
def served(request, tmp_path, monkeypatch):
    """The port of a server, and how to connect to it."""
    monkeypatch.setenv("DERMYO_DATA", str(tmp_path))
    if request.param == "https":
        assert main(["certificate", "localhost"]) == 0
    port = free_port()
    with running(tmp_path, port) as said, ExitStack() as opened:
        assert said.startswith(f"Dermyo is running at {request.param}://")

        def connect():
            made = socket.create_connection(("127.0.0.1", port), timeout=60)
            if request.param == "https":
                made = LOOSE.wrap_socket(made, server_hostname="localhost")
            return opened.enter_context(made)

        yield port, request.param, connect


def answers(port, scheme, seconds=5):
    call = http.client.HTTPConnection("127.0.0.1", port, timeout=seconds)
    if scheme == "https":
        call = http.client.HTTPSConnection("127.0.0.1", port, timeout=seconds, context=LOOSE)
    call.request("GET", "/account/first")
    status = call.getresponse().status
    call.close()
    return status == 200


def open_of(held):
    ended = 0
    for one in held:
        one.setblocking(False)
        try:
            ended += one.recv(1) == b""
        except (BlockingIOError, ssl.SSLWantReadError):
            continue
        except OSError:
            ended += 1
    return len(held) - ended


@pytest.mark.sampled(2)
def test_half_sent_requests_and_silent_connections_hold_nobody_up(served):
    port, scheme, connect = served
    half = [connect() for _ in range(20)]
    for one in half:
        one.sendall(HALF.encode())
    assert all(answers(port, scheme) for _ in range(4))
    silent = [connect() for _ in range(200)]
    assert answers(port, scheme)
    until = time.monotonic() + 20
    while open_of(half + silent) > 128 and time.monotonic() < until:
        time.sleep(0.2)
    # Two processes, and each lets one address have 64.
    assert open_of(half + silent) <= 128


@pytest.mark.long
def test_a_stalled_request_is_answered_and_ended_and_others_are_served_all_the_time(served):
    port, scheme, connect = served
    half = [connect() for _ in range(8)]
    for one in half:
        one.sendall(HALF.encode())
    began = time.monotonic()
    while time.monotonic() - began < 35:
        assert answers(port, scheme)
        time.sleep(1)
    for one in half:
        assert one.recv(12) == b"HTTP/1.1 408"
        while one.recv(4096):
            pass
