"""Checks of the codes of LOINC: the check digit, one name for each code, and that what they are used for exists."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reference.model import Code, Reference
from reference.tables import Fault

FILE = "codes.toml"
SHAPE = re.compile(r"(\d{1,7})-(\d)")
PARTS = ("document", "document.findings")
STUDY = "study."


def check_digit(number: str) -> int:
    """The digit that LOINC puts behind a number (mod 10): from the right, every other digit is doubled first."""
    doubled = [int(digit) * (2 if place % 2 == 0 else 1) for place, digit in enumerate(reversed(number))]
    return -sum(value // 10 + value % 10 for value in doubled) % 10


def is_well_formed(code: str) -> bool:
    """Whether a code is a number, a hyphen and its check digit."""
    parts = SHAPE.fullmatch(code)
    return parts is not None and check_digit(parts[1]) == int(parts[2])


def code_faults(reference: Reference) -> Iterator[Fault]:
    """Every fault of the rows of `codes.toml`."""
    rows = reference.codes.values()
    names, uses = [row.name for row in rows], [use for row in rows for use in row.of]
    known = _usable(reference)
    for row in rows:
        yield from (Fault(FILE, row.code, message) for message in _faults(row, names, uses, known))


def _faults(row: Code, names: list[str], uses: list[str], known: set[str]) -> Iterator[str]:
    if not is_well_formed(row.code):
        yield "its check digit is wrong"
    if names.count(row.name) > 1:
        yield f'another code has the name "{row.name}" as well'
    yield from (f'another code is used for "{use}" as well' for use in row.of if uses.count(use) > 1)
    yield from (f'"{use}" is no test, study or part of the document' for use in row.of if use not in known)
    if bool(row.of) == bool(row.why):
        yield "needs what it is used for, or `why` it is used for nothing; not both"


def _usable(reference: Reference) -> set[str]:
    suggested = {row.study for row in reference.imaging.values()}
    instead = {row.study for row in reference.alternatives.values()}
    return {*PARTS, *reference.tests, *(f"{STUDY}{study}" for study in suggested | instead)}
