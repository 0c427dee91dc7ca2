"""The groups of the whole server give each of their rows, with a real server and no error."""

import pytest

from bench.speed.load import answers, capacity, clinic
from bench.speed.rows import verdicts
from tests.bench.speed.apart import apart


def limits(rows):
    rows = list(rows)
    assert [row.figure for row in rows if row.label.endswith("errors")] == [0.0] * sum(
        "errors" in row.label for row in rows
    )
    return {row.is_of: [one.limit for one in verdicts(row, rows)] for row in rows if verdicts(row, rows)}


@pytest.mark.long
def test_taps_on_examinations_of_different_lengths():
    with answers.ready((2, 30), (2, 1), ("SQLite",)) as measure:
        assert limits(measure()) == {
            ("SQLite: tap with 30 answers", "median"): ["at most 1.2 times"],
            ("SQLite: errors", "total"): ["at most 0"],
        }


@pytest.mark.long
@pytest.mark.postgresql
def test_taps_a_second_on_both_stores():
    with capacity.ready((1, 8), 1.0, answers=5) as measure:
        rows = list(measure())
    assert limits(rows) == {
        (f"{store}, 8 clients: taps", "median"): ["at least 110 a second"] for store in ("SQLite", "PostgreSQL")
    } | {
        (f"{store}, {clients}: errors", "total"): ["at most 0"]
        for store in ("SQLite", "PostgreSQL")
        for clients in ("1 client", "8 clients")
    }
    assert all(row.figure > 0 for row in rows if row.label.endswith("taps"))


def rows_of_a_clinic():
    with clinic.ready(3, 10.0, ("SQLite",), 4) as measure:
        return list(measure())


@pytest.mark.long
@pytest.mark.browser
def test_a_clinic_repeats_what_one_browser_fetched():
    rows = apart(rows_of_a_clinic)
    assert limits(rows) == {
        ("SQLite: taps", "p99"): ["at most 100 ms"],
        ("SQLite: errors", "total"): ["at most 0"],
        ("SQLite: memory of a server process alone", "highest"): ["at most 70 MB"],
    }
    counted = {row.label: len(row.samples) for row in rows if row.statistic == "median"}
    # Each tablet is at its own place of a script of 15 seconds, in which it taps four times.
    assert 6 <= counted["SQLite: taps"] <= 12
    assert counted["SQLite: notes"] == 10
    assert len(next(row for row in rows if "memory" in row.label).samples) == 2
