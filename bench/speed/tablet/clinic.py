"""A server with one examination, the bare pages beside it, and a browser that trusts both; what a round measures."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from urllib.parse import urljoin

from playwright.sync_api import APIRequestContext, Browser, sync_playwright

from bench.servers.processes import free_port
from bench.speed.rows import Row
from bench.speed.tablet.paints import opened, tablet, tapped
from tests.journeys.clinician import Clinician
from tests.journeys.conftest import CHROMIUM, CHROMIUM_SHELL, TABLET
from tests.journeys.connection.clinic_wifi import serving_https

SPEEDS = {"full speed": 1, "quarter speed": 4}
TAPS = 16
# Milliseconds, at full and at quarter speed; and how much more than the bare page.
PRESSED = {"full speed": 35, "quarter speed": 110}
ANSWERED = {"full speed": 70, "quarter speed": 250}
TIMES_ECHO, TIMES_PLAIN = 2.5, 1.5
STYLE_SHEET = re.compile(r'<link rel="stylesheet" href="([^"]+)">')
IN_PAGE = re.compile(r"(?<=<style>).*?(?=</style>)", re.DOTALL)


@dataclass
class Clinic:
    """What is measured in each round."""

    browser: Browser
    address: str
    bare: str
    session: Any
    exam: str

    def measure(self, taps: int = TAPS) -> Iterator[Row]:
        """One round: each page opened once at each speed, and so many taps on each of both pages that have them."""
        for speed, slower in SPEEDS.items():
            for name, url in (("sign-in", self.address), ("strength step", f"{self.exam}/strength")):
                yield from self._paints(name, url, speed, slower)
            with tablet(self.browser, self.session, slower) as page:
                page.goto(f"{self.exam}/strength", wait_until="networkidle")
                pressed, answered = tapped(page, taps)
            with tablet(self.browser, None, slower) as page:
                page.goto(f"{self.bare}/echo", wait_until="networkidle")
                _, echoed = tapped(page, taps)
            yield Row(f"pressed button painted, {speed}", "ms", tuple(pressed), at_most=PRESSED[speed])
            echo = Row(f"bare htmx page, {speed}", "ms", tuple(echoed))
            yield Row(
                f"answer painted, {speed}",
                "ms",
                tuple(answered),
                at_most=ANSWERED[speed],
                reference=echo.label,
                at_most_times=TIMES_ECHO,
            )
            yield echo

    def _paints(self, name: str, url: str, speed: str, slower: int) -> Iterator[Row]:
        session = None if name == "sign-in" else self.session
        with tablet(self.browser, session, slower) as page:
            first, largest = opened(page, url)
        with tablet(self.browser, None, slower) as page:
            plain, _ = opened(page, f"{self.bare}/plain/{name.replace(' ', '-')}")
        reference = Row(f"plain page for {name}, {speed}", "ms", (plain,))
        yield Row(
            f"{name}: first paint, {speed}",
            "ms",
            (first,),
            reference=reference.label,
            at_most_times=TIMES_PLAIN,
        )
        yield reference
        yield Row(f"{name}: largest paint, {speed}", "ms", (largest,))


@contextmanager
def ready() -> Iterator[Callable[[], Iterator[Row]]]:
    """All of it, until the end."""
    with serving() as clinic:
        yield clinic.measure


@contextmanager
def serving() -> Iterator[Clinic]:
    """The servers, and a browser with an account and an examination."""
    with ExitStack() as stack:
        data = Path(stack.enter_context(TemporaryDirectory()))
        address, trusting = stack.enter_context(serving_https(data))
        folder = Path(stack.enter_context(TemporaryDirectory()))
        bare = stack.enter_context(serving_bare(folder, data / "tls/server.pem"))
        chromium = stack.enter_context(sync_playwright()).chromium
        browser = chromium.launch(executable_path=CHROMIUM_SHELL, args=[*CHROMIUM, trusting])
        context = browser.new_context(base_url=address, ignore_https_errors=True, **TABLET)
        page = context.new_page()
        Clinician(page).makes_the_first_account().begins()
        exam, session = page.url.rpartition("/")[0], context.storage_state()
        weigh(context.request, f"{exam}/strength", folder / "strength-step")
        context.clear_cookies()
        weigh(context.request, address, folder / "sign-in")
        context.close()
        yield Clinic(browser, address, bare, session, exam)
        browser.close()


def weigh(asking: APIRequestContext, url: str, file: Path) -> None:
    """Note how many bytes the HTML of a page has, and all its style sheets, as the plain page must have.

    What stands in a style element counts as style sheet, not as HTML: the plain page is text and links its sheet.
    """
    page = asking.get(url).text()
    linked = [asking.get(urljoin(url, href)).body() for href in STYLE_SHEET.findall(page)]
    sheets = [*linked, *(sheet.encode() for sheet in IN_PAGE.findall(page))]
    html = IN_PAGE.sub("", page).encode()
    file.write_text(f"{len(html)} {sum(map(len, sheets))}", encoding="ascii")


@contextmanager
def serving_bare(folder: Path, certificate: Path) -> Iterator[str]:
    """The server of the bare pages: its address."""
    port = free_port()
    command = [sys.executable, "-m", "bench.speed.tablet.bare", str(port), str(certificate), str(folder)]
    with subprocess.Popen(command) as server:
        try:
            yield f"https://localhost:{port}"
        finally:
            server.terminate()
