"""A row past its review is named; one that is due today is not."""

import shutil
from datetime import date
from pathlib import Path

import pytest

from reference import Overdue, overdue
from reference.load import read

SMALL = Path(__file__).parent / "small"
LAST_DAY = date(2027, 1, 1)


@pytest.fixture(scope="module")
def small():
    return read(SMALL)[0]


def test_a_row_is_valid_through_its_last_day(small):
    assert overdue(small, LAST_DAY) == ()


def test_every_row_is_overdue_the_day_after(small):
    late = overdue(small, date(2027, 1, 2))
    named = {str(row) for row in late}
    assert "sources.toml: atlas: was to be reviewed by 2027-01-01" in named
    assert "likelihoods.toml: power under root: was to be reviewed by 2027-01-01" in named
    arranging = {"steps.toml", "families.toml", "kinds.toml"}  # they have no claim to review
    assert {row.file for row in late} == {path.name for path in SMALL.glob("*.toml")} - arranging


def test_the_longest_overdue_comes_first(tmp_path):
    folder = tmp_path / "data"
    shutil.copytree(SMALL, folder)
    path = folder / "conditions.toml"
    earlier = 'id = "sciatica"\nreview_by = 2026-06-01'
    path.write_text(path.read_text(encoding="utf-8").replace('id = "sciatica"', earlier), encoding="utf-8")
    reference = read(folder)[0]
    assert overdue(reference, LAST_DAY) == (Overdue("conditions.toml", "sciatica", date(2026, 6, 1)),)
    assert overdue(reference, date(2028, 1, 1))[0].row == "sciatica"
