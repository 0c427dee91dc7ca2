"""How well each column explains single findings."""

import numpy as np
import pytest
from hypothesis import given

from exam.domain.reasoning.localise.evidence import (
    OfDraws,
    Setting,
    _brisk,
    _of_the_figures,
    log_likelihood,
    prepare_results,
    total,
)
from exam.domain.reasoning.localise.observe import observe
from exam.domain.reasoning.localise.tables import base_tables
from tests.domain.records import answers, record_of

TABLES = base_tables()


def only(found):
    """The one observation of these findings."""
    (observation,) = observe(record_of(found), TABLES)
    return observation


def test_a_push_by_hand_misses_mild_weakness_of_the_calf_more_often_than_severe():
    """A calf that is strong by hand: more compatible with a failed heel raise that is mild than with a moderate one."""
    pushed = {"findings.strength.ankle_plantarflexion.left": "5"}
    s1 = next(place for place, column in enumerate(TABLES.columns) if column.cause == "root.S1")
    ratio = {}
    for grade in ("weak", "unable"):
        raised = {"findings.function.single_leg_heel_raise.left": grade}
        with_push, without = (np.exp(log_likelihood(TABLES, only(found))) for found in (pushed | raised, raised))
        ratio[grade] = float((with_push / without)[0, s1, 0, -1])
    assert 0.4 < ratio["weak"] < 0.7
    assert ratio["unable"] < 0.2


def test_the_sum_starts_from_zero_and_fits_every_shape():
    assert total([], (2, 3)).tolist() == [[0.0] * 3] * 2
    parts = [np.full((1, 3), 2.0), np.full((1, 3), 3.0), np.full((2, 1), 10.0)]
    assert total(parts, (2, 3)).tolist() == [[15.0] * 3] * 2


def test_how_often_a_healthy_reflex_is_brisk_by_constitution():
    rates = {one: _brisk(one) for one in ("usual", "brisk", "low_ankles", "low_everywhere")}
    assert rates == {"usual": 0.0, "brisk": 0.75, "low_ankles": 0.002, "low_everywhere": 0.002}


class TestOfDraws:
    """What is kept of drawn tables: some for good, the rest within a bound."""

    TABLES = object()

    @pytest.fixture
    def kept(self, monkeypatch):
        """The keys that were computed, and what keeps arrays of 80 bytes for them."""
        computed = []

        def make(*key):
            computed.append(key[1])
            return np.full(10, float(key[1]))

        monkeypatch.setattr("exam.domain.reasoning.localise.evidence._computed", make)
        of_draws = OfDraws()
        return (
            computed,
            lambda *numbers: [of_draws.of((self.TABLES, one, (), Setting()))[0] for one in numbers],
            of_draws,
        )

    def test_without_a_bound_each_is_computed_once(self, kept):
        computed, ask, _ = kept
        assert ask(1, 2, 1, 2) == [1.0, 2.0, 1.0, 2.0]
        assert computed == [1, 2]

    def test_within_a_bound_the_last_ones_stay(self, kept):
        computed, ask, of_draws = kept
        with of_draws.keeping_for_good(160):
            pass
        ask(1, 2, 1, 3)
        assert computed == [1, 2, 3]
        ask(1, 3)
        assert computed == [1, 2, 3]
        ask(2)
        assert computed == [1, 2, 3, 2]

    def test_what_typical_records_need_stays_for_good(self, kept):
        computed, ask, of_draws = kept
        with of_draws.keeping_for_good(0):
            ask(1, 2)
        ask(3, 3, 1, 2)
        assert computed == [1, 2, 3, 3]

    def test_a_fault_meanwhile_ends_the_keeping(self, kept):
        computed, ask, of_draws = kept
        with pytest.raises(ValueError, match="fault"), of_draws.keeping_for_good(0):
            raise ValueError("fault")
        ask(1, 1)
        assert computed == [1, 1]


@given(answers)
def test_every_result_that_a_record_can_have_may_be_worked_out_ahead(given_answers):
    prepare_results(TABLES)
    before = _of_the_figures.cache_info().misses
    for one in observe(record_of(given_answers), TABLES):
        # Several places that are marked, as movements that pain limits, share the weight of one.
        if one.weight == one.item.row.weight:
            log_likelihood(TABLES, one)
    assert _of_the_figures.cache_info().misses == before
