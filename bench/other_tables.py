"""Tables of other authors, to simulate patients that our own table does not describe.

Each replaces the figures of the tests that a study reports and keeps the rest of ours. A sensitivity takes the place of
P(abnormal | the root that the study tested for); one less the specificity that of every other root and of no lesion.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from msgspec.structs import replace

from exam.domain.reasoning.localise.tables import Tables, build_tables
from reference import Reference, load_reference
from reference.model import Cell, FindingLikelihood

Figures = Mapping[str, Mapping[str, float]]
# The roots that a study tested for by each finding.
Tested = Mapping[str, tuple[str, ...]]
SINGLE = ("root.L2", "root.L3", "root.L4", "root.L5", "root.S1")


def _accuracy(roots: tuple[str, ...], sensitivity: float, specificity: float, places: int) -> dict[str, float]:
    """The figures of one place. The specificity of "any loss" over four places is that of one to the fourth power."""
    other = dict.fromkeys((*SINGLE, "none"), 1.0 - specificity ** (1.0 / places))
    return other | {f"root.{root}": sensitivity for root in roots}


def _low_sensitivity() -> Figures:
    """Primary-care sciatica against MRI (Vroomen 2002, figures recalled): few signs, and those fairly specific."""
    motor: Tested = {
        "strength.knee_extension": ("L3", "L4"),
        "strength.ankle_dorsiflexion": ("L4", "L5"),
        "strength.great_toe_extension": ("L5",),
        "strength.ankle_plantarflexion": ("S1",),
    }
    reflexes: Tested = {"reflexes.patellar": ("L3", "L4"), "reflexes.achilles": ("S1",)}
    skin = {f"dermatome.{root}": (root,) for root in ("L3", "L4", "L5", "S1")}
    return {
        **{finding: _accuracy(roots, 0.27, 0.93, 4) for finding, roots in motor.items()},
        **{finding: _accuracy(roots, 0.14, 0.93, 2) for finding, roots in reflexes.items()},
        **{finding: _accuracy(roots, 0.28, 0.66, 4) for finding, roots in skin.items()},
        "tension.straight_leg_raise": _accuracy(("L5", "S1"), 0.64, 0.57, 1),
    }


def _pooled() -> Figures:
    """Disc herniation, pooled (Al Nezari 2013, second hand): sensation 0.36 and 0.66, reflexes at most 0.29."""
    skin = {f"dermatome.{root}": _accuracy((root,), 0.36, 0.655, 4) for root in ("L3", "L4", "L5", "S1")}
    reflexes = {"reflexes.patellar": ("L3", "L4"), "reflexes.achilles": ("S1",)}
    return skin | {finding: _accuracy(roots, 0.29, 0.78, 2) for finding, roots in reflexes.items()}


def _operated() -> Figures:
    """Operated herniations by level (Niigata, 177 operations): reflexes, toe, thigh and skin."""
    return {
        "reflexes.patellar": {"root.L4": 0.67, "root.L5": 0.10, "root.S1": 0.06},
        "reflexes.achilles": {"root.L5": 0.40, "root.S1": 0.45},
        "strength.great_toe_extension": {"root.L5": 0.65},
        "strength.great_toe_flexion": {"root.S1": 0.37},
        "strength.knee_extension": {"root.L4": 0.44},
        "dermatome.L4": {"root.L4": 0.67},
        "dermatome.L5": {"root.L5": 0.41},
        "dermatome.S1": {"root.S1": 0.44},
    }


def _seen_on_imaging() -> Figures:
    """Chronic pain against any nerve involvement on MRI (Bertilson 2010): signs of either side, often without it."""
    return {
        **{f"dermatome.{root}": _accuracy((root,), *figures, 2) for root, figures in _TOUCH.items()},
        "reflexes.patellar": _accuracy(("L4",), 0.38, 0.64, 2),
        "reflexes.achilles": _accuracy(("S1",), 0.27, 0.48, 2),
        "strength.knee_extension": _accuracy(("L4",), 0.50, 0.53, 2),
        "strength.great_toe_extension": _accuracy(("L5",), 0.56, 0.42, 2),
        "strength.ankle_plantarflexion": _accuracy(("S1",), 0.36, 0.62, 2),
    }


_TOUCH = {"L4": (0.13, 0.75), "L5": (0.22, 0.51), "S1": (0.36, 0.68)}

OTHER_TABLES: Mapping[str, Callable[[], Figures]] = {
    "primary care (Vroomen 2002)": _low_sensitivity,
    "pooled (Al Nezari 2013)": _pooled,
    "operated (Niigata, 177 operations)": _operated,
    "chronic, any involvement on MRI (Bertilson 2010)": _seen_on_imaging,
}


def other_tables() -> dict[str, Tables]:
    """Tables in the model's own form, each with one study's figures in place of ours."""
    return {name: build_tables(_with(load_reference(), figures())) for name, figures in OTHER_TABLES.items()}


def _with(reference: Reference, figures: Figures) -> Reference:
    rows = {name: _changed(row, figures.get(name, {})) for name, row in reference.likelihoods.items()}
    return replace(reference, likelihoods=rows)


def _changed(row: FindingLikelihood, figures: Mapping[str, float]) -> FindingLikelihood:
    given = {cell.cause: cell for cell in row.cells}
    for cause, p in figures.items():
        # What a study reports of a sign is P of one modality; 0.02 keeps a false alarm of a modality below it.
        old = given.get(cause) or Cell(cause=cause, p=p, range=(p, p), basis="judgement")
        given[cause] = replace(old, p=max(p, 0.03), range=(max(p, 0.03), max(p, 0.03)))
    return replace(row, cells=tuple(given.values()))
