"""What a check found."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Level = Literal["ok", "warning", "wrong"]


@dataclass(frozen=True, slots=True)
class Finding:
    """One sentence about one topic, and what to do unless it is `ok`.

    `wrong`: records can be lost or read, or something does not work. `warning`: it may be meant so.
    """

    topic: str
    level: Level
    words: str
    todo: str = ""


def ok(topic: str, words: str) -> Finding:
    """Nothing to do."""
    return Finding(topic, "ok", words)


def warning(topic: str, words: str, todo: str) -> Finding:
    """Perhaps something to do."""
    return Finding(topic, "warning", words, todo)


def wrong(topic: str, words: str, todo: str) -> Finding:
    """Something to do."""
    return Finding(topic, "wrong", words, todo)
