"""The groups of rows, in the order in which they are measured and stand in docs/performance.md."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Group:
    """What is measured together. `rounds` is how often, unless asked otherwise."""

    title: str
    module: str
    rounds: int


GROUPS = {
    "reasoning": Group("The ranking and the assessment, without the server", "bench.speed.reasoning", 5),
}
