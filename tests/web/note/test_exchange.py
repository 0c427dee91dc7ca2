"""The examination as a FHIR document, beside the note: a draft, signed, and added to."""

import base64
import json
import re

import pytest

from tests.web.note.signing import sign


@pytest.fixture
def document(client, examined):
    """The resources of the document, the composition first."""

    def document():
        response = client.get(f"/exams/{examined}/note.fhir.json")
        assert response.status_code == 200
        assert response.mimetype == "application/fhir+json"
        named = rf'attachment; filename="note-20\d\d-\d\d-\d\d-{examined[:8]}\.fhir\.json"'
        assert re.fullmatch(named, response.headers["Content-Disposition"])
        return [entry["resource"] for entry in json.loads(response.data)["entry"]]

    return document


@pytest.fixture
def printed(monkeypatch):
    """Replace the printing, which has tests of its own."""
    monkeypatch.setattr("exam.printing.press.print_note", lambda _html, **_: b"%PDF-quick")


def one(resources, kind):
    (found,) = [resource for resource in resources if resource["resourceType"] == kind]
    return found


def test_a_draft_is_preliminary_and_names_who_would_sign_it(document, client, examined, printed):
    found = document()
    assert (found[0]["resourceType"], found[0]["status"]) == ("Composition", "preliminary")
    name = one(found, "Practitioner")["name"][0]["text"]
    assert f"By: {name}" in client.get(f"/exams/{examined}/note.txt").text
    observed = [
        resource["code"]["coding"][0]["code"] for resource in found if resource["resourceType"] == "Observation"
    ]
    assert observed == ["reflexes.achilles", "light_touch.L5", "strength.great_toe_extension"]


def test_a_signed_one_is_final_and_holds_the_very_pdf(document, client, examined, printed):
    sign(client, examined)
    found = document()
    assert found[0]["status"] == "final"
    attachment = one(found, "DocumentReference")["content"][0]["attachment"]
    assert base64.b64decode(attachment["data"]) == client.get(f"/exams/{examined}/note.pdf").data


def test_an_addendum_and_the_declaration_of_void_make_documents_of_their_own(document, client, examined, printed):
    sign(client, examined)
    signed = document()
    client.post(f"/exams/{examined}/addenda", data={"text": "MRI on Monday."})
    added = document()
    assert (added[0]["status"], added[0]["identifier"]) == ("amended", signed[0]["identifier"])
    assert "MRI on Monday." in json.dumps(added[0]["section"])
    client.post(f"/exams/{examined}/void", data={"reason": "Wrong patient"})
    assert document()[0]["status"] == "entered-in-error"


def test_the_note_leads_to_it(client, examined):
    link = rf'<a class="button" href="/exams/{examined}/note\.fhir\.json" download>Record, FHIR</a>'
    assert re.search(link, client.get(f"/exams/{examined}/note").text)
