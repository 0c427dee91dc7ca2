"""The parts of a step that is longer than a screen: its groups, each one tap away."""

from __future__ import annotations

from dataclasses import dataclass

from exam.domain.language import say

# With this many rows a step fits one portrait screen, and needs no parts.
ROWS_IN_VIEW = 12


@dataclass(frozen=True, slots=True)
class Part:
    """One group: its heading, and how many of its items have an answer; pain sites need none."""

    id: str
    title: str
    done: int
    of: int

    @property
    def complete(self) -> bool:
        """Whether every place has an answer."""
        return 0 < self.of == self.done

    @property
    def progress(self) -> str:
        """The text shown: "3/8", or "2 marked"."""
        if self.of:
            return f"{self.done}/{self.of}"
        return say("{number} marked").format(number=self.done) if self.done else ""


def slug(words: str) -> str:
    """Words as a part of an id: `bladder-bowel-and-saddle`."""
    return "-".join("".join(letter if letter.isalnum() else " " for letter in words.lower()).split())


def group_id(title: str) -> str:
    """The element that heads a group."""
    return f"group-{slug(title)}"
