"""`dermyo assess`: what it prints, and its exit status (0 done, 1 refused, 2 wrong usage)."""

import io
import json

import pytest

from exam.domain.reasoning.version import PROGRAM
from tests.commands.inputs import GRADE_7, LEFT_L5, UNREADABLE
from tests.domain.records import written

NO_MOOD = "mood: is not a key of this format"


def causes(lines):
    return [json.loads(line)["candidates"][0]["cause"] for line in lines]


def test_a_record_is_assessed_as_text(run, file):
    status, out, err = run("assess", file(LEFT_L5))
    assert (status, err) == (0, [])
    assert "Findings fit (program): The findings fit left L5 radiculopathy (root lesion) best." in out


def test_a_record_is_assessed_as_one_json_object_a_line(run, file):
    status, out, err = run("assess", "--json", file(LEFT_L5))
    assert (status, len(out), err) == (0, 1, [])
    data = json.loads(out[0])
    assert (data["format"], data["program"]) == ("dermyo-assessment/1", PROGRAM)
    assert (data["leading"]["cause"], data["leading"]["side"]) == ("root.L5", "left")


def test_a_published_case_is_read_as_its_record(run, file):
    bare = run("assess", "--json", file(LEFT_L5))
    assert run("assess", "--json", file({"id": "case-1", "record": LEFT_L5, "expected": {}})) == bare


def test_standard_input_is_a_record_too(run, file, monkeypatch):
    bare = run("assess", "--json", file(LEFT_L5))
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(json.dumps(LEFT_L5).encode())))
    assert run("assess", "--json", "-") == bare


def test_several_records_are_assessed_in_the_order_given(run, file):
    l5, nothing = file(LEFT_L5, "a.json"), file(written(), "b.json")
    status, out, _ = run("assess", "--json", nothing, l5, nothing)
    assert status == 0
    assert [json.loads(line)["statement"] for line in out] == ["not_enough_examined", "fits_one", "not_enough_examined"]


def test_a_refused_record_names_every_fault_by_its_path(run, file):
    assert run("assess", file(UNREADABLE)) == (1, [], [GRADE_7])
    assert run("assess", "--json", file(UNREADABLE | {"mood": "low"})) == (1, [], [NO_MOOD, GRADE_7])


def test_the_file_of_another_program_is_called_that_first(run, file):
    status, _, lines = run("assess", file({"left": {"motor": {"L5": "4"}}}))
    assert (status, lines[0]) == (1, 'holds no key of "dermyo-exam/1": it seems to be a file of another program')
    assert "left: is not a key of this format" in lines


def test_a_refused_record_does_not_stop_the_others(run, file):
    bad, good = file(UNREADABLE | {"mood": "low"}, "bad.json"), file(LEFT_L5, "good.json")
    status, out, err = run("assess", "--json", bad, good, bad)
    assert (status, causes(out)) == (1, ["root.L5"])
    assert err == [f"{bad}: {NO_MOOD}", f"{bad}: {GRADE_7}"] * 2


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("", "is not JSON: Expecting value: line 1 column 1 (char 0)"),
        ("[]", "a list is not a record"),
        ('{"a": 1, "a": 2}', "a: is duplicated in one object"),
        ('{"record": null}', "null is not a record"),
    ],
)
def test_input_that_is_not_a_record_is_refused(run, file, text, fault):
    assert run("assess", file(text)) == (1, [], [fault])


def test_a_file_that_cannot_be_opened_is_wrong_usage_before_anything_is_assessed(run, file, tmp_path):
    status, out, err = run("assess", "--json", file(LEFT_L5), tmp_path / "none.json")
    assert (status, out) == (2, [])
    assert err == [f"dermyo: {tmp_path / 'none.json'}: No such file or directory"]
    assert run("assess", tmp_path) == (2, [], [f"dermyo: {tmp_path}: Is a directory"])
