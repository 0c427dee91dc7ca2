"""What the parts of a document say, and what they must not."""

import base64
import hashlib
import json
import re
from dataclasses import replace
from html import unescape

import pytest

from exam.domain.fhir.bundle import bundle, bundle_text
from exam.domain.fhir.identity import OURS, urn
from exam.domain.fhir.sections import TITLES
from exam.domain.note.signature import TrailEnd
from exam.domain.note.text import section_lines
from tests.domain.fhir.examinations import (
    ADDED,
    EVERYTHING,
    PDF,
    REPLACED,
    REPLACES,
    SIGNED,
    VOIDED,
    draft,
    examination,
    full,
    only,
    resources,
    section,
    sections_of,
)
from tests.domain.fhir.own_checks import own_faults
from tests.domain.fhir.reading import DOCS, systems
from tests.domain.fhir.validators import fhirkit_faults
from tests.domain.notes import FULL
from tests.domain.records import record_of

LUMBAR_MRI = {"system": "http://loinc.org", "code": "24968-0", "display": "MR Lumbar spine"}


@pytest.mark.parametrize(
    ("given", "composition", "results", "impression", "requests", "pdf"),
    [
        ({"signature": None}, "preliminary", "preliminary", "in-progress", "draft", "current"),
        ({}, "final", "final", "completed", "draft", "current"),
        ({"addenda": (ADDED,)}, "amended", "final", "completed", "draft", "current"),
        ({"life": REPLACED}, "final", "final", "completed", "draft", "superseded"),
        ({"life": VOIDED}, *(["entered-in-error"] * 5)),
    ],
)
def test_each_status_follows_the_note(given, composition, results, impression, requests, pdf):
    document = full(**given)
    status = {one["resourceType"]: one.get("status") for one in resources(document)}
    assert (status["Composition"], status["ClinicalImpression"]) == (composition, impression)
    assert (status["Observation"], status["DetectedIssue"]) == (results, results)
    assert (status["ServiceRequest"], status["DocumentReference"]) == (requests, pdf)
    assert only(document, "DocumentReference")["docStatus"] == composition


def test_who_signed_attests_a_signed_document_alone():
    attester = full()["entry"][0]["resource"]["attester"]
    assert [(one["mode"], one["time"]) for one in attester] == [("professional", "2026-11-21T10:45:00+01:00")]
    assert "attester" not in full(signature=None)["entry"][0]["resource"]


def test_a_record_that_was_changed_after_signing_is_attested_by_nobody():
    changed = full(signature=replace(SIGNED, changed=("the record",)))
    assert "attester" not in changed["entry"][0]["resource"]
    assert "does not match its signature. Changed since: the record." in section(changed, "signature")["text"]["div"]


def test_a_later_version_names_the_document_that_it_replaces():
    (replaced,) = full(life=REPLACES)["entry"][0]["resource"]["relatesTo"]
    earlier = full(signature=replace(SIGNED, sha256="b" * 64))
    assert replaced == {"code": "replaces", "targetIdentifier": earlier["entry"][0]["resource"]["identifier"]}


def test_the_patient_is_a_reference_and_nothing_else():
    patient = only(full(), "Patient")
    assert patient.keys() == {"resourceType", "id", "text", "identifier"}
    assert patient["identifier"] == [{"value": "P-1"}]


def test_the_examiner_has_a_name_a_registration_and_a_role():
    practitioner, role = only(full(), "Practitioner"), only(full(), "PractitionerRole")
    assert (practitioner["name"], practitioner["identifier"]) == ([{"text": "Andreas Vesalius"}], [{"value": "PH 123"}])
    assert role["code"] == [{"text": "Physiotherapist"}]
    unknown = only(draft(), "Practitioner")
    assert "name" not in unknown
    assert "not recorded" in unknown["text"]["div"]
    assert resources(draft(), "PractitionerRole") == []


def test_the_program_names_no_diagnosis_and_orders_nothing():
    document = full()
    assert resources(document, "Condition") == []
    device = f"urn:uuid:{only(document, 'Device')['id']}"
    for id in ("alerts", "why", "imaging"):
        assert section(document, id)["author"] == [{"reference": device}], id
    assert "not a diagnosis" in section(document, "why")["text"]["div"]
    for request in resources(document, "ServiceRequest"):
        assert (request["status"], request["intent"]) == ("draft", "proposal")
        assert request["requester"] == {"reference": device}
        assert request["note"][-1] == {"text": "Proposed by the program; not an order."}


def test_the_impression_is_the_clinicians():
    impression = only(full(), "ClinicalImpression")
    named = [one["itemCodeableConcept"]["text"] for one in impression["finding"]]
    assert named == ["Left L5 root", "Herniated lumbar disc"]
    assert impression["summary"] == "Foot drop from the back."
    assert impression["note"] == [{"text": "Entered before the program's ranking was shown."}]
    assert resources(draft(), "ClinicalImpression") == []
    assert "<b>Impression:</b> None entered." in section(draft(), "short")["text"]["div"]
    assert impression["id"] in section(full(), "short")["entry"][0]["reference"]


def test_the_sections_are_those_of_the_note():
    for exam in (examination(record_of(EVERYTHING)), examination(record_of(FULL | {"red_flags.fever": False}))):
        document = bundle(exam)
        ids = [one["code"]["coding"][-1]["code"] for one in document["entry"][0]["resource"]["section"]]
        assert ids == [*(one.id for one in exam.note.sections()), "about"]
        words = unescape(re.sub("<[^>]+>", " ", " ".join(one["text"]["div"] for one in sections_of(document))))
        lines = [line for one in exam.note.sections() if one.kind != "findings" for line in section_lines(one)]
        assert len(lines) > 20
        assert [line for line in lines if "".join(line.split()) not in "".join(words.split())] == []


def test_beside_an_emergency_the_document_hides_what_the_note_hides():
    assert section(full(), "origin") is section(full(), "conditions") is section(full(), "next") is None
    story = {"presentation.symptom_side": "left", "presentation.features.pain_below_knee": True}
    unhurried = draft(story | {"findings.light_touch.L5.left": 1, "findings.strength.hip_abduction.left": "4"})
    for id in ("conditions", "next"):
        assert section(unhurried, id)["author"]


def test_where_the_reference_no_longer_says_what_the_note_says_the_document_is_words_alone():
    exam = examination(record_of(EVERYTHING), signature=SIGNED)
    document, coded = bundle(replace(exam, coded=False)), bundle(exam)
    left_out = {"Observation", "ClinicalImpression", "DetectedIssue", "ServiceRequest"}
    assert {one["resourceType"] for one in resources(coded)} - {
        one["resourceType"] for one in resources(document)
    } == left_out
    assert "in words alone" in section(document, "about")["text"]["div"]
    assert "in words alone" not in section(coded, "about")["text"]["div"]
    for id in ("short", "findings", "alerts"):
        assert section(document, id)["text"] == section(coded, id)["text"]
        assert "entry" not in section(document, id)
    assert [check(document) for check in (own_faults, fhirkit_faults)] == [[], []]


def test_an_impression_may_be_words_alone():
    impression = only(draft({"impression.text": "A disc."}), "ClinicalImpression")
    assert not impression.keys() & {"finding", "note", "investigation"}


def test_an_alert_has_its_evidence_and_its_answer():
    issue = next(
        one for one in resources(full(), "DetectedIssue") if one["code"]["coding"][0]["code"] == "cauda_equina"
    )
    assert issue["severity"] == "high"
    assert issue["mitigation"] == [
        {
            "action": {"text": "Acted on: Sent to the emergency department (Andreas Vesalius)"},
            "date": "2026-11-21T09:40:00+01:00",
        }
    ]
    weak = next(one for one in resources(full(), "DetectedIssue") if one["evidence"][0].get("detail"))
    assert weak["evidence"][0]["code"][0]["text"]


def test_a_suggested_study_has_its_code():
    complaint = {"presentation.symptom_side": "both", "presentation.features.back_pain": True}
    mri = only(draft(complaint | {"red_flags.saddle_numbness": True}), "ServiceRequest")
    assert LUMBAR_MRI in mri["code"]["coding"]
    assert mri["priority"] == "stat"
    assert "asNeededCodeableConcept" not in mri
    assert mri["code"]["coding"][0]["code"] == "mri_lumbar_spine"


def test_a_study_that_is_not_to_be_done_yet_says_so_in_an_element_of_its_own():
    weak = {
        f"findings.strength.{one}.left": "4" for one in ("great_toe_extension", "ankle_dorsiflexion", "hip_abduction")
    }
    story = {"presentation.symptom_side": "left", "presentation.features.pain_below_knee": True}
    found = resources(draft(story | weak | {"findings.light_touch.L5.left": 1}), "ServiceRequest")
    mri = next(one for one in found if LUMBAR_MRI in one["code"]["coding"])
    assert mri["asNeededCodeableConcept"]["text"].startswith("not yet, only once six weeks ")


def test_the_pdf_is_whole_with_its_size_and_hash():
    (content,) = only(full(), "DocumentReference")["content"]
    attachment = content["attachment"]
    assert base64.b64decode(attachment["data"]) == PDF
    assert attachment["size"] == len(PDF)
    assert base64.b64decode(attachment["hash"]) == hashlib.sha1(PDF).digest()
    assert resources(full(pdf=None), "DocumentReference") == []
    assert section(full(pdf=None), "document") is None


def test_where_it_comes_from_has_author_program_versions_and_the_signed_hash():
    document = full()
    source = only(document, "Provenance")
    assert [one["type"]["coding"][0]["code"] for one in source["agent"]] == ["author", "assembler"]
    assert source["entity"][0]["what"]["identifier"] == {
        "type": {"text": "SHA-256 of the signed note"},
        "value": "a" * 64,
    }
    older = only(full(signature=replace(SIGNED, record_only=True)), "Provenance")
    assert "SHA-256 of the signed record" in older["text"]["div"]
    assert "entity" not in only(full(signature=None), "Provenance")
    assert [one["type"]["text"] for one in only(document, "Device")["version"]] == ["program", "reference"]


def test_every_resource_is_reached_from_the_composition():
    document = full()
    known = {entry["fullUrl"]: json.dumps(entry["resource"]) for entry in document["entry"]}
    reached, ahead = set(), [document["entry"][0]["fullUrl"]]
    while ahead:
        address = ahead.pop()
        if address not in reached:
            reached.add(address)
            ahead += [other for other in known if f'"{other}"' in known[address]]
    unreached = [entry["resource"]["resourceType"] for entry in document["entry"] if entry["fullUrl"] not in reached]
    assert unreached == ["Provenance"]


def test_each_resource_has_a_narrative():
    assert all("div" in one["text"] for one in resources(full()))


def test_typed_text_cannot_become_markup():
    text = section(full(), "comments")["text"]["div"]
    assert "Pain &lt; 5 &amp; effort good.<br/>Second line." in text
    assert "Seen again &lt;today&gt;." in section(full(addenda=(ADDED,)), "addenda")["text"]["div"]


def test_a_demonstration_is_marked_everywhere():
    document = draft({"training": "left_l5", "findings.reflexes.achilles.left": 2})
    assert all(one["meta"]["security"][0]["code"] == "HTEST" for one in resources(document))
    assert document["entry"][0]["resource"]["title"].startswith("TRAINING")


def test_a_void_note_says_so_in_its_title():
    assert full(life=VOIDED)["entry"][0]["resource"]["title"].startswith("VOID: declared void by")


def test_without_a_recorded_time_the_document_says_that_its_own_means_nothing():
    document = draft()
    assert document["timestamp"] == "1970-01-01T00:00:00+00:00"
    assert document["meta"]["tag"][0]["code"] == "time-not-recorded"
    assert "date" not in document["entry"][0]["resource"]
    assert document["entry"][0]["resource"]["_date"]["extension"][0]["valueCode"] == "unknown"
    assert "meta" not in full()
    assert full()["timestamp"] == "2026-11-21T10:45:00+01:00"


def test_the_same_examination_gives_the_same_text_and_another_another():
    exam = examination(record_of(EVERYTHING))
    assert bundle_text(exam) == bundle_text(examination(record_of(EVERYTHING)))
    assert json.loads(bundle_text(exam)) == bundle(exam)
    addresses = [{entry["fullUrl"] for entry in draft({"patient.age": age})["entry"]} for age in (40, 41)]
    assert not addresses[0] & addresses[1]


def test_an_addendum_gives_another_document_of_the_same_composition():
    first, second = full(), full(addenda=(ADDED,))
    assert first["identifier"] != second["identifier"]
    assert first["entry"][0]["resource"]["identifier"] == second["entry"][0]["resource"]["identifier"]
    assert second["timestamp"] == "2026-11-22T09:00:00+01:00"


def test_every_section_is_named_on_the_page_of_formats():
    text = DOCS.read_text(encoding="utf-8").split("Sections are those of the note, coded ")[1].split(";")[0]
    assert re.findall(r"`(\w+)`", text) == list(TITLES)


def test_our_code_systems_are_those_of_the_page_of_formats():
    assert systems() == OURS
    assert urn("system", "tests") == OURS["tests"]


def test_the_end_of_the_audit_trail_before_the_signature_is_in_the_composition():
    signed = replace(SIGNED, trail=TrailEnd(41, "b" * 64))
    text = json.dumps(full(signature=signed))
    assert "SHA-256 of the audit trail at entry 41, the newest before signing" in text
    assert "b" * 64 in text
    assert "audit trail at entry" not in json.dumps(full())
