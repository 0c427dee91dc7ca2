"""What is installed is what the locks name, whichever pip or uv installs it and whatever has been released since.

Each installer is asked what it would install, with the options that `setup` gives it. The index made here offers
every release of the locks, and a newer one of each.
"""

import json
import os
import re
import subprocess
import sys
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, metadata, version
from itertools import product
from zipfile import ZipFile

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.house.installing.locks import BY_PIP, FROM_LOCK, LOCKS, PROJECT, ROOT, SETUP

OLDEST_PIP = "22.3"  # came with Python 3.11.0
NEWER = "9999"
INSTALLERS = ("oldest pip", "newest pip", "uv")
# The gate asks the oldest installer what it would take for a checkout that is run; the others are asked at length.
ASKED = [
    ("oldest pip", "requirements.lock"),
    *[
        pytest.param(installer, lock, marks=pytest.mark.long)
        for installer, lock in product(INSTALLERS, LOCKS)
        if (installer, lock) != ("oldest pip", "requirements.lock")
    ],
]

pytestmark = [pytest.mark.packaging, pytest.mark.xdist_group("packaging")]


def requirements_of(lock):
    return [Requirement(line.removesuffix(" \\")) for line in lock.splitlines() if re.match(r"[a-z0-9]", line)]


def release(requirement):
    return next(iter(requirement.specifier)).version


def named_by(lock):
    """What a lock names for this machine, `{"flask": "3.1.3"}`."""
    return {one.name: release(one) for one in requirements_of(lock) if not one.marker or one.marker.evaluate()}


@pytest.fixture(scope="module")
def index(tmp_path_factory):
    """A folder of wheels with nothing in them but what they ask for: what the locks name, and newer."""
    folder = tmp_path_factory.mktemp("index")
    pinned = {(one.name, release(one)) for lock in LOCKS.values() for one in requirements_of(lock)}
    for name, number in pinned:
        for offered in (number, NEWER):
            make_wheel(folder, name, offered)
    return folder


def make_wheel(folder, name, number):
    stem = f"{name.replace('-', '_')}-{number}"
    about = ["Metadata-Version: 2.1", f"Name: {name}", f"Version: {number}", *asked_by(name)]
    files = {
        "METADATA": "\n".join(about) + "\n",
        "WHEEL": "Wheel-Version: 1.0\nGenerator: tests\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
    }
    with ZipFile(folder / f"{stem}-py3-none-any.whl", "w") as wheel:
        for file, text in files.items():
            wheel.writestr(f"{stem}.dist-info/{file}", text)
        wheel.writestr(f"{stem}.dist-info/RECORD", "")


def asked_by(name):
    """The lines with what the real release asks for; of one for other machines it is not known here."""
    try:
        known = metadata(name)
    except PackageNotFoundError:
        return []
    return [f"{field}: {text}" for field in ("Provides-Extra", "Requires-Dist") for text in known.get_all(field, [])]


@pytest.fixture(scope="module")
def lock_for(index, tmp_path_factory):
    """A function from the name of a lock to a file that names the same releases, with the hashes of this index."""

    def write(name):
        path = tmp_path_factory.mktemp("locks") / name
        lines = []
        for one in requirements_of(LOCKS[name]):
            wheel = index / f"{one.name.replace('-', '_')}-{release(one)}-py3-none-any.whl"
            lines.append(f"{one} --hash=sha256:{sha256(wheel.read_bytes()).hexdigest()}")
        path.write_text("\n".join(lines), encoding="utf-8")
        return path

    return write


@pytest.fixture(scope="module")
def would_install(index, tmp_path_factory):
    """A function that asks an installer what it would take: `{"flask": "3.1.3"}`, and what it said when it refused."""
    tools = tmp_path_factory.mktemp("tools")

    def ask(installer, lock, flags=FROM_LOCK, where=("--no-index", "--find-links", index)):
        empty = tmp_path_factory.mktemp("empty")
        run = ask_uv if installer == "uv" else ask_pip
        return run(tool(tools, installer), [*where, *flags, "-r", lock], empty)

    return ask


def tool(folder, installer):
    """The folder where an installer is, fetched when it is first asked for."""
    place = folder / installer.replace(" ", "-")
    if not place.exists():
        wanted = {"oldest pip": f"pip=={OLDEST_PIP}", "newest pip": "pip", "uv": "uv"}[installer]
        fetch = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--target", place, wanted]
        subprocess.run(fetch, check=True, capture_output=True)
    return place


def ask_pip(place, arguments, empty):
    report = empty / "report.json"
    how = ["--dry-run", "--ignore-installed", "--report", report, *BY_PIP]
    said = run([sys.executable, "-m", "pip", "install", *how, *arguments], PYTHONPATH=place, PIP_CONFIG_FILE=os.devnull)
    if said.returncode:
        return {}, said.stderr
    taken = [one["metadata"] for one in json.loads(report.read_text(encoding="utf-8"))["install"]]
    return {canonicalize_name(one["name"]): one["version"] for one in taken}, ""


def ask_uv(place, arguments, empty):
    how = ["pip", "install", "--dry-run", "--no-config", "--python", sys.executable, "--target", empty / "target"]
    said = run([place / "bin/uv", *how, *arguments], UV_CACHE_DIR=empty / "cache", UV_PYTHON_DOWNLOADS="never")
    return dict(re.findall(r"^ \+ ([^=\s]+)==(\S+)", said.stderr, re.MULTILINE)), said.stderr if said.returncode else ""


def run(command, **variables):
    """Run a command with no setting of this machine's for pip or uv."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PIP_", "UV_", "PYTHON"))}
    return subprocess.run(command, env=kept | variables, capture_output=True, text=True, check=False)


@pytest.mark.parametrize(("installer", "lock"), ASKED)
def test_a_lock_is_installed_as_it_is_whatever_was_released_since(installer, lock, lock_for, would_install):
    assert would_install(installer, lock_for(lock)) == (named_by(LOCKS[lock]), "")


@pytest.mark.long
@pytest.mark.parametrize("lock", LOCKS)
@pytest.mark.parametrize("installer", INSTALLERS)
def test_a_lock_is_installed_as_it_is_from_the_index_of_today(installer, lock, would_install):
    assert would_install(installer, ROOT / lock, where=()) == (named_by(LOCKS[lock]), "")


@pytest.mark.long
def test_an_old_pip_would_take_what_was_released_since_if_it_resolved(lock_for, would_install):
    resolving = [flag for flag in FROM_LOCK if flag != "--no-deps"]
    assert resolving != FROM_LOCK
    _, said = would_install("oldest pip", lock_for("requirements-test.lock"), resolving)
    assert NEWER in said


def test_the_locks_that_are_installed_are_installed_so():
    from_a_lock = re.findall(r"install_into_venv (.*) -r (\S+)", SETUP)
    assert from_a_lock == [
        ("$from_lock", name) for name in ("requirements-build.lock", '"$lock"', "requirements-fonts.lock")
    ]


def test_a_new_version_is_installed_anew():
    assert PROJECT["tool"]["hatch"]["version"]["path"] in SETUP.split()
    assert (ROOT / PROJECT["tool"]["hatch"]["version"]["path"]).is_file()


def test_these_tests_run_with_what_the_lock_names():
    named = named_by(LOCKS["requirements-test.lock"])
    assert {name: version(name) for name in named} == named
