"""The group of the tablet gives each of its rows, in a real browser."""

import pytest

from bench.speed.rows import verdicts
from bench.speed.tablet import ready
from tests.bench.speed.apart import apart

LIMITS = {
    "pressed button painted, full speed": ["at most 35 ms"],
    "pressed button painted, quarter speed": ["at most 110 ms"],
    "answer painted, full speed": ["at most 70 ms", "at most 2.5 times"],
    "answer painted, quarter speed": ["at most 250 ms", "at most 2.5 times"],
    "sign-in: first paint, full speed": ["at most 1.5 times"],
    "sign-in: first paint, quarter speed": ["at most 1.5 times"],
    "strength step: first paint, full speed": ["at most 1.5 times"],
    "strength step: first paint, quarter speed": ["at most 1.5 times"],
}


def rows_of_a_round():
    with ready() as measure:
        return list(measure(taps=4))


@pytest.mark.long
@pytest.mark.browser
def test_a_round_has_every_row_and_its_limit():
    rows = apart(rows_of_a_round)
    limits = {row.label: [one.limit for one in verdicts(row, rows)] for row in rows}
    assert {label: found for label, found in limits.items() if found} == LIMITS
    assert {len(row.samples) for row in rows if "painted" in row.label} == {4}
    assert all(0 < sample < 60_000 for row in rows for sample in row.samples)
