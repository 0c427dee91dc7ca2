"""What one tablet asks of the server while it is used, recorded from Chromium: taps, copies and whatever else."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import parse_qsl, urlsplit

from playwright.sync_api import Request, sync_playwright

from bench.servers.tablets import Opened
from bench.speed.load.lines import STEP
from bench.speed.load.server import Secure
from bench.speed.tablet.paints import grades
from tests.journeys.conftest import CHROMIUM, CHROMIUM_SHELL, TABLET
from tests.journeys.connection.clinic_wifi import trusting

TAPS, SECONDS_BETWEEN = 20, 3.0
EXAM = "{exam}"
SIDE = ".left"
"""Weakness of both legs is an emergency, at which every step is copied: rare in a clinic."""


@dataclass(frozen=True)
class Asked:
    """One request: so many seconds after the step was opened. `{exam}` in its path is the id of the examination."""

    at: float
    method: str
    path: str
    fields: tuple[tuple[str, str], ...]

    @property
    def kind(self) -> str:
        """A tap, a copy, or a page and what else it asks for."""
        if self.method == "POST":
            return "tap"
        return "copy" if self.path.endswith("/copy") else "page"


@dataclass(frozen=True)
class Script:
    """All of it, in order, and after how many seconds it begins again."""

    asked: Sequence[Asked]
    period: float


def record(server: Secure, tablet: Opened, taps: int = TAPS, between: float = SECONDS_BETWEEN) -> Script:
    """Open the strength step and tap so often, so many seconds apart, in a browser that has its files already."""
    found: list[Asked] = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=CHROMIUM_SHELL, args=[*CHROMIUM, trusting(server.certificate)]
        )
        address = f"https://localhost:{server.port}"
        context = browser.new_context(base_url=address, **TABLET)
        name, _, value = tablet.cookie.partition("=")
        context.add_cookies([{"name": name, "value": value, "url": address, "secure": True, "httpOnly": True}])
        page = context.new_page()
        step = f"/exams/{tablet.exam_id}/{STEP}"
        # The first time it fetches scripts, styles and fonts, and copies of all steps.
        page.goto(step, wait_until="networkidle")
        page.wait_for_timeout(1000 * between * 2)
        began = time.perf_counter()
        context.on("request", lambda request: found.extend(_asked(request, tablet, time.perf_counter() - began)))
        page.goto(step, wait_until="load")
        for number, button in enumerate(grades(page, taps, SIDE), start=1):
            page.wait_for_timeout(max(0.0, 1000 * (began + number * between - time.perf_counter())))
            button.tap()
        page.wait_for_timeout(1000 * between)
        period = time.perf_counter() - began
        browser.close()
    return Script(tuple(found), period)


def _asked(request: Request, tablet: Opened, at: float) -> list[Asked]:
    """What came to the server: not the files that the browser has already, nor what the service worker passes on."""
    path = urlsplit(request.url).path
    if path.startswith("/static/") or request.service_worker is not None:
        return []
    query = urlsplit(request.url).query
    path = path.replace(tablet.exam_id, EXAM) + (f"?{query}" if query else "")
    fields = parse_qsl(request.post_data or "", keep_blank_values=True)
    return [Asked(at, request.method, path, tuple(fields))]
