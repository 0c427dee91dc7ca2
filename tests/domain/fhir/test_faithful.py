"""A document holds exactly what was found: every published case, read back without the code that wrote it."""

import json

import pytest

from tests.domain.fhir.examinations import CASES, EVERYTHING, full, of_case, resources
from tests.domain.fhir.reading import findings


def flat(members, path=""):
    """The findings of a record's JSON by their path."""
    for key, value in members.items():
        below = f"{path}.{key}" if path else key
        if isinstance(value, dict) and not value.keys() & {"not_tested", "grade"}:
            yield from flat(value, below)
        elif below != "stated_otherwise_normal":
            yield below, value


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_a_published_case_is_exported_with_its_findings_and_no_others(path):
    given = json.loads(path.read_text(encoding="utf-8"))["record"]
    document = of_case(path)
    assert findings(document) == dict(flat(given.get("findings", {})))
    assert len(document["entry"][0]["resource"]["section"]) > 1
    assert resources(document, "Patient")[0]["identifier"] == [{"value": given["patient"]["reference"]}]


def test_every_kind_of_finding_is_read_back():
    given = {path.removeprefix("findings."): value for path, value in EVERYTHING.items() if path[:9] == "findings."}
    assert findings(full()) == given
