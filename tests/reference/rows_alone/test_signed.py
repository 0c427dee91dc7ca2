"""A row of the reference is changed after signing: a draft says so, and what was signed is the same bytes."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.reference.rows_alone.rows import ROWS

# tests/web/note/test_frozen.py tries the same inside one program.
pytestmark = pytest.mark.long

ROOT = Path(__file__).parents[3]
NOT_SHORTENED = "This is the whole note. It is not shortened, because the clinical reference of this version differs"
NOT_CODED = "This document has what was found and concluded in words alone"
CHANGED = {"alerts.toml": 'label = "', "imaging.toml": 'purpose = "', "sources.toml": 'title = "'}


@pytest.fixture
def program(tmp_path):
    """A copy of the program, whose rows can be changed."""
    folder = tmp_path / "program"
    for package in ("exam", "reference"):
        shutil.copytree(ROOT / package, folder / package, ignore=shutil.ignore_patterns("__pycache__"))
    for script in ("examine.py", "outputs.py"):
        shutil.copy(Path(__file__).with_name(script), folder)
    return folder


def run(folder, data):
    command = [sys.executable, "outputs.py", str(data)]
    environment = {**os.environ, "PYTHONPATH": str(folder)}
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def add_rows(folder, rows):
    """Write the invented rows; returns what the files held before."""
    paths = {folder / "reference" / "data" / file: added for file, added in rows.items()}
    before = {path: path.read_text("utf-8") for path in paths}
    for path, added in paths.items():
        path.write_text(before[path] + added, "utf-8")
    return before


def change_rows(folder):
    """In every alert, study and source something else is said."""
    for file, start in CHANGED.items():
        path = folder / "reference" / "data" / file
        path.write_text(path.read_text("utf-8").replace(f"\n{start}", f"\n{start}Changed: "), "utf-8")


def test_what_was_signed_stays_the_same_bytes_when_the_rows_change(program, tmp_path):
    before = run(program, tmp_path / "data")
    change_rows(program)
    after = run(program, tmp_path / "data")
    assert after["knowledge"] != before["knowledge"]
    assert after["draft"]["note.txt"] != before["draft"]["note.txt"]
    assert after["signed"] == before["signed"]
    assert len(after["signed"]) == 6
    assert after["screens"] == [200, 200, 200]
    assert "does not match" not in after["note"]
    assert "recomputed" not in after["note"]
    assert not [name for name, text in after["added"].items() if NOT_SHORTENED in text]
    assert '"Observation"' in after["added"]["note.fhir.json"]


def test_what_was_signed_opens_and_prints_where_its_test_and_its_cause_no_longer_exist(program, tmp_path):
    rows = add_rows(program, ROWS)
    before = run(program, tmp_path / "data")
    assert "Dragging" in before["note"]
    for path, text in rows.items():
        path.write_text(text, "utf-8")
    after = run(program, tmp_path / "data")
    assert after["signed"] == before["signed"]
    assert after["screens"] == [200, 200, 200]
    assert "Dragging" in after["note"]
    stride = json.loads(after["added"].pop("record.json"))["findings"]["stride"]
    assert stride == {"dragging": {"left": "positive"}}
    for name, text in after["added"].items():
        assert "Dragging" in text, name
        assert "Seen again." in text, name
    shorter = ("note.txt?form=shorthand", "note.txt?form=letter")
    assert [name for name, text in after["added"].items() if NOT_SHORTENED in text] == list(shorter)
    assert NOT_CODED in after["added"]["note.fhir.json"]
    assert '"Observation"' not in after["added"]["note.fhir.json"]
    assert "does not match" not in after["note"]
    assert "recomputed" not in after["note"]
