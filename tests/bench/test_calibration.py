"""The calibration is compared with the baseline: which cells are worse."""

import tomllib

import numpy as np
import pytest

from bench import calibration
from bench.calibration import BASELINE, Result, main, worse
from bench.curve import Curve
from bench.other_tables import OTHER_TABLES

COHORT = "our own table"
BEFORE = {COHORT: {"L4": 0.03, "L5": 0.03, "S1": 0.03, "rightly": 0.8}}


def result(rightly=0.8, one_fits=0.25, **errors):
    given = {"L4": 0.03, "L5": 0.03, "S1": 0.03} | errors
    empty = np.zeros(1)
    curves = {root: Curve(empty, empty, np.zeros(1, int), error, 0.9) for root, error in given.items()}
    return Result(empty, empty.astype(bool), curves, one_fits, rightly)


def test_the_baseline_has_every_cell_of_every_cohort():
    baseline = tomllib.loads(BASELINE.read_text(encoding="utf-8"))
    assert list(baseline) == [COHORT, *OTHER_TABLES]
    for cells in baseline.values():
        assert list(cells) == ["L4", "L5", "S1", "rightly"]
        assert all(0 < cells[root] < 0.1 for root in ("L4", "L5", "S1"))
        assert 0.5 < cells["rightly"] < 1


@pytest.mark.parametrize(
    ("now", "lines"),
    [
        (result(), []),
        (result(L4=0.0, L5=0.05, rightly=0.9), []),
        (result(L5=0.051), ["our own table: the error of L5 is 0.051, was 0.030"]),
        (
            result(L4=0.06, S1=0.07),
            [
                "our own table: the error of L4 is 0.060, was 0.030",
                "our own table: the error of S1 is 0.070, was 0.030",
            ],
        ),
        # of 1,000 patients, a share of 0.8 has a standard error of 0.0126
        (result(rightly=0.776), []),
        (result(rightly=0.774), ["our own table: one root is said rightly in 0.774, was 0.800"]),
        # of nearly all 4,000 it would be 0.006, and 0.02 is allowed
        (result(rightly=0.781, one_fits=0.99), []),
        (result(rightly=0.779, one_fits=0.99), ["our own table: one root is said rightly in 0.779, was 0.800"]),
    ],
)
def test_a_cell_is_worse_by_more_than_is_allowed(now, lines):
    assert worse({COHORT: now}, BEFORE) == lines


def test_a_cohort_without_a_baseline_is_reported():
    message = "not in both the cohorts and the baseline"
    assert worse({COHORT: result(), "new": result()}, BEFORE) == [f"new: {message}"]
    assert worse({}, BEFORE) == [f"{COHORT}: {message}"]


def test_a_check_fails_where_a_cell_is_worse_and_writes_nothing(monkeypatch, tmp_path):
    path = tmp_path / "baseline.toml"
    path.write_text('["our own table"]\nL4 = 0.03\nL5 = 0.03\nS1 = 0.03\nrightly = 0.8\n')
    monkeypatch.setattr(calibration, "BASELINE", path)
    monkeypatch.setattr(calibration, "LOCALISATION", tmp_path / "absent.md")
    monkeypatch.setattr(calibration, "measure", lambda: {COHORT: result(L4=0.06)})
    with pytest.raises(SystemExit, match=r"the error of L4 is 0\.060, was 0\.030"):
        main(["--check"])
    monkeypatch.setattr(calibration, "measure", lambda: {COHORT: result()})
    with pytest.raises(SystemExit) as left:
        main(["--check"])
    assert left.value.code == 0
