"""The list of others' software says what the locks pin, and what the packages say of their licences."""

import json
import re
from importlib.metadata import PackageNotFoundError, metadata

import pytest

from bench.software.page import page
from bench.software.pieces import ROOT, files, packages, pinned, uses
from bench.software.sbom import sbom

# What a package says in free words, or by a classifier, in SPDX.
WORDS = {
    "MIT License": "MIT",
    "BSD License": "BSD-3-Clause",
    "BSD": "BSD-3-Clause",
    "Apache Software License": "Apache-2.0",
    "The Unlicense (Unlicense)": "Unlicense",
}
BY_ITS_FILE = {"fido2", "pyphen", "pypdfium2", "flask-wtf", "wtforms"}
"""Its metadata names no single licence; the file beside it was read."""


def said_by(name):
    """The licence that an installed package declares."""
    found = metadata(name)
    classifiers = [line.rpartition(" :: ")[2] for line in found.get_all("Classifier", []) if line.startswith("License")]
    said = found["License-Expression"] or (classifiers or [found["License"]])[0]
    return WORDS.get(said, said)


def test_both_are_up_to_date():
    assert (ROOT / "docs/software.md").read_text(encoding="utf-8") == page(), "run python -m bench.software"
    assert (ROOT / "docs/sbom.json").read_text(encoding="utf-8") == sbom(), "run python -m bench.software"


def test_every_pinned_package_is_on_the_page_and_no_other():
    locks = [(ROOT / lock).read_text() for lock in ("requirements.lock", "requirements-fonts.lock")]
    pins = {tuple(pin) for lock in locks for pin in re.findall(r"^([a-z0-9-]+)==([^\s;]+)", lock, re.MULTILINE)}
    assert {(one.name, one.version) for one in packages()} == pins
    assert set(uses()["packages"]) == {name for name, _ in pins}
    assert len(pins) > 50
    for name, version in pins:
        assert re.search(rf"^\| {re.escape(name)} \| {re.escape(version)}[ |]", page(), re.MULTILINE), name


def test_every_file_from_elsewhere_that_is_installed_is_on_the_page():
    vendored = {str(path.parent.relative_to(ROOT)) for path in (ROOT / "exam").rglob("SHA256SUMS")}
    assert set(uses()["files"]) == vendored
    assert next(one.version for one in files()) in (ROOT / "exam/static/vendor/htmx/README.md").read_text()


@pytest.mark.parametrize("name", sorted({one.name for one in packages()} - BY_ITS_FILE))
def test_a_licence_is_the_one_that_the_package_declares(name):
    try:
        said = said_by(name)
    except PackageNotFoundError:
        assert name in {"brotlicffi", "pycparser", "backports-zstd"}
    else:
        assert {one.licence for one in packages() if one.name == name} == {said}


def test_who_asks_for_a_package_is_read_from_the_lock():
    found = {one.name: one for one in pinned("requirements.lock")}
    assert found["blinker"].by == ("flask", "flask-principal")
    assert found["alembic"].by == ("dermyo",)
    numpy = [(one.version, one.where) for one in pinned("requirements.lock") if one.name == "numpy"]
    assert [where for _, where in numpy] == ["python_full_version < '3.12'", "python_full_version >= '3.12'"]


def test_the_bill_of_materials_refers_to_nothing_that_is_not_in_it():
    bill = json.loads(sbom())
    assert (bill["bomFormat"], bill["specVersion"]) == ("CycloneDX", "1.6")
    assert re.fullmatch(r"urn:uuid:[0-9a-f-]{36}", bill["serialNumber"])
    refs = [one["bom-ref"] for one in bill["components"]]
    assert len(refs) == len(set(refs)) > 50
    ours = bill["metadata"]["component"]["bom-ref"]
    asked = {ref: set(one.get("dependsOn", ())) for one in bill["dependencies"] for ref in [one["ref"]]}
    assert set(asked) == {*refs, ours}
    assert set().union(*asked.values()) == set(refs)
    assert any("flask-login" in ref for ref in asked[next(ref for ref in refs if "flask-security@" in ref)])
