"""Keeps the machine out of a print: its fonts, its settings of fonts, and its clock."""

from __future__ import annotations

import os
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

NO_FONTS = Path(__file__).with_name("fonts.conf")


@contextmanager
def without_its_fonts() -> Iterator[None]:
    """What reads the machine's configuration of fonts now, as WeasyPrint does when it starts, reads an empty one."""
    empty = {"FONTCONFIG_FILE": str(NO_FONTS), "FONTCONFIG_PATH": None, "FONTCONFIG_SYSROOT": None}
    with _environment(empty), warnings.catch_warnings():
        # Said about a machine without fonts, which this seems to be.
        warnings.filterwarnings("ignore", message="No fonts configured")
        yield


@contextmanager
def without_its_clock() -> Iterator[None]:
    """A variable font that is cut down for a print is dated with this instead of the time of day."""
    with _environment({"SOURCE_DATE_EPOCH": "0"}):
        yield


@contextmanager
def _environment(changed: dict[str, str | None]) -> Iterator[None]:
    before = {name: os.environ.get(name) for name in changed}
    _set(changed)
    try:
        yield
    finally:
        _set(before)


def _set(values: dict[str, str | None]) -> None:
    for name, value in values.items():
        if value is None:
            os.environ.pop(name, None)
        else:
            os.environ[name] = value
