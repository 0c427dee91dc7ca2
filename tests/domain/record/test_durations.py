"""A duration comes back as it was tapped."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exam.domain.record.durations import as_tapped, weeks_of


@pytest.mark.parametrize(
    ("number", "unit", "weeks"),
    [(1, "day", 0.14), (5, "week", 5), (10, "week", 10), (3, "month", 13), (5, "month", 21.67), (5, "year", 260)],
)
def test_it_is_stored_in_weeks(number, unit, weeks):
    assert weeks_of(number, unit) == weeks
    assert as_tapped(weeks) == (number, unit)


TAPPED = st.one_of(
    st.tuples(st.integers(1, 13).filter(lambda days: days % 7), st.just("day")),
    st.tuples(st.integers(1, 12), st.just("week")),
    st.tuples(st.integers(1, 30).filter(lambda months: months % 12), st.just("month")),
    st.tuples(st.integers(1, 90), st.just("year")),
)


@given(TAPPED)
def test_what_was_tapped_comes_back(tapped):
    assert as_tapped(weeks_of(*tapped)) == tapped


@pytest.mark.parametrize(
    ("weeks", "shown"),
    [
        (0, (0, "week")),
        (0.05, (1, "day")),
        (0.5, (4, "day")),
        (1.5, (10, "day")),
        (2.5, (2, "week")),
        (12, (12, "week")),
        (13, (3, "month")),
        (15, (15, "week")),
        (26, (6, "month")),
        (52, (1, "year")),
        (21.7, (5, "month")),
        (8.7, (2, "month")),
        (12.4, (12, "week")),
        (78, (18, "month")),
        (104.0, (2, "year")),
    ],
)
def test_every_stored_value_is_shown_as_the_nearest(weeks, shown):
    assert as_tapped(weeks) == shown


@given(st.floats(0, 10_000, allow_nan=False))
def test_every_value_is_shown_near_what_it_is(weeks):
    number, unit = as_tapped(weeks)
    assert abs(weeks_of(number, unit) - weeks) <= max(0.6, weeks * 0.01)
