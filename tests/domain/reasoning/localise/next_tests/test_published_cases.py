"""The next tests of every published case are those that a neurologist would accept."""

import json
import math
from pathlib import Path

import pytest

from exam.domain.reasoning.assess import assess
from exam.domain.record.model import FindingKey
from exam.domain.record.reading import read_record
from reference import load_reference
from tests.domain.reasoning.localise.oracle.posterior import masses

pytestmark = pytest.mark.xdist_group("next tests of the cases")

CASES = sorted((Path(__file__).parents[4] / "cases").glob("case-*.json"))
TESTS = load_reference().tests


@pytest.fixture(scope="module")
def cases():
    return {path.stem: json.loads(path.read_text(encoding="utf-8"))["record"] for path in CASES}


@pytest.fixture(scope="module")
def suggested(cases):
    return {case: assess(read_record(record)).next_tests for case, record in cases.items()}


def with_normal(record, test):
    """The record if the suggested test were normal."""
    scale = load_reference().scales[TESTS[test.test].scale]
    family, name = test.test.split(".")
    grade = next((grade.value for grade in scale.grades if grade.level == "normal"), 0)
    done = record.get("findings", {}).get(family, {}).get(name, {})
    value = {**done, test.side: grade} if test.side != "none" else grade
    findings = record.get("findings", {})
    return record | {"findings": findings | {family: findings.get(family, {}) | {name: value}}}


def weights_of_cause(record):
    of_candidates = masses(read_record(record))
    causes = {name[0] for name in of_candidates}
    return {cause: math.fsum(weight for name, weight in of_candidates.items() if name[0] == cause) for cause in causes}


def test_a_test_that_is_said_to_distinguish_two_causes_does(cases, suggested):
    named = 0
    for case, record in cases.items():
        now = weights_of_cause(record)
        for test in suggested[case]:
            if test.separates:
                if_normal = weights_of_cause(with_normal(record, test))
                one, other = (if_normal[cause] / now[cause] for cause in test.separates)
                ratio = max(one / other, other / one, (1 - one) / (1 - other), (1 - other) / (1 - one))
                assert ratio >= 1.5 - 1e-6, (case, test)
                named += 1
    assert named > 200


def test_the_good_leg_is_never_suggested_above_the_same_test_of_the_bad_leg(cases, suggested):
    for case, record in cases.items():
        bad = record.get("presentation", {}).get("symptom_side")
        done = {(key.test, key.side) for key in read_record(record).findings}
        if bad in ("right", "left"):
            for place, test in enumerate(suggested[case]):
                above = {(other.test, other.side) for other in suggested[case][:place]}
                good = test.side not in (bad, "none")
                item = TESTS[test.test].id
                assert not good or (item, bad) in done | above or stands_for(test, bad, done), (case, test)


def stands_for(test, bad, done):
    """Whether another test of the same item was done on the bad leg, as pinprick for light touch."""
    rows = [row.modalities for row in load_reference().likelihoods.values()]
    alike = next((them for them in rows if any(one.finding == test.test for one in them)), ())
    return any((one.finding, bad) in done for one in alike)


def test_no_suggested_test_is_already_done(cases, suggested):
    for case, record in cases.items():
        done = read_record(record).findings
        stated = record.get("findings", {}).get("stated_otherwise_normal")
        for test in suggested[case]:
            side = None if test.side == "none" else test.side
            assert FindingKey(test.test, side) not in done, (case, test)
            assert not stated or not test.test.startswith(("reflexes.", "light_touch.", "pinprick.", "strength."))


def test_a_sided_test_names_its_side_and_another_none(suggested):
    for tests in suggested.values():
        assert all((test.side == "none") is not TESTS[test.test].sided for test in tests)
