"""The scripts as they are sent: without comments, under one fingerprint, and a page names every module it imports."""

import json
import os
import re
from pathlib import Path

import pytest

from exam.domain.language import speaking
from exam.languages.scripts import messages, script_messages
from exam.web.http import scripts
from exam.web.http.static_files import FOLDER, module_urls, static_url
from tests.pretend import Pretend

MARKED = re.compile(r"/static/([0-9a-f]{16})/(.+\.js)")
ALL = scripts.files(FOLDER)
MODULES = [path for path in ALL if path.parent.name != "idb-keyval"]


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A folder of static files with two modules, one of which imports the other."""
    monkeypatch.setattr("exam.web.http.static_files.FOLDER", tmp_path)
    (tmp_path / "js/deep").mkdir(parents=True)
    (tmp_path / "vendor/idb-keyval").mkdir(parents=True)
    (tmp_path / "js/main.js").write_text('import { a } from "./deep/a.js";\nimport("./deep/a.js");\n')
    (tmp_path / "js/deep/a.js").write_text("export const a = 1;\n")
    return tmp_path


@pytest.mark.parametrize("name", ["js/main.js", "js/queue/store.js", "js/early.js", "vendor/idb-keyval/index.js"])
def test_a_marked_script_is_cached_permanently(client, name):
    response = client.get(static_url(name))
    assert response.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert response.content_type == "text/javascript; charset=utf-8"
    assert response.text == scripts.bare((FOLDER / name).read_text())


def test_all_scripts_have_one_mark_so_that_imports_by_place_find_marked_ones():
    assert len({MARKED.fullmatch(static_url(str(path.relative_to(FOLDER))))[1] for path in ALL}) == 1


@pytest.mark.parametrize("address", ["/static/js/main.js", "/static/0123456789abcdef/js/main.js"])
def test_a_script_without_the_right_mark_is_requested_again(client, address):
    response = client.get(address)
    assert response.status_code == 200
    assert response.headers["Cache-Control"] == "no-cache"


def test_a_change_of_any_script_gives_all_a_new_mark(folder):
    before = static_url("js/main.js")
    (folder / "js/deep/a.js").write_text("export const a = 2;\n")
    os.utime(folder / "js/deep/a.js", ns=(1, 2**62))
    assert static_url("js/main.js") != before


def test_a_module_comes_with_all_that_it_imports_each_once(folder):
    mark = MARKED.fullmatch(static_url("js/main.js"))[1]
    assert module_urls("js/main.js") == [f"/static/{mark}/js/main.js", f"/static/{mark}/js/deep/a.js"]
    assert folder.exists()


def test_a_missing_module_is_noticed_when_a_page_names_it(folder):
    (folder / "js/deep/a.js").unlink()
    for name in ("js/main.js", "js/no.js"):
        with pytest.raises(FileNotFoundError):
            module_urls(name)


def test_a_page_names_every_module_that_it_fetches(client):
    page = client.get("/exams").text
    named = re.findall(r'(?:src|rel="modulepreload" href)="(/static/[^"]+\.js[^"]*)"', page)
    assert f'<script type="module" src="{static_url("js/main.js")}">' in page
    assert set(module_urls("js/main.js")) <= set(named)
    assert len(named) == len(set(named))


def test_the_sign_in_names_them_for_after_its_first_paint_and_waits_for_one(app, account):
    page = app.test_client().get("/account/sign-in").text
    (later,) = re.findall(r'data-modules="([^"]+)"', page)
    assert later.split() == module_urls("js/main.js")
    assert re.findall(r'data-sheet="([^"]+)"', page) == [static_url("css/screen.css")]
    assert re.findall(r'(?:src|href)="([^"]+\.js[^"]*)"', page) == [static_url("js/early.js")]


def test_the_sign_of_the_header_is_that_of_the_tab(client):
    sign = re.search(r"</title>(.+)</svg>", (FOLDER / "img/mark.svg").read_text())[1]
    assert f"{sign}</svg>" in client.get("/exams").text


@pytest.mark.parametrize(
    ("text", "sent"),
    [
        ("// @ts-check\na();\n", "\na();\n"),
        ("a(); // why\n", "a(); // why\n"),
        ("/* one\n  // two */\na();\n", "\n\na();\n"),
        ("/** @param {A} a */\nfunction b(a) {\n  return a;\n}\n", "\nfunction b(a) {\nreturn a;\n}\n"),
        ("const b = /** @type {A | null} */ (a);\n", "const b = (a);\n"),
        ("  /* a */ b();\n", "/* a */ b();\n"),
        ('const a = "/*";\nb();\nconst c = "*/";\n', 'const a = "/*";\nb();\nconst c = "*/";\n'),
    ],
)
def test_comments_and_types_are_left_out_and_line_numbers_stay_the_same(text, sent):
    assert scripts.bare(text) == sent
    assert sent.count("\n") == text.count("\n")


# What makes that right for our scripts: no string runs over a line, and none holds a comment.
@pytest.mark.parametrize("path", ALL, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_no_string_of_a_script_is_taken_for_a_comment(path):
    for line in scripts.bare(path.read_text()).splitlines():
        assert line.count("`") % 2 == 0, line
        assert not line.endswith("\\"), line
    assert not re.search(r"""["'`][^"'`\n]*/\*\* @[^"'`\n]*["'`]""", path.read_text())


@pytest.mark.parametrize("path", MODULES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_types_are_checked_in_every_script_and_its_lines_are_short(path):
    lines = path.read_text().splitlines()
    assert lines[0] == "// @ts-check"
    assert len(lines) <= 300
    assert max(map(len, lines)) <= 120


def test_every_import_names_a_file_that_is_there():
    imported = [found for path in ALL for found in scripts.imports(path)]
    assert len(imported) > len(MODULES)
    assert [found for found in imported if not Path(found).is_file()] == []


class Polish(Pretend):
    """A language with more than two forms."""

    def ngettext(self, one, many, number):
        return f"{many} {number % 10}"


def test_a_page_in_english_brings_no_messages_and_another_all_with_every_form(client):
    assert script_messages() == {}
    assert 'id="messages"' not in client.get("/offline").text
    with speaking(Polish(code="pl")):
        page = client.get("/offline").text
    brought = json.loads(re.search(r'<script type="application/json" id="messages">(.*?)</script>', page)[1])
    assert brought.keys() == {one for one, *_ in messages()}
    assert brought["Not saved"] == "⟦Not saved⟧"
    many = "{number} answers waiting"
    assert brought["{number} answer waiting"] == {"one": f"{many} 1", "few": f"{many} 2", "many": f"{many} 0"}
    assert '<html lang="pl">' in page
