"""A wheel contains all that the program needs, and runs from an empty environment in another folder."""

import os
import subprocess
import sys
import zipfile

import pytest

from exam.domain.reasoning.version import PROGRAM
from tests.house.installing.locks import BY_PIP, FROM_LOCK, ROOT

pytestmark = [pytest.mark.packaging, pytest.mark.xdist_group("packaging")]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", folder, ROOT]
    subprocess.run(build, check=True, capture_output=True)
    return next(folder.glob("dermyo-*.whl"))


@pytest.fixture(scope="module")
def dermyo(wheel, tmp_path_factory):
    """Runs the command in an environment with the wheel and the locked releases, and nothing of this checkout."""
    place = tmp_path_factory.mktemp("elsewhere")
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "VIRTUAL_ENV"))}
    environment["DERMYO_DATA"] = str(place / "data")

    def run(*command):
        return subprocess.run(command, cwd=place, env=environment, capture_output=True, text=True, check=False)

    python = place / "venv/bin/python"
    # Installed into by the pip of these tests: to give it a pip of its own takes longer than to build the wheel.
    assert run(sys.executable, "-m", "venv", "--without-pip", place / "venv").returncode == 0
    pip = [sys.executable, "-m", "pip", "--python", python]
    for what in (
        [*FROM_LOCK, "-r", ROOT / "requirements-build.lock"],
        [*FROM_LOCK, "-r", ROOT / "requirements.lock"],
        ["--no-deps", wheel],
    ):
        installed = run(*pip, "install", *BY_PIP, "--no-compile", *what)
        assert installed.returncode == 0, installed.stderr
    checked = run(*pip, "check")
    assert checked.returncode == 0, checked.stdout
    return lambda *arguments: run(place / "venv/bin/dermyo", *arguments)


def test_the_wheel_has_the_version_that_notes_print(wheel):
    assert wheel.name.split("-")[1] == PROGRAM


def test_the_wheel_carries_every_file_of_both_packages(wheel):
    files = [path for package in ("exam", "reference") for path in (ROOT / package).rglob("*") if path.is_file()]
    wanted = {str(path.relative_to(ROOT)) for path in files if "__pycache__" not in path.parts}
    assert wanted
    assert wanted - set(zipfile.ZipFile(wheel).namelist()) == set()


def test_the_wheel_carries_the_published_cases_beside_what_reads_them(wheel):
    cases = {path.name for path in (ROOT / "tests" / "cases").glob("case-*.json")}
    names = zipfile.ZipFile(wheel).namelist()
    assert len(cases) > 100
    assert {name for name in names if name.endswith(".json") and "/case-" in name} == {
        f"exam/training/published/{case}" for case in cases
    }


def test_the_wheel_carries_nothing_else(wheel):
    tops = {name.split("/")[0] for name in zipfile.ZipFile(wheel).namelist()}
    assert tops == {"exam", "reference", "-".join(wheel.name.split("-")[:2]) + ".dist-info"}


@pytest.mark.long
def test_the_command_starts(dermyo):
    shown = dermyo("--help")
    assert shown.returncode == 0, shown.stderr
    assert "serve" in shown.stdout


@pytest.mark.long
def test_the_reference_is_found_and_whole(dermyo):
    checked = dermyo("reference", "check")
    assert checked.returncode == 0, checked.stderr
