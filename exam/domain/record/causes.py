"""The words for a cause: `root.L5`, `root.L4+L5`, `nerve.femoral`, `no_neurological_lesion` and others."""

from __future__ import annotations

from functools import cache

from reference import load_reference

NO_LESION = "no_neurological_lesion"
OTHER_LESION = "other_lesion"
"""A lesion that no other cause describes."""

CAUDA_EQUINA = "cauda_equina"
"""The cause that is an emergency by itself."""


@cache
def roots_named() -> tuple[str, ...]:
    """The roots that a cause may name, from top to bottom: those of the reference's causes."""
    reference = load_reference()
    kind = reference.kind_of_roots.id
    return tuple(root for cause in reference.causes.values() if cause.kind == kind for root in cause.roots)


def root_cause(roots: tuple[str, ...]) -> str:
    """The cause of one or several roots, ordered from top to bottom."""
    return "root." + "+".join(root for root in roots_named() if root in roots)


def roots_of(cause: str) -> tuple[str, ...]:
    """The roots a cause names; none unless it is a root lesion."""
    return tuple(cause.removeprefix("root.").split("+")) if cause.startswith("root.") else ()


def is_cause(cause: str) -> bool:
    """Whether the word is a cause of the format."""
    roots = roots_of(cause)
    if roots:
        return set(roots) <= set(roots_named()) and cause == root_cause(roots)
    return cause in load_reference().causes
