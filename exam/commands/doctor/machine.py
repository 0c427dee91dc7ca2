"""The program, Python, its libraries, and what prints."""

from __future__ import annotations

import platform
import re
from collections.abc import Iterator
from datetime import datetime
from importlib import metadata
from pathlib import Path

from exam.commands.doctor.findings import Finding, ok, warning, wrong
from exam.config import Config
from exam.domain.reasoning.version import PROGRAM

PAGE = '<!doctype html><html lang="en"><head><title>Dermyo</title></head><body><p>Dermyo</p></body></html>'
LOCK = Path(__file__).parents[3] / "requirements.lock"
LOCKED = re.compile(r"^(?P<name>[\w.-]+)==(?P<version>[\w.+!-]+)(?P<where> *;)?", re.MULTILINE)
NEEDED = re.compile(r"^(?P<name>[\w.-]+)>=(?P<version>[\w.+!-]+)(?P<where> *;)?")


def check_machine(_config: Config, _now: datetime) -> Iterator[Finding]:
    """Versions against the lock, or in an installed package against what it asks for; and a print."""
    yield ok("program", f"Dermyo {PROGRAM}, Python {platform.python_version()}, {platform.system()}")
    yield from _libraries()
    yield _printing()


def _libraries() -> Iterator[Finding]:
    exactly = LOCK.is_file()
    found = LOCKED.finditer(LOCK.read_text("utf-8")) if exactly else _needed()
    # Of some libraries there is one release for each Python; with a condition, one may not be needed here at all.
    wanted: dict[str, list[str]] = {}
    always = set()
    for one in found:
        wanted.setdefault(one["name"], []).append(one["version"])
        always |= set() if one["where"] else {one["name"]}
    here = {name: _version(name) for name in wanted}
    missing = [name for name in wanted if here[name] is None and name in always]
    others = [
        f"{name} {version} instead of {' or '.join(wanted[name])}"
        for name, version in here.items()
        if version and not _is_right(version, wanted[name], exactly=exactly)
    ]
    install = "install them again from requirements.lock: ./setup, or see docs/operate.md"
    if missing:
        yield wrong("libraries", f"missing: {', '.join(missing)}", install)
    if others:
        yield warning("libraries", f"not the tested releases: {', '.join(others)}", install)
    if not missing and not others:
        yield ok("libraries", f"all {len(wanted)} as {'locked' if exactly else 'needed'}")


def _is_right(version: str, wanted: list[str], *, exactly: bool) -> bool:
    return version in wanted if exactly else _numbers(version) >= _numbers(wanted[0])


def _needed() -> Iterator[re.Match[str]]:
    return filter(None, map(NEEDED.match, metadata.requires("dermyo") or ()))


def _version(name: str) -> str | None:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return None


def _numbers(version: str) -> list[int]:
    return [int(number) for number in re.findall(r"\d+", version)]


def _printing() -> Finding:
    try:
        from exam.printing.fonts.coverage import all_here, scripts_here
        from exam.printing.pdf import print_form

        print_form(PAGE)
    except OSError as error:
        # WeasyPrint's first line names the library; the rest is advice for another way to install it.
        packages = "apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"
        return wrong("printing", f"notes cannot be printed: {str(error).splitlines()[0]}", packages)
    if all_here():
        return ok("printing", f"a page was printed; fonts for {len(scripts_here())} scripts")
    return ok("printing", "a page was printed; fonts for Latin script alone (others: ./setup --fonts, dermyo[fonts])")
