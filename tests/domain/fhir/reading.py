"""Reads a document back into findings by what `docs/formats.md` tells a receiver, without the code that wrote it."""

import re
from pathlib import Path

DOCS = Path(__file__).parents[3] / "docs/formats.md"
URN = re.compile(r"\| `(?P<name>[a-z_]+)` \| `(?P<urn>urn:uuid:[0-9a-f-]{36})` \|")
WHOLE_NUMBERS = ("reflex", "sensation")
"""The scales whose grades a record writes as numbers."""


def systems():
    """Our own code systems, by the table of the page of formats."""
    return {found["name"]: found["urn"] for found in URN.finditer(DOCS.read_text(encoding="utf-8"))}


def code_in(concept, system):
    """The code of one of our systems in a concept; None without one."""
    found = [coding["code"] for coding in concept["coding"] if coding["system"] == systems()[system]]
    assert len(found) <= 1
    return found[0] if found else None


def findings(document):
    """The findings as a record has them below `findings`, by their path."""
    found = {}
    for entry in document["entry"]:
        resource = entry["resource"]
        if resource["resourceType"] == "Observation":
            path = path_of(resource)
            assert path not in found
            found[path] = value_of(resource)
    return found


def path_of(observation):
    test = code_in(observation["code"], "tests")
    return f"{test}.{code_in(observation['bodySite'], 'sides')}" if "bodySite" in observation else test


def value_of(observation):
    if "dataAbsentReason" in observation:
        assert not [key for key in observation if key.startswith("value")]
        return {"not_tested": code_in(observation["dataAbsentReason"], "not_tested")}
    if "valueQuantity" in observation:
        return observation["valueQuantity"]["value"]
    scale, _, grade = code_in(observation["valueCodeableConcept"], "grades").partition(":")
    value = int(grade) if scale in WHOLE_NUMBERS else grade
    limits = [code_in(part["valueCodeableConcept"], "limits") for part in observation.get("component", [])]
    return {"grade": value, "limited_by": limits[0]} if limits else value
