"""What an examination turned out to be, and which of the causes that were named are right: the very one alone.

A published case may accept more, since causes were added after it was written. An outcome is entered today.
"""

from __future__ import annotations

from typing import NamedTuple

from exam.domain.outcomes.outcome import OTHER
from exam.domain.record.causes import OTHER_LESION, roots_of
from reference import load_reference

SINGLE = {"right", "left"}


class Known(NamedTuple):
    """What an examination turned out to be, and how that is known."""

    cause: str
    side: str
    known_by: str

    @property
    def roots(self) -> tuple[str, ...]:
        """The roots that were affected; none unless it was a lesion of roots."""
        return roots_of(self.cause)

    def is_right(self, cause: str, side: str) -> bool:
        """Whether a named cause is right strictly: the very cause on the very side."""
        return (cause, side) == (self._as_ranked, self.side)

    def is_right_leniently(self, cause: str, side: str) -> bool:
        """Whether it is right, or of a lesion of the whole person says only more or fewer legs, or no side."""
        if cause != self._as_ranked or load_reference().kind_named(cause).of != "person":
            return self.is_right(cause, side)
        return {side, self.side} != SINGLE

    def has_root(self, root: str, side: str) -> bool:
        """Whether a single root was one of those affected, on this side or on both."""
        return root in self.roots and self.side in (side, "both")

    @property
    def _as_ranked(self) -> str:
        """The cause as the ranking has it: a lesion that no cause describes has a name of its own there."""
        return OTHER_LESION if self.cause == OTHER else self.cause
