"""Reads JSON values, and names every fault by its path."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any, NamedTuple, TypeVar

from exam.domain.language import mark, say
from exam.domain.record.typed.characters import cleaned, fault_of

T = TypeVar("T")

UNKNOWN_KEY = mark("is not a key of this format")
NULL = mark("null is not a value; leave the key out")
# Characters without ink: marks that join, direct or vary letters, and fillers that are counted as letters.
WITHOUT_INK = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2060-\u206f\u2800\u3164\ufe00-\ufe0f\ufeff\uffa0]"
)
MOST_FAULTS = 50
"""So many are named of a record from outside; of the others their number."""
LONGEST_KEY = 60
LARGEST = 1e300
"""Larger whole numbers cannot be compared or calculated with safely."""


class Fault(NamedTuple):
    """One fault of a record: where it is, and what is wrong there."""

    path: str
    message: str

    def __str__(self) -> str:
        return f"{on_one_line(self.path)}: {self.message}" if self.path else self.message


class UnknownKey(Fault):
    """A key that the format does not have."""


class NoGroup(Fault):
    """One value where the format has a group of them."""


def on_one_line(text: str) -> str:
    """A text made safe for one line or a terminal: unprintable characters are escaped."""
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode("ascii") for c in text)


def quoted(value: object) -> str:
    """A value as shown in a message: text in double quotes and shortened, other values as JSON."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if value is None:
        return "null"
    if isinstance(value, str):
        return f'"{on_one_line(value if len(value) <= 40 else value[:37] + "...")}"'
    if is_whole(value) and len(f"{value:x}") > 40:
        return say("a number of very many digits")
    if isinstance(value, (list, dict)):
        return say("a list") if isinstance(value, list) else say("an object")
    return str(value)


def shortened(key: str) -> str:
    """A key as it is named in a path: nobody wrote a longer one by hand."""
    return key if len(key) <= LONGEST_KEY else key[: LONGEST_KEY - 3] + "..."


def is_blank(text: str) -> bool:
    """Whether nothing of a text can be seen: it has only spaces and characters without ink."""
    return not WITHOUT_INK.sub("", text).strip()


def is_whole(value: object) -> bool:
    """Whether a value is a whole number; JSON's true and false are not."""
    return isinstance(value, int) and not isinstance(value, bool)


class Reader:
    """Reads one value after another and collects the faults; a faulty value reads as None.

    With `cleans`, texts are read without the invisible characters of pasted text. Of more than `most` faults the rest
    is only counted: a record of a million costs no more than reading it.
    """

    def __init__(self, *, cleans: bool = False, most: int | None = None) -> None:
        self._named: list[Fault] = []
        self._unnamed = 0
        self._cleans, self._most = cleans, most

    @property
    def faults(self) -> tuple[Fault, ...]:
        """The faults, and after the last how many more there are."""
        more = say("and {count} more").format(count=f"{self._unnamed:,}")
        return (*self._named, Fault("", more)) if self._unnamed else tuple(self._named)

    def fault(self, path: str, message: str, kind: type[Fault] = Fault) -> None:
        """Add one fault, which is of `kind` where that matters."""
        if not self._counted():
            self._named.append(kind(path, message))

    def _counted(self) -> bool:
        """Whether one more fault is only counted, so that no message need be made for it."""
        full = self._most is not None and len(self._named) >= self._most
        self._unnamed += full
        return full

    def members(self, value: object, path: str, known: Collection[str] | None = None) -> Mapping[str, Any]:
        """The members of an object; an absent object has none, unknown keys are faults."""
        if value is None:
            return {}
        if not isinstance(value, dict):
            self.fault(path, say("{value} is not an object").format(value=quoted(value)), NoGroup)
            return {}
        if known is None or all(key in known for key in value):
            return value
        for key in value:
            if key not in known:
                self.fault(join(path, shortened(key)), say(UNKNOWN_KEY), UnknownKey)
        return {key: member for key, member in value.items() if key in known}

    def refuse_null(self, members: Mapping[str, Any], path: str, groups: Iterable[str]) -> None:
        """A group that is absent reads as empty; one that is null is a fault."""
        for group in groups:
            if group in members and members[group] is None:
                self.fault(join(path, group), say(NULL))

    def optional(
        self, members: Mapping[str, Any], key: str, path: str, read: Callable[[Any, str], T | None]
    ) -> T | None:
        """One member that may be absent; null is a fault, not absence."""
        if key not in members:
            return None
        if members[key] is None:
            self.fault(join(path, key), say(NULL))
            return None
        return read(members[key], join(path, key))

    def text(self, value: Any, path: str, longest: int = 200) -> str | None:
        """A text of at most `longest` characters without any that changes the direction of the text around it."""
        if not isinstance(value, str):
            self.fault(path, say("{value} is not a text").format(value=quoted(value)))
            return None
        text = cleaned(value) if self._cleans else value
        if len(text) > longest:
            message = say("is {number} characters long; the limit is {longest}")
            self.fault(path, message.format(number=len(text), longest=longest))
        elif fault := fault_of(text):
            self.fault(path, fault)
        else:
            return text
        return None

    def one_of(self, value: Any, path: str, words: Collection[str]) -> str | None:
        """One of a closed list of words."""
        if isinstance(value, str) and value in words:
            return value
        if not self._counted():
            message = say("{value} is not one of {words}")
            self._named.append(Fault(path, message.format(value=quoted(value), words=", ".join(words))))
        return None

    def moment(self, value: Any, path: str) -> str | None:
        """A date and time with its offset from UTC."""
        try:
            offset = datetime.fromisoformat(value).utcoffset()
        except (TypeError, ValueError):
            offset = None
        if offset is None or "T" not in value:  # Python accepts any character between date and time
            message = say("{value} is not a date and time with its offset, as 2026-11-21T09:30:00+00:00")
            self.fault(path, message.format(value=quoted(value)))
            return None
        return str(value)

    def yes_no(self, value: Any, path: str) -> bool | None:
        """JSON's true or false."""
        if isinstance(value, bool):
            return value
        self.fault(path, say("{value} is not true or false").format(value=quoted(value)))
        return None

    def whole(self, value: Any, path: str, lowest: int, highest: int) -> int | None:
        """A whole number within bounds, both included."""
        if is_whole(value) and lowest <= value <= highest:
            return int(value)
        message = say("{value} is not a whole number from {lowest} to {highest}")
        self.fault(path, message.format(value=quoted(value), lowest=lowest, highest=highest))
        return None

    def number(self, value: Any, path: str) -> float | None:
        """A finite number of zero or more."""
        if isinstance(value, (int, float)) and not isinstance(value, bool) and 0 <= value <= LARGEST:
            return value
        self.fault(path, say("{value} is not a number of zero or more").format(value=quoted(value)))
        return None

    def words(self, value: Any, path: str, known: Collection[str]) -> tuple[str, ...] | None:
        """A list of words from a closed list, without duplicates."""
        if not isinstance(value, list):
            self.fault(path, say("{value} is not a list").format(value=quoted(value)))
            return None
        return tuple(word for word in self._each_word(value, path, known))

    def _each_word(self, value: list[Any], path: str, known: Collection[str]) -> Iterator[str]:
        seen: set[str] = set()
        for index, item in enumerate(value):
            word = self.one_of(item, f"{path}[{index}]", known)
            if word in seen:
                self.fault(f"{path}[{index}]", say("{value} is duplicated").format(value=quoted(word)))
            elif word is not None:
                seen.add(word)
                yield word


def join(path: str, key: str) -> str:
    """A path and the next key, as in `findings.reflexes`."""
    return f"{path}.{key}" if path else key
