"""What was taken from elsewhere is byte for byte what its SHA256SUMS says, and nothing lies beside it unlisted."""

import hashlib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
FOLDERS = [
    *("exam/static/vendor/htmx", "exam/static/vendor/idb-keyval", "exam/static/fonts", "tests/vendor/axe"),
    "exam/web/accounts/passwords/vendor/django",
]
OUR_OWN_NOTES = {"README.md", "SHA256SUMS"}


def listed(folder):
    lines = (ROOT / folder / "SHA256SUMS").read_text(encoding="ascii").splitlines()
    return {name: digest for digest, name in (line.split(maxsplit=1) for line in lines)}


@pytest.mark.parametrize("folder", FOLDERS)
def test_every_vendored_file_is_listed_with_its_hash(folder):
    files = [path for path in (ROOT / folder).iterdir() if path.name not in OUR_OWN_NOTES]
    assert {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in files} == listed(folder)


@pytest.mark.parametrize("folder", FOLDERS)
def test_a_licence_and_a_version_come_with_it(folder):
    assert listed(folder).keys() & {"LICENSE", "OFL.txt"}
    heading = (ROOT / folder / "README.md").read_text(encoding="utf-8").splitlines()[0]
    assert heading.rpartition(" ")[2][0].isdigit()


def test_no_vendor_folder_is_forgotten():
    inside = [path for top in ("exam", "tests") for path in (ROOT / top).rglob("vendor/*/")]
    assert {str(path.relative_to(ROOT)) for path in inside if path.is_dir()} <= set(FOLDERS)
