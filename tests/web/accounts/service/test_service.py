"""Each account reads the intended use once; an administrator puts Dermyo into service, or withdraws that."""

import hashlib
import json
from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader
from sqlalchemy import select

from exam.domain.words import regulatory_status
from exam.domain.words.regulatory_status import INTENDED_USE
from exam.store.accounts import Person
from exam.store.database import connect
from exam.store.tables import trail
from tests.web.note.signing import read_sheet

STANDING = Path(__file__).parents[4] / "docs/standing.md"
NOT_IN_SERVICE = "Not in clinical service: for teaching, research and simulated patients only."
GENERAL = "until a clinic puts it into service under its own governance it is for teaching, research and simulated"
SERVICE = {
    "responsible": "Maria Rossi, medical director",
    "since": "2026-11-02",
    "purpose": "adults with leg pain, knee clinic",
}
IN_SERVICE = (
    "The clinic put it into service under its own governance on 2 November 2026. Responsible: Maria Rossi, medical "
    "director. Used for: adults with leg pain, knee clinic."
)


@pytest.fixture
def administrator(services, sign_in, account):
    person = Person("m.rossi", "Maria Rossi")
    return sign_in(services.accounts.add(person, "-", access=frozenset({"administrator"})))


def words_of(page):
    return " ".join(page.text.split())


def acts(config):
    engine = connect(config.database_url)
    with engine.connect() as connection:
        found = [(row.act, row.actor) for row in connection.execute(select(trail).order_by(trail.c.number))]
    engine.dispose()
    return found


@pytest.mark.unread
def test_an_account_reads_it_before_its_first_page_and_never_again(client, config):
    led = client.get("/exams?page=2")
    assert (led.status_code, led.location) == (303, "/account/intended-use/?next=/exams?page%3D2")
    page = client.get(led.location)
    assert "Read this before you go on." in page.text
    assert 'name="next" value="/exams?page=2"' in page.text
    assert client.post("/account/intended-use/", data={"next": "/exams?page=2"}).location == "/exams?page=2"
    assert client.get("/exams").status_code == 200
    again = client.get("/account/intended-use/").text
    assert "You read this on" in again
    assert "I have read it" not in again
    assert [act for act in acts(config) if act[0] == "intended use read"] == [("intended use read", "a.vesalius")]


@pytest.mark.unread
def test_a_password_that_somebody_else_chose_is_changed_first(services, sign_in, account):
    colleague = services.accounts.add(Person("g.fallopio", "Gabriele Falloppio"), "-", must_change=True)
    browser = sign_in(colleague)
    assert browser.get("/exams").location == "/account/password"
    assert browser.get("/account/password").status_code == 200


@pytest.mark.unread
@pytest.mark.parametrize("elsewhere", ["https://evil.example/", "//evil.example", ""])
def test_it_leads_to_no_other_site(client, elsewhere):
    assert client.post("/account/intended-use/", data={"next": elsewhere}).location == "/"


@pytest.mark.unread
def test_what_is_sent_is_stored_before_it_was_read(client, exam_id, services, account):
    tap = {"findings.reflexes.achilles.left": "0"}
    sent = client.post(f"/exams/{exam_id}/reflexes", data=tap, headers={"HX-Request": "true"})
    assert sent.status_code == 200
    assert services.exams.open(exam_id, account.id).revision > 1
    assert client.get("/who").status_code == 200
    assert client.get(f"/exams/{exam_id}/reflexes/copy").status_code == 200
    assert client.get(f"/exams/{exam_id}/reflexes").status_code == 303


@pytest.mark.unread
@pytest.mark.parametrize("address", ["/help", "/reference/", "/account/intended-use/"])
def test_help_and_reference_are_open_meanwhile(client, address):
    assert client.get(address).status_code == 200


def test_the_page_says_the_whole_statement_and_the_document_too(client):
    page, document = words_of(client.get("/account/intended-use/")), " ".join(STANDING.read_text().split())
    assert [heading for heading, _ in INTENDED_USE][3] == "What it is not for"
    for heading, sentences in INTENDED_USE:
        for text in (heading, *sentences):
            assert text.replace("'", "&#39;") in page
            assert text in document


def test_who_changes_a_sentence_asks_everybody_to_read_it_again():
    """With another sentence the number is raised, and here the digest of the new ones entered."""
    digest = hashlib.sha256(json.dumps(regulatory_status.INTENDED_USE).encode()).hexdigest()
    assert (regulatory_status.STATEMENT, digest[:12]) == ("1", "1f951e378605")


def test_a_clinic_puts_it_into_service_and_withdraws_it(administrator, client, config):
    assert NOT_IN_SERVICE in client.get("/exams").text
    assert administrator.post("/account/service/", data=SERVICE).location == "/account/service/"
    assert "In clinical service since 2 November 2026." in client.get("/exams").text
    assert NOT_IN_SERVICE not in client.get("/exams").text
    page = words_of(administrator.get("/account/service/"))
    for words in ("In service since 2 November 2026", "Maria Rossi, medical director", "program 0."):
        assert words in page
    assert "This server now runs" not in page
    done = administrator.post("/account/service/withdraw", data={"reason": "A new head"})
    assert done.location == "/account/service/"
    assert NOT_IN_SERVICE in client.get("/exams").text
    assert "withdrawn by Maria Rossi: A new head" in words_of(administrator.get("/account/service/"))
    of_service = [act for act in acts(config) if "service" in act[0]]
    assert of_service == [("put into service", "m.rossi"), ("withdrawn from service", "m.rossi")]


def test_another_version_than_the_one_recorded_is_named(administrator, monkeypatch):
    administrator.post("/account/service/", data=SERVICE)
    monkeypatch.setattr("exam.web.accounts.service.periods.PROGRAM", "9.9.9")
    page = words_of(administrator.get("/account/service/"))
    assert "program 9.9.9. Check whether your clinic's decision covers it" in page


@pytest.mark.parametrize(("fault", "words"), [
    ({"responsible": ""}, "Name the person who is responsible."),
    ({"purpose": " "}, "Say for what and where it is used."),
    ({"since": "soon"}, "Enter the day."),
    ({"since": "2999-01-01"}, "This day is still to come"),
])  # fmt: skip
def test_what_is_wrong_is_said_and_what_was_typed_stays(administrator, services, fault, words):
    answer = administrator.post("/account/service/", data=SERVICE | fault)
    assert answer.status_code == 422
    assert words in answer.text
    if "purpose" not in fault:
        assert 'value="adults with leg pain, knee clinic"' in answer.text
    assert services.settings.clinic().service is None


def test_a_second_administrator_learns_that_it_is_in_service(administrator, client):
    administrator.post("/account/service/", data=SERVICE)
    answer = client.post("/account/service/", data=SERVICE)
    assert answer.status_code == 422
    assert "in service already" in answer.text


@pytest.mark.parametrize(
    ("given", "said"),
    [({}, ">Give a reason.<"), ({"reason": "x" * 501}, ">The text is 501 characters long; the limit is 500.<")],
)
def test_it_is_not_withdrawn_without_a_reason(administrator, services, given, said):
    administrator.post("/account/service/", data=SERVICE)
    answer = administrator.post("/account/service/withdraw", data=given)
    assert answer.status_code == 422
    assert said in answer.text
    assert services.settings.clinic().service is not None


def test_the_password_is_asked_for_again(administrator, services):
    with administrator.session_transaction() as session:
        services.sessions.prove(session["session"], datetime.now(UTC) - timedelta(minutes=6))
    answer = administrator.post("/account/service/", data=SERVICE)
    assert answer.status_code == 422
    assert "Enter your password to continue." in answer.text
    assert 'value="adults with leg pain, knee clinic"' in answer.text
    assert services.settings.clinic().service is None


def test_the_note_says_which_of_the_two_held_when_it_was_signed(administrator, client, exam_id):
    def note():
        return words_of(client.get(f"/exams/{exam_id}/note.txt"))

    assert GENERAL in note()
    administrator.post("/account/service/", data=SERVICE)
    assert IN_SERVICE in note()
    assert GENERAL not in note()
    client.post(f"/exams/{exam_id}/sign", data=read_sheet(client, exam_id))
    administrator.post("/account/service/withdraw", data={"reason": "A new head"})
    assert IN_SERVICE in note()
    pdf = PdfReader(BytesIO(client.get(f"/exams/{exam_id}/note.pdf").data))
    assert IN_SERVICE in " ".join(pdf.pages[0].extract_text().split())


def test_a_note_read_before_it_changed_is_not_signed(administrator, client, exam_id, services, account):
    seen = read_sheet(client, exam_id)
    administrator.post("/account/service/", data=SERVICE)
    client.post(f"/exams/{exam_id}/sign", data=seen)
    assert services.exams.open(exam_id, account.id).status == "draft"


def test_the_line_names_nobody_and_is_on_copies(administrator, client, exam_id):
    administrator.post("/account/service/", data=SERVICE)
    for address in ("/exams", f"/exams/{exam_id}/reflexes", f"/exams/{exam_id}/reflexes/copy"):
        page = client.get(address).text
        assert "In clinical service since 2 November 2026." in page
        assert "Rossi" not in page
    for address in (f"/exams/{exam_id}/assessment", "/help"):
        assert "Responsible: Maria Rossi" in client.get(address).text


def test_who_has_no_account_and_a_demonstration_learn_nothing_of_the_clinic(administrator, anonymous):
    administrator.post("/account/service/", data=SERVICE)
    for address in ("/account/sign-in", "/help", "/reference/"):
        page = anonymous.get(address).text
        assert "Rossi" not in page
        assert "In clinical service" not in page
    assert GENERAL in words_of(anonymous.get("/account/sign-in"))
