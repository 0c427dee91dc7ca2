"""Static files: kept for good under the mark of their content, compressed, and outside any session."""

import gzip

import pytest

from exam.web.static_files import FOLDER, static_url

SHEET = "css/page.css"


def test_a_marked_address_is_kept_for_good(client):
    response = client.get(static_url(SHEET))
    assert response.data == (FOLDER / SHEET).read_bytes()
    assert response.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert response.content_type == "text/css; charset=utf-8"
    assert "Set-Cookie" not in response.headers


@pytest.mark.parametrize("address", [f"/static/{SHEET}", f"/static/{SHEET}?v=0000"])
def test_an_address_without_the_right_mark_is_asked_for_again(client, address):
    response = client.get(address)
    assert response.headers["Cache-Control"] == "no-cache"
    assert client.get(address, headers={"If-None-Match": response.headers["ETag"]}).status_code == 304


def test_a_browser_that_unpacks_gets_texts_packed(client):
    response = client.get(static_url(SHEET), headers={"Accept-Encoding": "gzip"})
    assert response.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(response.data) == (FOLDER / SHEET).read_bytes()
    assert "Accept-Encoding" in response.headers["Vary"]


def test_the_mark_is_of_the_content(tmp_path, monkeypatch):
    monkeypatch.setattr("exam.web.static_files.FOLDER", tmp_path)
    (tmp_path / "a.css").write_text("a{}")
    (tmp_path / "b.css").write_text("a{}")
    first = static_url("a.css")
    assert first.partition("?")[2] == static_url("b.css").partition("?")[2]
    (tmp_path / "b.css").write_text("b{}")
    assert first.partition("?")[2] != static_url("b.css").partition("?")[2]


@pytest.mark.parametrize("name", ["../config.py", "css/../../config.py", "css", "no.css", "%2e%2e/config.py"])
def test_nothing_outside_the_folder_is_served(client, name):
    assert client.get(f"/static/{name}").status_code == 404


def test_a_missing_file_is_noticed_when_a_page_names_it():
    with pytest.raises(FileNotFoundError):
        static_url("css/no.css")
