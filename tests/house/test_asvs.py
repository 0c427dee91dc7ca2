"""docs/asvs.md counts its rows rightly, and names tests that are there."""

import re
from collections import Counter
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs/asvs.md").read_text()
ROWS = [[cell.strip() for cell in line.strip("|").split("|")] for line in PAGE.splitlines() if re.match(r"\| \d", line)]


def test_the_counts_are_right():
    counts = Counter(row[3].strip("*") for row in ROWS)
    assert set(counts) == {"met", "partly", "not met"}
    met, partly, missing = counts["met"], counts["partly"], counts["not met"]
    words = f"Of {len(ROWS)} requirements {met} are met, {partly} partly and {missing} not."
    assert words in " ".join(PAGE.split())


def test_each_requirement_is_there_once_in_its_order():
    numbers = [tuple(map(int, row[0].split("."))) for row in ROWS]
    assert numbers == sorted(set(numbers))
    assert all(len(number) == 3 for number in numbers)
    chapters = [int(number) for number in re.findall(r"^## V(\d+) ", PAGE, re.MULTILINE)]
    assert [number for number, *_ in dict.fromkeys((number[0],) for number in numbers)] == chapters


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row[0])
def test_what_a_requirement_names_is_there(row):
    assert len(row) == 5
    named = re.findall(r"`([^`]+)`", row[4])
    assert named
    assert all((ROOT / path).exists() for path in named)
