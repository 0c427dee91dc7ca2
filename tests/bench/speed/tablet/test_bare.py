"""The bare pages have the weight that is asked for, and the echo answers with what it stored."""

import sqlite3

import pytest

from bench.speed.tablet.bare import FOLDER, make_app, make_database, plain_css, plain_html


@pytest.fixture
def browser(tmp_path, monkeypatch):
    monkeypatch.setenv(FOLDER, str(tmp_path))
    make_database(tmp_path)
    (tmp_path / "sign-in").write_text("6001 2003")
    return make_app().test_client()


@pytest.mark.parametrize("length", [1000, 6001, 92_345])
def test_a_plain_page_has_as_many_bytes_as_the_other(length):
    assert len(plain_html("sign-in", length).encode()) == length
    assert len(plain_css(length).encode()) == length
    assert plain_html("sign-in", length).endswith("</body></html>")


def test_a_plain_page_and_its_style_sheet_are_served_by_name(browser):
    assert len(browser.get("/plain/sign-in").data) == 6001
    sheet = browser.get("/plain/sign-in.css")
    assert (len(sheet.data), sheet.mimetype) == (2003, "text/css")
    assert b'href="/plain/sign-in.css"' in browser.get("/plain/sign-in").data


def test_the_echo_appends_and_answers_with_the_one_row(browser, tmp_path):
    page = browser.get("/echo").text
    assert page.count("data-revision") == 8
    assert browser.get("/htmx.js").status_code == 200
    first, second = (browser.post("/echo", data={"row-3": grade}).text for grade in ("4", "5"))
    assert first.startswith('<div data-revision="1">row-3 ')
    assert second.startswith('<div data-revision="2">row-3 ')
    assert 'value="5" aria-pressed="true"' in second
    rows = sqlite3.connect(tmp_path / "echo.sqlite3").execute("SELECT name, grade FROM answers").fetchall()
    assert rows == [("row-3", "4"), ("row-3", "5")]
