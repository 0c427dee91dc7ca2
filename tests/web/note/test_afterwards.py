"""After signing: undone within a minute, declared void with a reason, corrected as a new version; nothing is lost."""

import re
from datetime import timedelta

import pytest
from sqlalchemy import update

from exam.domain.record.answers import Answer
from exam.store.tables import signatures
from tests.web.note.signing import sign, text_of

REASON = "Wrong patient: <b>4471</b> was meant."


@pytest.fixture
def signed(client, examined):
    sign(client, examined)
    return examined


@pytest.fixture
def page(client):
    return lambda exam_id, what="note": client.get(f"/exams/{exam_id}/{what}").text


@pytest.fixture
def opened(services, account):
    return lambda exam_id: services.exams.open(exam_id, account.id)


@pytest.fixture
def undo(client):
    return lambda exam_id: client.post(f"/exams/{exam_id}/undo-signing", follow_redirects=True).text


@pytest.fixture
def correct(client):
    """A function that taps "Correct this note", and returns the new draft."""

    def correct(exam_id, **form):
        return client.post(f"/exams/{exam_id}/correct", data=form).location.split("/")[2]

    return correct


def test_a_note_just_signed_can_be_undone_and_says_until_when_and_what_ends_that(page, signed, undo, opened):
    shown = page(signed).partition('id="undo-signing"')[2].partition("</div>")[0]
    assert re.search(r'data-seconds="(5\d|60)"', shown)
    assert re.search(r"You can undo it until \d\d:\d\d:\d\d \(UTC[^)]*\)\.", shown)
    assert "Printing, copying, exporting or sharing it ends that." in shown
    assert "this is a draft again" in undo(signed)
    assert opened(signed).signature is None
    assert 'id="undo-signing"' not in page(signed)
    assert "Sign ..." in page(signed)


def test_a_second_tap_on_undo_is_no_error(signed, undo):
    undo(signed)
    assert "can no longer be undone" not in undo(signed)


@pytest.mark.tampers
def test_after_a_minute_it_cannot_be_undone(services, page, signed, undo, opened):
    signed_at = opened(signed).signature.when - timedelta(seconds=61)
    with services.exams._engine.begin() as connection:
        connection.execute(update(signatures).values(signed_at=signed_at))
    assert 'id="undo-signing"' not in page(signed)
    assert "can no longer be undone" in undo(signed)
    assert opened(signed).signature


@pytest.mark.parametrize("what", ["note.pdf", "note.txt", "note/text", "note.fhir.json", "record.json"])
def test_what_leaves_the_program_ends_the_undo(client, page, signed, undo, opened, what):
    assert client.get(f"/exams/{signed}/{what}").status_code == 200
    assert 'id="undo-signing"' not in page(signed)
    assert "can no longer be undone" in undo(signed)
    assert opened(signed).signature


def test_an_undo_while_the_note_is_printed_comes_too_late(client, services, signed, undo, opened, monkeypatch):
    print_it, replies = services.press.pdf, []

    def print_slowly(*note):
        replies.append(undo(signed))
        return print_it(*note)

    monkeypatch.setattr(type(services.press), "pdf", lambda _press, *note: print_slowly(*note))
    assert client.get(f"/exams/{signed}/note.pdf").status_code == 200
    assert "can no longer be undone" in replies[0]
    assert opened(signed).signature


def test_a_print_of_the_browser_ends_it_too(client, page, signed):
    assert client.post(f"/exams/{signed}/handed-out").status_code == 204
    assert 'id="undo-signing"' not in page(signed)


def test_to_look_at_the_pages_does_not_end_it(client, page, signed):
    for what in ("note/page-1.png", "note/pages"):
        client.get(f"/exams/{signed}/{what}")
    assert 'id="undo-signing"' in page(signed)


def test_what_a_draft_prints_ends_nothing(client, page, examined):
    client.get(f"/exams/{examined}/note.pdf")
    client.post(f"/exams/{examined}/handed-out")
    sign(client, examined)
    assert 'id="undo-signing"' in page(examined)


def test_a_void_note_says_so_on_screen_paper_and_text_with_who_and_why(client, page, signed):
    asked = page(signed, "void")
    assert "Void this note?" in asked
    assert 'it stays in the list, under "Void",' in asked
    client.post(f"/exams/{signed}/void", data={"reason": REASON})
    assert signed not in client.get("/exams").text
    assert signed in client.get("/exams?show=void").text
    shown = page(signed)
    assert "<strong>This note is void.</strong> Declared void by Andreas Vesalius, " in shown
    assert "&lt;b&gt;4471&lt;/b&gt; was meant.</q>" in shown
    assert "Void this note" not in shown
    assert 'class="note-title note-ended"' in shown
    printed = text_of(client.get(f"/exams/{signed}/note.pdf").data)
    assert "VOID: declared void by Andreas Vesalius" in printed
    assert f"Reason: {REASON}" in printed
    assert f"Reason: {REASON}" in page(signed, "note.txt")


def test_a_note_is_void_once(client, signed, opened):
    for reason in ("First.", "Second."):
        assert client.post(f"/exams/{signed}/void", data={"reason": reason}).status_code == 303
    assert opened(signed).void.reason == "First."
    assert client.get(f"/exams/{signed}/void").status_code == 303


@pytest.mark.parametrize(
    ("reason", "said"),
    [
        ("", "The reason needs at least one character."),
        ("  ", "The reason needs at least one character."),
        ("x" * 501, "The reason is 501 characters long; the limit is 500."),
    ],
)
def test_a_void_needs_a_reason_and_what_was_typed_is_shown_again(client, signed, opened, reason, said):
    refused = client.post(f"/exams/{signed}/void", data={"reason": reason})
    assert refused.status_code == 422
    assert f"{reason.strip()}</textarea>" in refused.text
    assert f'id="reason-fault" role="alert">{said}</p>' in refused.text
    assert "maxlength" not in refused.text.partition('<textarea dir="auto" id="reason"')[2].partition(">")[0]
    assert opened(signed).void is None


def test_a_draft_cannot_be_declared_void(client, examined):
    assert client.get(f"/exams/{examined}/void").location == f"/exams/{examined}/note"
    assert client.post(f"/exams/{examined}/void", data={"reason": "Because."}).status_code == 422


def test_a_correction_is_a_new_version_that_names_the_old_one(client, page, signed, correct, opened):
    old = opened(signed).signature
    new = correct(signed, form_id="a")
    assert opened(new).status == "draft"
    assert opened(new).record.findings == opened(signed).record.findings
    assert "Version 2, a draft: once signed, it replaces" in page(new)
    assert f"version 1, signed {old.when.day} " in page(new)
    assert old.sha256 in page(new, "note.txt")
    assert "This note was replaced" not in page(signed)
    sign(client, new)
    assert f'<strong>This note was replaced</strong> by <a href="/exams/{new}/note">version 2</a>' in page(signed)
    assert "REPLACED by version 2" in page(signed, "note.txt")
    assert "REPLACED by version 2" in text_of(client.get(f"/exams/{signed}/note.pdf").data)
    assert f'href="/exams/{signed}/note">version 1</a>' in page(new)
    assert "Correct this note</button>" not in page(signed)


def test_two_taps_begin_one_correction(signed, correct):
    assert correct(signed, form_id="a") == correct(signed, form_id="a") == correct(signed, form_id="b")


def test_another_reference_in_a_correction_is_named_before_signing(client, page, signed, correct, services, account):
    new = correct(signed)
    assert "was Vesalius-1543" not in page(new, "sign")
    services.exams.append(new, account.id, [Answer("patient.reference", "4472")])
    sheet = page(new, "sign").partition('id="confirm-patient"')[2].partition("</dd>")[0]
    assert "The reference was Vesalius-1543 in version 1: are age and sex those of this patient?" in sheet
    assert '<div class="confirm-item is-open" id="confirm-patient">' in page(new, "sign")
    version = page(new, "sign").partition('id="confirm-version"')[2].partition("</dd>")[0]
    assert "It replaces version 1, signed" in version


def test_after_signing_the_next_patient_is_one_tap_away(client, page, signed):
    assert 'href="/exams#reference">Next patient</a>' in page(signed)
    assert 'id="reference"' in client.get("/exams").text


@pytest.mark.parametrize("what", ["undo-signing", "void", "correct", "handed-out"])
def test_only_its_examiner_can_change_anything(sign_in, colleague, signed, what):
    assert sign_in(colleague).post(f"/exams/{signed}/{what}", data={"reason": "Mine."}).status_code == 404
