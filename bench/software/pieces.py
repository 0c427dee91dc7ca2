"""Each piece from elsewhere: its version by the locks and the vendored files, its licence and use by `uses.toml`."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
USES = Path(__file__).parent / "uses.toml"
LOCKS = ("requirements.lock", "requirements-fonts.lock")
PINNED = re.compile(r"^(?P<name>[a-z0-9-]+)==(?P<version>\S+)(?: ; (?P<where>.+?))? \\$")
ASKED_FOR = re.compile(r"^    # {1,3}(?:via )?(?P<by>[a-z0-9-]+)")


@dataclass(frozen=True, slots=True)
class Pinned:
    """A package as a lock pins it: where it is installed, if not everywhere, and which packages ask for it."""

    name: str
    version: str
    where: str
    by: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece from elsewhere. `by` are the packages that ask for it; "dermyo" is ourselves."""

    name: str
    version: str
    licence: str
    use: str
    fault: str
    purl: str
    where: str = ""
    by: tuple[str, ...] = ()


def uses() -> dict[str, dict[str, dict[str, str]]]:
    """The table: packages, files and what the system brings."""
    table: dict[str, dict[str, dict[str, str]]] = tomllib.loads(USES.read_text(encoding="utf-8"))
    return table


def pinned(lock: str) -> Iterator[Pinned]:
    """The packages of a lock, in its order."""
    name, by = None, list[str]()
    for line in (ROOT / lock).read_text(encoding="utf-8").splitlines():
        begins, asked = PINNED.match(line), ASKED_FOR.match(line)
        if begins:
            if name:
                yield _pinned(name, by)
            name, by = begins, []
        elif asked and asked["by"] != "via":
            by.append(asked["by"])
    if name:
        yield _pinned(name, by)


def packages() -> list[Piece]:
    """The Python packages. Raises `KeyError` for one that the table does not have."""
    known = uses()["packages"]
    return [_package(one, known[one.name]) for lock in LOCKS for one in pinned(lock)]


def files() -> list[Piece]:
    """What is stored in this repository, with the version that stands beside it."""
    return [_file(folder, row) for folder, row in uses()["files"].items()]


def _pinned(begins: re.Match[str], by: list[str]) -> Pinned:
    return Pinned(begins["name"], begins["version"], begins["where"] or "", tuple(by))


def _package(one: Pinned, row: dict[str, str]) -> Piece:
    purl = f"pkg:pypi/{one.name}@{one.version}"
    return Piece(name=one.name, version=one.version, where=one.where, by=one.by, purl=purl, **_of(row))


def _file(folder: str, row: dict[str, str]) -> Piece:
    heading = (ROOT / folder / "README.md").read_text(encoding="utf-8").splitlines()[0]
    version = heading.rpartition(" ")[2]
    return Piece(name=row["name"], version=version, purl=row["purl"].format(version=version), **_of(row))


def _of(row: dict[str, str]) -> dict[str, Any]:
    return {"licence": row["licence"], "use": row["use"], "fault": row["fault"]}
