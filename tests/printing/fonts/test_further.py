"""The further fonts are installed with the content that is known, and no other content is printed with."""

from hashlib import sha256
from io import BytesIO

import pytest
from fontTools.ttLib import TTFont

from exam.printing.fonts import __main__ as state
from exam.printing.fonts.further import FAMILIES, Family, FontFile

FILES = [file for family in FAMILIES for file in family.files]


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_a_further_font_is_installed_as_it_is_known_and_may_be_given_on(file):
    content = file.content()
    assert sha256(content).hexdigest() == file.sha256
    with TTFont(BytesIO(content), lazy=True) as font:
        assert "SIL Open Font License, Version 1.1" in font["name"].getDebugName(13)


@pytest.fixture
def package(tmp_path, monkeypatch):
    """A function to a font file of a package with this content."""

    def install(content, known=b"a font"):
        (tmp_path / "some_font").mkdir()
        (tmp_path / "some_font/a.ttf").write_bytes(content)
        monkeypatch.syspath_prepend(tmp_path)
        return FontFile("some_font", "a.ttf", sha256(known).hexdigest())

    return install


def test_a_font_of_the_known_content_is_taken(package):
    assert package(b"a font").content() == b"a font"


def test_a_font_of_another_content_is_refused(package, monkeypatch, capsys):
    file = package(b"another font")
    assert file.content() is None
    monkeypatch.setattr(state, "FAMILIES", (Family(("Elvish",), (file,)),))
    assert state.main() == 1
    assert "a.ttf: refused: its content is not the one we know" in capsys.readouterr().out


def test_a_font_that_is_not_installed_is_named(monkeypatch, capsys):
    wanting = FontFile("no_such_package", "b.ttf", "0" * 64)
    assert wanting.content() is None
    monkeypatch.setattr(state, "FAMILIES", (Family(("Elvish",), (wanting,)),))
    assert state.main() == 1
    assert "b.ttf: not installed" in capsys.readouterr().out


def test_all_that_can_be_printed_is_named(capsys):
    assert state.main() == 0
    said = capsys.readouterr().out
    for script in ("Latin", "Greek", "Cyrillic", "Arabic", "Hebrew", "Devanagari", "Thai", "Chinese, Japanese, Korean"):
        assert script in said
