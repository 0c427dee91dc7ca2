"""Bare pages to compare with: `python -m bench.speed.tablet.bare PORT CERTIFICATE FOLDER`, a small Flask application.

`/plain/NAME` is a page of so many bytes of HTML and of CSS, text and rules that do nothing. `/echo` has buttons with
which htmx sends a value; it is appended to an SQLite database, and one row comes back. Both are served like Dermyo:
by granian over HTTPS, in two processes of four threads.
"""

from __future__ import annotations

import itertools
import os
import sqlite3
import sys
from contextlib import closing
from pathlib import Path

from flask import Flask, Response, request
from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels

from exam.web.http.security import protect

ROOT = Path(__file__).parents[3]
HTMX = ROOT / "exam/static/vendor/htmx/htmx.min.js"
FOLDER = "BENCH_BARE_FOLDER"
DATABASE = "echo.sqlite3"
WORDS = "Strength is graded from nought to five by how much the movement resists and the grade is written in this row. "
ROWS = 8
GRADES = ("4", "5")
HEAD = '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Bare</title>'


def plain_html(name: str, length: int) -> str:
    """A page of paragraphs, of exactly so many bytes."""
    start = (
        f'{HEAD}<meta name="viewport" content="width=device-width"><link rel="stylesheet" href="/plain/{name}.css">'
        "</head><body>"
    )
    room = length - len(start) - len("</body></html>")
    paragraphs = f"<p>{WORDS * 4}</p>\n"
    text = (paragraphs * (room // len(paragraphs) + 1))[: room - len("</p>")].rpartition("<")[0]
    return f"{start}{text.ljust(room)}</body></html>"


def plain_css(length: int) -> str:
    """Rules that match nothing, of exactly so many bytes."""
    start = "body { font-family: sans-serif; margin: 1rem }\n"
    rules = (f".row-{number} {{ color: #1d4e89; padding: 0.25rem }}\n" for number in itertools.count())
    text = start
    while len(text) + 60 < length:
        text += next(rules)
    return text.ljust(length)


def row(name: str, grade: str, revision: int) -> str:
    """A row with its buttons, the chosen one pressed."""
    buttons = "".join(
        f'<button class="grade" name="{name}" value="{one}" aria-pressed="{str(one == grade).lower()}" hx-post="/echo" '
        f'hx-target="closest div" hx-swap="outerHTML">{one}</button>'
        for one in GRADES
    )
    return f'<div data-revision="{revision}">{name} {buttons}</div>'


def echo_page() -> str:
    """The page with all rows. Its first row holds the revision, as the first of a page."""
    rows = "".join(row(f"row-{number}", "", 0) for number in range(ROWS))
    style = "<style>button { padding: 1rem } [aria-pressed=true] { background: #1d4e89; color: #fff }</style>"
    return f'{HEAD}{style}<script src="/htmx.js" defer></script></head><body><main>{rows}</main></body></html>'


def make_app() -> Flask:
    """The application. The lengths of the plain pages are in files of the folder, which may be added at any time."""
    app, folder = Flask(__name__), Path(os.environ[FOLDER])
    protect(app, https_only=True)

    @app.get("/plain/<name>")
    def plain(name: str) -> Response:
        name, _, kind = name.partition(".")
        html, css = map(int, (folder / name).read_text(encoding="ascii").split())
        return Response(plain_css(css), mimetype="text/css") if kind else Response(plain_html(name, html))

    @app.get("/htmx.js")
    def htmx() -> Response:
        return Response(HTMX.read_bytes(), mimetype="text/javascript")

    @app.get("/echo")
    def show() -> str:
        return echo_page()

    @app.post("/echo")
    def echo() -> str:
        ((name, grade),) = request.form.items()
        with closing(sqlite3.connect(folder / DATABASE)) as connection, connection:
            added = connection.execute("INSERT INTO answers (name, grade) VALUES (?, ?)", (name, grade))
            return row(name, grade, added.lastrowid or 0)

    return app


def make_database(folder: Path) -> None:
    """An empty table; what is written is on disk before the reply, as in Dermyo."""
    with closing(sqlite3.connect(folder / DATABASE)) as connection:
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("CREATE TABLE answers (id INTEGER PRIMARY KEY, name TEXT, grade TEXT)")


def main() -> None:
    """Serve until stopped."""
    port, certificate, folder = sys.argv[1:]
    make_database(Path(folder))
    os.environ[FOLDER] = folder
    Granian(
        "bench.speed.tablet.bare:make_app",
        factory=True,
        interface=Interfaces.WSGI,
        address="127.0.0.1",
        port=int(port),
        workers=2,
        blocking_threads=4,
        ssl_cert=Path(certificate),
        ssl_key=Path(certificate),
        log_level=LogLevels.warning,
    ).serve()


if __name__ == "__main__":
    main()
