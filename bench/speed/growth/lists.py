"""The list and its search with 100 to 100,000 examinations of one account: requests of the application, in turns.

The application is called in this process, without a network, so that a request is nearly all of what grows.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Any

from flask import Flask, session
from flask_wtf.csrf import generate_csrf

from bench.servers.kept import lock_late
from bench.servers.postgresql import primary
from bench.speed.growth.many import fill
from bench.speed.rows import Row
from exam import create_app
from exam.config import Config
from exam.data_folder import open_data_folder
from exam.store.accounts import Person
from exam.store.service.readings import Readings

SIZES = (100, 1000, 10_000, 100_000)
STORES = ("SQLite", "PostgreSQL")
TIMES = 5
MOST_TIMES = 1.5
OLDER = re.compile(r'href="([^"]+)">(?:Older|Next)<')
# A label, the words of the address, and what is searched for.
REQUESTS = (
    ("all", "", ""),
    ("drafts", "?show=draft", ""),
    ("signed", "?show=finished", ""),
    ("void", "?show=void", ""),
    ("discarded", "?show=discarded", ""),
    ("unanswered emergencies", "?show=emergency", ""),
    ("by reference", "?order=reference", ""),
    ("by age", "?order=age", ""),
    ("void by reference", "?show=void&order=reference", ""),
    ("a search by 1 letter", "", "7"),
    ("a search by 2 letters", "", "47"),
    ("a search by 3 letters", "", "471"),
    ("a search by 5 letters", "", "47114"),
    ("a search by 3 letters, by age", "?order=age", "471"),
    ("a search for a name with an accent", "", "muller 4"),
    ("a search that finds nothing", "", "zzz"),
    ("a search that finds many, all old", "", "2016-"),
)
SECOND = "the second page"
Ask = Callable[[], Any]


@contextmanager
def ready(
    sizes: Sequence[int] = SIZES, stores: Sequence[str] = STORES, times: int = TIMES
) -> Iterator[Callable[[], Iterator[Row]]]:
    """A database of each size on each store, and an application with somebody signed in."""
    with ExitStack() as stack:
        asking: dict[str, dict[int, dict[str, Ask]]] = {}
        for store in stores:
            server = stack.enter_context(primary()) if store == "PostgreSQL" else None
            for size in sizes:
                folder = Path(stack.enter_context(TemporaryDirectory()))
                url = None
                if server:
                    server.run(f"CREATE DATABASE with_{size}")
                    url = server.url.removesuffix("postgres") + f"with_{size}"
                made = _application(folder, url, size)
                stack.callback(made[0].extensions["dermyo"].exams._engine.dispose)  # noqa: SLF001
                asking.setdefault(store, {})[size] = _requests(made)
        yield partial(_measure, asking, times)


def _application(folder: Path, url: str | None, size: int) -> tuple[Flask, Any]:
    config = Config(data=folder / "data", database=url)
    open_data_folder(config)
    app = create_app(config)
    services = app.extensions["dermyo"]
    account = services.accounts.add(Person("a.vesalius", "Andreas Vesalius"), "-", first=True)
    engine = services.exams._engine  # noqa: SLF001
    Readings(engine).note(account.id)
    lock_late(services.settings)
    fill(engine, account.id, size)
    return app, account


def _requests(made: tuple[Flask, Any]) -> dict[str, Ask]:
    """A function for each request, each of which was sent once."""
    app, account = made
    begun = app.extensions["dermyo"].sessions.begin(account.id, "127.0.0.1", "bench", datetime.now(UTC))
    with app.test_request_context():
        token = generate_csrf()
        kept = {"csrf_token": session["csrf_token"], "_user_id": account.session_key, "_fresh": True, "session": begun}
    client = app.test_client()
    with client.session_transaction() as cookie:
        cookie.update(kept)
    client.environ_base["HTTP_X_CSRFTOKEN"] = token
    asked: dict[str, Ask] = {}
    for label, words, search in REQUESTS:
        if search:
            asked[label] = partial(client.post, f"/exams/search{words}", data={"search": search})
        else:
            asked[label] = partial(client.get, f"/exams{words}")
    if older := OLDER.search(client.get("/exams").text):
        asked[SECOND] = partial(client.get, older[1].replace("&amp;", "&"))
    for ask in asked.values():
        response = ask()
        if response.status_code != 200:
            raise RuntimeError(f"a list responded with {response.status}")
    return asked


def _measure(asking: dict[str, dict[int, dict[str, Ask]]], times: int) -> Iterator[Row]:
    for store, sizes in asking.items():
        taken: dict[tuple[str, int], list[float]] = {}
        for _ in range(times):
            for label in [*(label for label, _, _ in REQUESTS), SECOND]:
                for size, asked in sizes.items():
                    if label in asked:
                        taken.setdefault((label, size), []).append(_timed(asked[label]))
        fewest, most = min(sizes), max(sizes)
        for (label, size), samples in sorted(taken.items(), key=lambda one: (_place(one[0][0]), one[0][1])):
            beside = fewest if (label, fewest) in taken else min(at for name, at in taken if name == label)
            yield Row(
                f"{store}: {label}, of {size:,}",
                "ms",
                tuple(samples),
                reference="" if size == beside else f"{store}: {label}, of {beside:,}",
                at_most_times=MOST_TIMES if size == most != beside else None,
            )


def _place(label: str) -> int:
    labels = [label for label, _, _ in REQUESTS]
    return labels.index(label) if label in labels else len(labels)


def _timed(ask: Ask) -> float:
    began = perf_counter()
    response = ask()
    taken = 1000 * (perf_counter() - began)
    if response.status_code != 200:
        raise RuntimeError(f"a list responded with {response.status}")
    return taken
