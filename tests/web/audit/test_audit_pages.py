"""The audit of a clinic, for its administrators: what it is of, its figures, its PDF and its counts."""

import json
from dataclasses import replace
from io import BytesIO

import pytest
from pypdf import PdfReader
from sqlalchemy import select

from exam.domain.audit.counting import audit
from exam.domain.language import say_day
from exam.domain.record.model import Examiner
from exam.store.accounts import Person
from exam.store.database import connect
from exam.store.outcomes.audits import Audits
from exam.store.outcomes.entries import Outcomes
from exam.store.tables import trail
from tests.domain.audit.test_counting import L5, SAID


@pytest.fixture
def administrator(services, sign_in, account):
    person = Person("m.rossi", "Maria Rossi")
    return sign_in(services.accounts.add(person, "-", access=frozenset({"administrator"})))


@pytest.fixture
def counted(monkeypatch):
    """As if so many examinations had an outcome."""

    def counted(number):
        monkeypatch.setattr(Audits, "audit", lambda _: audit(number + 100, [(SAID, L5)] * number))

    return counted


def words_of(page):
    return " ".join(page.text.split())


def plain(client):
    return words_of(client.get("/account/audit/")).replace("</p> <p>", " ")


def test_a_clinic_without_outcomes_sees_what_they_are(administrator):
    page = administrator.get("/account/audit/")
    assert page.status_code == 200
    assert "No examination has been signed yet." in page.text
    assert "An outcome is what an examination turned out to be." in page.text
    assert "<table" not in page.text
    assert "Print as PDF" not in page.text


def test_a_signed_examination_and_its_outcome_are_counted(administrator, services, exam_id, account, config):
    services.exams.sign(exam_id, account.id, Examiner("Andreas Vesalius"))
    assert "1 examination is signed and valid. With an outcome: 0. Without one: 1." in plain(administrator)
    engine = connect(config.database_url)
    day = services.exams.open(exam_id, account.id).record.examined_at[:10]
    known = {"cause": "root.L5", "side": "left", "known_by": "surgery", "known_on": day}
    Outcomes(engine, services.settings.now).enter(exam_id, account.id, known)
    engine.dispose()
    words = "With an outcome: 1. Without one: 0. In 1 too little was examined to name a cause"
    assert words in plain(administrator)
    assert "That is too few to say" in plain(administrator)


def test_the_counts_of_a_handful_are_no_file(administrator, counted):
    counted(9)
    assert administrator.get("/account/audit/audit.json").status_code == 404
    counted(10)
    assert administrator.get("/account/audit/audit.json").get_json()["known_by"] == {"mri": 10}


def test_the_figures_follow_who_is_missing_and_how_far_they_can_be_believed(administrator, counted):
    counted(25)
    page = words_of(administrator.get("/account/audit/"))
    order = ["With an outcome: 25. Without one: 100.", "Those without an outcome may differ", "What was named"]
    places = [page.index(words) for words in order]
    assert places == sorted(places)
    assert "100 % (87 to 100)" in page
    assert page.count("<circle") == 1
    assert 'aria-label="How often what ranked first was right' in page


def test_it_is_printed_with_the_clinics_name_and_its_counts_leave_without(administrator, counted, services):
    counted(25)
    services.settings.save_clinic(replace(services.settings.clinic(), name="Back clinic"))
    pdf = administrator.get("/account/audit/audit.pdf?paper=letter")
    assert pdf.headers["Content-Disposition"] == 'attachment; filename="dermyo-audit.pdf"'
    reader = PdfReader(BytesIO(pdf.data))
    assert reader.pages[0].mediabox[2:] == [612, 792]
    assert "Back clinic" in (text := reader.pages[0].extract_text())
    assert f"Printed {say_day(services.settings.now())}" in text
    counts = administrator.get("/account/audit/audit.json")
    assert counts.headers["Content-Disposition"] == 'attachment; filename="dermyo-audit.json"'
    assert json.loads(counts.text)["format"] == "dermyo-audit/1"
    assert "Back clinic" not in counts.text


def test_what_leaves_is_in_the_trail_and_what_is_refused_is_not(administrator, counted, services, config):
    counted(9)
    assert administrator.get("/account/audit/audit.json").status_code == 404
    counted(19)
    assert administrator.get("/account/audit/audit.pdf").status_code == 404
    counted(20)
    administrator.get("/account/audit/")
    assert administrator.get("/account/audit/audit.json").status_code == 200
    assert administrator.get("/account/audit/audit.pdf").status_code == 200
    engine = connect(config.database_url)
    with engine.connect() as connection:
        said = connection.execute(select(trail.c.act, trail.c.actor, trail.c.exam_id).order_by(trail.c.number)).all()
    engine.dispose()
    assert [row for row in said if "audit" in row.act] == [
        ("exported the audit of the clinic", "m.rossi", None),
        ("printed the audit of the clinic", "m.rossi", None),
    ]


def test_an_administrator_finds_it_under_the_account(administrator):
    assert 'href="/account/audit/"' in administrator.get("/account/").text
