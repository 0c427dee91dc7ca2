"""Six checks of a document that no validator makes: each returns its faults as sentences."""

import re
from xml.etree import ElementTree as ET

VALUE_SET = {
    *("unknown", "asked-unknown", "temp-unknown", "not-asked", "asked-declined", "masked", "not-applicable"),
    *("unsupported", "as-text", "error", "not-a-number", "negative-infinity", "positive-infinity", "not-performed"),
    "not-permitted",
}
ABSENT = "http://terminology.hl7.org/CodeSystem/data-absent-reason"
WHO = {"Practitioner", "PractitionerRole"}
KINDS = {
    "subject": {"Patient"},
    "patient": {"Patient"},
    "Composition.author": WHO,
    "Composition.section.author": {*WHO, "Device"},
    "Composition.section.entry": {
        *("Observation", "ClinicalImpression", "DetectedIssue", "ServiceRequest", "DocumentReference")
    },
    "Composition.attester.party": WHO,
    "custodian": {"Organization"},
    "PractitionerRole.practitioner": {"Practitioner"},
    "PractitionerRole.organization": {"Organization"},
    "Observation.performer": WHO,
    "ClinicalImpression.assessor": WHO,
    "ClinicalImpression.investigation.item": {"Observation"},
    "DetectedIssue.author": {"Device"},
    "DetectedIssue.evidence.detail": {"Observation"},
    "ServiceRequest.requester": {"Device"},
    "ServiceRequest.reasonReference": {"Observation"},
    "DocumentReference.author": WHO,
    "Provenance.target": {"Composition"},
    "Provenance.agent.who": {*WHO, "Device"},
}
RESULT = {"registered", "preliminary", "final", "amended", "corrected", "cancelled", "entered-in-error", "unknown"}
STATUSES = {
    "Composition": {"preliminary", "final", "amended", "entered-in-error"},
    "Observation": RESULT,
    "DetectedIssue": RESULT,
    "ClinicalImpression": {"in-progress", "completed", "entered-in-error"},
    "ServiceRequest": {"draft", "active", "on-hold", "revoked", "completed", "entered-in-error", "unknown"},
    "DocumentReference": {"current", "superseded", "entered-in-error"},
}
DAY = r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?"
INSTANT = (
    r"\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])T([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d+)?(Z|[+-](0\d|1[0-4]):[0-5]\d)"
)
DATE_TIME = re.compile(f"{INSTANT}|{DAY}")
INSTANTS = {"Bundle.timestamp", "Provenance.recorded", "DocumentReference.date"}
TIMES = INSTANTS | {
    *("Composition.date", "Composition.attester.time", "Composition.event.period.start"),
    *("Observation.effectiveDateTime", "ClinicalImpression.effectiveDateTime", "DetectedIssue.identifiedDateTime"),
    *("DetectedIssue.mitigation.date", "ServiceRequest.authoredOn"),
    "DocumentReference.content.attachment.creation",
}
XHTML = "{http://www.w3.org/1999/xhtml}"
ELEMENTS = {"div", "p", "b", "br", "table", "thead", "tbody", "tr", "th", "td"}


def own_faults(document):
    checks = (references, absent_reasons, check_digits, narratives, statuses, times)
    return [fault for check in checks for fault in check(document)]


def parts(document):
    """Every element with its path, as `Observation.code.coding`; an entry's resource begins a path."""
    yield from _below(document, "Bundle")


def _below(value, path):
    yield path, value
    if isinstance(value, list):
        for part in value:
            yield from _below(part, path)
    elif isinstance(value, dict):
        for key, part in value.items():
            inner = part["resourceType"] if key == "resource" else f"{path}.{key}"
            yield from _below(part, inner)


def references(document):
    known = {entry["fullUrl"]: entry["resource"]["resourceType"] for entry in document["entry"]}
    for path, value in parts(document):
        if isinstance(value, dict) and "reference" in value:
            kind = known.get(value["reference"])
            wanted = KINDS.get(path) or KINDS[path.rpartition(".")[2]]
            if kind is None:
                yield f"{path}: {value['reference']} is not in the bundle"
            elif kind not in wanted:
                yield f"{path}: is a {kind}"


def absent_reasons(document):
    for path, value in parts(document):
        if isinstance(value, dict) and value.get("system") == ABSENT and value["code"] not in VALUE_SET:
            yield f"{path}: {value['code']} is no reason for absent data"


def check_digits(document):
    for path, value in parts(document):
        if isinstance(value, dict) and value.get("system") == "http://loinc.org":
            number, _, digit = value["code"].partition("-")
            if not number.isdecimal() or str(luhn(number)) != digit:
                yield f"{path}: {value['code']} has a wrong check digit"


def luhn(number):
    """The check digit of LOINC: the odd places from the right, read as one number and doubled, beside the others."""
    backwards = number[::-1]
    doubled = str(2 * int(backwards[::2]))
    return -sum(map(int, doubled + (backwards[1::2] or "0"))) % 10


def narratives(document):
    for path, value in parts(document):
        if isinstance(value, dict) and "div" in value:
            yield from (f"{path}: {fault}" for fault in narrative(value["div"]))


def narrative(text):
    try:
        tree = ET.fromstring(text)
    except ET.ParseError as error:
        return [f"is not well-formed: {error}"]
    names = [element.tag.removeprefix(XHTML) for element in tree.iter()]
    faults = [f"has <{name}>" for name in names if name not in ELEMENTS]
    faults += [f"has {name}=" for element in tree.iter() for name in element.attrib if name != "colspan"]
    if tree.tag != f"{XHTML}div":
        faults.append("is not a div of XHTML")
    return faults if "".join(tree.itertext()).strip() else [*faults, "says nothing"]


def statuses(document):
    for entry in document["entry"]:
        kind, status = entry["resource"]["resourceType"], entry["resource"].get("status")
        if kind in STATUSES and status not in STATUSES[kind]:
            yield f"{kind}.status: {status} is no status"


def times(document):
    for path, value in parts(document):
        if path in TIMES and isinstance(value, str):
            shape = re.compile(INSTANT) if path in INSTANTS else DATE_TIME
            if not shape.fullmatch(value):
                yield f"{path}: {value} is no time"
