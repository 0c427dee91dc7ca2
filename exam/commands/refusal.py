"""The two ways a command can fail; `exam.cli` turns them into its exit status."""

from __future__ import annotations

from collections.abc import Sequence


class Refusal(Exception):
    """Input that is refused; each line names one fault."""

    def __init__(self, lines: Sequence[str]) -> None:
        super().__init__("\n".join(lines))


class WrongUsage(Exception):
    """A command that cannot be carried out with these arguments."""
