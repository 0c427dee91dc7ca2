"""The hypotheses and their prior probabilities."""

from dataclasses import replace
from itertools import product

import pytest

from exam.domain.reasoning.localise.hypotheses import hypotheses, prior
from exam.domain.reasoning.localise.observe import Complaint
from exam.domain.reasoning.localise.tables import base_tables, drawn_tables
from reference import load_reference

FIGURES = {id: row.p for id, row in load_reference().priors.items()}
SLIP = FIGURES["complaint.wrong_side"]
COLUMNS = base_tables().columns
LEFT, RIGHT, BOTH = (
    Complaint(right=False, left=True),
    Complaint(right=True, left=False),
    Complaint(right=True, left=True),
)
UNKNOWN, NEITHER = Complaint(right=None, left=None), Complaint(right=False, left=False)
COMPLAINTS = [Complaint(right, left) for right, left in product((True, False, None), repeat=2)]


def before(complaint, cause, side):
    weights = prior(base_tables(), complaint)[0]
    return sum(p for p, found in zip(weights, hypotheses(), strict=True) if (found.cause, found.side) == (cause, side))


def of_leg(complaint, side, wanted):
    """P(column) of one leg among hypotheses that are not of the person."""
    pairs = zip(prior(base_tables(), complaint)[0], hypotheses(), strict=True)
    apart = [(p, COLUMNS[getattr(found, side)]) for p, found in pairs if not COLUMNS[found.right].is_generalised]
    apart = [(p, column) for p, column in apart if not column.is_generalised]
    return sum(p for p, column in apart if wanted(column)) / sum(p for p, _ in apart)


@pytest.mark.parametrize("tables", [base_tables(), drawn_tables()], ids=["as they stand", "drawn"])
@pytest.mark.parametrize("complaint", COMPLAINTS, ids=str)
def test_the_priors_sum_to_one(tables, complaint):
    weights = prior(tables, complaint)
    assert weights.min() >= 0
    assert weights.sum(axis=-1) == pytest.approx(1.0)


@pytest.mark.parametrize("complaint", COMPLAINTS, ids=str)
def test_each_draw_gives_what_its_figures_alone_would(complaint):
    drawn = drawn_tables()
    together = prior(drawn, complaint)
    for draw in (0, 7, 199):
        alone = replace(drawn, priors={id: figures[[draw]] for id, figures in drawn.priors.items()})
        assert together[draw] == pytest.approx(prior(alone, complaint)[0], rel=1e-12)


def test_pairs_that_the_model_leaves_out():
    pairs = {(COLUMNS[found.right].cause, COLUMNS[found.left].cause): found for found in hypotheses()}
    assert ("root.L5", "root.S1") in pairs
    assert (pairs["root.L5", "root.S1"].cause, pairs["root.L5", "root.S1"].side) == ("root.L5+S1", "both")
    assert ("root.L5", "plexus.lumbosacral") not in pairs
    assert ("polyneuropathy", "no_neurological_lesion") not in pairs
    assert ("upper_motor_neuron", "no_neurological_lesion") in pairs
    assert pairs["root.L5", "root.L5"].together is False
    assert pairs["polyneuropathy", "polyneuropathy"].together is True
    assert pairs["motor_neuron_disease", "motor_neuron_disease"].together is False
    assert ("motor_neuron_disease", "no_neurological_lesion") not in pairs


def test_different_forms_of_a_cause_are_not_paired():
    forms = [
        (COLUMNS[found.right].cell, COLUMNS[found.left].cell)
        for found in hypotheses()
        if found.cause == "plexus.lumbosacral"
    ]
    assert all(
        right == left
        for right, left in forms
        if "none" not in right + left and "no_neurological_lesion" not in (right, left)
    )


@pytest.mark.parametrize(
    ("complaint", "figure"),
    [
        (LEFT, None),
        (RIGHT, "asymptomatic_leg.lesion"),
        (UNKNOWN, "unreported_leg.lesion"),
        (NEITHER, "asymptomatic_leg.lesion"),
    ],
)
def test_a_leg_has_a_lesion_as_often_as_stated_for_its_complaint(complaint, figure):
    lesion = of_leg(complaint, "left", lambda column: column.cause != "no_neurological_lesion")
    complaining = sum(p for id, p in FIGURES.items() if id.startswith("leg."))
    assert lesion == pytest.approx(FIGURES[figure] if figure else complaining, abs=0.03)


def test_roots_have_their_shares():
    single = sum(p for id, p in FIGURES.items() if id.startswith("root."))
    several = sum(p for id, p in FIGURES.items() if id.startswith("roots."))
    for root in ("L2", "L3", "L4", "L5", "S1"):
        share = of_leg(LEFT, "left", lambda column, root=root: column.roots == (root,))
        expected = FIGURES["leg.root"] * (1 - several) * FIGURES[f"root.{root}"] / single
        assert share == pytest.approx(expected, rel=0.03)


def test_mirrored_legs_have_mirrored_priors():
    for cause in ("root.L5", "nerve.femoral", "upper_motor_neuron"):
        assert before(LEFT, cause, "left") == pytest.approx(before(RIGHT, cause, "right"))
        assert before(LEFT, cause, "right") == pytest.approx(before(RIGHT, cause, "left"))
        assert before(BOTH, cause, "left") == pytest.approx(before(BOTH, cause, "right"))


def test_where_both_legs_have_symptoms_the_lesion_is_often_the_same_in_both():
    assert before(BOTH, "root.L5", "both") > before(BOTH, "root.L5+S1", "both")
    assert before(BOTH, "root.L5", "both") > 5 * before(LEFT, "root.L5", "both")


@pytest.mark.parametrize("cause", ["polyneuropathy", "cauda_equina", "upper_motor_neuron"])
def test_a_generalised_cause_is_likelier_where_both_legs_have_symptoms(cause):
    both, one = (
        sum(before(complaint, cause, side) for side in ("right", "left", "both")) for complaint in (BOTH, LEFT)
    )
    # Pairs that are left out (a nerve beside a root) leave their part to all others, so that it is not exact.
    assert (both, one) == pytest.approx((FIGURES[f"both.{cause}"], FIGURES[f"person.{cause}"]), rel=0.1)
    assert both > one


@pytest.mark.parametrize(
    ("complaint", "figure", "left"),
    [
        (LEFT, "one_symptomatic", 0.95 * (1 - SLIP) + 0.05 * SLIP),
        (Complaint(right=None, left=True), "one_symptomatic", 0.95 * (1 - SLIP) + 0.05 * SLIP),
        (RIGHT, "one_symptomatic", 0.05 * (1 - SLIP) + 0.95 * SLIP),
        (BOTH, "both_symptomatic", 0.5),
        (UNKNOWN, "not_reported", 0.5),
        (NEITHER, "not_reported", 0.5),
    ],
)
def test_a_lesion_of_cord_or_brain_affects_one_leg_as_often_as_stated_and_mostly_the_one_with_symptoms(
    complaint, figure, left
):
    sides = {side: before(complaint, "upper_motor_neuron", side) for side in ("right", "left", "both")}
    whole = sum(sides.values())
    one_leg = FIGURES[f"upper_motor_neuron.one_leg.{figure}"]
    assert sides["both"] / whole == pytest.approx(1 - one_leg)
    assert sides["left"] / whole == pytest.approx(one_leg * left)
