"""Tests contain the numbers and words that they check: a test that imports them passes whatever they are changed to."""

import ast
from collections.abc import Iterable, Iterator, Mapping
from datetime import timedelta
from importlib import import_module
from pathlib import Path

import pytest

TESTS = Path(__file__).parents[1]
# Modules from which a constant may be imported nevertheless, and why.
ALLOWED = {
    "exam.domain.reasoning.version": "the release is said in this one place",
    "reference.vocabulary": "the words that a record may hold, which tests go through one by one",
}
COMPARING = ("house/test_figures_in_prose.py",)  # compares the sentences of the pages with the figures of the program
PLAIN = (bool, int, float, str, timedelta)


def test_tests_state_the_constants_that_they_check():
    assert [fault for path in modules() for fault in faults(path.read_text("utf-8"), path)] == []


@pytest.mark.parametrize(
    "breach",
    [
        "from exam.store.accounts import ATTEMPTS",
        "from exam.store.accounts import ATTEMPTS_WITHIN",
        "from exam.domain.reasoning.localise.next_tests.ordering import WORTH",
        "from reference.cells import ONE_LEG as KNOWN",
        "def test_a(): from exam.steps.assessment import ENTERED_FIRST",
    ],
    ids=["a number", "a length of time", "a table of numbers", "words under another name", "words in a function"],
)
def test_a_breach_is_found(breach):
    assert faults(breach, TESTS / "test_breach.py") != []


@pytest.mark.parametrize(
    "use",
    [
        "from reference.tables import TABLES",
        "from exam.web.http.static_files import FOLDER",
        "from exam.domain.reasoning.version import PROGRAM",
        "from exam.store.accounts import AccountRefused",
    ],
    ids=["things to go through", "a folder", "allowed by name", "a class"],
)
def test_what_is_no_value_to_check_may_be_imported(use):
    assert faults(use, TESTS / "test_use.py") == []


def modules() -> list[Path]:
    return [path for path in sorted(TESTS.rglob("*.py")) if path.relative_to(TESTS).as_posix() not in COMPARING]


def faults(source: str, path: Path) -> list[str]:
    return [
        f"{path.relative_to(TESTS)} imports {module}.{name}: state its value"
        for module, name in imported_constants(ast.parse(source))
        if module not in ALLOWED and is_plain(getattr(import_module(module), name))
    ]


def imported_constants(tree: ast.Module) -> Iterator[tuple[str, str]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and (node.module or "").partition(".")[0] in ("exam", "reference"):
            yield from ((node.module, name.name) for name in node.names if name.name.isupper())


def is_plain(value: object) -> bool:
    """A number, a word, a length of time, several of them, or a table of numbers; a table of words is gone through."""
    if isinstance(value, Mapping):
        return all(isinstance(one, (int, float)) for one in value.values())
    several = isinstance(value, Iterable) and not isinstance(value, str)
    return all(isinstance(one, PLAIN) for one in value) if several else isinstance(value, PLAIN)
