"""Files, functions and folders stay small enough to be read at once."""

import ast
from collections import Counter
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SOURCES = sorted(path for package in ("exam", "reference", "bench") for path in (ROOT / package).rglob("*.py"))
LONGEST_FILE, LONGEST_FUNCTION, MOST_MODULES = 300, 40, 13


def too_long(source):
    """What is too long in the text of a module: its name or the whole, with the lines."""
    found = [("the file", len(source.splitlines()))] if len(source.splitlines()) > LONGEST_FILE else []
    functions = [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.FunctionDef)]
    lengths = [(node.name, node.end_lineno - node.lineno + 1) for node in functions]
    return found + [(name, lines) for name, lines in lengths if lines > LONGEST_FUNCTION]


def test_no_file_and_no_function_is_too_long():
    faults = {str(path.relative_to(ROOT)): too_long(path.read_text(encoding="utf-8")) for path in SOURCES}
    assert {path: found for path, found in faults.items() if found} == {}


def test_no_folder_holds_too_many_modules():
    counted = Counter(path.parent.relative_to(ROOT) for path in SOURCES if path.name != "__init__.py")
    assert {str(folder): count for folder, count in counted.items() if count > MOST_MODULES} == {}


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("x = 1\n" * 300, []),
        ("x = 1\n" * 301, [("the file", 301)]),
        ("def short():\n" + "    x = 1\n" * 39, []),
        ("class A:\n    def long(self):\n" + "        x = 1\n" * 40, [("long", 41)]),
    ],
)
def test_what_is_too_long_is_found(source, found):
    assert too_long(source) == found
