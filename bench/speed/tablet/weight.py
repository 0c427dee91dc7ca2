"""What comes over the wire for a page and for a tap, by the browser's own count."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

from playwright.sync_api import Page

from bench.speed.rows import Row
from bench.speed.tablet.clinic import Clinic, serving
from bench.speed.tablet.paints import grades, tablet
from tests.journeys.connection.clinic_wifi import Wire

TAPS = 16
# Milliseconds: two seconds after it was opened a page starts to store the offline copies that are missing.
UNTIL_COPIED = 8000
# kB, as tests/journeys/test_weight.py asks.
MOST_OF_PAGE, MOST_OF_ANSWER = 91.0, 6.0


@contextmanager
def ready() -> Iterator[Callable[[], Iterator[Row]]]:
    """A server, a browser and an examination."""
    with serving() as clinic:
        yield lambda: _measure(clinic, UNTIL_COPIED)


def _measure(clinic: Clinic, until_copied: float) -> Iterator[Row]:
    with tablet(clinic.browser) as page:
        yield from _page("sign-in, nothing in the cache", Wire(page).opens(clinic.address), MOST_OF_PAGE)
    with tablet(clinic.browser, clinic.session) as page:
        wire = Wire(page)
        yield from _page("strength step, nothing in the cache", wire.opens(f"{clinic.exam}/strength"), MOST_OF_PAGE)
        yield Row("strength step: elements of the page", "", (_elements(page),))
        answers = tuple(wire.answer_to(button.tap) / 1000 for button in grades(page, TAPS))
        yield Row("answer to a tap", "kB", answers, "highest", at_most=MOST_OF_ANSWER)
        yield from _page("from there to the sensation step", wire.opens(f"{clinic.exam}/sensation"), None)
        page.wait_for_timeout(until_copied)
        yield from _page("the same with the offline copies that were missing", wire.weights, None)


def _page(label: str, came: Sequence[int], at_most: float | None) -> Iterator[Row]:
    yield Row(label, "kB", (sum(came) / 1000,), at_most=at_most)
    yield Row(f"{label}: requests", "", (float(len(came)),))


def _elements(page: Page) -> float:
    return float(page.evaluate("document.getElementsByTagName('*').length"))
