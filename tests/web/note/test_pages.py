"""The note on the screen is the page that it prints, with what can be done beside it; no address names the patient."""

import re
from io import BytesIO

import pytest
from PIL import Image

from exam.printing.bounds import PrintTooLong
from exam.store.settings import Clinic, Own
from exam.web.http.current import Services
from tests.web.exams.steps import HTMX
from tests.web.house_rules import PATIENT


@pytest.fixture
def page(client, examined):
    return lambda: client.get(f"/exams/{examined}/note").text


def picture(client, address):
    response = client.get(address)
    assert response.mimetype == "image/png"
    return Image.open(BytesIO(response.data)).size


def test_the_first_page_is_a_picture_of_the_print_and_leads_to_its_full_size(client, examined, page):
    (where, width, height) = re.search(r'<img src="([^"]+)"[^>]* width="(\d+)" height="(\d+)"', page()).groups()
    wide, high = picture(client, where)
    assert abs(wide - int(width)) <= 2
    assert abs(high - int(height)) <= 2
    assert f'class="note-page" href="/exams/{examined}/note/pages#page-1"' in page()
    assert picture(client, f"{where.partition('?')[0]}?size=fine")[0] in range(2 * wide - 4, 2 * wide + 4)


def test_further_pages_come_to_a_script_alone_and_all_of_them_on_a_page_that_leads_to_the_note(
    client, examined, monkeypatch
):
    monkeypatch.setattr("exam.web.note.sheet.page_count", lambda pdf: 3)
    address = f"/exams/{examined}/note/pages"
    shown = re.findall(r'src="[^"]+/page-(\d)\.png', client.get(address, headers=HTMX).text)
    assert shown == ["2", "3"]
    whole = client.get(address).text
    assert re.findall(r'id="page-(\d)"', whole) == ["1", "2", "3"]
    assert f'href="/exams/{examined}/note">Back to the note</a>' in whole


def test_a_page_that_the_note_does_not_have_is_not_found(client, examined):
    assert client.get(f"/exams/{examined}/note/page-9.png").status_code == 404


def test_beside_it_the_note_is_signed_copied_and_printed(client, examined, page):
    beside = page().partition('<nav class="note-actions"')[2].partition("</nav>")[0]
    links = dict(re.findall(r'href="([^"]+)"[^>]*>([^<]+)</a>', beside))
    front = f"/exams/{examined}"
    assert links == {
        f"{front}/sign": "Sign ...",
        f"{front}/note/text?form=shorthand": "Copy for the record",
        f"{front}/note/pages": "Print",
        f"{front}/note.pdf?paper=a4": "PDF, A4",
    }
    assert 'id="share" type="button"' in page().partition("<summary>More")[2].partition("</details>")[0]
    more = page().partition("<summary>More")[2].partition("</details>")[0]
    assert f'href="{front}/note/patient-sheet">For the patient<' in more
    assert "Transfer sheet" not in more
    text = client.get(f"{front}/note/text?form=full").text
    assert "Great toe extension: Right not examined; Left 4-" in text
    assert f'href="{front}/note">Back to the note</a>' in text


@pytest.mark.parametrize(
    ("form", "title", "words"),
    [
        ("shorthand", "Text for the record", "Left: power EHL 4-; LT altered L5"),
        ("letter", "Letter", "This is the result of a lumbar neurological examination"),
        ("full", "Whole note", "Great toe extension: Right not examined; Left 4-"),
    ],
)
def test_each_form_of_the_text_is_shown_to_copy_and_named_in_its_file(client, examined, form, title, words):
    shown = client.get(f"/exams/{examined}/note/text?form={form}").text
    assert f"<h1>{title}</h1>" in shown
    assert words in shown
    assert re.search(rf'form={form}" aria-current="page">{title}<', shown)
    file = client.get(f"/exams/{examined}/note.txt?form={form}")
    assert words in file.text
    named = {"shorthand": "text-for-the-record", "letter": "letter", "full": "note"}[form]
    assert file.headers["Content-Disposition"].startswith(f'attachment; filename="{named}-20')


def test_without_a_form_the_page_shows_the_text_for_the_record_and_an_unknown_one_is_not_found(client, examined):
    assert "<h1>Text for the record</h1>" in client.get(f"/exams/{examined}/note/text").text
    for what in ("note/text", "note.txt"):
        assert client.get(f"/exams/{examined}/{what}?form=poem").status_code == 404


def test_every_file_is_downloaded_so_that_an_application_without_bars_stays_open(page):
    files = re.findall(r'<a [^>]*href="[^"]+\.(?:pdf|txt|json)[^>]*>', page())
    assert len(files) == 5
    assert all(" download>" in link for link in files)


def test_the_paper_is_ones_own_else_the_clinics(client, examined, page, services, account):
    services.settings.save_clinic(Clinic(paper="letter"))
    assert 'width="1275" height="1650"' in page()
    assert page().index("PDF, US Letter") < page().index("<summary>More") < page().index("PDF, A4")
    assert picture(client, f"/exams/{examined}/note/page-1.png") == (1275, 1651)
    services.settings.save_own(account.id, Own(paper="a4"))
    assert 'width="1240" height="1754"' in page()


def test_while_the_ranking_is_hidden_no_page_is_shown(client, examined, page):
    client.post(f"/exams/{examined}/impression-first", data={"on": "true"})
    assert "<img" not in page().partition("<main")[2]
    assert client.get(f"/exams/{examined}/note/page-1.png").status_code == 404
    for closed in ("note/pages", "note/text", "sign"):
        assert client.get(f"/exams/{examined}/{closed}").location == f"/exams/{examined}/note"
    client.post(f"/exams/{examined}/assessment", data={"impression.text": "L5, I think"})
    assert 'class="note-page"' in page()


@pytest.mark.parametrize("what", ["note/page-1.png", "note/pages", "note/text", "sign"])
def test_only_its_examiner_sees_a_page(sign_in, colleague, anonymous, examined, what):
    assert sign_in(colleague).get(f"/exams/{examined}/{what}").status_code == 404
    assert anonymous.get(f"/exams/{examined}/{what}").status_code == 303


def test_when_too_many_prints_wait_the_answer_is_to_try_again(client, examined, services: Services):
    services.press._waiting = 8
    refused = client.get(f"/exams/{examined}/note/page-1.png")
    assert refused.status_code == 503
    assert refused.headers["Retry-After"] == "3"
    assert "Too many notes are being printed" in client.get(f"/exams/{examined}/note.pdf").text
    assert client.get(f"/exams/{examined}/note").status_code == 200


def test_a_print_that_took_too_long_is_said_to_be_stopped(client, examined, monkeypatch):
    def stopped(*_given, **_more):
        raise PrintTooLong

    monkeypatch.setattr("exam.printing.press.print_note", stopped)
    refused = client.get(f"/exams/{examined}/note.pdf")
    assert (refused.status_code, refused.headers["Retry-After"]) == (503, "60")
    assert "Printing took too long and was stopped" in refused.text
    assert "use the note as text" in refused.text
    assert client.get(f"/exams/{examined}/note.txt").status_code == 200


def test_a_file_name_has_the_day_and_the_reference_only_where_the_clinic_allows_it(client, services, account):
    exam_id = services.exams.create("Ö. 44/71 ..", account.id)
    day = services.exams.open(exam_id, account.id).record.examined_at[:10]

    def name(what):
        disposition = client.get(f"/exams/{exam_id}/{what}").headers["Content-Disposition"]
        return re.fullmatch('attachment; filename="([^"]+)"', disposition)[1]

    assert name("record.json") == f"record-{day}-{exam_id[:8]}.json"
    services.settings.save_clinic(Clinic(reference_in_file_names=True))
    assert name("note.txt") == f"note-44-71-{day}-{exam_id[:8]}.txt"


def test_no_address_of_the_page_names_the_patient(page):
    assert PATIENT in page()
    assert not re.search(rf'(?:src|href|data-\w+)="[^"]*{PATIENT}', page())
