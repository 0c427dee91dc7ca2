"""Static files: cached permanently under a hash of their content, compressed, and outside any session."""

import gzip
import os
import re

import brotli
import pytest

from exam.web.http import static_files
from exam.web.http.security import HEADERS
from exam.web.http.static_files import FOLDER, read_static, sheet_in_page, static_url

AS_IT_IS = "vendor/htmx/htmx.min.js"
SHEET = "css/page.css"


def test_a_marked_address_is_cached_permanently(client):
    response = client.get(static_url(AS_IT_IS))
    assert response.data == (FOLDER / AS_IT_IS).read_bytes()
    assert response.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert response.content_type == "text/javascript; charset=utf-8"
    assert "Set-Cookie" not in response.headers


@pytest.mark.parametrize("address", [f"/static/{SHEET}", f"/static/{SHEET}?v=0000"])
def test_an_address_without_the_right_mark_is_requested_again(client, address):
    response = client.get(address)
    assert response.headers["Cache-Control"] == "no-cache"
    assert client.get(address, headers={"If-None-Match": response.headers["ETag"]}).status_code == 304


@pytest.mark.parametrize(
    ("accepted", "coding", "unpack"),
    [
        ("gzip, deflate, br, zstd", "br", brotli.decompress),
        ("gzip, deflate", "gzip", gzip.decompress),
        ("br;q=0, gzip", "gzip", gzip.decompress),
    ],
)
def test_a_browser_that_can_decompress_gets_compressed_text(client, accepted, coding, unpack):
    response = client.get(static_url(AS_IT_IS), headers={"Accept-Encoding": accepted})
    assert response.headers["Content-Encoding"] == coding
    assert unpack(response.data) == (FOLDER / AS_IT_IS).read_bytes()
    assert "Accept-Encoding" in response.headers["Vary"]


def test_a_font_is_sent_as_it_is(client):
    response = client.get(static_url("fonts/AtkinsonHyperlegibleNext-Bold.woff2"), headers={"Accept-Encoding": "br"})
    assert "Content-Encoding" not in response.headers
    assert response.content_type == "font/woff2"


def test_what_a_style_sheet_names_is_cached_permanently_as_well(client):
    named = re.findall(r'url\("(?!data:)([^"]+)"\)', client.get(static_url("css/screen.css")).text)
    assert len(named) == 6
    assert {client.get(address).headers["Cache-Control"] for address in named} == {
        "public, max-age=31536000, immutable"
    }


def test_one_sheet_includes_all_that_it_imports(client):
    names = re.findall(r'@import "(.+)";', (FOLDER / "css/screen.css").read_text())
    brought = client.get(static_url("css/screen.css")).text
    assert "@import" not in brought
    assert len(names) > 8
    assert all(client.get(static_url(f"css/{name}")).text.rpartition("\n\n")[2].strip() in brought for name in names)


def test_a_change_of_what_it_imports_gives_it_a_new_mark(tmp_path, monkeypatch):
    monkeypatch.setattr("exam.web.http.static_files.FOLDER", tmp_path)
    (tmp_path / "part").mkdir()
    (tmp_path / "all.css").write_text('@import "part/a.css";\n')
    (tmp_path / "part/a.css").write_text("a{}")
    before = static_url("all.css")
    (tmp_path / "part/a.css").write_text("b{}")
    os.utime(tmp_path / "part/a.css", ns=(1, 2**62))
    assert static_url("all.css") != before


def test_what_is_sent_together_is_asked_once_for_a_page(client, monkeypatch):
    client.get("/exams")  # what is sent is put together once for a process
    asked = []
    newest = static_files._newest
    monkeypatch.setattr(static_files, "_newest", lambda together: asked.append(together) or newest(together))
    assert client.get("/exams").text.count("modulepreload") > 8
    assert asked.count(FOLDER / "js") == 1
    client.get("/exams")
    assert asked.count(FOLDER / "js") == 2


def test_every_style_sheet_names_files_that_are_there():
    for sheet in (FOLDER / "css").rglob("*.css"):
        assert static_url(sheet.relative_to(FOLDER).as_posix())


def test_comments_of_a_style_sheet_are_not_sent(client):
    assert "/*" in (FOLDER / SHEET).read_text()
    sent = client.get(static_url(SHEET))
    assert sent.content_type == "text/css; charset=utf-8"
    assert "/*" not in sent.text
    assert sent.text.count("{") == (FOLDER / SHEET).read_text().count("{")


def test_a_page_fetches_the_font_of_its_first_words_at_once(client):
    preloaded = re.search(
        r'rel="preload" as="font" type="font/woff2" crossorigin href="([^"]+)"', client.get("/exams").text
    )
    assert preloaded[1] in client.get(static_url("css/screen.css")).text


def test_the_front_pages_fetch_each_weight_of_the_font_at_once(app, account):
    page = app.test_client().get("/account/sign-in").text
    head = page.partition("<style>")[0]
    preloaded = re.findall(r'rel="preload" as="font" type="font/woff2" crossorigin href="([^"]+)"', head)
    weights = [f"fonts/AtkinsonHyperlegibleNext-{weight}.woff2" for weight in ("Regular", "Bold", "SemiBold")]
    assert preloaded == [static_url(name) for name in weights]
    assert all(address in page.partition("<style>")[2] for address in preloaded)


def test_a_sheet_in_the_page_follows_its_file_and_its_hash_is_not_counted_each_time(app, tmp_path, monkeypatch):
    monkeypatch.setattr("exam.web.http.static_files.FOLDER", tmp_path)
    (tmp_path / "own.css").write_text("a > b {}")
    static_files._in_page.cache_clear()
    with app.app_context():
        assert [sheet_in_page("own.css") for _ in range(3)] == ["a > b {}"] * 3
    assert static_files._in_page.cache_info().misses == 1
    (tmp_path / "own.css").write_text("c {}")
    os.utime(tmp_path / "own.css", ns=(1, 2**62))
    with app.app_context():
        assert sheet_in_page("own.css") == "c {}"


def test_the_mark_is_of_the_content(tmp_path, monkeypatch):
    monkeypatch.setattr("exam.web.http.static_files.FOLDER", tmp_path)
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


@pytest.mark.parametrize(
    ("name", "status"),
    [("a" * 300, 404), ("css/" + "b" * 5000 + ".css", 404), ("%00", 400), ("..%2F..%2Fconfig.py", 404)],
)
def test_a_name_that_no_file_can_have_is_refused(client, name, status):
    response = client.get(f"/static/{name}")
    assert response.status_code == status
    assert HEADERS.items() <= dict(response.headers).items()


def test_a_file_is_looked_for_once_under_the_mark_of_its_content(client, monkeypatch):
    address = static_url("js/main.js")
    first = client.get(address)
    looked_for = []
    monkeypatch.setattr(static_files, "read_static", lambda name: looked_for.append(name) or read_static(name))
    again = client.get(address)
    assert (again.data, again.headers["Cache-Control"]) == (first.data, "public, max-age=31536000, immutable")
    assert looked_for == []
    assert client.get("/static/css/screen.css?v=0").headers["Cache-Control"] == "no-cache"
    assert looked_for == ["css/screen.css"]
