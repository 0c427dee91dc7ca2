"""Two validators, the invariants of the specification and our own checks find nothing, and each planted fault.

A student's note is final only with the counter-signature, which it then names with its hash.
"""

import json

import pytest

from tests.domain.fhir.examinations import (
    ADDED,
    CASES,
    REPLACED,
    REPLACES,
    RETURNED,
    VALID,
    VOIDED,
    WAITING,
    full,
    of_case,
    only,
    resources,
    supervised,
)
from tests.domain.fhir.invariants import broken
from tests.domain.fhir.own_checks import own_faults
from tests.domain.fhir.planted import FAULTS, planted
from tests.domain.fhir.validators import fhirkit_faults, npm_faults

STATES = {
    "signed": {},
    "draft": {"signature": None, "clinic": "", "pdf": None},
    "added to": {"addenda": (ADDED,)},
    "void": {"life": VOIDED},
    "a second version": {"life": REPLACES},
    "replaced": {"life": REPLACED},
}


def found_by(document, npm):
    return {
        "fhirkit": fhirkit_faults(document),
        "npm": npm,
        "invariants": broken(document),
        "own": own_faults(document),
    }


@pytest.fixture(scope="module")
def npm_of_faults():
    return dict(zip(FAULTS, npm_faults([planted(fault) for fault in FAULTS]), strict=True))


def test_there_are_eighteen_faults():
    assert len(FAULTS) == 18


@pytest.mark.parametrize(("fault", "finders"), FAULTS.items(), ids=lambda value: getattr(value, "__name__", ""))
def test_a_planted_fault_is_found(fault, finders, npm_of_faults):
    found = found_by(planted(fault), npm_of_faults[fault])
    assert {name for name, faults in found.items() if faults} == finders


@pytest.mark.parametrize("state", [WAITING, VALID, RETURNED], ids=["waiting", "counter-signed", "sent back"])
def test_nothing_is_found_in_a_document_of_a_student(state):
    document = supervised(state)
    assert found_by(document, npm_faults([document])[0]) == {"fhirkit": [], "npm": [], "invariants": [], "own": []}


@pytest.mark.parametrize("state", STATES)
def test_nothing_is_found_in_a_document_of_each_state(state):
    document = full(**STATES[state])
    assert found_by(document, npm_faults([document])[0]) == {"fhirkit": [], "npm": [], "invariants": [], "own": []}


def test_nothing_is_found_in_any_published_case():
    documents = [of_case(path) for path in CASES]
    found = [found_by(document, npm) for document, npm in zip(documents, npm_faults(documents), strict=True)]
    assert len(found) == 111
    assert [faults for each in found for faults in each.values() if faults] == []


@pytest.mark.parametrize(
    ("by", "status", "modes", "hashed"),
    [
        (WAITING, "preliminary", ["personal"], ""),
        (RETURNED, "preliminary", ["personal"], "SHA-256 of the return"),
        (VALID, "final", ["personal", "professional"], "SHA-256 of the counter-signature"),
    ],
    ids=["waiting", "sent back", "counter-signed"],
)
def test_it_is_final_only_with_the_counter_signature(by, status, modes, hashed):
    document = supervised(by)
    composition = only(document, "Composition")
    assert composition["status"] == status
    assert [one["mode"] for one in composition["attester"]] == modes
    assert {one["status"] for one in resources(document, "Observation")} == {status}
    assert composition["title"].startswith("NOT VALID") == (status == "preliminary")
    assert ("c" * 64 in json.dumps(document)) == bool(hashed)
    assert hashed in json.dumps(only(document, "Provenance"))


def test_its_time_is_that_of_the_counter_signature():
    times = [supervised(by)["timestamp"] for by in (WAITING, RETURNED, VALID)]
    assert times == ["2026-11-21T10:45:00+01:00", "2026-11-22T07:00:00+00:00", "2026-11-22T07:00:00+00:00"]
