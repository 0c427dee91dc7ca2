"""What a note costs, by the CPU of all processes that take part; `python -m bench.note` measures more of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import Browser, sync_playwright

from bench.note.__main__ import ALONE, CASES, MOST_OF_ALONE, MOST_OF_BROWSER, NAMES, OURS, RUNNING, STARTED, warm
from bench.speed.rows import Row
from exam.domain.record.model import ExamRecord
from exam.domain.record.reading import parse_record
from tests.journeys.conftest import CHROMIUM, CHROMIUM_SHELL


@contextmanager
def ready(names: Sequence[str] = NAMES) -> Iterator[Callable[[], Iterator[Row]]]:
    """Published cases, and a Chromium that runs."""
    records = [parse_record((CASES / f"{name}.json").read_bytes()) for name in names]
    with sync_playwright() as playwright, TemporaryDirectory() as folder:
        browser = playwright.chromium.launch(executable_path=CHROMIUM_SHELL, args=CHROMIUM)
        yield lambda: _measure(records, browser, Path(folder))
        browser.close()


def _measure(records: Sequence[ExamRecord], browser: Browser, folder: Path) -> Iterator[Row]:
    each = [warm(record, browser, folder, 1) for record in records]
    used = {way: tuple(1000 * cpu for times in each for cpu in times[way].cpu) for way in each[0]}
    alone = f"{OURS}, beside WeasyPrint alone"
    yield Row(alone, "ms", used[OURS], reference=ALONE, at_most_times=MOST_OF_ALONE)
    yield Row(f"{OURS}, beside a Chromium", "ms", used[OURS], reference=STARTED, at_most_times=MOST_OF_BROWSER)
    for way in (ALONE, STARTED, RUNNING):
        yield Row(way, "ms", used[way])
