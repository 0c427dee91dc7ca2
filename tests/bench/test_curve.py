"""Calibration and discrimination, on patients few enough to count by hand."""

import numpy as np
import pytest

from bench.curve import curve_of


def test_a_model_is_compared_with_what_was_found_bin_by_bin():
    curve = curve_of(np.array([0.11, 0.19, 0.92, 0.98, 1.0]), np.array([False, True, True, True, False]))
    assert curve.patients.tolist() == [0, 2, 0, 0, 0, 0, 0, 0, 0, 3]
    assert curve.said[[1, 9]] == pytest.approx([0.15, 2.9 / 3])
    assert curve.found[[1, 9]] == pytest.approx([0.5, 2 / 3])
    # Two patients 0.35 too low, three 0.3 too high.
    assert curve.error == pytest.approx((2 * 0.35 + 3 * 0.3) / 5)


@pytest.mark.parametrize(
    ("true", "area"), [([False, False, True, True], 1.0), ([True, False, True, False], 0.25), ([True] * 4, 0.0)]
)
def test_the_area_counts_the_pairs_in_the_right_order(true, area):
    assert curve_of(np.array([0.1, 0.2, 0.3, 0.4]), np.array(true)).area == pytest.approx(area)
