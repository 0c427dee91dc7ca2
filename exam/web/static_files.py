"""Style sheets, scripts, fonts and pictures: named by their content, so that a browser may keep them for good."""

from __future__ import annotations

import gzip
import hashlib
import mimetypes
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from flask import Flask
from werkzeug.routing import Rule
from werkzeug.security import safe_join
from werkzeug.wrappers import Request, Response

from exam.web.security import harden

FOLDER = Path(__file__).parents[1] / "static"
FOR_GOOD = "public, max-age=31536000, immutable"
# Fonts and pictures that a style sheet names come without their hash: the browser asks each time whether they changed.
ASK_AGAIN = "no-cache"
TEXTS = ("text/", "application/javascript", "application/json", "application/manifest+json", "image/svg+xml")

Wsgi = Callable[[dict[str, Any], Any], Iterable[bytes]]


@dataclass(frozen=True, slots=True)
class StaticFile:
    """One file in memory; `packed` is the same compressed, for texts."""

    content: bytes
    packed: bytes | None
    media_type: str
    mark: str


def static_url(name: str) -> str:
    """The address of a static file, with a mark of its content. Raises FileNotFoundError."""
    return f"/static/{name}?v={read_static(name).mark}"


def read_static(name: str) -> StaticFile:
    """A static file as it is now. Raises FileNotFoundError."""
    path = safe_join(str(FOLDER), name)
    if path is None or not Path(path).is_file():
        raise FileNotFoundError(name)
    return _read(Path(path), Path(path).stat().st_mtime_ns)


@lru_cache(maxsize=256)
def _read(path: Path, _changed: int) -> StaticFile:
    content = path.read_bytes()
    media_type = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
    packed = gzip.compress(content, mtime=0) if media_type.startswith(TEXTS) else None
    return StaticFile(content, packed, media_type, hashlib.sha256(content).hexdigest()[:16])


def serve_static(app: Flask, *, https_only: bool) -> None:
    """Answer `/static/...` ahead of the application: without a session, so no cookie is cached with a file."""
    app.url_map.add(Rule("/static/<path:filename>", endpoint="static", build_only=True))
    app.jinja_env.globals["static_url"] = static_url
    rest: Wsgi = app.wsgi_app

    def answer(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        request = Request(environ)
        if not request.path.startswith("/static/") or request.method not in ("GET", "HEAD"):
            return rest(environ, start_response)
        try:
            response = _respond(request, read_static(request.path.removeprefix("/static/")))
        except FileNotFoundError:
            return rest(environ, start_response)
        harden(response.headers, https_only=https_only)
        return response(environ, start_response)

    app.wsgi_app = answer  # type: ignore[method-assign]


def _respond(request: Request, file: StaticFile) -> Response:
    packed = file.packed if "gzip" in request.accept_encodings else None
    response = Response(packed or file.content, content_type=_content_type(file))
    if packed:
        response.headers["Content-Encoding"] = "gzip"
    response.headers["Vary"] = "Accept-Encoding"
    response.headers["Cache-Control"] = FOR_GOOD if request.args.get("v") == file.mark else ASK_AGAIN
    response.set_etag(file.mark)
    return response.make_conditional(request)


def _content_type(file: StaticFile) -> str:
    return f"{file.media_type}; charset=utf-8" if file.media_type.startswith(TEXTS) else file.media_type
