"""The application as granian calls it. A request takes a thread only once the whole of it has arrived.

granian's own WSGI interface gives each request a thread first, in which the body is read without any deadline: a few
bodies that never end would stop the server.
"""

from __future__ import annotations

import asyncio
import os
import re
import sys
from asyncio import AbstractEventLoop, TimerHandle
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from io import BytesIO
from time import monotonic
from typing import Any, Protocol

from werkzeug.test import run_wsgi_app

from exam.config import Config, read_config
from exam.logs.lines import set_up
from exam.logs.requests import HEADER, Answered, log_request, new_number
from exam.serving.connections import Connections
from exam.serving.memory import Growth
from exam.serving.schedule import Schedule
from exam.serving.shared import application
from exam.web.app import LONGEST_BODY
from exam.web.http.last_resort import plain_answer

SECONDS_FOR_BODY = 30
# About ten seconds of work for one process. A tablet takes a 503 as a connection that is down for the moment.
MOST_WAITING = 200
# How long a thread runs Python while others wait to: Python's own 5 ms, for each that writes a note, hold up a tap.
SECONDS_OF_A_TURN = 0.001
# What waits for the press, or reads very much, has threads of its own: else a few notes would hold up every tap.
PRINTS = re.compile(
    r"/exams/[^/]+/(note\.pdf|note\.fhir\.json|note/(pages|page-.+|counter-sign|.+\.pdf)|sign|patient\.zip)"
    r"|/reference/blank-form\.pdf|/account/trail/trail\.csv|/account/audit/.*"
)
THREADS_THAT_PRINT = 2
SECONDS_BETWEEN_RETURNS = 2.0
# Of a request whose address was not looked at.
NOT_READ = "none"
# Its parts, each in a header of its own over HTTP/2.
JOINED_BY = {"cookie": "; "}


def make_bridge() -> Bridge:
    """The application of one server process, with the settings of its environment."""
    config = read_config(os.environ)
    set_up(config.log)
    sys.setswitchinterval(SECONDS_OF_A_TURN)
    return Bridge(application(config), config)


class Scope(Protocol):
    """What granian says of a request."""

    http_version: str
    server: str
    client: str
    scheme: str
    method: str
    path: str
    query_string: str
    authority: str | None
    headers: Any


class Bridge:
    """One application, its threads and its connections, in one server process."""

    def __init__(self, app: Any, config: Config, *, seconds_for_body: float = SECONDS_FOR_BODY) -> None:
        self._app, self._config, self._seconds = app, config, seconds_for_body
        self._threads = ThreadPoolExecutor(config.threads, thread_name_prefix="request")
        self._printing = ThreadPoolExecutor(THREADS_THAT_PRINT, thread_name_prefix="print")
        self._connections = Connections(config.port, by_address=config.proxies == 0)
        self._schedule = Schedule(config)
        self._growth = Growth()
        self._underway, self._answered = 0, False
        self._return: TimerHandle | None = None

    def __rsgi_init__(self, loop: AbstractEventLoop) -> None:
        """Called in the process that serves, before the first request."""
        self._connections.watch(loop)
        self._schedule.watch(loop)
        self._return = loop.call_later(SECONDS_BETWEEN_RETURNS, self._return_memory, loop)

    def __rsgi_del__(self, loop: AbstractEventLoop) -> None:
        """Called when the process stops."""
        if self._return:
            # Otherwise it would ask threads that have ended to return memory.
            self._return.cancel()
        for threads in (self._threads, self._printing):
            threads.shutdown(wait=False, cancel_futures=True)

    async def __rsgi__(self, scope: Scope, protocol: Any) -> None:
        """Answer one request."""
        headers, began = headers_of(scope), monotonic()
        refuse = partial(self._refuse, scope, protocol, headers, began)
        try:
            async with asyncio.timeout(self._seconds):
                body = await read_body(headers, protocol)
        except Refused as refused:
            return refuse(refused.status)
        except TimeoutError:
            return refuse(408)
        except Exception:  # noqa: BLE001 - granian's own kind: the connection ended before the body did
            return refuse(400)
        if self._underway >= MOST_WAITING:
            return refuse(503)
        self._underway += 1
        try:
            environ = environ_of(scope, headers, body)
            threads = self._printing if PRINTS.fullmatch(scope.path) else self._threads
            await asyncio.get_running_loop().run_in_executor(threads, self._answer, environ, protocol)
        finally:
            self._underway -= 1
            self._answered = True
        return None

    def _return_memory(self, loop: AbstractEventLoop) -> None:
        if self._answered:
            self._answered = False
            loop.run_in_executor(self._printing, self._growth.give_back)
        self._return = loop.call_later(SECONDS_BETWEEN_RETURNS, self._return_memory, loop)

    def _answer(self, environ: dict[str, Any], protocol: Any) -> None:
        """In a thread. The answer leaves from here: the loop may have to wait for the interpreter."""
        chunks, status, headers = run_wsgi_app(self._app, environ, buffered=True)
        protocol.response_bytes(int(status.partition(" ")[0]), list(headers), b"".join(chunks))
        self._growth.look()

    def _refuse(self, scope: Scope, protocol: Any, headers: dict[str, str], began: float, status: int) -> None:
        number = new_number()
        response = plain_answer(status, https_only=self._config.https_only, host=headers.get("host", ""))
        # What is still to come of the request is not read.
        response.headers["Connection"] = "close"
        response.headers[HEADER] = number
        log_request(Answered(number, scope.method, NOT_READ, status, monotonic() - began))
        protocol.response_bytes(status, list(response.headers), response.get_data())


class Refused(Exception):
    """A request that is answered before its body has been read."""

    def __init__(self, status: int) -> None:
        super().__init__(status)
        self.status = status


async def read_body(headers: dict[str, str], protocol: Any) -> bytes:
    """The whole body. One that is too long is not read: the application refuses it by its length, in words.

    Raises `Refused` for a body of unknown length, which no browser sends.
    """
    if "transfer-encoding" in headers:
        raise Refused(411)
    length = headers.get("content-length", "0")
    if length == "0" or not length.isdecimal() or int(length) > LONGEST_BODY:
        return b""
    return bytes(await protocol())


def headers_of(scope: Scope) -> dict[str, str]:
    """The headers by their names in lower case. A name with an underscore could pass for another, and is left out."""
    found: dict[str, str] = {} if scope.authority is None else {"host": scope.authority}
    seen: set[str] = set()
    for name, value in scope.headers.items():
        if "_" in name:
            continue
        found[name] = found[name] + JOINED_BY.get(name, ",") + value if name in seen else value
        seen.add(name)
    return found


def environ_of(scope: Scope, headers: dict[str, str], body: bytes) -> dict[str, Any]:
    """What WSGI (PEP 3333) asks for."""
    server, _, port = scope.server.rpartition(":")
    environ = {
        "REQUEST_METHOD": scope.method,
        "SCRIPT_NAME": "",
        "PATH_INFO": scope.path.encode().decode("latin-1"),
        "QUERY_STRING": scope.query_string,
        "SERVER_NAME": server.strip("[]"),
        "SERVER_PORT": port,
        "SERVER_PROTOCOL": f"HTTP/{scope.http_version}",
        "REMOTE_ADDR": scope.client.rpartition(":")[0].strip("[]"),
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": scope.scheme,
        "wsgi.input": BytesIO(body),
        "wsgi.errors": sys.stderr,
        "wsgi.multithread": True,
        "wsgi.multiprocess": True,
        "wsgi.run_once": False,
    }
    for name, value in headers.items():
        variable = name.upper().replace("-", "_")
        environ[variable if name in ("content-type", "content-length") else f"HTTP_{variable}"] = value
    return environ
