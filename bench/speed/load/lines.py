"""Kept connections of tablets, each from an address of its own, and how long each request took."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.client import HTTPException, HTTPSConnection
from itertools import count
from ssl import SSLEOFError
from urllib.parse import urlencode

from bench.servers.tablets import Opened
from bench.speed.load.server import UNVERIFIED
from bench.speed.rows import Row

PATIENCE = 30.0
SAVED = "Dermyo-Revision"
REVISION = re.compile(rb'data-revision="(\d+)"')
# As Chromium says, since compression costs the server time.
ACCEPTED = {"Accept-Encoding": "gzip, deflate, br, zstd", "Accept": "*/*"}
STEP = "strength"
FIELDS = tuple(
    f"findings.strength.{movement}.{side}"
    for movement in ("hip_flexion", "knee_extension", "ankle_dorsiflexion", "ankle_plantarflexion")
    for side in ("right", "left")
)
GRADES = ("4", "5")


@dataclass
class Line:
    """A connection of one tablet that stays open; its times are in seconds."""

    opened: Opened
    port: int
    address: str
    times: list[float] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)
    _connection: HTTPSConnection | None = None
    _cookie: str = ""
    _revision: str = "1"
    _text: bytes = b""
    _numbers: Iterator[int] = field(default_factory=count)

    def opens(self) -> None:
        """Open the step, to know the revision that its page shows."""
        status, _ = self._answer("GET", f"/exams/{self.opened.exam_id}/{STEP}", None, {})
        shown = REVISION.search(self._text)
        if status != 200 or shown is None:
            raise ValueError(f"the step does not open: {status}")
        self._revision = shown[1].decode()

    def get(self, path: str, began: float | None = None) -> None:
        """Ask for a page, which must come."""
        self._send("GET", path, None, {}, began)

    def post(self, path: str, fields: Sequence[tuple[str, str]], began: float | None = None) -> None:
        """Send answers, which must be saved: as a page that is up to date does, with a new number each time."""
        fresh = {"answer_id": f"{self.opened.browser}-{next(self._numbers):032d}", "seen_revision": self._revision}
        body = urlencode([(name, value) for name, value in fields if name not in fresh] + list(fresh.items()))
        headers = {
            "Content-Type": "application/x-www-form-urlencoded;charset=UTF-8",
            "X-CSRFToken": self.opened.token,
            "Dermyo-Account": str(self.opened.account),
            "HX-Request": "true",
        }
        self._send("POST", path, body, headers, began)

    def tap(self, number: int) -> None:
        """One tap on the strength step; with each number another cell, and with each round of them another grade."""
        grade = GRADES[number // len(FIELDS) % len(GRADES)]
        self.post(f"/exams/{self.opened.exam_id}/{STEP}", [(FIELDS[number % len(FIELDS)], grade)])

    def close(self) -> None:
        """End the connection; the next request opens another."""
        if self._connection:
            self._connection.close()
            self._connection = None

    def _send(self, method: str, path: str, body: str | None, headers: Mapping[str, str], began: float | None) -> None:
        """`began` is when it should have been sent: what it waited here for an earlier one counts as well."""
        began = time.perf_counter() if began is None else began
        headers = {**ACCEPTED, **headers}
        try:
            status, revision = self._answer(method, path, body, headers)
        except (OSError, HTTPException) as error:
            self.failed.append(f"{method} {path}: {error!r}")
            self.close()
            return
        self.times.append(time.perf_counter() - began)
        if status not in (200, 204) or (method == "POST" and revision is None):
            self.failed.append(f"{method} {path}: {status}")
        self._revision = revision or self._revision

    def _answer(self, method: str, path: str, body: str | None, headers: Mapping[str, str]) -> tuple[int, str | None]:
        """As a browser does, it asks again over a new connection where the server has ended one that was idle."""
        if self._connection is not None:
            try:
                return self._asked(method, path, body, headers)
            except (ConnectionError, SSLEOFError):  # also what http.client raises where nothing came
                self.close()
        return self._asked(method, path, body, headers)

    def _asked(self, method: str, path: str, body: str | None, headers: Mapping[str, str]) -> tuple[int, str | None]:
        if self._connection is None:
            self._connection = HTTPSConnection(
                "127.0.0.1", self.port, timeout=PATIENCE, context=UNVERIFIED, source_address=(self.address, 0)
            )
        self._connection.request(method, path, body, {"Cookie": self._cookie or self.opened.cookie, **headers})
        response = self._connection.getresponse()
        self._text = response.read()
        # As a browser does: the server extends a session once a minute.
        self._cookie = response.getheader("Set-Cookie", self._cookie).partition(";")[0]
        return response.status, response.getheader(SAVED)


@contextmanager
def lines_of(tablets: Sequence[Opened], port: int) -> Iterator[list[Line]]:
    """A line of each tablet, with its step open, and from an address of its own: the server bounds those of one."""
    lines = [Line(one, port, f"127.0.{1 + at // 250}.{1 + at % 250}") for at, one in enumerate(tablets)]
    try:
        for line in lines:
            line.opens()
        yield lines
    finally:
        for line in lines:
            line.close()


@contextmanager
def own_share() -> Iterator[list[float]]:
    """How much of one core this process used meanwhile, in percent: filled in at the end."""
    share: list[float] = []
    used, began = time.process_time(), time.perf_counter()
    yield share
    share.append(100 * (time.process_time() - used) / (time.perf_counter() - began))


def errors(name: str, lines: Sequence[Line]) -> Row:
    """How many requests were not answered as they must be: none. The first few are named where this runs."""
    failed = [text for line in lines for text in line.failed]
    if failed:
        print(f"{name}:", *sorted(set(failed))[:5], sep="\n")
    return Row(f"{name}: errors", "", (float(len(failed)),), "total", at_most=0)
