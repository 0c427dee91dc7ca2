"""What an answer changed: the paths whose value or origin is another one now, and in which step they stand."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from exam.domain.labels import path_label
from exam.domain.record import write_record
from exam.steps.sequence import asking
from exam.steps.step import Step
from exam.store.stored import StoredExam
from exam.web.presenters.cells import element_id

MOST_NAMED = 2


@dataclass(frozen=True, slots=True)
class Change:
    """The examination after a change, and the paths that it touched."""

    exam: StoredExam
    paths: tuple[str, ...]

    @property
    def step(self) -> Step | None:
        """The step where the first of the changes stands."""
        return asking(self.paths[0]) if self.paths else None

    @property
    def anchor(self) -> str | None:
        """The row where the first change can be seen; None when there are many."""
        if len(self.paths) != 1:
            return None
        path = self.paths[0]
        return element_id(path.removesuffix(".right").removesuffix(".left") if path.startswith("findings.") else path)


def change(before: StoredExam, after: StoredExam) -> Change:
    """What is different now."""
    old, new = dict(_leaves(write_record(before.record))), dict(_leaves(write_record(after.record)))
    paths = [path for path in {**old, **new} if old.get(path) != new.get(path)]
    filled = [path for path in new if before.origins.get(path) != after.origins.get(path)]
    return Change(after, tuple(dict.fromkeys((*paths, *filled))))


def undone(made: Change) -> str:
    """What an undo took back, in words."""
    if not made.paths:
        return "Nothing to undo"
    named = ", ".join(path_label(path) for path in made.paths[:MOST_NAMED])
    more = len(made.paths) - MOST_NAMED
    return f"Undone: {named}{f' and {more} more' if more > 0 else ''}"


def _leaves(value: Any, path: str = "") -> Iterator[tuple[str, Any]]:
    """Each path of a written record with its value; a test that could not be done is one value."""
    if not isinstance(value, Mapping) or "not_tested" in value:
        yield path, value
        return
    for key, member in value.items():
        yield from _leaves(member, f"{path}.{key}" if path else key)
