"""Eighteen faults, each put into a copy of a document without any, and the checkers that find it."""

import copy

from tests.domain.fhir.examinations import full, resources

BOTH = {"fhirkit", "npm"}


def _first(document, kind):
    return resources(document, kind)[0]


def _measured(document):
    return next(one for one in resources(document, "Observation") if "valueQuantity" in one)


def _not_tested(document):
    return next(one for one in resources(document, "Observation") if "dataAbsentReason" in one)


def value_beside_an_absent_reason(document):
    _not_tested(document)["valueString"] = "4"


def section_entry_that_points_nowhere(document):
    section = next(one for one in document["entry"][0]["resource"]["section"] if "entry" in one)
    section["entry"].append({"reference": "urn:uuid:00000000-0000-5000-8000-000000000000"})


def observation_status_finished(document):
    _first(document, "Observation")["status"] = "finished"


def composition_not_first(document):
    document["entry"].append(document["entry"].pop(0))


def bundle_without_identifier(document):
    del document["identifier"]


def bundle_without_timestamp(document):
    del document["timestamp"]


def unknown_element(document):
    _first(document, "Observation")["grading"] = "MRC"


def request_without_intent(document):
    del _first(document, "ServiceRequest")["intent"]


def time_without_zone(document):
    _first(document, "Observation")["effectiveDateTime"] = "2026-11-21T09:30:00"


def performer_not_an_array(document):
    observation = _first(document, "Observation")
    observation["performer"] = observation["performer"][0]


def two_values(document):
    _measured(document)["valueString"] = "40 degrees"


def wrong_check_digit(document):
    _first(document, "Composition")["type"]["coding"][0]["code"] = "29545-2"


def absent_reason_outside_its_value_set(document):
    _not_tested(document)["dataAbsentReason"]["coding"][0]["code"] = "pain"


def narrative_not_well_formed(document):
    text = _first(document, "Patient")["text"]
    text["div"] = text["div"].replace("</p>", "", 1)


def narrative_with_a_script(document):
    text = _first(document, "Patient")["text"]
    text["div"] = text["div"].replace("<p>", "<script>alert(1)</script><p>", 1)


def subject_that_is_an_observation(document):
    one, other = resources(document, "Observation")[:2]
    one["subject"] = {"reference": f"urn:uuid:{other['id']}"}


def empty_string(document):
    _first(document, "Practitioner")["name"][0]["text"] = ""


def same_address_twice(document):
    document["entry"].append(copy.deepcopy(document["entry"][-1]))


FAULTS = {
    value_beside_an_absent_reason: {"invariants"},
    section_entry_that_points_nowhere: {"own"},
    observation_status_finished: {"npm", "own"},
    composition_not_first: {"invariants"},
    bundle_without_identifier: {"invariants"},
    bundle_without_timestamp: {"invariants"},
    unknown_element: BOTH,
    request_without_intent: BOTH,
    time_without_zone: {"fhirkit", "own"},
    performer_not_an_array: BOTH,
    two_values: {"fhirkit"},
    wrong_check_digit: {"own"},
    absent_reason_outside_its_value_set: {"own"},
    narrative_not_well_formed: {"own"},
    narrative_with_a_script: {"own"},
    subject_that_is_an_observation: {"own"},
    empty_string: {"fhirkit"},
    same_address_twice: {"invariants"},
}


def planted(fault):
    document = copy.deepcopy(full())
    fault(document)
    return document
