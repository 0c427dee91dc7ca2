"""From granian's requests to the application: whole requests only, and the same headers on every answer."""

import asyncio
from types import SimpleNamespace

import pytest

from exam.config import Config
from exam.serving import bridge, memory
from exam.serving.bridge import Bridge
from exam.web.http.security import HEADERS


class Headers:
    def __init__(self, *pairs):
        self.pairs = list(pairs)

    def items(self):
        return self.pairs


class Sender:
    """The other end of a request: it sends its body, or nothing more, or breaks off."""

    def __init__(self, body=b"", *, stalls=False, breaks=False):
        self.body, self.stalls, self.breaks, self.read, self.got = body, stalls, breaks, False, None

    async def __call__(self):
        self.read = True
        if self.stalls:
            await asyncio.sleep(60)
        if self.breaks:
            raise RuntimeError("the connection ended")
        return self.body

    def response_bytes(self, status, headers, content):
        self.got = SimpleNamespace(status=status, headers=dict(headers), text=content.decode())


def app(environ, start_response):
    """Says what it was asked."""
    start_response("200 OK", [("Content-Type", "text/plain"), ("Set-Cookie", "a=b")])
    asked = [f"{name}={environ[name]}" for name in sorted(environ) if name.isupper()]
    return ["\n".join(asked).encode(), b"\n", environ["wsgi.input"].read()]


def ask(sender, *headers, app=app, path="/", authority=None, **config):
    made = Bridge(app, Config(**config), seconds_for_body=0.05)
    scope = SimpleNamespace(
        http_version="1.1",
        server="[::1]:8000",
        client="[fe80::1]:5000",
        scheme="http",
        method="POST",
        path=path,
        query_string="q=a%20b",
        authority=authority,
        headers=Headers(*headers),
    )
    asyncio.run(made.__rsgi__(scope, sender))
    made.__rsgi_del__(None)
    return sender.got


def test_a_whole_request_reaches_the_application():
    got = ask(
        Sender(b"name=abc"),
        *[("host", "localhost"), ("content-length", "8"), ("content-type", "x/y"), ("accept", "a"), ("accept", "b")],
        path="/Lasègue",
    )
    assert (got.status, got.headers["Set-Cookie"]) == (200, "a=b")
    lines = got.text.splitlines()
    assert lines[-1] == "name=abc"
    assert {
        *("CONTENT_LENGTH=8", "CONTENT_TYPE=x/y", "HTTP_ACCEPT=a,b", "HTTP_HOST=localhost", "QUERY_STRING=q=a%20b"),
        *("REMOTE_ADDR=fe80::1", "REQUEST_METHOD=POST", "SERVER_NAME=::1", "SERVER_PORT=8000", "SCRIPT_NAME="),
        *("SERVER_PROTOCOL=HTTP/1.1", f"PATH_INFO={'/Lasègue'.encode().decode('latin-1')}"),
    } == set(lines[:-1])


def test_over_http_2_the_host_is_the_authority_and_cookies_come_in_parts():
    got = ask(Sender(), ("cookie", "a=1"), ("cookie", "b=2"), authority="clinic.local:8000")
    assert {"HTTP_HOST=clinic.local:8000", "HTTP_COOKIE=a=1; b=2"} <= set(got.text.splitlines())


def test_a_header_that_could_pass_for_another_is_left_out():
    got = ask(Sender(), ("x-forwarded-for", "192.0.2.1"), ("x_forwarded_for", "203.0.113.9"))
    assert "HTTP_X_FORWARDED_FOR=192.0.2.1" in got.text.splitlines()
    assert "203.0.113.9" not in got.text


def test_a_body_that_never_ends_takes_no_thread_and_is_answered_after_the_deadline():
    got = ask(Sender(stalls=True), ("content-length", "500"), app=None)
    assert (got.status, got.headers["Connection"]) == (408, "close")


@pytest.mark.parametrize(
    ("sender", "header", "status"),
    [
        (Sender(stalls=True), ("content-length", "5"), 408),
        (Sender(breaks=True), ("content-length", "5"), 400),
        (Sender(b"abc"), ("transfer-encoding", "chunked"), 411),
    ],
)
def test_a_request_that_is_not_whole_is_refused_with_the_headers_of_every_answer(sender, header, status):
    got = ask(sender, header, ("host", "clinic.local"), app=None, secure_cookies=True)
    assert got.status == status
    assert HEADERS.items() <= got.headers.items()
    assert got.headers["Cache-Control"] == "no-store"
    assert got.headers["Strict-Transport-Security"] == "max-age=31536000"
    assert got.text.startswith("<!doctype html>")


def test_a_body_that_is_too_long_is_not_read():
    sender = Sender(stalls=True)
    got = ask(sender, ("content-length", str(bridge.LONGEST_BODY + 1)))
    assert (got.status, sender.read) == (200, False)


def test_too_many_requests_at_once_are_sent_away(monkeypatch):
    monkeypatch.setattr(bridge, "MOST_WAITING", 0)
    got = ask(Sender())
    assert (got.status, got.headers["Retry-After"]) == (503, "3")


@pytest.mark.parametrize(("grown", "times"), [(memory.MOST_GROWN, 0), (memory.MOST_GROWN + 1, 1)])
def test_a_process_that_has_grown_gives_its_memory_back_after_the_answer(monkeypatch, grown, times):
    returned, sizes = [], iter([10, 10 + grown, 20])
    monkeypatch.setattr(memory, "return_memory", lambda: returned.append(1))
    monkeypatch.setattr(memory, "resident", lambda: next(sizes))
    assert ask(Sender()).status == 200
    assert len(returned) == times


def test_memory_is_returned_after_something_was_answered_and_not_while_nothing_is(monkeypatch):
    returned = []
    monkeypatch.setattr(memory, "return_memory", lambda: returned.append(1))
    monkeypatch.setattr(bridge, "SECONDS_BETWEEN_RETURNS", 0.01)

    async def serve():
        made = Bridge(app, Config(port=1))
        made.__rsgi_init__(asyncio.get_running_loop())
        await asyncio.sleep(0.1)
        assert returned == []
        made._answered = True
        await asyncio.sleep(0.2)
        assert returned == [1]
        made._answered = True
        made.__rsgi_del__(None)
        faults = []
        asyncio.get_running_loop().set_exception_handler(lambda _loop, fault: faults.append(fault))
        await asyncio.sleep(0.05)
        assert (returned, faults) == ([1], [])

    asyncio.run(serve())
