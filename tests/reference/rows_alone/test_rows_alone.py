"""What rows alone add: written into a copy of the program, they are on the screens, in the ranking and on the note."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.reference.rows_alone.rows import ROWS, STEP, STEP_FILE

pytestmark = pytest.mark.xdist_group("rows alone")

ROOT = Path(__file__).parents[3]
DRAGGING = "findings.stride.dragging.left"
SIGNED = [
    {"post": "/exams/{exam}/sign", "form": {"seen_revision": "{seen}", "seen_note": "{read}"}},
    {"get": "/exams/{exam}/note"},
    {"get": "/exams/{exam}/note.txt"},
]


def copy(folder, rows):
    """The program with these rows added to its reference."""
    for package in ("exam", "reference"):
        shutil.copytree(ROOT / package, folder / package, ignore=shutil.ignore_patterns("__pycache__"))
    for file, added in rows.items():
        path = folder / "reference" / "data" / file
        path.write_text(path.read_text("utf-8") + added, "utf-8")
    shutil.copy(Path(__file__).with_name("examine.py"), folder)
    return folder


def examine(folder, plan):
    """The reply of the program in the folder to each step of a plan."""
    done = subprocess.run(
        [sys.executable, "examine.py"],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(folder), "XDG_CACHE_HOME": "/dev/null"},
        input=json.dumps(plan),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def record(findings):
    return {
        "format": "dermyo-exam/1",
        "patient": {"reference": "4471"},
        "presentation": {"symptom_side": "left"},
        "findings": {"reflexes": {"patellar": {"right": 2, "left": 2}}, **findings},
    }


@pytest.fixture(scope="module")
def said(tmp_path_factory):
    """The replies of the program with the added rows, by request."""
    drags = {"stride": {"dragging": {"right": "negative", "left": "positive"}}}
    plan = {
        "check": {"command": ["reference", "check"]},
        "without": {"assess": record({})},
        "with": {"assess": record(drags)},
        "step": {"get": "/exams/{exam}/tension"},
        "tap": {"post": "/exams/{exam}/tension", "form": {DRAGGING: "positive"}},
        "filled": {"post": "/exams/{exam}/tension/all-normal", "form": {"group": ""}},
        "reflexes": {"post": "/exams/{exam}/reflexes/all-normal", "form": {"group": ""}},
        "banner": {"get": "/exams/{exam}/reflexes"},
        "assessment": {"get": "/exams/{exam}/assessment"},
        "chosen": {
            "post": "/exams/{exam}/assessment",
            "form": {"impression.cause": "syringomyelia", "impression.side": "left"},
        },
        "record": {"get": "/exams/{exam}/record.json"},
        **dict(zip(("sign", "note", "text"), SIGNED, strict=True)),
        "tests": {"get": "/reference/tests"},
        "test": {"get": "/reference/tests/stride.dragging"},
        "figures": {"get": "/reference/figures"},
        "causes": {"get": "/reference/causes"},
        "alerts": {"get": "/reference/red-flags"},
    }
    folder = copy(tmp_path_factory.mktemp("rows"), ROWS)
    return dict(zip(plan, examine(folder, list(plan.values())), strict=True))


def test_the_check_accepts_them_and_every_page_opens(said):
    assert said["check"]["text"].startswith("reference 20")
    assert {name: got["code"] for name, got in said.items() if "code" in got and got["code"] not in (0, 200, 303)} == {}


@pytest.mark.long
def test_a_family_is_asked_in_its_step(said):
    assert DRAGGING not in said["reflexes"]["text"]
    assert f'name="{DRAGGING}"' in said["step"]["text"]
    assert ">Gait<" in said["step"]["text"]


@pytest.mark.parametrize("where", ["note", "text"])
def test_a_family_has_its_table_on_the_signed_note(said, where):
    words = said[where]["text"]
    assert "Draft" not in words
    table = words[words.index("Gait") :][:900]
    assert table.index("Dragging") < table.index("negative") < table.index("positive")


def test_a_family_is_in_the_record(said):
    dragging = json.loads(said["record"]["text"])["findings"]["stride"]["dragging"]
    assert dragging == {"right": "negative", "left": "positive"}


def test_a_family_is_on_the_reference_pages(said):
    assert "Dragging" in said["tests"]["text"]
    assert "The foot drags." in said["test"]["text"]
    assert ">Gait<" in said["figures"]["text"]
    assert "Genitofemoral nerve 90" in said["figures"]["text"]


def test_a_family_counts_in_the_ranking(said):
    def of_nerve(assessment):
        named = {(c["cause"], c["side"]): c["probability"] for c in assessment["candidates"]}
        return named["nerve.genitofemoral", "left"]

    assert of_nerve(said["with"]) > 5 * of_nerve(said["without"])
    assert {r["finding"] for c in said["with"]["candidates"] for r in c["reasons"]} >= {"stride.dragging"}
    assert said["without"]["statement"] != "not_enough_examined"


def test_a_core_test_that_was_left_out_is_listed(said):
    assert "stride.dragging.right" in said["without"]["not_examined"]
    assert not [path for path in said["with"]["not_examined"] if path.startswith("stride.")]


@pytest.mark.parametrize(
    ("cause", "label"), [("nerve.genitofemoral", "Left genitofemoral nerve"), ("syringomyelia", "syringomyelia")]
)
def test_a_cause_is_ranked_and_named(said, cause, label):
    first = [candidate["cause"] for candidate in said["with"]["candidates"]][:6]
    assert cause in first
    assert label in said["assessment"]["text"]
    assert f'value="{cause}"' in said["assessment"]["text"]


def test_the_leading_cause_is_named_on_the_note(said):
    leading = said["with"]["leading"]
    assert (leading["cause"], leading["side"]) == ("nerve.genitofemoral", "left")
    for where in ("note", "text"):
        assert "left genitofemoral nerve" in said[where]["text"]
        assert "syringomyelia" in said[where]["text"]


def test_a_cause_of_a_kind_that_may_affect_one_leg_does(said):
    sides = {c["side"] for c in said["with"]["candidates"] if c["cause"] == "syringomyelia"}
    assert sides == {"right", "left", "both"}


def test_causes_are_on_the_reference_pages_under_their_kinds(said):
    page = said["causes"]["text"]
    assert page.index("Nerves") < page.index("Genitofemoral nerve") < page.index("Plexus")
    assert page.index("Disease of the motor neurons") < page.index("Weakness without loss of feeling.")


def test_an_alert_is_raised_everywhere(said):
    assert [alert["id"] for alert in said["with"]["alerts"]] == ["dragging_foot"]
    assert said["without"]["alerts"] == []
    for where in ("banner", "assessment", "note", "text"):
        assert "The foot drags" in said[where]["text"], where
    assert "any sign of the stride positive" in said["alerts"]["text"].lower()


def with_step(folder):
    rows = {**ROWS, "families.toml": ROWS["families.toml"].replace('"tension"', '"walking"'), "steps.toml": STEP}
    return copy(folder, rows)


@pytest.mark.long
def test_a_step_is_one_row_and_one_file(tmp_path):
    folder = with_step(tmp_path / "program")
    (folder / "exam" / "steps" / "walking.py").write_text(STEP_FILE, "utf-8")
    form = {DRAGGING: "positive", "comments.walking": "He limps."}
    plan = [
        {"command": ["reference", "check"]},
        {"get": "/exams/{exam}/complaint"},
        {"post": "/exams/{exam}/walking", "form": form},
        {"get": "/exams/{exam}/walking"},
        *SIGNED,
    ]
    check, stepper, tap, step, sign, note, text = examine(folder, plan)
    assert check["code"] == 0, check["text"]
    assert '/walking"' in stepper["text"]
    assert (tap["code"], sign["code"]) == (303, 303)
    assert "On the flat" in step["text"]
    assert "1 of 7" in step["text"]
    for words in (note["text"], text["text"]):
        assert "How the patient walks" in words
        assert "He limps." in words


@pytest.mark.parametrize("file", [None, "def walk(row): pass\n"], ids=["no file", "no function"])
def test_a_step_of_its_own_without_a_file_is_refused(tmp_path, file):
    folder = with_step(tmp_path / "program")
    if file:
        (folder / "exam" / "steps" / "walking.py").write_text(file, "utf-8")
    check, *_ = examine_alone(folder, ["reference", "check"])
    assert check == "steps.toml: walking: has no file exam/steps/walking.py with a function step\n"


def examine_alone(folder, words):
    """The command line alone, where the application would not start."""
    script = f"from exam.cli import main; raise SystemExit(main({words!r}))"
    done = subprocess.run(
        [sys.executable, "-c", script],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(folder), "XDG_CACHE_HOME": "/dev/null"},
        capture_output=True,
        text=True,
        check=False,
    )
    return done.stderr, done.returncode
