"""The number of a request, and that nothing of a patient reaches the log."""

import json
import logging
import re
from uuid import uuid4

import pytest

from exam.logs.lines import Lines
from tests.web.house_rules import PATIENT

HTMX = {"HX-Request": "true"}
WORDS = "Marked-words about this person"


class Kept(logging.Handler):
    """Keeps every line."""

    def __init__(self):
        super().__init__()
        self.setFormatter(Lines("json"))
        self.lines = []

    def emit(self, record):
        self.lines.append(json.loads(self.format(record)))


@pytest.fixture
def lines(caplog):
    """Every line that was logged so far, as JSON."""
    for name in ("exam", "exam.requests"):  # the second has a level of its own once a server has begun
        caplog.set_level(logging.INFO, name)
    kept = Kept()
    logging.getLogger().addHandler(kept)
    yield lambda: kept.lines
    logging.getLogger().removeHandler(kept)


def requests_in(lines):
    return [line for line in lines() if line["event"] == "request"]


def test_a_request_is_logged_by_its_endpoint_under_the_number_of_its_answer(client, exam_id, account, lines):
    response = client.get(f"/exams/{exam_id}/strength?next={WORDS}")
    (line,) = requests_in(lines)
    assert response.headers["Dermyo-Request"] == line["request"]
    assert re.fullmatch("[0-9a-f]{8}", line["request"])
    assert (line["method"], line["status"], line["account"]) == ("GET", 200, account.id)
    assert line["endpoint"] == "examination.show_step"
    assert exam_id not in str(line)


def test_nobody_is_asked_for_and_what_is_nobodys_is_not_logged(anonymous, lines):
    for address in ("/healthz", "/static/css/page.css", "/reference/", "/nowhere"):
        assert anonymous.get(address).headers["Dermyo-Request"]
    found = [(line["endpoint"], line["account"]) for line in requests_in(lines)]
    assert found == [("reference_pages.show_index", None), ("none", None)]


@pytest.mark.parametrize("testing", [False])
def test_a_fault_is_logged_under_the_number_that_its_page_says(app, client, exam_id, lines, monkeypatch, testing):
    app.testing = testing

    def fail(*_):
        raise ValueError(WORDS)

    monkeypatch.setattr("exam.web.exams.steps.render_template", fail)
    monkeypatch.setattr("exam.web.http.current.exams", fail)
    app.view_functions["examination.show_step"] = fail_with(fail)
    page = client.get(f"/exams/{exam_id}/strength")
    assert page.status_code == 500
    fault, line = lines()
    assert fault["event"] == "a fault of the program"
    assert fault["error"] == ["ValueError"]
    assert fault["request"] == line["request"] == page.headers["Dermyo-Request"]
    assert f"tell whoever runs this server the number {line['request']}." in page.text
    fragment = client.get(f"/exams/{exam_id}/strength", headers=HTMX)
    assert f"the number {fragment.headers['Dermyo-Request']}." in fragment.text
    assert "the number" not in client.get("/nowhere").text
    assert WORDS not in str(lines())


def fail_with(fail):
    return lambda **_: fail()


def test_the_page_of_last_resort_has_the_number_too(app, client, monkeypatch):
    app.testing = False
    monkeypatch.setattr("exam.web.http.static_files._respond", None)
    page = client.get("/static/css/page.css")
    assert page.status_code == 500
    assert f"the number {page.headers['Dermyo-Request']}." in page.text


def test_a_whole_examination_leaves_nothing_of_the_patient_in_the_log(app, client, services, account, lines):
    app.testing = False
    begun = client.post("/exams", data={"patient.reference": PATIENT})
    exam = begun.location.rstrip("/").split("/")[2]
    grade = "findings.strength.knee_extension.left"
    for step, fields in (
        ("strength", {grade: WORDS}),
        ("strength", {grade: "4", "comments.strength": WORDS}),
        ("assessment", {"impression.text": WORDS}),
    ):
        client.post(f"/exams/{exam}/{step}", data={"answer_id": uuid4().hex, **fields}, headers=HTMX)
    client.get(f"/exams?q={WORDS}")
    for address in ("assessment", "note", "note.txt", "record.json", WORDS):
        client.get(f"/exams/{exam}/{address}")
    client.get(f"/{WORDS}")
    client.post("/api/assess", json={PATIENT: WORDS})
    client.post("/account/sign-in", data={"username": PATIENT, "password": WORDS})
    logged = json.dumps(lines(), ensure_ascii=False)
    assert [line["status"] for line in requests_in(lines)] == [303, 422, *[200] * 7, 404, 404, 422, 302]
    assert all(word not in logged for word in (PATIENT, "Marked-words", "knee_extension", exam))
