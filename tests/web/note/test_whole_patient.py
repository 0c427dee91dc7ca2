"""Everything of a patient leaves in one file, for the examiner alone, and the trail says so of each examination."""

import hashlib
import json
import zipfile
from io import BytesIO

import pytest

from exam.domain.record.answers import Answer
from exam.domain.record.model import Examiner
from exam.web.note import whole_patient
from tests.web.house_rules import PATIENT


@pytest.fixture
def printed(monkeypatch):
    """A print takes seconds."""
    monkeypatch.setattr("exam.web.note.whole_patient.pdf_of", lambda exam, size: b"%PDF-1.7 of " + exam.id.encode())
    monkeypatch.setattr("exam.web.note.kept.pdf_of", lambda exam, size: b"%PDF-1.7 of " + exam.id.encode())


@pytest.fixture
def of_patient(services, account, colleague, exam_id):
    """Two of one's own, one of a colleague, and one of somebody else."""
    services.exams.append(exam_id, account.id, [Answer("comments.strength", "Limps")])
    services.exams.sign(exam_id, account.id, Examiner("Andreas Vesalius"))
    services.exams.create("B-2", account.id)
    return exam_id, services.exams.create(PATIENT, account.id), services.exams.create(PATIENT, colleague.id)


def opened(answer):
    assert answer.status_code == 200
    return zipfile.ZipFile(BytesIO(answer.data))


def test_every_examination_of_the_patient_is_in_it_with_an_index(client, services, of_patient, printed):
    signed, draft, _ = of_patient
    answer = client.get(f"/exams/{draft}/patient.zip")
    assert PATIENT not in answer.headers["Content-Disposition"]
    archive = opened(answer)
    folders = {name.partition("/")[0] for name in archive.namelist() if "/" in name}
    assert {folder[-8:] for folder in folders} == {signed[:8], draft[:8]}
    first, second = sorted(folders, key=lambda folder: folder[-8:] != signed[:8])
    files = {"note.pdf", "note.txt", "record.json", "note.fhir.json", "audit-trail.csv"}
    assert {name.partition("/")[2] for name in archive.namelist() if name.startswith(second)} == files
    assert archive.read(f"{first}/note.pdf").startswith(b"%PDF")
    record = json.loads(archive.read(f"{first}/record.json"))
    assert (record["patient"]["reference"], record["comments"]["strength"]) == (PATIENT, "Limps")
    assert json.loads(archive.read(f"{first}/note.fhir.json"))["resourceType"] == "Bundle"
    assert "Limps" in archive.read(f"{first}/note.txt").decode()
    assert ",signed," in archive.read(f"{first}/audit-trail.csv").decode()
    sha256 = services.exams.open(signed, 1).signature.sha256
    assert hashlib.sha256(archive.read(f"{first}/signed-note.json")).hexdigest() == sha256
    index = archive.read("index.html").decode()
    assert PATIENT in index
    assert "draft, not signed" in index
    assert all(f'href="{name}"' in index for name in archive.namelist() if "/" in name)


def test_what_it_turned_out_to_be_is_in_it_with_every_entry(client, services, account, of_patient, printed):
    signed, outcomes = of_patient[0], services.outcomes
    today = services.settings.now().date().isoformat()
    value = {"cause": "root.L5", "side": "left", "known_by": "mri", "known_on": today}
    outcomes.enter(signed, account.id, value)
    outcomes.enter(signed, account.id, value | {"cause": "other", "side": "none", "other": "Psoas abscess"})
    outcomes.take_back(signed, account.id)
    outcomes.give_up(signed, account.id)
    archive = opened(client.get(f"/exams/{signed}/patient.zip"))
    (name,) = [name for name in archive.namelist() if name.endswith("/outcomes.json")]
    content = json.loads(archive.read(name))
    assert content["format"] == "dermyo-outcomes/1"
    assert {entry.pop("author") for entry in content["entries"]} == {"Andreas Vesalius"}
    assert all(entry.pop("at").endswith("+00:00") for entry in content["entries"])
    other = value | {"cause": "other", "side": "none", "other": "Psoas abscess"}
    assert content["entries"] == [value, other, {}, {"known_by": "will_not_be_known"}]
    assert f'href="{name}"' in archive.read("index.html").decode()


def test_the_trail_names_each_examination_that_left(client, services, of_patient, printed):
    client.get(f"/exams/{of_patient[0]}/patient.zip")
    left = {entry.exam_id for entry in services.trail.entries() if entry.act == "exported all of the patient"}
    assert left == set(of_patient[:2])
    assert services.exams.open(of_patient[0], 1).signature.undo_until is None


def test_nobody_else_gets_it(sign_in, colleague, client, of_patient):
    assert sign_in(colleague).get(f"/exams/{of_patient[0]}/patient.zip").status_code == 404
    assert client.get(f"/exams/training{'0' * 24}/patient.zip").status_code in (303, 401, 404)


def test_more_than_a_download_holds_are_refused_in_words(client, of_patient, monkeypatch):
    monkeypatch.setattr(whole_patient, "MOST", 1)
    answer = client.get(f"/exams/{of_patient[0]}/patient.zip")
    assert answer.status_code == 422
    assert "dermyo export --reference" in answer.text


def test_the_command_line_exports_it_of_every_clinician(app, services, of_patient, printed):
    file = BytesIO()
    assert whole_patient.write_patient(app, PATIENT.lower(), file) == 3
    archive = zipfile.ZipFile(file)
    assert len([name for name in archive.namelist() if name.endswith("note.pdf")]) == 3
    index = archive.read("index.html").decode()
    assert "Gabriele Falloppio" in index
    assert whole_patient.write_patient(app, "nobody", BytesIO()) == 0


@pytest.mark.parametrize("slug", ["note", "patient"])
def test_it_is_offered_beside_the_note_and_with_the_patient(client, of_patient, slug):
    draft = of_patient[1]
    assert f'href="/exams/{draft}/patient.zip"' in client.get(f"/exams/{draft}/{slug}").text
