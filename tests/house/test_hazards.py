"""HAZARDS.md keeps to its own scales, and names tests that are there."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "HAZARDS.md").read_text()
ROWS = [[cell.strip() for cell in line.strip("|").split("|")] for line in PAGE.splitlines() if line.startswith("| H")]
OWNERS = {"developers", "clinic", "administrator", "examiner"}


def risk(severity, probability):
    product = severity * probability
    return "low" if product <= 5 else "medium" if product <= 11 else "high"


def test_every_hazard_has_a_number_of_its_own():
    assert [row[0] for row in ROWS] == [f"H{number}" for number in range(1, len(ROWS) + 1)]
    assert len(ROWS) >= 47


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row[0])
def test_a_hazard_keeps_to_the_scales(row):
    assert len(row) == 8
    _, hazard, severity, before, control, left, owner, tests = row
    assert re.fullmatch(r"\*\*[^*]+\*\*\. [A-Z].*\.", hazard)
    assert re.fullmatch("S[1-5]", severity)
    assert re.fullmatch("P[1-5]", before)
    probability, word = left.split(", ")
    assert re.fullmatch("P[1-5]", probability)
    assert int(probability[1]) <= int(before[1])
    assert word == risk(int(severity[1]), int(probability[1]))
    assert set(owner.split(", ")) <= OWNERS
    assert control
    assert tests


def test_what_is_high_is_listed_as_open():
    high = [row[0] for row in ROWS if row[5].endswith("high")]
    opened = PAGE.partition("## Open")[2]
    assert re.findall(r"^- (H\d+), ", opened, re.MULTILINE) == high
    assert high


@pytest.mark.parametrize("path", sorted(set(re.findall(r"`((?:tests|docs)/[^`]+)`", PAGE))))
def test_what_a_hazard_names_is_there(path):
    assert (ROOT / path).exists()
