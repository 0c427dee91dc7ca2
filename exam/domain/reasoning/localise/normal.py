"""The normal distribution: its distribution function, its inverse, and the nodes that integrate over it."""

from __future__ import annotations

import math
from functools import cache
from statistics import NormalDist

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]

_below = np.frompyfunc(lambda x: 0.5 * math.erfc(-x / math.sqrt(2.0)), 1, 1)
_inverse = np.frompyfunc(NormalDist().inv_cdf, 1, 1)


def below(x: Array) -> Array:
    """P(Z < x), exact to rounding."""
    return np.asarray(_below(x), dtype=np.float64)


def inverse(p: Array) -> Array:
    """The x with P(Z < x) = p, for 0 < p < 1."""
    return np.asarray(_inverse(p), dtype=np.float64)


@cache
def _grid() -> tuple[Array, Array]:
    points = np.linspace(-8.0, 8.0, 8001)
    return points, below(points)


def nearly_below(x: Array) -> Array:
    """P(Z < x) from a fine grid, to about 1e-6: for the many draws of the robustness check."""
    return np.interp(x, *_grid())


def nearly_inverse(p: Array) -> Array:
    """The inverse from the same grid."""
    points, values = _grid()
    return np.interp(p, values, points)


@cache
def nodes(count: int) -> tuple[Array, Array]:
    """Gauss-Hermite nodes and weights for a standard normal; the weights sum to 1."""
    points, weights = np.polynomial.hermite_e.hermegauss(count)
    return points, weights / weights.sum()
