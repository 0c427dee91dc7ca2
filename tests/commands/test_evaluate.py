"""`dermyo evaluate`: the ranking against published cases."""

import json
import re
from pathlib import Path

import pytest

from tests.commands.inputs import GRADE_7, LEFT_L5, UNREADABLE
from tests.domain.records import written

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
    assert [" ".join(line.split()) for line in out] == [
        "cases strict top-1 top-2 lenient chart",
        "L5 1 1 100 % 100 % 100 % 100 %",
        "S1 1 1 0 % 0 % 0 % 0 %",
        "root lesions 2 2 50 % 50 % 50 % 50 %",
        "all 2 2 50 % 50 % 50 % 50 %",
        "",
        "strict cases right share 95 % chart",
        "top-1 1 of 2 50 % 0 to 100 50 %",
        "top-2 1 of 2 50 % 0 to 100 50 %",
        "lenient 1 of 2 50 % 0 to 100 50 %",
        "likeliest root 1 of 2 50 % 0 to 100 50 %",
        out_of(out, "mean log score"),
        "",
        "said cases top-1 lenient",
        "fits_one 2 1 1",
        "",
        "Roots named wrongly: 0. Emergencies missed: 0 of 0.",
        "False emergencies: 0 of 2.",
        "Not named first: case-2.",
    ]
    assert re.fullmatch(r"mean log score -\d+\.\d\d -\d+\.\d\d to -0\.\d\d", out_of(out, "mean log score"))


def out_of(lines, start):
    return next(" ".join(line.split()) for line in lines if line.startswith(start))


def test_false_emergencies_are_printed_by_alert_and_missed_ones_counted(run, file, tmp_path):
    numb = LEFT_L5 | {"red_flags": {"saddle_numbness": True}}
    file(CASE | {"record": numb}, "a.json")
    file(CASE | {"expected": CASE["expected"] | {"emergency": True}}, "b.json")
    out = run("evaluate", tmp_path)[1]
    assert "Roots named wrongly: 0. Emergencies missed: 1 of 1." in out
    assert re.search(r"^False emergencies: 1 of 1, by alert: cauda_equina 1", "\n".join(out), re.MULTILINE)
    assert out[-1] == "Not named first: none."


def test_the_cases_that_are_wrong_are_listed_when_asked_for(run, file, tmp_path):
    file(CASE, "a.json")
    file(MISSED, "b.json")
    assert not any("case-2: expected" in line for line in run("evaluate", tmp_path)[1])
    out = run("evaluate", "--wrong", tmp_path)[1]
    assert out[-2] == ""
    assert out[-1].startswith("case-2: expected root.S1 right; named root.L5 left, ")
    assert not any(line.startswith("case-1: ") for line in out)


def test_what_is_printed_has_72_columns_and_30_lines_of_labels_at_most(run, file, tmp_path):
    for number in range(40):
        label = f"label {number // 2:02} of a rare disease with a long name"
        case = {"id": f"case-{number:03}", "expected": {"cause": "root.S1", "side": "right", "label": label}}
        file(CASE | case, f"{number}.json")
    for number in range(40, 52):
        file(CASE | {"expected": CASE["expected"] | {"label": f"single {number}"}}, f"{number}.json")
    out = run("evaluate", tmp_path)[1]
    assert max(map(len, out)) <= 72
    table = out[: out.index("")]
    assert len(table) == 30
    assert out_of(table, "label 00") == "label 00 of a rare disea... 2 2 0 % 0 % 0 % 0 %"
    assert table[-3].split() == ["(6", "other", "labels)", "6"]
    assert table[-1].split()[:3] == ["all", "52", "52"]


def test_27_labels_are_all_printed(run, file, tmp_path):
    for number in range(27):
        file(CASE | {"expected": CASE["expected"] | {"label": f"label {number:02}"}}, f"{number}.json")
    out = run("evaluate", tmp_path)[1]
    assert [line[:8] for line in out[1:28]] == [f"label {number:02}" for number in range(27)]
    assert out.index("") == 30


def test_an_evaluation_can_be_printed_as_json(run, file, tmp_path):
    file(CASE, "a.json")
    file(CASE | {"strict": False}, "b.json")
    status, out, _ = run("evaluate", "--json", tmp_path)
    data = json.loads("\n".join(out))
    assert status == 0
    assert {name: (row["cases"], row["strict"], row["top1"]) for name, row in data["groups"].items()} == dict.fromkeys(
        ("L5", "root lesions", "all"), (2, 1, 1.0)
    )
    assert (data["intervals"]["top1"], data["intervals"]["chart_root"]) == ([1.0, 1.0], [1.0, 1.0])
    assert data["statements"] == [{"statement": "fits_one", "said": 1, "first": 1, "among_two": 1, "lenient": 1}]
    assert data["false_emergencies"] == {}
    case, other = data["cases"]
    assert other == case | {"strict": False}
    assert (case["id"], case["label"], case["expected"]) == ("case-1", "L5", ["root.L5", "left"])
    assert [case[name] for name in ("top1", "top2", "lenient", "root")] == [True] * 4
    assert (case["likeliest_root"], case["statement"], case["emergency"]) == (["L5", "left"], "fits_one", False)


def test_every_key_of_the_json_is_documented(run, file, tmp_path):
    page = (Path(__file__).parents[2] / "docs" / "formats.md").read_text(encoding="utf-8")
    documented = set(re.findall(r"`(\w+)`", page.partition("## What `dermyo evaluate --json` prints")[2]))
    file(CASE | {"record": LEFT_L5 | {"red_flags": {"saddle_numbness": True}}}, "a.json")
    cases = json.loads("\n".join(run("evaluate", "--json", tmp_path)[1]))
    (tmp_path / "accepted").mkdir()
    file(LEFT_L5, "accepted/P.json")
    file({"P": {"accept": ["routine"], "causes": ["root.L5"]}}, "accepted/expected.json")
    records = json.loads("\n".join(run("evaluate", "--json", tmp_path / "accepted")[1]))
    keys = {*cases, *cases["groups"]["all"], *cases["intervals"], *cases["statements"][0], *cases["cases"][0]}
    assert keys - documented == set()
    assert {*records, *records["score"], *records["records"][0]} - documented == set()


def test_a_group_without_strict_cases_has_no_rates(run, file, tmp_path):
    file(CASE | {"strict": False}, "a.json")
    out = run("evaluate", tmp_path)[1]
    assert out[1].split() == ["L5", "1", "0", "-", "-", "-", "-"]
    assert out_of(out, "top-1") == "top-1 0 of 0 - - -"
    assert out_of(out, "mean log score") == "mean log score - -"


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
    message = f"{tmp_path}: no case with an `expected` block, and no expected.json"
    assert run("evaluate", tmp_path) == (2, [], [f"dermyo: {message}"])
    assert run("evaluate", tmp_path / "none") == (2, [], [f"dermyo: {tmp_path / 'none'}: is not a folder"])


# Records with accepted answers


@pytest.fixture
def accepted(file):
    """A folder with two records, and the file of what is accepted for them."""

    def write(of_first, of_second):
        file(LEFT_L5 | {"red_flags": {"saddle_numbness": True}}, "first.json")
        file(LEFT_L5, "second.json")
        return file({"first": of_first, "second": of_second}, "expected.json")

    return write


def test_records_are_evaluated_by_what_is_accepted(run, accepted, tmp_path):
    accepted({"accept": ["routine"]}, {"urgency": ["routine"], "causes": ["root.L5", "other_lesion"]})
    status, out, err = run("evaluate", tmp_path)
    assert (status, err) == (0, [])
    assert out[:2] == [
        "Urgency accepted: 1 of 2 (too low 0, too high 1)",
        "Cause accepted: 0 of 1 (a root said to fit: 1)",
    ]
    assert re.fullmatch(r"first: emergency \(.*cauda_equina.*\); accepted: routine", out[2])
    assert out[3:] == ["second: fits_one, root.L5; accepted: root.L5, other_lesion"]


def test_what_is_accepted_is_not_listed(run, file, accepted, tmp_path):
    accepted({"accept": ["emergency"]}, {"accept": ["emergency", "urgent"]})
    file(written(), "second.json")
    assert run("evaluate", tmp_path)[1] == [
        "Urgency accepted: 1 of 2 (too low 1, too high 0)",
        "second: routine (no alert); accepted: emergency, urgent",
    ]


def test_accepted_answers_can_be_printed_as_json(run, accepted, tmp_path):
    accepted({"accept": ["emergency"]}, {"urgency": ["routine"], "causes": ["root.L5"]})
    data = json.loads("\n".join(run("evaluate", "--json", tmp_path)[1]))
    assert data["score"]["urgencies_accepted"] == 2
    assert [(row["id"], row["urgency_accepted"], row["cause_accepted"]) for row in data["records"]] == [
        ("first", True, None),
        ("second", True, False),
    ]


def test_faulty_records_and_rows_are_refused_by_file(run, file, accepted, tmp_path):
    path = accepted({"accept": ["now"]}, {"accept": ["routine"]})
    bad = file(UNREADABLE, "second.json")
    extra = file(LEFT_L5, "third.json")
    status, out, err = run("evaluate", tmp_path)
    assert (status, out) == (1, [])
    assert err == [
        f"{extra}: has no row in expected.json",
        f"{tmp_path / 'first.json'}: first.accept: must list one or more of emergency, urgent, routine",
        f"{bad}: {GRADE_7}",
    ]
    file("[]", "expected.json")
    assert run("evaluate", tmp_path) == (1, [], [f"{path}: must be an object with a row for each record"])
    file("{", "expected.json")
    assert run("evaluate", tmp_path)[2][0].startswith(f"{path}: is not JSON")


def test_a_record_that_is_missing_is_wrong_usage(run, file, tmp_path):
    file({"first": {"accept": ["routine"]}}, "expected.json")
    assert run("evaluate", tmp_path) == (2, [], [f"dermyo: {tmp_path / 'first.json'}: No such file or directory"])
