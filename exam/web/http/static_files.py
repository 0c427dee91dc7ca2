"""Style sheets, scripts, fonts and pictures, with a hash of their content in the address, for caching."""

from __future__ import annotations

import base64
import gzip
import hashlib
import mimetypes
import os
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache, partial
from pathlib import Path
from typing import Any

import brotli
from flask import Flask, g, has_app_context
from markupsafe import Markup
from werkzeug.routing import Rule
from werkzeug.security import safe_join
from werkzeug.wrappers import Request, Response

from exam.web.http import scripts
from exam.web.http.security import allow_sheet, harden

FOLDER = Path(__file__).parents[2] / "static"
FOR_GOOD = "public, max-age=31536000, immutable"
# An address without the mark of what is there now, as an old page may hold it.
ASK_AGAIN = "no-cache"
TEXTS = ("text/", "application/javascript", "application/json", "application/manifest+json", "image/svg+xml")
# Each at its highest level: a file is compressed once and sent many times. The first that a browser accepts is used.
PACKERS: dict[str, Callable[[bytes], bytes]] = {"br": brotli.compress, "gzip": partial(gzip.compress, mtime=0)}
SENT_TOGETHER = (".css", ".js")
# Files named in a style sheet are beside its folder, its imports are in it.
NAMED_IN_SHEET = re.compile(r'url\("\.\./([^"]+)"\)')
IMPORTED = re.compile(r'^@import "([\w/-]+\.css)";$', re.MULTILINE)
# Comments that fill their lines.
COMMENT_IN_SHEET = re.compile(r"^ */\*(?:[^*]|\*(?!/))*\*/ *\n", re.MULTILINE)
# A module names others by their place beside it, so the mark of all of them stands before their names.
MARKED_SCRIPT = re.compile(r"(?P<mark>[0-9a-f]{16})/(?P<name>.+)")

# By name and mark: under the mark of its content a file is always the same, and need not be looked for again.
_sent: dict[tuple[str, str], StaticFile] = {}

Wsgi = Callable[[dict[str, Any], Any], Iterable[bytes]]


@dataclass(frozen=True, slots=True)
class StaticFile:
    """One file in memory."""

    content: bytes
    media_type: str
    mark: str

    @property
    def is_text(self) -> bool:
        """Whether compression makes it smaller; fonts are already compressed."""
        return self.media_type.startswith(TEXTS)


def static_url(name: str) -> str:
    """The address of a static file, with a fingerprint of its content. Raises FileNotFoundError."""
    return _address(FOLDER, name, _changed(FOLDER / name))


@lru_cache(maxsize=512)
def _address(folder: Path, name: str, _when: int) -> str:
    mark = read_static(name).mark
    return f"/static/{mark}/{name}" if _is_script(folder / name) else f"/static/{name}?v={mark}"


def module_urls(name: str) -> list[str]:
    """The addresses of a module and of all that it imports, itself first: a page names them all, so that a browser
    fetches them at once and not one after another. Raises FileNotFoundError.
    """
    return _with_imports(FOLDER / name, name, _changed(FOLDER / name))


@lru_cache(maxsize=16)
def _with_imports(path: Path, name: str, _when: int) -> list[str]:
    read_static(name)
    found = scripts.with_imports(path)
    return [static_url(one.relative_to(FOLDER.resolve()).as_posix()) for one in found]


def sheet_in_page(name: str) -> Markup:
    """The text of a style sheet for the one style element of a page, which the headers of this page then allow: the
    first paint need not wait for a file. Raises FileNotFoundError.
    """
    text, source = _in_page(read_static(name).content)
    allow_sheet(source)
    return text


@lru_cache(maxsize=4)
def _in_page(content: bytes) -> tuple[Markup, str]:
    """The text, and its hash as a Content-Security-Policy names it."""
    digest = base64.b64encode(hashlib.sha256(content).digest()).decode()
    return Markup(content.decode()), f"'sha256-{digest}'"  # noqa: S704 -- a file of ours


def read_static(name: str) -> StaticFile:
    """A static file as it is now. Raises FileNotFoundError."""
    path = safe_join(str(FOLDER), name)
    if path is None or not _is_file(Path(path)):
        raise FileNotFoundError(name)
    return _read(Path(path), _changed(Path(path)))


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except OSError:  # a name longer than any file system allows
        return False


def _changed(path: Path) -> int:
    """When it was last changed; a style sheet includes others, and all scripts have one fingerprint.

    A page names dozens of files that are sent together: these are asked once for each page.
    """
    asked: dict[Path, int] = g.setdefault("static_changed", {}) if has_app_context() else {}
    together = _together(path)
    if together not in asked:
        asked[together] = _newest(together)
    return asked[together]


@lru_cache(maxsize=512)
def _together(path: Path) -> Path:
    """What stands for all that are sent together."""
    if _is_script(path):
        return FOLDER / scripts.FOLDERS[0]
    return path.parent if path.suffix == ".css" else path


def _newest(together: Path) -> int:
    if together == FOLDER / scripts.FOLDERS[0]:
        return max(time for folder in scripts.FOLDERS for time in _times(FOLDER / folder))
    return max(_times(together)) if together.is_dir() else together.stat().st_mtime_ns


def _times(folder: Path | str) -> Iterator[int]:
    # Ten times as fast as by `Path`, and every page asks.
    with os.scandir(folder) as found:
        for one in found:
            if one.is_dir():
                yield from _times(one.path)
            elif one.name.endswith(SENT_TOGETHER):
                yield one.stat().st_mtime_ns


def _is_script(path: Path) -> bool:
    return path.suffix == ".js" and any(path.is_relative_to(FOLDER / folder) for folder in scripts.FOLDERS)


@lru_cache(maxsize=256)
def _read(path: Path, _when: int) -> StaticFile:
    content = _prepare(path)
    media_type = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
    mark = scripts.mark(scripts.files(FOLDER)) if _is_script(path) else hashlib.sha256(content).hexdigest()[:16]
    return StaticFile(content, media_type, mark)


def _prepare(path: Path) -> bytes:
    if path.suffix == ".css":
        return _sheet(path).encode()
    return scripts.bare(path.read_text(encoding="utf-8")).encode() if _is_script(path) else path.read_bytes()


def _sheet(path: Path) -> str:
    """A style sheet without its comments, including those it imports, so that one request loads all; with marks
    on the fonts and pictures that it names, so that a browser also keeps them permanently.
    """
    text = COMMENT_IN_SHEET.sub("", path.read_text(encoding="utf-8"))
    whole = IMPORTED.sub(lambda found: _sheet(path.parent / found[1]), text)
    return NAMED_IN_SHEET.sub(lambda found: f'url("{static_url(found[1])}")', whole)


@lru_cache(maxsize=256)
def _pack(content: bytes, coding: str) -> bytes:
    return PACKERS[coding](content)


def serve_static(app: Flask, *, https_only: bool) -> None:
    """Answer `/static/...` ahead of the application: without a session, so no cookie is cached with a file."""
    app.url_map.add(Rule("/static/<path:filename>", endpoint="static", build_only=True))
    app.jinja_env.globals.update(static_url=static_url, module_urls=module_urls, sheet_in_page=sheet_in_page)
    rest: Wsgi = app.wsgi_app

    def answer(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        request = Request(environ)
        if not request.path.startswith("/static/") or request.method not in ("GET", "HEAD"):
            return rest(environ, start_response)
        try:
            response = _respond(request, request.path.removeprefix("/static/"))
        except FileNotFoundError:
            return rest(environ, start_response)
        harden(response.headers, https_only=https_only, host=request.headers.get("Host", ""))
        return response(environ, start_response)

    app.wsgi_app = answer  # type: ignore[method-assign]


def _respond(request: Request, name: str) -> Response:
    marked = MARKED_SCRIPT.fullmatch(name)
    asked = marked["mark"] if marked else request.args.get("v", "")
    file = _with_mark(marked["name"] if marked else name, asked)
    coding = request.accept_encodings.best_match(PACKERS) if file.is_text else None
    content = _pack(file.content, coding) if coding else file.content
    response = Response(content, content_type=_content_type(file))
    if coding:
        response.headers["Content-Encoding"] = coding
    response.headers["Vary"] = "Accept-Encoding"
    response.headers["Cache-Control"] = FOR_GOOD if asked == file.mark else ASK_AGAIN
    response.set_etag(file.mark)
    return response.make_conditional(request)


def _with_mark(name: str, mark: str) -> StaticFile:
    """A file by its mark as it was when it was first asked for; else as it is now. Raises FileNotFoundError."""
    found = _sent.get((name, mark))
    if found is None:
        found = read_static(name)
        if found.mark == mark:
            _sent[name, mark] = found
    return found


def _content_type(file: StaticFile) -> str:
    return f"{file.media_type}; charset=utf-8" if file.is_text else file.media_type
