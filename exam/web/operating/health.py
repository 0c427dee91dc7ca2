"""`/healthz` and `/readyz`, for a load balancer or a monitor: one word each, ahead of the application.

They need no account, no session and no host name of ours, and nothing of them is noted.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from flask import Flask
from werkzeug.wrappers import Request, Response

from exam.config import Config
from exam.store.health.readiness import ReadyDatabase
from exam.web.http.security import harden
from exam.web.operating.requests import ENDPOINT

Wsgi = Callable[[dict[str, Any], Any], Iterable[bytes]]

READY = "ready"
LEAST_FREE = 64 * 1024 * 1024
"""Bytes on the disk of the data folder: with fewer it counts as full."""
TRY_AGAIN_AFTER = 5  # seconds


def answer_health(app: Flask, database: ReadyDatabase, config: Config) -> None:
    """Answer both before the application is asked."""
    rest: Wsgi = app.wsgi_app
    words: dict[str, Callable[[], str]] = {
        # That it is said at all is what it says.
        "/healthz": lambda: READY,
        "/readyz": lambda: readiness(database, config.data),
    }

    def answer(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        request = Request(environ)
        if request.path not in words or request.method not in ("GET", "HEAD"):
            return rest(environ, start_response)
        word = words[request.path]()
        response = Response(f"{word}\n", status=200 if word == READY else 503, content_type="text/plain; charset=utf-8")
        if word != READY:
            environ[ENDPOINT] = "readyz"
            response.headers["Retry-After"] = str(TRY_AGAIN_AFTER)
        harden(response.headers, https_only=config.https_only, host=request.headers.get("Host", ""))
        return response(environ, start_response)

    app.wsgi_app = answer  # type: ignore[method-assign]


def readiness(database: ReadyDatabase, folder: Path) -> str:
    """`ready`, or the first thing that is wrong."""
    try:
        is_full = shutil.disk_usage(folder).free < LEAST_FREE
    except OSError:
        return "no-data-folder"
    return "disk-full" if is_full else database.now()
