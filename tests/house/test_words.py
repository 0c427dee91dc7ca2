"""One word, one meaning: no name, screen, script or row of data uses a word that GLOSSARY.md rules out."""

import ast
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
CODE = ("exam", "reference", "bench", "tests")
# Where a forbidden word is allowed, and why.
ALLOWED: dict[tuple[str, str], str] = {
    ("reference/data/causes.toml", "peroneal"): "found by the older word too",
    ("reference/data/nerves.toml", "peroneal"): "names the older word, for who knows the nerve by it",
    ("reference/data/questions.toml", "told"): "asks what a doctor has told the patient",
    ("reference/data/sources.toml", "peroneal"): "the titles of articles",
    ("reference/data/tests.toml", "peroneal"): "found by the older word too",
}

Phrase = tuple[str, ...]


def split(text: str) -> list[str]:
    """The words of a name or a sentence: `way_back`, `wayBack` and "Way back" are all way, back."""
    return [word.lower() for word in re.findall(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+", text)]


def forbidden_in(glossary: str) -> set[Phrase]:
    """The phrases of the third column."""
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in glossary.splitlines() if "|" in line]
    return {tuple(split(phrase)) for row in rows[2:] for phrase in row[2].split(",") if phrase}


FORBIDDEN = forbidden_in((ROOT / "GLOSSARY.md").read_text())
BY_FIRST_WORD = {first: [phrase for phrase in FORBIDDEN if phrase[0] == first] for first, *_ in FORBIDDEN}


def uses(text: str) -> set[str]:
    """The forbidden phrases in a text."""
    words = split(text)
    return {
        " ".join(phrase)
        for at, word in enumerate(words)
        for phrase in BY_FIRST_WORD.get(word, ())
        if tuple(words[at : at + len(phrase)]) == phrase
    }


def python_names(source: str) -> Iterator[str]:
    """Every name that a module gives: functions, classes, arguments, variables, attributes."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            yield node.name
        elif isinstance(node, ast.arg):
            yield node.arg
        elif isinstance(node, ast.Name | ast.Attribute) and isinstance(node.ctx, ast.Store):
            yield node.id if isinstance(node, ast.Name) else node.attr


def template_text(source: str) -> Iterator[str]:
    """The text and labels of a template, and the words in its expressions."""
    yield re.sub(r"<[^>]*>|\{#.*?#\}", " ", source, flags=re.DOTALL)
    yield from re.findall(r'(?:aria-label|title|alt|placeholder)="([^"]*)"', source)


def script_text(source: str) -> Iterator[str]:
    """Names and strings of a script, without its comments."""
    yield re.sub(r"/\*.*?\*/|(?<![:\"'])//[^\n]*", " ", source, flags=re.DOTALL)


def toml_text(source: str) -> Iterator[str]:
    """Keys and strings of a table."""
    left = [tomllib.loads(source)]
    while left:
        item = left.pop()
        if isinstance(item, dict):
            left.extend((*item, *item.values()))
        elif isinstance(item, list):
            left.extend(item)
        elif isinstance(item, str):
            yield item


READERS = {".py": python_names, ".html": template_text, ".svg": template_text, ".js": script_text, ".toml": toml_text}
FILES = [
    path
    for folder in CODE
    for path in sorted((ROOT / folder).rglob("*"))
    if path.suffix in READERS and "vendor" not in path.parts
]


def found_in(path: Path) -> set[str]:
    """The forbidden phrases of a file, its own name included."""
    texts = (path.stem, *READERS[path.suffix](path.read_text()))
    return set().union(*map(uses, texts))


def test_no_file_uses_a_word_that_the_glossary_forbids():
    found = {(str(path.relative_to(ROOT)), word) for path in FILES for word in found_in(path)}
    assert found - ALLOWED.keys() == set()


def test_every_exception_is_needed():
    assert {(place, word) for place, word in ALLOWED if word not in found_in(ROOT / place)} == set()


@pytest.mark.parametrize(
    ("read", "source", "word"),
    [
        (python_names, "def way_back(): ...", "way back"),
        (python_names, "class Told: ...", "told"),
        (python_names, "def f(leak): ...", "leak"),
        (python_names, "self.beaten = 1", "beaten"),
        (python_names, "BRUSHES = ()", "brushes"),
        (template_text, "<p>What was told</p>", "told"),
        (template_text, '<a aria-label="The shelf">x</a>', "shelf"),
        (template_text, "{{ pad.told }}", "told"),
        (script_text, 'const wayBack = "";', "way back"),
        (script_text, 'show("12 told");', "told"),
        (toml_text, '[[row]]\nwhy = "Told apart by the reflex."', "told apart"),
        (toml_text, "leak = 1", "leak"),
    ],
)
def test_a_forbidden_word_is_found(read, source, word):
    assert word in set().union(*map(uses, read(source)))


@pytest.mark.parametrize(
    ("read", "source"),
    [
        (python_names, '"""Told."""\nx = 1'),
        (template_text, '{# told #}<p class="told">Reported</p>'),
        (script_text, "/* told */ // told\nconst reported = 1;"),
        (toml_text, '# told\nwhy = "Toldness"'),
    ],
)
def test_comments_and_other_words_are_not_searched(read, source):
    assert set().union(*map(uses, read(source))) == set()


def test_the_glossary_forbids_no_word_that_it_defines():
    rows = [line.split("|")[1] for line in (ROOT / "GLOSSARY.md").read_text().splitlines() if line.startswith("| ")]
    assert {tuple(split(term)) for row in rows for term in row.split(",")} & FORBIDDEN == set()
    assert len(FORBIDDEN) > 20


def test_every_abbreviation_of_the_text_for_the_record_is_explained():
    rows = (ROOT / "GLOSSARY.md").read_text().splitlines()
    explained = {term.strip() for line in rows if "in the shorthand:" in line for term in line.split("|")[1].split(",")}
    data = [tomllib.loads((ROOT / f"reference/data/{name}.toml").read_text()) for name in ("tests", "families")]
    short = {row["short"] for table in data for row in (table.get("test") or table["family"]) if "short" in row}
    used = {word for name in short for word in name.split() if re.fullmatch("[A-Z]{2,}", word)}
    assert used == explained
