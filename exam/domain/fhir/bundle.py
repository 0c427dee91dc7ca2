"""The examination as one FHIR document: a bundle of all its resources, the composition first."""

from __future__ import annotations

import json
from datetime import UTC, datetime

from exam.domain.fhir.composition import composition
from exam.domain.fhir.elements import Json, moment, own, tidied
from exam.domain.fhir.examination import Examination
from exam.domain.fhir.identity import id_in, urn
from exam.domain.fhir.impression import impressions
from exam.domain.fhir.issues import issues
from exam.domain.fhir.observations import observations
from exam.domain.fhir.origin import identifier, printed, provenance
from exam.domain.fhir.people import people
from exam.domain.fhir.requests import requests
from exam.domain.language import mark, say

# A document must have a time. One without the time of its examination gets this one, and says that it means nothing:
# the time of writing would make two exports of one record differ.
NO_TIME = datetime(1970, 1, 1, tzinfo=UTC)
UNTIMED = mark("The examination has no recorded time; the timestamp means nothing")


def bundle(exam: Examination) -> Json:
    """The document as JSON-ready objects. The same examination gives the same document."""
    resources = [
        composition(exam),
        *people(exam),
        *observations(exam),
        *impressions(exam),
        *issues(exam),
        *requests(exam),
        *printed(exam),
        provenance(exam),
    ]
    entries = [{"fullUrl": f"urn:uuid:{resource['id']}", "resource": resource} for resource in tidied(resources)]
    address = urn("bundle", json.dumps(entries, sort_keys=True))
    head = {
        "resourceType": "Bundle",
        "id": id_in(address),
        "meta": {} if exam.written else {"tag": [own("marks", "time-not-recorded", say(UNTIMED))]},
        "identifier": identifier(address),
        "type": "document",
        "timestamp": moment(exam.written or NO_TIME),
    }
    return {**tidied(head), "entry": entries}


def bundle_text(exam: Examination) -> str:
    """The document as JSON, indented; the same examination gives the same text."""
    return json.dumps(bundle(exam), indent=1, ensure_ascii=False) + "\n"
