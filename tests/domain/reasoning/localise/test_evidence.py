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
