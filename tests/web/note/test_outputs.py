"""What leaves the program: the same note on the screen, on paper and as text, under a name without the patient."""

import json
import re
from io import BytesIO

import pytest
from pypdf import PdfReader

from tests.web.house_rules import PATIENT
from tests.web.note.signing import text_of


def test_the_preview_shows_the_note_as_it_is_now(client, examined):
    page = client.get(f"/exams/{examined}/note")
    assert page.status_code == 200
    assert "Draft, not signed" in page.text
    assert PATIENT in page.text
    assert ">NT: pain<" in page.text
    assert "(pain)." in page.text
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
    named = rf'attachment; filename="note-20\d\d-\d\d-\d\d-{examined[:8]}\.pdf"'
    assert re.fullmatch(named, response.headers["Content-Disposition"])
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
    assert "Seen with her daughter.\n    Second line." in client.get(f"/exams/{examined}/note.txt").text


def test_the_note_takes_no_findings(client, examined):
    response = client.post(f"/exams/{examined}/note", data={"findings.reflexes.patellar.left": "2"})
    assert response.status_code == 422
    assert "Patellar reflex" not in client.get(f"/exams/{examined}/note.txt").text.split("Not examined")[0]


def test_a_comment_does_not_overwrite_that_of_another_tablet(client, other_tablet, examined, services, account):
    address, seen = f"/exams/{examined}/note", services.exams.open(examined, account.id).revision
    client.post(address, data={"comments.note": "First.", "seen_revision": seen})
    assert other_tablet.post(address, data={"comments.note": "Second.", "seen_revision": seen}).status_code == 409
    assert services.exams.open(examined, account.id).record.comments["note"] == "First."


@pytest.mark.parametrize("what", ["note", "note.pdf", "note.txt", "note.fhir.json", "record.json"])
def test_only_its_examiner_can_open_a_note(sign_in, colleague, anonymous, examined, what):
    assert sign_in(colleague).get(f"/exams/{examined}/{what}").status_code == 404
    assert anonymous.get(f"/exams/{examined}/{what}").status_code == 303


def test_the_preview_hides_the_ranking_until_the_impression_is_entered(client, examined):
    client.post(f"/exams/{examined}/impression-first", data={"on": "true"})
    assert "Findings fit (program)" not in client.get(f"/exams/{examined}/note").text
    client.post(f"/exams/{examined}/assessment", data={"impression.text": "L5, I think"})
    assert "Findings fit (program)" in client.get(f"/exams/{examined}/note").text
