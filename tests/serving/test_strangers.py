"""A stranger without an account cannot stop the server for others."""

import http.client
import socket
import ssl
import time
from contextlib import ExitStack, suppress

import pytest

from exam.cli import main
from exam.web.http.security import HEADERS
from tests.ports import free_port
from tests.serving.running import running

HALF = (
    "POST /account/first HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/x-www-form-urlencoded\r\n"
    "Content-Length: 500\r\n\r\nname=abc"
)
LOOSE = ssl._create_unverified_context()


# The gate starts the one that a clinic serves; both share all but TLS.
@pytest.fixture(scope="module", params=["https", "http"])
def server_of_all(request, tmp_path_factory):
    """The port of a server, and its scheme."""
    folder, port = tmp_path_factory.mktemp("strangers"), free_port()
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DERMYO_DATA", str(folder))
        if request.param == "https":
            assert main(["certificate", "localhost"]) == 0
        with running(folder, port) as said:
            assert said.startswith(f"Dermyo is running at {request.param}://")
            yield port, request.param


@pytest.fixture
def served(server_of_all):
    """The port of a server, its scheme, and how to connect to it."""
    port, scheme = server_of_all
    with ExitStack() as opened:

        def connect(*, plain=scheme == "http"):
            made = socket.create_connection(("127.0.0.1", port), timeout=60)
            if not plain:
                made = LOOSE.wrap_socket(made, server_hostname="localhost")
            return opened.enter_context(made)

        yield port, scheme, connect


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


# What is no request, or none that the server reads to its end; and as what it is refused.
HOST = b" HTTP/1.1\r\nHost: localhost\r\n"
UNREAD = {
    b"<script>alert(1)</script>\r\n\r\n": b"400 Bad Request",
    b"GET / HTTP/9.9\r\nHost: localhost\r\n\r\n": b"400 Bad Request",
    b"GET /\0" + HOST + b"\r\n": b"400 Bad Request",
    b"POST /" + HOST + b"Content-Length: 1\r\nContent-Length: 2\r\n\r\na": b"400 Bad Request",
    b"GET /" + b"a" * 70_000 + HOST + b"\r\n": b"414 URI Too Long",
    b"GET /" + HOST + b"X: a\r\n" * 200 + b"\r\n": b"431 Request Header Fields Too Large",
}


def answered(connect, request):
    """The status, the headers by their names in lower case, and the body of the answer to some bytes."""
    made = connect()
    made.sendall(request)
    head, _, body = b"".join(iter(lambda: made.recv(65536), b"")).partition(b"\r\n\r\n")
    status, *lines = head.split(b"\r\n")
    headers = dict(line.split(b": ", 1) for line in lines)
    return status, {name.decode().lower(): value.decode() for name, value in headers.items()}, body


@pytest.mark.sampled(2)
def test_what_the_server_itself_refuses_has_no_content_and_all_else_every_header(served):
    _, _, connect = served
    for request, status in UNREAD.items():
        said, headers, body = answered(connect, request)
        assert (said, body) == (b"HTTP/1.1 " + status, b""), request[:60]
        # Nothing by which a browser could take it for a page, nor anything of what was sent.
        assert headers.keys() == {"connection", "content-length", "date"}
        assert (headers["connection"], headers["content-length"]) == ("close", "0")
    long = b"GET /" + HOST + b"Connection: close\r\nX: " + b"a" * 100_000 + b"\r\n\r\n"
    said, headers, _ = answered(connect, long)
    assert said == b"HTTP/1.1 303 See Other"
    assert {name.lower(): value for name, value in HEADERS.items()}.items() <= headers.items()


@pytest.mark.sampled(2)
def test_half_sent_requests_and_silent_connections_hold_nobody_up(served):
    port, scheme, connect = served
    half = [connect() for _ in range(20)]
    for one in half:
        one.sendall(HALF.encode())
    assert all(answers(port, scheme) for _ in range(4))
    silent = [connect() for _ in range(200)]
    # The kernel counts how long one is silent in steps of some milliseconds.
    time.sleep(0.05)
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


@pytest.mark.long
@pytest.mark.parametrize("server_of_all", ["https"], indirect=True)
def test_half_a_handshake_holds_nobody_up_and_ends(served):
    port, scheme, connect = served
    hello = ssl.MemoryBIO()
    with suppress(ssl.SSLWantReadError):
        LOOSE.wrap_bio(ssl.MemoryBIO(), hello, server_hostname="localhost").do_handshake()
    hello = hello.read()
    half = [connect(plain=True) for _ in range(200)]
    for one in half:
        one.sendall(hello[: len(hello) // 2])
    time.sleep(0.05)
    # granian gives a handshake ten seconds; the bound on whoever is silent would be reached after 150.
    until = time.monotonic() + 60
    while open_of(half) and time.monotonic() < until:
        assert answers(port, scheme)
        time.sleep(1)
    assert open_of(half) == 0
