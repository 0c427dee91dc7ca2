"""When Chromium has painted: a page first and its largest part, a pressed button, and the answer to a tap."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from playwright.sync_api import Browser, Locator, Page

from tests.journeys.conftest import TABLET

# From the touch to the frame that shows it: first the tapped button as chosen, or marked as waiting, then what was
# swapped in. The answer changes the revision of an element that carried one when the page was touched, or replaces the
# element: a long page is not looked through in each frame. A message that is sent while a frame is made arrives after
# it was.
WATCH = """
  window.paints = { first: 0, largest: 0 };
  window.waits = { pressed: [], answer: [] };
  const watch = (type, see) =>
    new PerformanceObserver((list) => list.getEntries().forEach(see)).observe({ type, buffered: true });
  watch("largest-contentful-paint", (paint) => { paints.largest = paint.startTime; });
  watch("paint", (paint) => { if (paint.name === "first-contentful-paint") paints.first = paint.startTime; });
  const whenPainted = (state, note) => {
    const before = state();
    const look = () => requestAnimationFrame(() => {
      if (state() === before) return look();
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => note(performance.now());
      port2.postMessage("");
    });
    look();
  };
  addEventListener("pointerdown", ({ timeStamp, target }) => {
    const button = target.closest("button");
    const carriers = [...document.querySelectorAll("[data-revision]")];
    const revisions = () => carriers.map((one) => one.isConnected && one.dataset.revision).join();
    const noteIn = (list) => (now) => list.push(now - timeStamp);
    whenPainted(() => `${button.isConnected} ${button.ariaPressed} ${button.dataset.waits}`, noteIn(waits.pressed));
    whenPainted(revisions, noteIn(waits.answer));
  }, true);
"""
# Of a button, which is first brought to where nothing covers it.
MIDDLE = """(button) => {
  const middle = () => {
    const { x, y, width, height } = button.getBoundingClientRect();
    return [x + width / 2, y + height / 2];
  };
  if (document.elementFromPoint(...middle())?.closest("button") !== button) button.scrollIntoView({ block: "center" });
  return middle();
}"""
ARE_PAINTED = "done => waits.answer.length > done && waits.pressed.length > done"
GRADES = ("4", "5")
"""Each cell is tapped twice: filled, then changed."""
CELLS = f"button.grade[value='{GRADES[0]}']:visible"


@contextmanager
def tablet(browser: Browser, session: Any = None, slower: int = 1) -> Iterator[Page]:
    """A page of a new browser with a session, with nothing in its cache, on a processor that is so much slower."""
    # A service worker would fetch copies meanwhile.
    context = browser.new_context(storage_state=session, service_workers="block", **TABLET, device_scale_factor=2)
    context.add_init_script(f"(() => {{ {WATCH} }})();")
    page = context.new_page()
    context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": slower})
    yield page
    context.close()


def opened(page: Page, url: str) -> tuple[float, float]:
    """Open a page: milliseconds until its first and its largest paint."""
    page.goto(url, wait_until="networkidle")
    paints = page.evaluate("paints")
    return paints["first"], paints["largest"]


def tapped(page: Page, most: int) -> tuple[list[float], list[float]]:
    """Tap so many grades of the open page, each when the one before was answered: milliseconds until the button was
    painted as pressed, and until its answer was.

    The touch comes from outside: when Playwright taps a button, its scripts look within the touch at what is hit.
    """
    for done, button in enumerate(grades(page, most)):
        page.touchscreen.tap(*button.evaluate(MIDDLE))
        page.wait_for_function(ARE_PAINTED, arg=done, polling=20)
    waits = page.evaluate("waits")
    return waits["pressed"], waits["answer"]


def grades(page: Page, most: int, of: str = "") -> Iterator[Locator]:
    """So many buttons: a grade of each cell in view whose name ends so, then the other grade of each."""
    cells = page.locator(f"button.grade[value='{GRADES[0]}'][name$='{of}']:visible" if of else CELLS)
    seen = cells.evaluate_all("all => all.map((one) => one.name)")
    for grade in GRADES:
        for name in [*dict.fromkeys(seen)][: most // len(GRADES)]:
            yield page.locator(f"button.grade[name='{name}'][value='{grade}']:visible").first
