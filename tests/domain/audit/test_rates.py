"""Confidence intervals, against figures from tables, and none of fewer than 20."""

import pytest

from exam.domain.audit.counts import Rate, Tenth
from exam.domain.audit.rates import estimate, reliability, wilson

NONE = Tenth(0, 0, 0)


@pytest.mark.parametrize(
    ("right", "of", "low", "high"),
    [
        (81, 263, 0.2553, 0.3662),  # Newcombe 1998, table I, method 3
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0, 0.1611),
        (1, 29, 0.0061, 0.1718),
        (20, 20, 0.8389, 1.0),
    ],
)
def test_the_interval_is_that_of_wilson(right, of, low, high):
    assert wilson(Rate(of, right)) == pytest.approx((low, high), abs=0.00005)


def test_of_fewer_than_20_no_rate_is_given():
    assert estimate(Rate(19, 19)) is None
    assert estimate(Rate(0, 0)) is None
    found = estimate(Rate(20, 5))
    assert (found.share, round(found.low, 3), round(found.high, 3)) == (0.25, 0.112, 0.469)


def test_neighbouring_tenths_are_joined_until_each_step_has_20():
    tenths = (NONE, Tenth(7, 1, 105), Tenth(13, 3, 325), *(NONE,) * 4, Tenth(20, 15, 1500), NONE, Tenth(3, 3, 285))
    first, last = reliability(tenths)
    assert (first.of, first.stated, first.right.share) == (20, pytest.approx(0.215), 0.2)
    assert (last.of, last.stated, last.right.share) == (23, pytest.approx(1785 / 2300), 18 / 23)
    assert round(last.right.low, 3) == 0.581


def test_too_few_in_all_give_no_curve():
    assert reliability((*(NONE,) * 9, Tenth(19, 10, 1805))) == ()
    assert reliability((NONE,) * 10) == ()
