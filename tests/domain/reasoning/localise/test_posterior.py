"""The weights of the candidates if a leg or the person were different, and records that hardly any cause explains."""

from dataclasses import replace

import numpy as np
import pytest

from exam.domain.reasoning.localise.evidence import log_likelihood
from exam.domain.reasoning.localise.observe import observe
from exam.domain.reasoning.localise.posterior import (
    _of_legs,
    current_weights,
    gather,
    if_leg_changed,
    if_person_changed,
    posterior,
)
from exam.domain.reasoning.localise.ranking import members
from exam.domain.reasoning.localise.tables import base_tables, drawn_tables
from tests.domain.records import record_of

TABLES = base_tables()
FOUND = {
    "presentation.symptom_side": "both",
    "presentation.onset": "sudden",
    "findings.strength.great_toe_extension.left": "3",
    "findings.strength.hip_abduction.right": "4",
    "findings.reflexes.achilles.left": 0,
    "findings.reflexes.achilles.right": 1,
}


@pytest.fixture(scope="module")
def evidence():
    return gather(record_of(FOUND), TABLES)


@pytest.mark.parametrize("side", ["right", "left"])
@pytest.mark.parametrize("constitutions", [1, 4])
@pytest.mark.parametrize("columns", [1, len(TABLES.columns)])
def test_a_leg_that_changes_has_the_weights_of_a_leg_found_that_way(evidence, side, constitutions, columns):
    factors = np.random.default_rng(3).uniform(0.1, 1.0, (5, columns, constitutions, 15))
    found = if_leg_changed(evidence, side, factors[:2], factors[2:])
    assert len(found) == 5
    for factor, weights in zip(factors, found, strict=True):
        legs = evidence.legs | {side: evidence.legs[side] * factor}
        masses = evidence.before * _of_legs(TABLES, legs, evidence.constitutions)
        assert weights == pytest.approx((masses @ members())[0], rel=1e-9)


@pytest.mark.parametrize("found", [FOUND, {}])
def test_where_no_findings_mislead_the_posterior_is_the_current_weights(found):
    faultless = gather(record_of(found), replace(TABLES, priors=TABLES.priors | {"findings.misleading": np.zeros(1)}))
    weights = current_weights(faultless)
    assert (posterior(faultless) @ members())[0] == pytest.approx(weights / weights.sum())


@pytest.mark.parametrize("feature", ["diabetes", "back_pain"])
def test_a_person_who_changes_has_the_weights_of_the_answer_recorded(evidence, feature):
    answer = {f"presentation.features.{feature}": True}
    (observation,) = observe(record_of(answer), TABLES)
    changed = if_person_changed(evidence, log_likelihood(TABLES, observation)[0, :, 0, 0][None])[0]
    recorded = current_weights(gather(record_of(FOUND | answer), TABLES))
    assert changed / changed.sum() == pytest.approx(recorded / recorded.sum())


def test_each_draw_gives_what_its_figures_alone_would():
    drawn = drawn_tables()
    together = posterior(gather(record_of(FOUND), drawn))
    for draw in (0, 7, 199):
        alone = replace(
            drawn,
            priors={id: figures[[draw]] for id, figures in drawn.priors.items()},
            depth={group: figures[[draw]] for group, figures in drawn.depth.items()},
        )
        assert together[draw] == pytest.approx(posterior(gather(record_of(FOUND), alone))[0], rel=1e-9)


@pytest.mark.parametrize(
    ("without", "flag"),
    [({"presentation.symptom_side": "both"}, True), ({"presentation.symptom_side": "right"}, False)],
)
def test_what_the_complaint_already_says_is_not_a_finding_as_well(without, flag):
    """The side chooses the prior; the flag that repeats it changes nothing."""
    flagged = without | {"red_flags.bilateral_leg_symptoms": flag}
    before, after = (posterior(gather(record_of(found), base_tables())) for found in (without, flagged))
    assert (before == after).all()


def test_the_flag_of_both_legs_counts_where_nobody_named_a_side():
    denied = record_of({"red_flags.bilateral_leg_symptoms": False})
    before, after = (posterior(gather(record, base_tables())) for record in (record_of(), denied))
    assert (before != after).any()
