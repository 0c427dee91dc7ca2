"""What a tap costs the server by its parts: processor time and statements, without network and other processes."""

from __future__ import annotations

import importlib
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from unittest.mock import patch

from sqlalchemy import event

from bench.servers.application import Application
from bench.servers.kept import opened
from bench.servers.tablets import FIELD, GRADES, STEP, Opened
from bench.speed.load.server import fill
from bench.speed.rows import Row
from exam import create_app
from exam.config import read_config

ANSWERS = (10, 60, 800)
BY_PARTS = 60
TAPS = 20
FIRST = 5  # not counted: what is worked out once
MOST_TIMES = 1.2
WITHIN: Mapping[str, Sequence[str]] = {
    "account and session": ("exam.web.accounts.sign_in:AccountDatastore.find_user",),
    "store, with the list's summary": ("exam.store.exams:Exams.append",),
    "ranking and alerts": (
        "exam.web.exams.outlined:outline",
        "exam.web.exams.concluded:assess",
        "exam.web.exams.steps:assess",
        "exam.web.exams.summary:assess",
    ),
    "what changed": ("exam.web.exams.steps:change",),
    "what surrounds the step": ("exam.web.exams.steps:exam_page",),
    "the step's own": ("exam.web.exams.steps:content",),
    "template": ("exam.web.exams.steps:render_template",),
}
"""By part, the functions that do it, where there are such: some are of earlier versions. One may be inside another."""


@dataclass
class Tapped:
    """One application and its examinations, each with so many answers."""

    store: Any
    browser: Any
    tablets: Mapping[int, Opened]
    number: int = 0
    spent: dict[str, float] = field(default_factory=lambda: defaultdict(float))
    statements: int = 0

    def tap(self, answers: int) -> float:
        """Tap once, on a screen that has seen everything; the milliseconds of processor time."""
        self.number += 1
        one = self.tablets[answers]
        form = {FIELD: GRADES[self.number % 5], "answer_id": f"{one.browser}-{self.number}", "seen_revision": "9999"}
        headers = {"Cookie": one.cookie, "X-CSRFToken": one.token, "HX-Request": "true"}
        began = time.thread_time()
        response = self.browser.post(f"/exams/{one.exam_id}/{STEP}", data=form, headers=headers)
        took = 1000 * (time.thread_time() - began)
        assert "Dermyo-Revision" in response.headers, response.status
        return took

    def note(self, *_given: object) -> None:
        """Count a statement."""
        self.statements += 1


@contextmanager
def ready(answers: Sequence[int] = ANSWERS, taps: int = TAPS) -> Iterator[Callable[[], list[Row]]]:
    """One application on SQLite, with examinations of these lengths."""
    with TemporaryDirectory() as folder:
        application = Application(Path(folder) / "data")
        tablets = dict(zip(answers, opened(application, len(answers)), strict=True))
        fill(application, {one: number for number, one in tablets.items()})
        app = create_app(read_config(application.environment()))
        store = app.extensions["dermyo"].exams
        tapped = Tapped(store, app.test_client(use_cookies=False), tablets)
        event.listen(store._engine, "before_cursor_execute", tapped.note)  # noqa: SLF001 - to count
        for number in tablets:
            for _ in range(FIRST):
                tapped.tap(number)
        yield partial(_measure, tapped, taps)
        store._engine.dispose()  # noqa: SLF001 - the connections of this process


def _measure(tapped: Tapped, taps: int) -> list[Row]:
    times: dict[int, list[float]] = {number: [] for number in tapped.tablets}
    before = tapped.statements
    for _ in range(taps):
        for number, found in times.items():
            found.append(tapped.tap(number))
    statements = (tapped.statements - before) / (taps * len(times))
    first, last = min(times), max(times)
    rows = [
        Row(
            f"tap with {number} answers",
            "ms",
            tuple(found),
            reference="" if number == first else f"tap with {first} answers",
            at_most_times=MOST_TIMES if number == last != first else None,
        )
        for number, found in times.items()
    ]
    rows.append(Row("statements of a tap", "", (statements,)))
    return [*rows, *_by_parts(tapped, taps)]


def _by_parts(tapped: Tapped, taps: int) -> Iterator[Row]:
    """The same once more, with a clock around each part."""
    number = BY_PARTS if BY_PARTS in tapped.tablets else min(tapped.tablets)
    found: dict[str, list[float]] = {part: [] for part in WITHIN}
    with ExitStack() as stack:
        for part, names in WITHIN.items():
            for name in names:
                _clock(stack, tapped, part, name)
        for _ in range(taps):
            tapped.spent.clear()
            tapped.tap(number)
            for part, spent in found.items():
                spent.append(1000 * tapped.spent[part])
    return (Row(f"  of it: {part}", "ms", tuple(spent)) for part, spent in found.items())


def _clock(stack: ExitStack, tapped: Tapped, part: str, name: str) -> None:
    """Count the time of a function to a part, if this version has it."""
    module, _, path = name.partition(":")
    *owners, last = path.split(".")
    try:
        owner: Any = importlib.import_module(module)
    except ModuleNotFoundError:
        return
    for one in owners:
        owner = getattr(owner, one)
    work = getattr(owner, last, None)
    if work is None:
        return

    def clocked(*given: Any, **how: Any) -> Any:
        began = time.thread_time()
        try:
            return work(*given, **how)
        finally:
            tapped.spent[part] += time.thread_time() - began

    stack.enter_context(patch.object(owner, last, clocked))
