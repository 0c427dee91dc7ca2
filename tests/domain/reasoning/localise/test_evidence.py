"""How well each column explains single findings."""

import numpy as np

from exam.domain.reasoning.localise.evidence import _brisk, log_likelihood, total
from exam.domain.reasoning.localise.observe import observe
from exam.domain.reasoning.localise.tables import base_tables
from tests.domain.records import record_of

TABLES = base_tables()


def only(found):
    """The one observation of these findings."""
    (observation,) = observe(record_of(found), TABLES)
    return observation


def test_an_observation_without_its_only_result_says_nothing():
    observation = only({"findings.strength.hip_flexion.left": "3"})
    without = log_likelihood(TABLES, observation, leave_out=observation.results[0])
    assert without.shape == (1, 1, 1, 1)
    assert without.item() == 0.0


def test_an_observation_without_one_of_two_results_says_what_the_other_does():
    both = only({"findings.light_touch.L5.left": 1, "findings.pinprick.L5.left": 0})
    alone = only({"findings.light_touch.L5.left": 1})
    assert np.array_equal(log_likelihood(TABLES, both, leave_out=both.results[1]), log_likelihood(TABLES, alone))
    assert not np.array_equal(log_likelihood(TABLES, both), log_likelihood(TABLES, alone))


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
