"""The known answer of a case, and which named causes it accepts: strictly, leniently, and as a single root."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from exam.domain.record.causes import roots_of
from exam.domain.record.json_values import Fault
from exam.domain.record.reading import RecordRefused
from reference import load_reference

OTHER = "other"
"""The cause of a case whose disease had no name when the case was written."""

ACCEPTED_FOR = {
    "nerve.common_fibular": ("nerve.deep_fibular", "nerve.superficial_fibular"),
    OTHER: ("other_lesion", "motor_neuron_disease", "myopathy", "arterial"),
}
"""Causes that a case accepts strictly beside its own: the branches of its nerve, or a name that came later."""

ACCEPTED_FOR_LABEL = {"vascular": ("arterial",)}


@dataclass(frozen=True, slots=True)
class Expected:
    """What a case expects. `also_acceptable` are causes that one could defend as well.

    `emergency` is None where nobody recorded whether it was one.
    """

    cause: str
    side: str
    label: str
    emergency: bool | None
    also_acceptable: tuple[str, ...]

    @property
    def roots(self) -> tuple[str, ...]:
        """The roots expected; none unless it is a root lesion."""
        return roots_of(self.cause)

    def accepts(self, cause: str, side: str) -> bool:
        """Whether a named cause is right strictly: the very cause on the very side, or one that is named for it."""
        if (cause, side) == (self.cause, self.side):
            return True
        named_for = (*ACCEPTED_FOR.get(self.cause, ()), *ACCEPTED_FOR_LABEL.get(self.label, ()))
        return cause in named_for and self._is_side(cause, side)

    def accepts_leniently(self, cause: str, side: str) -> bool:
        """Whether a named cause is right, or can be defended. Of a cause of the whole person the side is ignored."""
        own = cause in (self.cause, *self.also_acceptable) and self._is_side(cause, side)
        return own or self.accepts(cause, side)

    def accepts_root(self, root: str, side: str) -> bool:
        """Whether a single root is one of those expected, on their side."""
        return root in self.roots and self.side in (side, "both")

    def _is_side(self, cause: str, side: str) -> bool:
        """Whether a cause is on the expected side; any is, where the cause or the case has no side."""
        of_leg = load_reference().kind_named(cause).of in ("root", "leg")
        return side == self.side or not of_leg or self.side == "none"


def expected_in(case: Mapping[str, Any]) -> Expected:
    """The `expected` block of a case. Raises `RecordRefused`."""
    block = case.get("expected")
    if not isinstance(block, dict) or not isinstance(block.get("cause"), str):
        raise RecordRefused((Fault("expected.cause", "is required"),))
    emergency = block.get("emergency", False)
    return Expected(
        cause=block["cause"],
        side=block.get("side", "none"),
        label=str(block.get("label", block["cause"])),
        emergency=None if emergency is None else bool(emergency),
        also_acceptable=words_in(block, "also_acceptable", "expected.also_acceptable"),
    )


def words_in(block: Mapping[str, Any], key: str, path: str) -> tuple[str, ...]:
    """A list of words, empty where the key is missing. Raises `RecordRefused`, with this path, where it is no list."""
    words = block.get(key, [])
    if not isinstance(words, list) or not all(isinstance(word, str) for word in words):
        raise RecordRefused((Fault(path, "is not a list of words"),))
    return tuple(words)
