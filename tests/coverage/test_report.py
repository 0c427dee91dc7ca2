"""The report adds up what the test processes ran, and refuses a rule of which a line or a branch was not run."""

import json

import pytest

from tests.coverage.report import main

RULE, SCREEN = "exam/domain/rule.py", "exam/web/screen.py"


def run(lines, branches, of=20):
    """A file of which so many lines and so many of two branches were run."""
    both = [[1, 2], [1, 0]]
    return {
        "executed_lines": list(range(1, lines + 1)),
        "missing_lines": list(range(lines + 1, of + 1)),
        "executed_branches": both[:branches],
        "missing_branches": both[branches:],
    }


@pytest.fixture
def left_by(tmp_path):
    """A function that leaves the files of test processes, and returns their folder."""

    def left_by(*processes):
        for number, files in enumerate(processes):
            left = {"meta": {"software": "slipcover", "branch_coverage": True}, "files": files}
            (tmp_path / f".coverage.gw{number}.json").write_text(json.dumps(left), encoding="utf-8")
        return tmp_path

    return left_by


def test_all_of_it_was_run(left_by, capsys):
    assert main(left_by({RULE: run(20, 2), SCREEN: run(20, 2)})) == 0
    assert RULE not in capsys.readouterr().out


def test_what_either_process_ran_was_run(left_by):
    first = {RULE: {**run(20, 2), "executed_lines": [1, 2], "missing_lines": list(range(3, 21))}, SCREEN: run(20, 2)}
    second = {RULE: {**run(20, 0), "executed_lines": list(range(2, 21)), "missing_lines": [1]}, SCREEN: run(20, 0)}
    assert main(left_by(first, second)) == 0


@pytest.mark.parametrize(("lines", "branches", "missing"), [(19, 2, "20"), (20, 1, "1->exit")])
def test_a_line_or_a_branch_of_a_rule_was_not_run(left_by, capsys, lines, branches, missing):
    assert main(left_by({RULE: run(lines, branches), SCREEN: run(20, 2)})) == 1
    (row,) = [line for line in capsys.readouterr().out.splitlines() if line.startswith(RULE)]
    assert row.split()[-1] == missing


@pytest.mark.parametrize(("lines", "status"), [(93, 0), (92, 1)])
def test_of_the_rest_five_in_a_hundred_may_be_missing(left_by, lines, status):
    assert main(left_by({RULE: run(20, 2), SCREEN: run(lines, 2, of=98)})) == status


def test_a_process_that_left_nothing_is_no_success(left_by):
    with pytest.raises(LookupError):
        main(left_by())
