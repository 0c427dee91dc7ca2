"""Loading and response times on a tablet, and the bytes sent over the Wi-Fi: `python -m bench.tablet`, medians.

The tablet is Chromium with a touch screen of 820 x 1180, at full speed and slowed to a quarter, with nothing in its
cache. The server, `dermyo serve` over HTTPS with a database of its own, is on the same machine: no network delay.
"""

from __future__ import annotations

import argparse
import statistics
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from tempfile import TemporaryDirectory
from typing import Any

from playwright.sync_api import Browser, Locator, Page, sync_playwright

from tests.journeys.clinician import Clinician
from tests.journeys.conftest import CHROMIUM, CHROMIUM_SHELL, TABLET
from tests.journeys.connection.clinic_wifi import Wire, serving_https

SPEEDS = {"full speed": 1, "a quarter": 4}
# Each cell is tapped twice: filled, then changed.
GRADES = ("4", "5")
# Milliseconds: two seconds after it was opened a page starts to store the offline copies that are missing.
UNTIL_COPIED = 8000
# A wait is from the touch to the frame that shows what was swapped in. The answer to a tap changes the revision that
# the page carries; a message sent while a frame is made arrives after it was.
WATCH = """
  window.paints = { first: 0, largest: 0 };
  window.waits = [];
  const watch = (type, see) =>
    new PerformanceObserver((list) => list.getEntries().forEach(see)).observe({ type, buffered: true });
  watch("largest-contentful-paint", (paint) => { paints.largest = paint.startTime; });
  watch("paint", (paint) => { if (paint.name === "first-contentful-paint") paints.first = paint.startTime; });
  const revision = () => document.querySelector("[data-revision]")?.dataset.revision;
  addEventListener("pointerdown", ({ timeStamp }) => {
    const before = revision();
    const look = () => requestAnimationFrame(() => {
      if (revision() === before) return look();
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => waits.push(performance.now() - timeStamp);
      port2.postMessage("");
    });
    look();
  }, true);
"""


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=9, metavar="N", help="open each page so often (9)")
    rounds = parser.parse_args().rounds
    with TemporaryDirectory() as data, serving_https(data) as (address, trusting), sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM_SHELL, args=[*CHROMIUM, trusting])
        kept, exam = begin(browser, address)
        print(f"{'milliseconds':<40}" + "".join(f"{name:>12}" for name in SPEEDS))
        for label, url, session in (("sign-in", address, None), ("strength step", f"{exam}/strength", kept)):
            paints = [open_often(browser, url, session, slower, rounds) for slower in SPEEDS.values()]
            show(f"{label}: first paint", [first for first, _ in paints])
            show(f"{label}: largest paint", [largest for _, largest in paints])
        waits = [tap_often(browser, f"{exam}/strength", kept, slower) for slower in SPEEDS.values()]
        show(f"tap to painted answer, {len(waits[0])} taps", [statistics.median(times) for times in waits])
        show("tap to painted answer, the slowest", [max(times) for times in waits])
        weigh(browser, address, exam, kept)
        browser.close()


@contextmanager
def tablet(browser: Browser, session: Any = None, slower: int = 1) -> Iterator[Page]:
    """A page of a new browser with a session. A service worker would hide what it fetches."""
    context = browser.new_context(storage_state=session, service_workers="block", **TABLET, device_scale_factor=2)
    context.add_init_script(f"(() => {{ {WATCH} }})();")
    page = context.new_page()
    context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": slower})
    yield page
    context.close()


def begin(browser: Browser, address: str) -> tuple[Any, str]:
    """An account and an examination: the session, and the address that its steps begin with."""
    page = browser.new_context(base_url=address, **TABLET, device_scale_factor=2).new_page()
    Clinician(page).makes_the_first_account().begins()
    return page.context.storage_state(), page.url.rpartition("/")[0]


def open_often(browser: Browser, url: str, session: Any, slower: int, rounds: int) -> list[float]:
    """First and largest paint of a page, medians."""
    seen = []
    for _ in range(rounds):
        with tablet(browser, session, slower) as page:
            page.goto(url, wait_until="networkidle")
            seen.append(page.evaluate("paints"))
    return [statistics.median(paint[which] for paint in seen) for which in ("first", "largest")]


def tap_often(browser: Browser, url: str, session: Any, slower: int) -> list[float]:
    """Grade every movement of both legs, first weak, then full strength: how long each tap took."""
    with tablet(browser, session, slower) as page:
        page.goto(url, wait_until="networkidle")
        for done, button in enumerate(grades(page)):
            button.tap()
            page.wait_for_function("done => waits.length > done", arg=done)
        return list(page.evaluate("waits"))


def grades(page: Page) -> Iterator[Locator]:
    """The buttons to tap, one after the other: a grade of every cell in view."""
    seen = page.locator(f"button.grade[value='{GRADES[0]}']:visible").evaluate_all("all => all.map((one) => one.name)")
    for grade in GRADES:
        for name in dict.fromkeys(seen):
            yield page.locator(f"button.grade[name='{name}'][value='{grade}']:visible").first


def weigh(browser: Browser, address: str, exam: str, session: Any) -> None:
    """Print the bytes sent over the network."""
    print(f"\n{'kilobytes on the wire':<40}{'all':>12}{'requests':>12}")
    with tablet(browser) as page:
        show_weight("sign-in, empty cache", Wire(page).opens(address))
    with tablet(browser, session) as page:
        wire = Wire(page)
        show_weight("strength step, empty cache", wire.opens(f"{exam}/strength"))
        answers = [wire.answer_to(button.tap) for button in grades(page)]
        show_weight("sensation step, the rest in the cache", wire.opens(f"{exam}/sensation"))
        page.wait_for_timeout(UNTIL_COPIED)
        show_weight("with copies of all steps, behind it", wire.weights)
    print(f"\n{'kilobytes on the wire':<40}{'median':>12}{'largest':>12}")
    show(f"answer to a tap, {len(answers)} taps", [statistics.median(answers) / 1000, max(answers) / 1000])


def show_weight(label: str, came: Sequence[int]) -> None:
    """One line of weights."""
    show(label, [sum(came) / 1000, len(came)])


def show(label: str, figures: Sequence[float]) -> None:
    """One line."""
    print(f"{label:<40}" + "".join(f"{figure:>12.1f}" for figure in figures), flush=True)


if __name__ == "__main__":
    main()
