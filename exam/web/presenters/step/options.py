"""One button that gives an answer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from exam.domain.language import mark, say
from exam.domain.words.values import COURSE_WORDS

SIDE_WORDS = {"right": mark("Right"), "left": mark("Left"), "both": mark("Both"), "none": mark("Neither")}
# What is asked, and an answer to it.
ANSWERED = mark("{question}: {answer}")


@dataclass(frozen=True, slots=True)
class Option:
    """A button: what it sends, its text, and its full name for screen readers, of which `answer` may be the last part.

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
    answer: str = ""

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
    """One button for each word of the record; `words` maps what is sent to the message that is read."""
    texts = {value: say(text) for value, text in words.items()}
    options = (Option(path, value, text, _answered(legend, text), now == value) for value, text in texts.items())
    return Choice(path.replace(".", "-"), legend, tuple(options))


def _answered(question: str, answer: str) -> str:
    return say(ANSWERED).format(question=question, answer=answer)


def flag_with_course(path: str, asked: str, *, flag: Any, course: Any) -> tuple[Option, ...]:
    """New or worse, long-standing, or no, in one tap. A yes without a course counts as new, and is shown as new."""
    now = (course or "new") if flag is True else "no" if flag is False else ""
    return (
        Option(
            path,
            "new",
            say("New or worse"),
            _answered(asked, say(COURSE_WORDS["new"])),
            now == "new",
            level="abnormal",
        ),
        Option(
            path,
            "long_standing",
            say("Long-standing"),
            _answered(asked, say(COURSE_WORDS["long_standing"])),
            now == "long_standing",
            level="old",
        ),
        Option(path, "false", say("No"), _answered(asked, say("no")), now == "no", level="normal"),
    )


def yes_no(path: str, asked: str, *, now: Any) -> tuple[Option, Option]:
    """Yes and no; if neither is chosen, the question was not asked."""
    return (
        Option(path, "true", say("Yes"), _answered(asked, say("yes")), now is True, level="abnormal"),
        Option(path, "false", say("No"), _answered(asked, say("no")), now is False, level="normal"),
    )
