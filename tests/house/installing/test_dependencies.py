"""What is imported is declared by name, and what is declared is pinned with hashes."""

import ast
import re
import sys
import tomllib
from importlib.metadata import packages_distributions, version
from pathlib import Path

import pytest

from exam.domain.reasoning.version import PROGRAM

ROOT = Path(__file__).parents[3]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
RUNTIME = PROJECT["project"]["dependencies"]
EXTRAS = PROJECT["project"]["optional-dependencies"]
OPTIONAL = [name for names in EXTRAS.values() for name in names]
GROUPS = PROJECT["dependency-groups"]
LOCKS = {
    "requirements.lock": [*RUNTIME, *EXTRAS["postgresql"]],
    "requirements-fonts.lock": EXTRAS["fonts"],
    "requirements-build.lock": GROUPS["build"],
    "requirements-uv.lock": GROUPS["installer"],
    "requirements-test.lock": [*RUNTIME, *OPTIONAL, *GROUPS["build"], *GROUPS["test"]],
}
PIN = re.compile(r"(?P<name>[a-z0-9-]+)==(?P<version>[^ ;]+)(?: ; .+)? \\")
HASH = re.compile(r"    --hash=sha256:[0-9a-f]{64}(?: \\)?")


def normal(requirement):
    """`Flask_Security[common]>=5.9` -> `flask-security`."""
    return re.sub("[-_.]+", "-", re.match("[A-Za-z0-9._-]+", requirement)[0]).lower()


def imported(*folders):
    """Every module that files of these folders import, by its top name, less our own and Python's."""
    names, ours = set(), {"exam", "reference", "tests", "bench"}
    for path in (path for folder in folders for path in (ROOT / folder).rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                names |= {alias.name for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and not node.level:
                # A script that runs by itself imports the files beside it.
                names |= {node.module} - {beside.stem for beside in path.parent.glob("*.py")}
    return {name.split(".")[0] for name in names} - ours - sys.stdlib_module_names


def unasked(modules, requirements):
    distributions = packages_distributions()
    asked = {normal(requirement) for requirement in requirements}
    return {name for name in modules if not asked & {normal(found) for found in distributions.get(name, [])}}


def pins(lock):
    return {found["name"] for line in lock.splitlines() if (found := PIN.fullmatch(line))}


def misplaced_lines(lock):
    """Lines that are neither a pin, nor a hash, nor a note of why a release is there."""
    known = (PIN, HASH, re.compile(r"\s*#.*"))
    return [line for line in lock.splitlines() if not any(kind.fullmatch(line) for kind in known)]


def test_the_program_declares_every_library_that_it_imports():
    assert unasked(imported("exam", "reference"), [*RUNTIME, *OPTIONAL]) == set()


def test_the_tests_declare_every_library_that_they_import():
    assert unasked(imported("tests"), [*RUNTIME, *OPTIONAL, *GROUPS["test"]]) == set()


def test_what_is_installed_has_the_version_that_notes_print():
    assert version("dermyo") == PROGRAM


def test_a_checkout_gets_the_same_fonts_as_an_installed_program():
    assert GROUPS["fonts"] == EXTRAS["fonts"]
    assert [name for name in EXTRAS["fonts"] if "==" not in name] == []


def test_an_undeclared_library_is_found():
    assert unasked({"flask", "blinker"}, ["Flask>=3.1"]) == {"blinker"}


@pytest.mark.parametrize(("name", "wanted"), LOCKS.items())
def test_a_lock_pins_all_that_is_declared_with_hashes_and_nothing_else(name, wanted):
    lock = (ROOT / name).read_text(encoding="utf-8")
    assert {normal(requirement) for requirement in wanted} - pins(lock) == set()
    assert misplaced_lines(lock) == []
    assert not re.search(r"https?:|file:|index|/opt", lock)


@pytest.mark.parametrize(
    "line",
    ["--index-url somewhere", "flask==3.1.3", "flask>=3.1 \\", "flask @ file:///tmp/flask", "    --hash=md5:00"],
)
def test_a_line_that_does_not_belong_in_a_lock_is_found(line):
    assert misplaced_lines(line) == [line]


def test_the_lock_for_tests_pins_the_same_releases():
    run, tests = ((ROOT / name).read_text(encoding="utf-8") for name in ("requirements.lock", "requirements-test.lock"))
    assert set(re.findall(r"^\S+==\S+", run, re.MULTILINE)) <= set(re.findall(r"^\S+==\S+", tests, re.MULTILINE))
