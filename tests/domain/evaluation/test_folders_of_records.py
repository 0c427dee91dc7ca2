"""The folders of invented records with accepted answers: each record has a row, and each row is well formed."""

import json
from pathlib import Path

import pytest

from exam.domain.evaluation.accepted import answer_to
from tests.domain.records import written

TESTS = Path(__file__).parents[2]


def accepted(folder):
    return json.loads((TESTS / folder / "expected.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize(("folder", "count"), [("cases_triage", 20), ("cases_unnamed", 13)])
def test_every_record_has_a_row(folder, count):
    records = {path.stem for path in (TESTS / folder).glob("*.json")} - {"expected"}
    assert records == set(accepted(folder))
    assert len(records) == count


@pytest.mark.parametrize("folder", ["cases_triage", "cases_unnamed"])
def test_every_row_names_urgencies_and_where_they_matter_causes(folder):
    for id, row in accepted(folder).items():
        answer = answer_to(id, written(), row)
        assert answer.urgencies
        assert bool(answer.causes) is (folder == "cases_unnamed")
