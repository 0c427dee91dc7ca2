"""The words for a cause: `root.L5`, `root.L4+L5`, `nerve.femoral`, `no_neurological_lesion` and the rest."""

from __future__ import annotations

from reference import load_reference

NO_LESION = "no_neurological_lesion"
CAUDA_EQUINA = "cauda_equina"
UPPER_MOTOR_NEURON = "upper_motor_neuron"
POLYNEUROPATHY = "polyneuropathy"
PLEXUS = "plexus.lumbosacral"
ROOTS = ("L2", "L3", "L4", "L5", "S1")


def root_cause(roots: tuple[str, ...]) -> str:
    """The cause of one or several roots, in their order from above."""
    return "root." + "+".join(root for root in ROOTS if root in roots)


def roots_of(cause: str) -> tuple[str, ...]:
    """The roots a cause names; none unless it is a root lesion."""
    return tuple(cause.removeprefix("root.").split("+")) if cause.startswith("root.") else ()


def is_cause(cause: str) -> bool:
    """Whether the word is a cause of the format."""
    roots = roots_of(cause)
    if roots:
        return set(roots) <= set(ROOTS) and cause == root_cause(roots)
    return cause in load_reference().causes
