"""The normal distribution, against its textbook values."""

import numpy as np
import pytest

from exam.domain.reasoning.localise.normal import below, inverse, nearly_below, nearly_inverse, nodes

# From the tables of the standard normal distribution.
QUANTILES = [(0.5, 0.0), (0.8413447460685429, 1.0), (0.975, 1.959963984540054), (0.0013498980316300933, -3.0)]


@pytest.mark.parametrize(("share", "score"), QUANTILES)
def test_shares_and_scores(share, score):
    assert below(np.array([score]))[0] == pytest.approx(share, abs=1e-14)
    assert inverse(np.array([share]))[0] == pytest.approx(score, abs=1e-9)


def test_the_fast_ones_are_accurate_to_five_decimals():
    scores = np.linspace(-5, 5, 1001)
    assert np.abs(nearly_below(scores) - below(scores)).max() < 1e-5
    shares = np.linspace(0.001, 0.999, 999)
    assert np.abs(nearly_inverse(shares) - inverse(shares)).max() < 1e-4


@pytest.mark.parametrize("count", [5, 15])
def test_nodes_integrate_over_the_distribution(count):
    points, weights = nodes(count)
    assert weights.sum() == pytest.approx(1.0)
    moments = [(weights * points**power).sum() for power in (1, 2, 3, 4, 6)]
    assert moments == pytest.approx([0, 1, 0, 3, 15], abs=1e-9)
