"""The blank form is part of the reference: open to everybody, in three languages, on two papers."""

import pytest


@pytest.fixture
def printed(monkeypatch):
    """Replace the printing, which has tests of its own."""
    asked = []

    def print_quickly(code, further, paper):
        asked.append((code, len(further), paper))
        return b"%PDF-form"

    monkeypatch.setattr("exam.web.reference.blank_form.blank_pdf", print_quickly)
    return asked


def test_the_reference_leads_to_the_form(anonymous):
    assert 'href="/reference/blank-form"' in anonymous.get("/reference/").text
    page = anonymous.get("/reference/blank-form").text
    assert 'action="/reference/blank-form.pdf"' in page
    assert 'name="language" value="es"' in page


def test_a_form_is_printed_once(anonymous, printed):
    address = "/reference/blank-form.pdf?tests=all&language=es&paper=letter"
    response = anonymous.get(address)
    assert (response.mimetype, response.data) == ("application/pdf", b"%PDF-form")
    assert response.headers["Content-Disposition"] == 'attachment; filename="dermyo-blank-form-es-letter.pdf"'
    assert anonymous.get(address).data == b"%PDF-form"
    assert anonymous.get("/reference/blank-form.pdf").status_code == 200
    assert printed == [("es", 11, "letter"), ("en", 0, "a4")]


@pytest.mark.parametrize("asked", ["tests=none", "paper=a3", "language=fr"])
def test_an_unknown_form_is_refused(anonymous, printed, asked):
    assert anonymous.get(f"/reference/blank-form.pdf?{asked}").status_code == 422
    assert printed == []
