"""Is 7 in 10 right 7 times in 10? `python -m bench.calibration`: cohorts from our table and from four others.

For each root: the expected calibration error over ten bins, and the area under the curve. The plots go to `docs/calibration/`.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from bench.other_tables import other_tables
from bench.plot import reliability_plot
from bench.simulate import records, simulate
from exam.domain.causes import roots_of
from exam.domain.localise.posterior import gather, posterior
from exam.domain.localise.ranking import by_candidate, names
from exam.domain.localise.tables import Tables, base_tables

PATIENTS = 4000
BINS = 10
ROOTS = ("L4", "L5", "S1")
PLOTS = Path(__file__).parents[1] / "docs" / "calibration"
EXAMINED = (
    *("reflexes.patellar", "reflexes.achilles"),
    *(f"{look}.{root}" for look in ("light_touch", "pinprick") for root in ("L3", "L4", "L5", "S1")),
    *("strength.knee_extension", "strength.ankle_dorsiflexion", "strength.great_toe_extension"),
    *("strength.ankle_plantarflexion", "strength.hip_abduction", "tension.straight_leg_raise"),
)

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Curve:
    """One root in one cohort: per bin how sure the model was, how often it was right, and for how many patients."""

    said: Floats
    found: Floats
    patients: NDArray[np.int64]
    error: float
    area: float


def main() -> None:
    """Print the table and write the plots."""
    tables = {"our own table": base_tables(), **other_tables()}
    print(f"{'cohort':<52}" + "".join(f"{root:>18}" for root in ROOTS) + "\n" + " " * 52 + f"{'error   area':>18}" * 3)
    for seed, (name, table) in enumerate(tables.items(), start=11):
        curves = calibrate(table, PATIENTS, seed)
        print(f"{name:<52}" + "".join(f"{curves[root].error:>11.3f}{curves[root].area:>7.2f}" for root in ROOTS))
        reliability_plot(PLOTS / f"{name.split(' (')[0].replace(',', '').replace(' ', '-')}.svg", name, curves)
    sys.stdout.write(
        f"plots in {PLOTS.relative_to(Path.cwd(), walk_up=True) if sys.version_info >= (3, 12) else PLOTS.name}\n"
    )


def calibrate(table: Tables, patients: int, seed: int) -> dict[str, Curve]:
    """Examine simulated patients as our model would, and hold its probabilities against their lesions."""
    cohort = simulate(patients, seed, tables=table)
    said = np.array([by_candidate(posterior(gather(record, base_tables()))[0]) for record in records(cohort, EXAMINED)])
    return {
        root: _curve(said @ _naming(root), np.array([root in roots_of(one.cause) for one in cohort.lesions]))
        for root in ROOTS
    }


def _naming(root: str) -> Floats:
    return np.array([float(root in roots_of(name.cause)) for name in names()])


def _curve(said: Floats, true: NDArray[np.bool_]) -> Curve:
    place = np.minimum((said * BINS).astype(int), BINS - 1)
    patients = np.bincount(place, minlength=BINS)
    mean = np.bincount(place, weights=said, minlength=BINS) / np.maximum(patients, 1)
    rate = np.bincount(place, weights=true, minlength=BINS) / np.maximum(patients, 1)
    error = float((patients * np.abs(mean - rate)).sum() / patients.sum())
    return Curve(mean, rate, patients, error, _area(said, true))


def _area(said: Floats, true: NDArray[np.bool_]) -> float:
    """How often a patient with the root is given more than one without it."""
    order = said.argsort(kind="stable").argsort(kind="stable") + 1.0
    with_root, without = int(true.sum()), int((~true).sum())
    return float((order[true].sum() - with_root * (with_root + 1) / 2) / max(with_root * without, 1))


if __name__ == "__main__":
    main()
