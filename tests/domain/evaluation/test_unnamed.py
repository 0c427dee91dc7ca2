"""Lesions that resemble a root and are none: no root is said to fit, and an accepted cause leads or none fits."""

import json
from pathlib import Path

import pytest

from exam.domain.reasoning.assess import assess
from exam.domain.record.reading import read_record

FOLDER = Path(__file__).parents[2] / "cases_unnamed"
EXPECTED = json.loads((FOLDER / "expected.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", EXPECTED)
def test_no_root_is_said_to_fit_and_an_accepted_cause_leads(name):
    record = read_record(json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8")))
    found = assess(record, thorough=False)
    assert found.statement != "fits_one"
    assert found.statement == "fits_none" or found.candidates[0].cause in EXPECTED[name]["causes"]
