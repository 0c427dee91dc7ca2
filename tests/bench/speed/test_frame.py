"""`python -m bench`: groups run in processes of their own, in one checkout or in two by turns."""

import json
from importlib import import_module
from pathlib import Path

import pytest

from bench.__main__ import main
from bench.blocks import block
from bench.speed.checkouts import NotMeasured, measured, tree_of
from bench.speed.groups import GROUPS, Group
from bench.speed.machine import machine
from bench.speed.report import PAGE

ROOT = Path(__file__).parents[3]
TWO_ROWS = Group("Two rows", "tests.bench.speed.group_of_two_rows", 2)


@pytest.fixture
def another(tmp_path):
    """A checkout whose program is elsewhere, and which has no measurements."""
    for name in ("exam", "reference"):
        (tmp_path / name).symlink_to(ROOT / name)
    return tmp_path


def test_each_checkout_is_measured_with_its_own_program_and_set_up_once(another):
    with tree_of(None) as here, tree_of(another) as there:
        before, now = measured(TWO_ROWS, [there, here], 2)
        assert now[2].label == f"program in {ROOT}"
        assert before[2].label == f"program in {there}"
    assert [row.samples for row in now[:2]] == [(10.0, 20.0), (10.0, 10.0)]
    assert [row.samples for row in before[:2]] == [(10.0, 20.0), (10.0, 10.0)]


def test_a_group_that_fails_is_refused(capfd):
    with tree_of(None) as here, pytest.raises(NotMeasured, match="ended with status 1"):
        measured(Group("Nothing", "bench.speed.nothing", 1), [here], 1)
    assert "No module named 'bench.speed.nothing'" in capfd.readouterr().err


def test_the_command_prints_the_rows_and_keeps_the_samples(monkeypatch, capsys, tmp_path):
    monkeypatch.setitem(GROUPS, "two", TWO_ROWS)
    with pytest.raises(SystemExit) as ended:
        main(["--only", "two", "--rounds", "1", "--json", str(tmp_path / "all.json")])
    assert ended.value.code == 0
    said = capsys.readouterr().out
    assert "Two rows (two)" in said
    assert "10 ms                1 times echo   at most 15 ms; at most 1.5 times  yes; yes" in said
    assert said.endswith("2 of 2 limits held\n")
    assert json.loads((tmp_path / "all.json").read_text())["groups"]["two"][0][0]["samples"] == [10.0]


def test_a_group_that_could_not_be_measured_is_named_and_fails_the_command(monkeypatch, capsys):
    monkeypatch.setitem(GROUPS, "two", Group("Nothing", "bench.speed.nothing", 1))
    with pytest.raises(SystemExit) as ended:
        main(["--only", "two"])
    assert ended.value.code == 1
    assert "not measured: it ended with status 1" in capsys.readouterr().out


def test_every_group_can_be_measured_and_has_its_place_on_the_page():
    page = PAGE.read_text(encoding="utf-8")
    for name, group in GROUPS.items():
        module = import_module(group.module)
        assert hasattr(module, "ready") or hasattr(module, "measure"), name
        assert block(page, name) is not None, name


def test_the_machine_is_named():
    first, second, *_ = machine()
    assert "cores" in first
    assert "SQLite" in second


def test_the_reasoning_is_measured():
    with import_module("bench.speed.reasoning").ready(most=1) as measure:
        rows = measure()
    assert [row.label for row in rows] == [
        "posterior alone",
        "ranking and next tests, as for a tap",
        "whole assessment, as for a tap",
        "with reasons and robustness, as for the assessment",
    ]
    assert all(len(row.samples) == 1 and 0 < row.samples[0] < 60_000 for row in rows)
