"""A document holds exactly what was found: every published case, read back without the code that wrote it."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from exam.domain.fhir.bundle import bundle
from tests.domain.fhir.examinations import CASES, EVERYTHING, examination, full, of_case, resources
from tests.domain.fhir.own_checks import own_faults
from tests.domain.fhir.reading import findings
from tests.domain.fhir.validators import fhirkit_faults
from tests.domain.records import answers, record_of


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


# What clinicians paste: other scripts, joiners, quotes, angle brackets, tabs and line breaks.
words = st.text(st.sampled_from("aé漢कி\u200dע😀<>&\"'\t\n- "), max_size=12).map(lambda text: f"x{text}")


@settings(max_examples=40)
@given(answers, words)
def test_any_record_is_exported_whole_and_valid(given, text):
    record = record_of(given | {"comments.note": text, "impression.text": text, "examiner.name": text})
    document = bundle(examination(record, thorough=False))
    assert fhirkit_faults(document) == []
    assert own_faults(document) == []
    found = {path.removeprefix("findings."): value for path, value in given.items() if path.startswith("findings.")}
    found.pop("stated_otherwise_normal", None)
    assert findings(document) == found
