"""The confidence of a model compared with how often it was right, for one root in one cohort."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

BINS = 10

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Curve:
    """One root in one cohort: per bin the model's mean probability, how often it was right, and the patients."""

    said: Floats
    found: Floats
    patients: NDArray[np.int64]
    error: float
    area: float


def curve_of(said: Floats, true: NDArray[np.bool_]) -> Curve:
    """The curve of the patients' probabilities of a root, and of which of them have it.

    `error` is the expected calibration error over ten bins of equal width, `area` the one under the ROC curve.
    """
    place = np.minimum((said * BINS).astype(int), BINS - 1)
    patients = np.bincount(place, minlength=BINS)
    mean = np.bincount(place, weights=said, minlength=BINS) / np.maximum(patients, 1)
    rate = np.bincount(place, weights=true, minlength=BINS) / np.maximum(patients, 1)
    error = float((patients * np.abs(mean - rate)).sum() / patients.sum())
    return Curve(mean, rate, patients, error, _area(said, true))


def _area(said: Floats, true: NDArray[np.bool_]) -> float:
    """How often a patient with the root has a higher probability than one without it."""
    order = said.argsort(kind="stable").argsort(kind="stable") + 1.0
    with_root, without = int(true.sum()), int((~true).sum())
    return float((order[true].sum() - with_root * (with_root + 1) / 2) / max(with_root * without, 1))
