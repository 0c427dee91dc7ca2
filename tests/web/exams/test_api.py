"""For programs: a record in, its assessment out, or stored as a draft."""

import json

import pytest

from exam.domain.record.writing import write_record

RECORD = {
    "format": "dermyo-exam/1",
    "patient": {"reference": "A-1"},
    "findings": {"strength": {"great_toe_extension": {"left": "4"}}, "light_touch": {"L5": {"left": 1}}},
}
FAULTY = {"findings": {"strength": {"knee_extension": {"left": "7"}}}}


def test_a_record_is_assessed_and_nothing_is_stored(client, services, account):
    response = client.post("/api/assess", json=RECORD)
    assert response.status_code == 200
    assert response.json["format"] == "dermyo-assessment/1"
    assert sum(candidate["probability"] for candidate in response.json["candidates"]) == pytest.approx(1, abs=1e-6)
    assert services.exams.list(account.id) == []


def test_saddle_numbness_is_an_emergency(client):
    response = client.post("/api/assess", json=RECORD | {"red_flags": {"saddle_numbness": True}})
    assert response.json["urgency"] == "emergency"


@pytest.mark.parametrize("address", ["/api/assess", "/api/exams"])
def test_a_faulty_record_is_refused_whole_with_every_fault_by_its_path(client, services, account, address):
    response = client.post(address, json=RECORD | FAULTY | {"colour": "blue"})
    assert response.status_code == 422
    faults = {fault["path"]: fault["message"] for fault in response.json["faults"]}
    assert faults["findings.strength.knee_extension.left"] == '"7" is not an MRC grade'
    assert "colour" in faults
    assert services.exams.list(account.id) == []


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b"null", b'{"a": 1, "a": 2}', b"\xff", b"[" * 100_000])
def test_input_that_is_not_a_record_is_refused(client, body):
    response = client.post("/api/assess", data=body, content_type="application/json")
    assert response.status_code == 422
    assert response.json["faults"]


def test_a_record_is_stored_as_a_new_draft(client, services, account):
    response = client.post("/api/exams", json=RECORD)
    assert response.status_code == 201
    exam = services.exams.open(response.json["id"], account.id)
    assert write_record(exam.record) == RECORD
    assert client.get(response.json["address"]).status_code == 200


def test_a_request_that_is_sent_again_with_its_id_stores_one_draft_and_is_answered_alike(client, services, account):
    how = {"headers": {"Idempotency-Key": "8e03978e-40d5-43e8-bc93-6894a57f9324"}}
    first, again = (client.post("/api/exams", json=RECORD, **how) for _ in range(2))
    assert (first.status_code, first.json) == (again.status_code, again.json)
    assert len(services.exams.list(account.id)) == 1
    # The same id by mistake: another record is never answered with the first one.
    other = client.post("/api/exams", json=RECORD | {"patient": {"reference": "A-2"}}, **how)
    assert other.json["id"] != first.json["id"]
    assert {exam.reference for exam in services.exams.list(account.id)} == {"A-1", "A-2"}


def test_a_colleague_with_the_same_id_stores_an_own_draft(client, sign_in, services, account, colleague):
    for browser in (client, sign_in(colleague)):
        assert browser.post("/api/exams", json=RECORD, headers={"Idempotency-Key": "1"}).status_code == 201
    assert [len(services.exams.list(one.id)) for one in (account, colleague)] == [1, 1]


def test_without_an_id_each_request_stores_a_draft(client, services, account):
    for _ in range(2):
        client.post("/api/exams", json=RECORD, headers={"Idempotency-Key": ""})
    assert len(services.exams.list(account.id)) == 2


def test_a_demonstration_is_not_stored_as_an_examination(client, services, account):
    response = client.post("/api/exams", json=RECORD | {"training": "left_l5"})
    assert (response.status_code, response.json["faults"][0]["path"]) == (422, "training")
    assert services.exams.list(account.id) == []


def test_too_large_a_body_is_refused(client):
    body = json.dumps(RECORD | {"comments": {"strength": "x" * 300_000}})
    response = client.post("/api/assess", data=body, content_type="application/json")
    assert response.status_code == 413
    assert response.json["faults"]


def test_without_an_account_the_refusal_is_json(anonymous, account):
    response = anonymous.post("/api/assess", json=RECORD)
    assert response.status_code == 401
    assert "signed out" in response.json["faults"][0]["message"]


def test_another_site_cannot_have_a_browser_send_records(client):
    text = json.dumps(RECORD)
    assert client.post("/api/exams", data=text, content_type="text/plain").status_code == 415
    assert client.post("/api/exams", json=RECORD, headers={"Sec-Fetch-Site": "cross-site"}).status_code == 403
    assert client.post("/api/exams", json=RECORD, headers={"Sec-Fetch-Site": "same-origin"}).status_code == 201


def test_it_needs_no_form_token(client):
    del client.environ_base["HTTP_X_CSRFTOKEN"]
    assert client.post("/api/assess", json=RECORD).status_code == 200


def test_invisible_characters_of_pasted_text_are_dropped(client, services, account):
    pasted = RECORD | {"patient": {"reference": "MRN\u00a04471"}, "comments": {"strength": "\ufeffGave\u200b way"}}
    exam = services.exams.open(client.post("/api/exams", json=pasted).json["id"], account.id)
    assert (exam.record.patient.reference, exam.record.comments["strength"]) == ("MRN 4471", "Gave way")
