"""`dermyo evaluate`: the ranking against published cases."""

import json

from tests.commands.inputs import GRADE_7, LEFT_L5, UNREADABLE

CASE = {"id": "case-1", "record": LEFT_L5, "expected": {"cause": "root.L5", "side": "left", "label": "L5"}}
MISSED = {"id": "case-2", "record": LEFT_L5, "expected": {"cause": "root.S1", "side": "right", "label": "S1"}}


def test_a_folder_of_cases_is_evaluated(run, file, tmp_path):
    (tmp_path / "more").mkdir()
    file(CASE, "a.json")
    file(MISSED, "more/b.json")
    (tmp_path / "folder.json").mkdir()
    file(LEFT_L5, "no-case.json")
    file("not even JSON", "README.md")
    status, out, err = run("evaluate", tmp_path)
    assert (status, err) == (0, [])
    assert [line.split() for line in out[1:5]] == [
        ["L5", "1", "1", "100", "%", "100", "%", "100", "%", "0", "0", "0", "0"],
        ["S1", "1", "1", "0", "%", "0", "%", "0", "%", "0", "0", "0", "0"],
        ["root", "lesions", "2", "2", "50", "%", "50", "%", "50", "%", "0", "0", "0", "0"],
        ["all", "2", "2", "50", "%", "50", "%", "50", "%", "0", "0", "0", "0"],
    ]
    assert out[6] == "Strict cases not named first:"
    assert out[7].startswith("  case-2: expected root.S1 right; named root.L5 left, ")


def test_an_evaluation_can_be_printed_as_json(run, file, tmp_path):
    file(CASE, "a.json")
    file(CASE | {"strict": False}, "b.json")
    status, out, _ = run("evaluate", "--json", tmp_path)
    data = json.loads("\n".join(out))
    assert status == 0
    assert {name: (row["cases"], row["strict"], row["top1"]) for name, row in data["groups"].items()} == dict.fromkeys(
        ("L5", "root lesions", "all"), (2, 1, 1.0)
    )
    assert [(case["id"], case["first"], case["among_two"]) for case in data["cases"]] == [("case-1", True, True)] * 2


def test_a_group_without_strict_cases_has_no_rates(run, file, tmp_path):
    file(CASE | {"strict": False}, "a.json")
    assert run("evaluate", tmp_path)[1][1].split() == ["L5", "1", "0", "-", "-", "-", "0", "0", "0", "0"]


def test_faulty_cases_are_refused_by_file_and_path(run, file, tmp_path):
    file(CASE, "a.json")
    bad = file(CASE | {"record": UNREADABLE}, "b.json")
    vague = file(CASE | {"expected": {}}, "c.json")
    broken = file("{", "d.json")
    status, out, err = run("evaluate", tmp_path)
    assert (status, out) == (1, [])
    assert err[:2] == [f"{bad}: {GRADE_7}", f"{vague}: expected.cause: is required"]
    assert [line.partition("is not JSON")[0] for line in err[2:]] == [f"{broken}: "]


def test_a_folder_without_cases_is_wrong_usage(run, tmp_path):
    assert run("evaluate", tmp_path) == (2, [], [f"dermyo: {tmp_path}: no case with an `expected` block"])
    assert run("evaluate", tmp_path / "none") == (2, [], [f"dermyo: {tmp_path / 'none'}: is not a folder"])
