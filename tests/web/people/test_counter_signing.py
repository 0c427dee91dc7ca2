"""A student signs and the supervisor counter-signs: every page and text says so, before and after."""

import html
import json
import re

import pytest

from exam.domain.record.answers import Answer
from exam.store.accounts import Person
from exam.store.trail.access import TrailWanted
from tests.web.note.signing import sign, text_of

WAITS = "NOT VALID until counter-signed by Gabriele Falloppio: examined by Volcher Coiter, student"
DONE = "counter-signed"
REASON = "Reflexes <b>missing</b>."


@pytest.fixture
def student(services, account, colleague):
    """The student, whom the colleague supervises."""
    made = services.accounts.add(Person("v.coiter", "Volcher Coiter"), "-", access=frozenset({"student"}))
    services.supervisors.name(made.id, colleague.id, named_by=account.id)
    return made


@pytest.fixture
def students(sign_in, student):
    """A browser with the student signed in."""
    return sign_in(student)


@pytest.fixture
def exam_id(services, student):
    exam_id = services.exams.create("4471", student.id)
    services.exams.append(exam_id, student.id, [Answer("findings.strength.great_toe_extension.left", "4-")])
    return exam_id


@pytest.fixture
def signed(students, exam_id):
    sign(students, exam_id)
    return exam_id


def texts(browser, exam_id):
    """Every form in which the note leaves."""
    files = [f"/exams/{exam_id}/note.txt?form={form}" for form in ("full", "shorthand", "letter")]
    return [browser.get(file).text for file in files]


def printed(browser, exam_id):
    return text_of(browser.get(f"/exams/{exam_id}/note.pdf").data)


def seen(browser, exam_id):
    return re.search(r'name="seen" value="(\w+)"', browser.get(f"/exams/{exam_id}/note/counter-sign").text)[1]


def counter_sign(browser, exam_id):
    return browser.post(f"/exams/{exam_id}/note/counter-sign", data={"seen": seen(browser, exam_id)})


def send_back(browser, exam_id, reason=REASON):
    given = {"seen": seen(browser, exam_id), "reason": reason}
    return browser.post(f"/exams/{exam_id}/note/send-back", data=given)


def test_before_it_every_form_of_the_note_says_that_it_is_not_valid(students, theirs, signed):
    assert [WAITS in text for text in texts(students, signed)] == [True] * 3
    assert [WAITS in text for text in texts(theirs, signed)] == [True] * 3
    pages = printed(students, signed)
    # The head of the first page, the line of every page, and across it.
    assert pages.count(WAITS) >= 2
    assert "Signed" in pages
    assert "none yet; Gabriele Falloppio is to counter-sign" in pages
    document = json.loads(students.get(f"/exams/{signed}/note.fhir.json").text)
    composition = document["entry"][0]["resource"]
    assert composition["status"] == "preliminary"
    assert composition["title"].startswith(WAITS)
    assert [one["mode"] for one in composition["attester"]] == ["personal"]
    assert {
        one["resource"]["status"] for one in document["entry"] if one["resource"]["resourceType"] == "Observation"
    } == {"preliminary"}


def test_after_it_every_form_names_both_with_the_time_and_the_hash(students, theirs, services, signed, student):
    page = theirs.get("/exams").text
    assert "To counter-sign: 1" in page
    assert f'href="/exams/{signed}/note/counter-sign"' in page
    assert counter_sign(theirs, signed).location == f"/exams/{signed}/note"
    assert "the note is valid now" in theirs.get(f"/exams/{signed}/note").text
    said = services.exams.open(signed, student.id).supervision.said
    for text in (*texts(students, signed), printed(students, signed)):
        assert "NOT VALID" not in text
        assert "Volcher Coiter, student" in text
        assert re.search(r"(?i)counter-signed.* by:? Gabriele Falloppio, account g\.fallopio", text)
    pages = printed(students, signed)
    assert f"Counter-signature SHA-256: {said.sha256}" in pages
    assert "Counter-signed by Gabriele Falloppio, account g.fallopio" in pages
    composition = json.loads(students.get(f"/exams/{signed}/note.fhir.json").text)["entry"][0]["resource"]
    assert composition["status"] == "final"
    assert composition["attester"][1]["party"]["display"] == "Gabriele Falloppio, account g.fallopio"
    assert "To counter-sign" not in theirs.get("/exams").text


def test_the_supervisor_reads_every_page_and_changes_nothing(theirs, services, signed, student):
    page = theirs.get(f"/exams/{signed}/note/counter-sign").text
    assert f"/exams/{signed}/note/page-1.png?size=fine" in page
    assert "Volcher Coiter, a student, examined and signed it: patient reference 4471." in page
    assert theirs.get(f"/exams/{signed}/note/page-1.png?size=fine").status_code == 200
    note = theirs.get(f"/exams/{signed}/note").text
    assert "You read this examination of Volcher Coiter as supervisor." in note
    assert "Read and counter-sign ..." in note
    tap = {"findings.strength.great_toe_extension.left": "5", "answer_id": "x", "seen_revision": "2"}
    assert theirs.post(f"/exams/{signed}/strength", data=tap).status_code == 404
    acts = [entry.act for entry in services.trail.entries(TrailWanted(exam_id=signed)) if entry.actor == "g.fallopio"]
    assert "saw as supervisor" in acts


def test_what_is_sent_back_says_so_and_why_to_the_student(students, theirs, signed):
    sent = send_back(theirs, signed)
    assert sent.location == "/exams"
    said = "Sent back: Volcher Coiter sees it in the list, with your reason on the note"
    assert said in after(theirs, sent)
    assert "sent back, not valid; signed" in students.get("/exams").text
    note = students.get(f"/exams/{signed}/note").text
    assert re.search(rf"Reason: <q>(<bdi>)?{re.escape(html.escape(REASON))}(</bdi>)?</q>", note)
    assert "Correct this note" in note
    assert "Add to the signed note" not in note
    mark = "NOT VALID, sent back by Gabriele Falloppio,"
    assert [mark in text for text in texts(students, signed)] == [True] * 3
    pages = printed(students, signed)
    assert mark in pages
    assert REASON in pages
    assert theirs.get(f"/exams/{signed}/note/counter-sign").location == f"/exams/{signed}/note"
    assert "does not wait for your counter-signature" in after(theirs, counter_late(theirs, signed))


def test_the_draft_that_corrects_it_says_what_is_to_be_corrected(students, theirs, services, student, signed):
    send_back(theirs, signed)
    draft = services.exams.correct(signed, student.id)
    note = students.get(f"/exams/{draft}/note").text
    assert "<strong>To correct:</strong> Gabriele Falloppio sent the version before back." in note
    assert re.search(rf"Reason: <q>(<bdi>)?{re.escape(html.escape(REASON))}(</bdi>)?</q>", note)
    assert "To correct:" not in students.get(f"/exams/{signed}/note").text


def test_a_draft_that_corrects_what_waits_says_nothing_of_it(students, services, student, signed):
    draft = services.exams.correct(signed, student.id)
    assert "To correct:" not in students.get(f"/exams/{draft}/note").text


def counter_late(browser, exam_id):
    return browser.post(f"/exams/{exam_id}/note/counter-sign", data={"seen": "0" * 64})


def after(browser, answer):
    return browser.get(answer.location).text


def test_a_reason_that_is_missing_is_asked_for_again(theirs, services, signed, student):
    answer = send_back(theirs, signed, " ")
    assert (answer.status_code, "The reason needs at least one character." in answer.text) == (422, True)
    assert services.exams.open(signed, student.id).supervision.said is None


def test_what_was_added_since_is_read_first(theirs, services, signed, student):
    was = seen(theirs, signed)
    services.exams.add_addendum(signed, student.id, "The right knee.")
    answer = theirs.post(f"/exams/{signed}/note/counter-sign", data={"seen": was})
    assert answer.location == f"/exams/{signed}/note/counter-sign"
    assert "something was added since you read it" in theirs.get(f"/exams/{signed}/note/counter-sign").text
    answer = theirs.post(f"/exams/{signed}/note/send-back", data={"seen": was, "reason": "No."})
    assert answer.location == f"/exams/{signed}/note/counter-sign"
    assert services.exams.open(signed, student.id).supervision.said is None


def test_the_password_is_asked_for_again(app, theirs, services, signed, student, monkeypatch):
    monkeypatch.setattr("exam.web.accounts.again.asking._is_recent", lambda: False)
    answer = theirs.post(f"/exams/{signed}/note/counter-sign", data={"seen": seen(theirs, signed)})
    assert (answer.status_code, "Enter your password to continue." in answer.text) == (422, True)
    assert services.exams.open(signed, student.id).supervision.said is None


def test_a_note_that_was_changed_is_not_counter_signed(theirs, signed, monkeypatch):
    from exam.store.stored import NotIntact

    def refuse(*_, **__):
        raise NotIntact("x")

    monkeypatch.setattr("exam.store.exams.Exams.counter_sign", refuse)
    assert "does not match its signature" in after(theirs, counter_sign(theirs, signed))


def test_a_student_sees_who_counter_signs_before_signing(students, services, exam_id, account, colleague):
    page = students.get(f"/exams/{exam_id}/sign").text
    assert "the note is not valid until <strong>Gabriele Falloppio</strong> has counter-signed it" in page
    assert "Sign as Volcher Coiter, student" in page
    services.accounts.set_active(colleague.id, active=False)
    page = students.get(f"/exams/{exam_id}/sign").text
    assert "You cannot sign yet" in page
    assert "Sign as" not in page
    assert "no supervisor can counter-sign it" in after(students, sign(students, exam_id))
    assert services.exams.open(exam_id, 3).status == "draft"
    assert "without a supervisor: you can examine, and cannot sign" in students.get("/account/").text


def test_nobody_can_counter_sign_while_the_supervisor_is_away_and_the_note_says_so(
    client, students, services, signed, colleague, student
):
    assert WAITS in texts(students, signed)[0]
    services.accounts.set_active(colleague.id, active=False)
    assert "NOT VALID until counter-signed by a supervisor: examined by" in texts(students, signed)[0]
    assert "Nobody can counter-sign it now" in students.get(f"/exams/{signed}/note").text
    page = client.get("/account/people").text
    assert "Gabriele Falloppio, who can no longer counter-sign. Name another." in page
    assert "1 note waits for the counter-signature." in page
    client.post(f"/account/people/{student.id}/supervisor", data={"supervisor": "1"})
    assert "counter-signed by Andreas Vesalius: examined by" in texts(students, signed)[0]
    assert "To counter-sign: 1" in client.get("/exams").text


@pytest.mark.parametrize("chosen", ["", "x", "3", "99", str(10**30)])
def test_only_a_clinician_is_named(client, services, student, colleague, chosen):
    client.post(f"/account/people/{student.id}/supervisor", data={"supervisor": chosen})
    assert "Nothing was changed: a supervisor is another account" in client.get("/account/people").text
    assert services.supervisors.of(student.id).id == colleague.id
    assert client.post("/account/people/99/supervisor", data={"supervisor": "1"}).status_code == 404


def test_an_administrator_makes_a_student_who_has_no_other_access(client, services):
    twice = {"password": "seven pairs of nerves", "password_again": "seven pairs of nerves"}
    given = {"username": "v.coiter", "full_name": "Volcher Coiter", **twice}
    answer = client.post("/account/people", data=given | {"access": ["student", "auditor"]})
    assert (answer.status_code, "A student has no other access" in answer.text) == (422, True)
    client.post("/account/people", data=given | {"access": "student"})
    made = services.accounts.find(username="v.coiter")
    assert made.is_student
    assert "No supervisor yet: cannot sign." in client.get("/account/people").text
    client.post(f"/account/people/{made.id}/access", data={"access": ["student", "clinician"]})
    assert "A student has no other access" in client.get("/account/people").text
    assert services.accounts.find(id=made.id).is_student


def test_what_a_student_cannot_do_is_not_offered(students, signed):
    page, listed = students.get(f"/exams/{signed}/note").text, students.get("/exams").text
    assert "Void this note" not in page
    assert "All of this patient, zip" not in page
    assert "Correct this note" in page
    assert "emergency access" not in listed
    assert "not counter-signed yet; signed" in listed
    own = students.get("/account/").text
    assert "Student: Gabriele Falloppio counter-signs your notes." in own
    assert "Ready phrases" in own
    assert "/account/cover" not in own


def test_the_sheets_of_it_say_so_too(students, signed):
    sheet = students.get(f"/exams/{signed}/note/patient-sheet").text
    assert "A student did this exam. Their supervisor has not signed it yet. It may change." in sheet


def test_all_of_a_patient_says_what_is_counter_signed(app, services, students, theirs, signed, tmp_path):
    import zipfile

    from exam.web.note.whole_patient import write_patient

    def index():
        with (tmp_path / "patient.zip").open("wb") as file:
            write_patient(app, "4471", file)
        return zipfile.ZipFile(tmp_path / "patient.zip").read("index.html").decode()

    assert "signed by a student, not counter-signed" in index()
    send_back(theirs, signed)
    assert "signed by a student, sent back" in index()
