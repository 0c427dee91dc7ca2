"""Tablets that tap: each sends one answer after another by the rules of the queue in a browser, and notes what came."""

from __future__ import annotations

import http.client
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import pairwise
from threading import Event
from time import monotonic
from urllib.parse import urlencode

# As in exam/static/js/queue/sending.js and server.js.
SOONEST, LONGER, LATEST = 2.0, 1.5, 20.0  # seconds
PATIENCE = 15.0
STEP, FIELD, GRADES = "strength", "findings.strength.knee_extension.left", ("1", "2", "3", "4", "5")
SAVED = "dermyo-revision"


@dataclass(frozen=True)
class Opened:
    """One examination that is open on one tablet."""

    exam_id: str
    account: int
    cookie: str
    token: str
    browser: str


@dataclass
class Tablet:
    """Sends taps to whichever server is next, as a load balancer that remembers nobody."""

    opened: Opened
    servers: Sequence[str]
    soonest: float = SOONEST
    acknowledged: list[float] = field(default_factory=list)
    """When each was acknowledged; the place in the list is the number of the tap."""
    refused: list[str] = field(default_factory=list)
    """What would have been put aside, or what asked for another sign-in: nothing, if all is well."""
    asked: int = 0

    def answer_id(self, number: int) -> str:
        """The same for each time that this tap is sent."""
        return f"{self.opened.browser}-{number:032d}"

    def taps(self, stop: Event) -> None:
        """Tap until stopped; what was not acknowledged then stays so."""
        pause = self.soonest
        while not stop.is_set() and not self.refused:
            if self._sends(len(self.acknowledged)):
                self.acknowledged.append(monotonic())
                pause = self.soonest
            elif not self.refused:
                stop.wait(pause)
                pause = min(LONGER * pause, LATEST)

    def _sends(self, number: int) -> bool:
        """Whether the answer was acknowledged. A server that does not accept the connection is passed over."""
        for _ in self.servers:
            self.asked += 1
            connection = http.client.HTTPConnection(self.servers[self.asked % len(self.servers)], timeout=PATIENCE)
            try:
                connection.connect()
            except OSError:
                continue
            try:
                return self._is_saved(connection, number)
            except (OSError, http.client.HTTPException):
                return False
            finally:
                connection.close()
        return False

    def _is_saved(self, connection: http.client.HTTPConnection, number: int) -> bool:
        fields = {FIELD: GRADES[number % len(GRADES)], "answer_id": self.answer_id(number), "seen_revision": "1"}
        connection.request("POST", f"/exams/{self.opened.exam_id}/{STEP}", urlencode(fields), self._headers())
        response = connection.getresponse()
        said = response.read().decode()
        if response.getheader(SAVED) is not None:
            return True
        if response.status in (400, 401, 409) or (response.status < 500 and "notice-error" in said):
            self.refused.append(f"{response.status} {said[:300]}")
        return False

    def _headers(self) -> Mapping[str, str]:
        return {
            "Content-Type": "application/x-www-form-urlencoded",
            "Cookie": self.opened.cookie,
            "X-CSRFToken": self.opened.token,
            "Dermyo-Account": str(self.opened.account),
            "HX-Request": "true",
        }


@contextmanager
def tapping(tablets: Sequence[Tablet]) -> Iterator[None]:
    """All of them tap meanwhile, and have stopped afterwards."""
    stop = Event()
    with ThreadPoolExecutor(len(tablets)) as pool:
        running = [pool.submit(tablet.taps, stop) for tablet in tablets]
        try:
            yield
        finally:
            stop.set()
    for one in running:
        one.result()


def longest_silence(tablets: Sequence[Tablet], since: float, until: float) -> float:
    """The longest time between two moments without any acknowledgement, in seconds."""
    moments = sorted(moment for tablet in tablets for moment in tablet.acknowledged if since <= moment <= until)
    ends = [since, *moments, until]
    return max(after - before for before, after in pairwise(ends))
