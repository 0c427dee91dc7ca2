"""One button that gives an answer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from exam.domain.words.values import COURSE_WORDS

SIDE_WORDS = {"right": "Right", "left": "Left", "both": "Both", "none": "Neither"}


@dataclass(frozen=True, slots=True)
class Option:
    """A button: what it sends, its text, and its full name for screen readers.

    A chosen button sends the empty value, so that tapping it again clears the answer, with or without a script.
    """

    name: str
    value: str
    text: str
    label: str
    chosen: bool = False
    word: str = ""
    level: str = ""
    clears: str = ""

    @property
    def sends(self) -> str:
        """The value that a tap sends."""
        return self.clears if self.chosen else self.value


@dataclass(frozen=True, slots=True)
class Choice:
    """Buttons that answer one thing."""

    id: str
    legend: str
    options: tuple[Option, ...]

    @property
    def answered(self) -> bool:
        """Whether one of them is chosen."""
        return any(option.chosen for option in self.options)

    @property
    def path(self) -> str:
        """The path that every button answers."""
        return self.options[0].name


def choice(path: str, legend: str, words: dict[str, str], now: Any) -> Choice:
    """One button for each word of the record; `words` maps what is sent to what is read."""
    options = (Option(path, value, text, f"{legend}: {text}", now == value) for value, text in words.items())
    return Choice(path.replace(".", "-"), legend, tuple(options))


def flag_with_course(path: str, asked: str, *, flag: Any, course: Any) -> tuple[Option, ...]:
    """New or worse, long-standing, or no, in one tap. A yes without a course counts as new, and is shown as new."""
    now = (course or "new") if flag is True else "no" if flag is False else ""
    return (
        Option(path, "new", "New or worse", f"{asked}: {COURSE_WORDS['new']}", now == "new", level="abnormal"),
        Option(
            path,
            "long_standing",
            "Long-standing",
            f"{asked}: {COURSE_WORDS['long_standing']}",
            now == "long_standing",
            level="old",
        ),
        Option(path, "false", "No", f"{asked}: no", now == "no", level="normal"),
    )


def yes_no(path: str, asked: str, *, now: Any) -> tuple[Option, Option]:
    """Yes and no; if neither is chosen, the question was not asked."""
    return (
        Option(path, "true", "Yes", f"{asked}: yes", now is True, level="abnormal"),
        Option(path, "false", "No", f"{asked}: no", now is False, level="normal"),
    )
