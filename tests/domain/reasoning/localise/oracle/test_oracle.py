"""The localisation gives the same as a second, independent computation of the same model."""

from pathlib import Path

import pytest
from hypothesis import given, settings

from exam.domain.reasoning.localise.localise import localise
from exam.domain.record.reading import parse_record
from tests.domain.reasoning.localise.oracle.posterior import of_candidates, of_roots, posterior
from tests.domain.records import answers, record_of

CASES = sorted((Path(__file__).parents[4] / "cases").glob("*.json"))


def assert_as_the_oracle(record):
    localisation = localise(record, thorough=False)
    found = {(one.cause, one.side): one.probability for one in localisation.candidates}
    probabilities = posterior(record)
    expected = of_candidates(probabilities)
    assert found.keys() == expected.keys()
    assert max(abs(found[name] - expected[name]) for name in found) < 1e-9
    assert_roots_as_the_oracle(localisation.likeliest_root, of_roots(probabilities))


def assert_roots_as_the_oracle(likeliest, of_legs):
    for one in likeliest:
        assert abs(one.probability - of_legs[one.side, one.root]) < 1e-9
        assert one.probability > max(p for (side, _), p in of_legs.items() if side == one.side) - 1e-9


def test_nothing_known_gives_the_prior():
    assert_as_the_oracle(record_of())


@settings(max_examples=40)
@given(answers)
def test_any_record_is_ranked_as_by_the_oracle(found):
    assert_as_the_oracle(record_of(found))


@pytest.mark.parametrize("path", CASES, ids=[path.stem for path in CASES])
def test_every_published_case_is_ranked_as_by_the_oracle(path):
    assert_as_the_oracle(parse_record(path.read_bytes()))
