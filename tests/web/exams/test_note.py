"""The note on the screen: it shows what is printed, and signing freezes what was read."""

import hashlib
import json
import re
from io import BytesIO

import pytest
from pypdf import PdfReader

from exam.domain.record.answers import Answer
from exam.store.exams import Exams
from tests.web.house_rules import PATIENT

FOUND = (
    Answer("findings.strength.great_toe_extension.left", "4-"),
    Answer("findings.light_touch.L5.left", 1),
    Answer("findings.reflexes.achilles.right", {"not_tested": "pain"}),
)


@pytest.fixture
def examined(services, account, exam_id):
    services.exams.append(exam_id, account.id, FOUND)
    return exam_id


def text_of(pdf):
    return " ".join(" ".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages).split())


def sign(client, exam_id):
    return client.post(f"/exams/{exam_id}/sign", data={})


def test_the_preview_shows_the_note_as_it_is_now(client, examined):
    page = client.get(f"/exams/{examined}/note")
    assert page.status_code == 200
    assert "Draft, not signed" in page.text
    assert PATIENT in page.text
    assert "could not be tested (pain)" in page.text
    assert re.search(r'class="note-abnormal[^>]*>4-<', page.text)


def test_preview_and_pdf_say_the_same(client, examined):
    seen = client.get(f"/exams/{examined}/note").text
    printed = text_of(client.get(f"/exams/{examined}/note.pdf").data)
    rows = re.findall(r"<td[^>]*>([^<]+)</td>", seen)
    assert rows
    assert all(" ".join(words.split()) in printed for words in rows)


@pytest.mark.parametrize(("paper", "width"), [("a4", 595), ("letter", 612)])
def test_the_pdf_comes_on_either_paper_under_a_name_without_the_patient(client, examined, paper, width):
    response = client.get(f"/exams/{examined}/note.pdf?paper={paper}")
    assert response.mimetype == "application/pdf"
    assert response.headers["Content-Disposition"] == f'attachment; filename="note-{examined[:8]}.pdf"'
    assert int(PdfReader(BytesIO(response.data)).pages[0].mediabox.width) == width


def test_an_unknown_paper_is_refused(client, examined):
    assert client.get(f"/exams/{examined}/note.pdf?paper=a3").status_code == 422


def test_the_text_can_be_copied_and_the_record_exported(client, examined):
    text = client.get(f"/exams/{examined}/note.txt")
    assert text.mimetype == "text/plain"
    assert "Great toe extension: Right not examined; Left 4-" in text.text
    record = client.get(f"/exams/{examined}/record.json")
    assert json.loads(record.text)["findings"]["light_touch"] == {"L5": {"left": 1}}
    assert "attachment" in record.headers["Content-Disposition"]


def test_an_overall_comment_is_on_the_note(client, examined):
    client.post(f"/exams/{examined}/note", data={"comments.note": "Seen with her daughter.\r\nSecond line."})
    assert "Seen with her daughter.\nSecond line." in client.get(f"/exams/{examined}/note.txt").text


def test_the_note_takes_no_findings(client, examined):
    response = client.post(f"/exams/{examined}/note", data={"findings.reflexes.patellar.left": "2"})
    assert response.status_code == 422
    assert "Patellar reflex" not in client.get(f"/exams/{examined}/note.txt").text.split("Not examined")[0]


def test_signing_names_the_examiner_and_the_hash_of_the_record_inside(client, examined, services, account):
    assert sign(client, examined).status_code == 303
    signature = services.exams.open(examined, account.id).signature
    pdf = client.get(f"/exams/{examined}/note.pdf").data
    printed = text_of(pdf)
    (enclosed,) = PdfReader(BytesIO(pdf)).attachments["record.json"]
    assert hashlib.sha256(enclosed).hexdigest() == signature.sha256
    assert "Andreas Vesalius" in printed
    assert "PH 1543" in printed
    assert signature.sha256 in printed.replace(" ", "")
    assert "Draft" not in printed


def test_what_changed_since_it_was_read_is_not_signed(client, examined, services, account):
    page = client.get(f"/exams/{examined}/note").text
    seen = re.search(r'name="seen_revision" value="(\d+)"', page)[1]
    services.exams.append(examined, account.id, [Answer("findings.light_touch.L5.left", 0)])
    answer = client.post(f"/exams/{examined}/sign", data={"seen_revision": seen}, follow_redirects=True)
    assert "Not signed" in answer.text
    assert services.exams.open(examined, account.id).signature is None


def test_an_answer_that_arrives_while_signing_prevents_it(client, examined, services, account, monkeypatch):
    seen, sign = services.exams.open(examined, account.id).revision, Exams.sign

    def sign_later(*given, **more):
        services.exams.append(examined, account.id, [Answer("red_flags.fever", True)])
        return sign(*given, **more)

    monkeypatch.setattr(Exams, "sign", sign_later)
    shown = client.post(f"/exams/{examined}/sign", data={"seen_revision": seen}, follow_redirects=True).text
    assert "Not signed: the examination was changed" in shown
    assert services.exams.open(examined, account.id).signature is None


@pytest.mark.parametrize("seen", ["0", "x"])
def test_what_was_never_read_is_not_signed(client, examined, services, account, seen):
    client.post(f"/exams/{examined}/sign", data={"seen_revision": seen})
    assert services.exams.open(examined, account.id).signature is None


def test_a_note_is_signed_once(client, examined):
    sign(client, examined)
    assert sign(client, examined).status_code == 409


def test_an_addendum_is_printed_below_the_signature(client, examined):
    sign(client, examined)
    client.post(f"/exams/{examined}/addenda", data={"text": "MRI arranged for Monday."})
    printed = text_of(client.get(f"/exams/{examined}/note.pdf").data)
    assert printed.index("Record SHA-256") < printed.index("MRI arranged for Monday.")
    assert "MRI arranged for Monday." in client.get(f"/exams/{examined}/note").text


def test_a_comment_does_not_overwrite_that_of_another_screen(client, examined, services, account):
    address, seen = f"/exams/{examined}/note", services.exams.open(examined, account.id).revision
    client.post(address, data={"comments.note": "First.", "seen_revision": seen})
    assert client.post(address, data={"comments.note": "Second.", "seen_revision": seen}).status_code == 409
    assert services.exams.open(examined, account.id).record.comments["note"] == "First."


def test_a_line_break_of_a_form_counts_as_one_character(client, examined, services, account):
    sign(client, examined)
    answer = client.post(f"/exams/{examined}/addenda", data={"text": "y" * 990 + "\r\n" * 20 + "y" * 990})
    assert answer.status_code == 303
    (addendum,) = services.exams.open(examined, account.id).addenda
    assert addendum.text == "y" * 990 + "\n" * 20 + "y" * 990


@pytest.mark.parametrize("text", ["", "   "])
def test_an_empty_addendum_and_one_on_a_draft_are_refused(client, examined, text):
    assert client.post(f"/exams/{examined}/addenda", data={"text": "Early."}).status_code == 422
    sign(client, examined)
    assert client.post(f"/exams/{examined}/addenda", data={"text": text}).status_code == 422


def test_a_signature_that_does_not_match_is_stated_on_the_note(client, examined, services, account, config):
    sign(client, examined)
    from sqlalchemy import text

    with services.exams._engine.begin() as connection:
        connection.execute(text("UPDATE signatures SET record = replace(record, '4-', '5')"))
    assert "does not match its signature" in client.get(f"/exams/{examined}/note").text


@pytest.mark.parametrize("what", ["note", "note.pdf", "note.txt", "record.json"])
def test_only_its_examiner_can_open_a_note(sign_in, colleague, anonymous, examined, what):
    assert sign_in(colleague).get(f"/exams/{examined}/{what}").status_code == 404
    assert anonymous.get(f"/exams/{examined}/{what}").status_code == 303


def test_the_preview_hides_the_ranking_until_the_impression_is_entered(client, examined):
    client.post(f"/exams/{examined}/impression-first", data={"on": "true"})
    assert "What the program found" not in client.get(f"/exams/{examined}/note").text
    client.post(f"/exams/{examined}/assessment", data={"impression.text": "L5, I think"})
    assert "What the program found" in client.get(f"/exams/{examined}/note").text
