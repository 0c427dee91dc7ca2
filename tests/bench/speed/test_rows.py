"""The arithmetic of a row: its figure, its spread, its ratio and its limits."""

import pytest

from bench.speed.rows import Row, Verdict, percentile, pooled, ratio, row_of, verdicts


@pytest.mark.parametrize(("statistic", "figure"), [("median", 5.5), ("p99", 10.0), ("highest", 10.0), ("total", 55.0)])
def test_the_figure_is_what_the_row_says(statistic, figure):
    assert Row("tap", "ms", tuple(map(float, range(1, 11))), statistic).figure == figure


def test_a_percentile_is_a_sample_that_so_many_do_not_exceed():
    hundred = [float(number) for number in range(100, 0, -1)]
    assert [percentile(hundred, share) for share in (0.0, 0.5, 0.99, 1.0)] == [1.0, 50.0, 99.0, 100.0]
    assert percentile([7.0], 0.99) == 7.0
    # One slow answer in fifty is more than one in a hundred.
    assert percentile([1.0] * 49 + [900.0], 0.99) == 900.0


def test_the_middle_half_needs_four_samples():
    assert Row("tap", "ms", (1.0, 2.0, 3.0)).spread is None
    assert Row("tap", "ms", (1.0, 2.0, 3.0, 4.0, 5.0)).spread == (2.0, 4.0)


def test_rounds_are_pooled_by_label_in_the_order_they_came():
    rounds = [
        [Row("tap", "ms", (1.0,)), Row("page", "ms", (5.0,))],
        [Row("page", "ms", (6.0,)), Row("tap", "ms", (3.0,))],
    ]
    assert [(row.label, row.samples) for row in pooled(rounds)] == [("tap", (1.0, 3.0)), ("page", (5.0, 6.0))]


def test_limits_bound_the_figure_and_the_ratio():
    echo = Row("echo", "ms", (20.0,))
    tap = Row("tap", "ms", (60.0,), at_most=70, reference="echo", at_most_times=2.5)
    assert ratio(tap, [tap, echo]) == 3.0
    assert ratio(echo, [tap, echo]) is None
    assert verdicts(tap, [tap, echo]) == [Verdict("at most 70 ms", True), Verdict("at most 2.5 times", False)]
    rate = Row("taps", "a second", (109.9,), at_least=110)
    assert verdicts(rate, [rate]) == [Verdict("at least 110 a second", False)]
    assert verdicts(echo, [echo]) == []


def test_a_limit_is_held_at_the_limit_itself():
    row = Row("errors", "", (0.0,), at_most=0)
    assert verdicts(row, [row]) == [Verdict("at most 0", True)]


def test_a_reference_of_nothing_is_never_within_a_ratio():
    row, nothing = Row("tap", "ms", (1.0,), reference="echo", at_most_times=2), Row("echo", "ms", (0.0,))
    assert verdicts(row, [row, nothing]) == [Verdict("at most 2 times", False)]


def test_a_reference_that_was_not_measured_is_refused():
    with pytest.raises(ValueError, match="'echo' is not among the rows of 'tap'"):
        ratio(Row("tap", "ms", (1.0,), reference="echo"), [])


def test_a_row_survives_the_way_to_another_process():
    row = Row("tap", "ms", (1.0, 2.0), "p99", at_most=3, reference="echo", at_most_times=2)
    assert row_of(row.as_json()) == row
