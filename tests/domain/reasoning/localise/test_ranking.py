"""Candidates: hypotheses added up by cause and side."""

import numpy as np
import pytest

from exam.domain.reasoning.localise.hypotheses import hypotheses
from exam.domain.reasoning.localise.ranking import Name, by_candidate, containing, names, order
from exam.domain.record.causes import is_cause
from reference import load_reference


def test_every_cause_of_the_reference_can_be_named_on_its_sides():
    sides = {}
    for name in names():
        sides.setdefault(name.cause, set()).add(name.side)
    assert all(is_cause(cause) for cause in sides)
    for cause in load_reference().causes.values():
        expected = {"right", "left", "both"}
        if cause.id == "no_neurological_lesion":
            expected = {"none"}
        elif cause.kind in ("polyneuropathy", "cauda_equina", "motor_neuron", "muscle"):
            expected = {"both"}
        assert sides[cause.id] == expected, cause.id


def test_every_hypothesis_counts_towards_one_candidate():
    weights = np.random.default_rng(1).random((2, len(hypotheses())))
    added = by_candidate(weights)
    assert added.shape == (2, len(names()))
    assert added.sum(axis=-1) == pytest.approx(weights.sum(axis=-1))
    place = names().index(Name("root.L5", "left"))
    own = [row for row, found in enumerate(hypotheses()) if (found.cause, found.side) == ("root.L5", "left")]
    assert added[:, place] == pytest.approx(weights[:, own].sum(axis=-1))


def test_the_likeliest_comes_first_and_ties_keep_their_order():
    probabilities = np.zeros(len(names()))
    probabilities[[4, 2, 9]] = 0.2, 0.2, 0.6
    assert order(probabilities)[:3] == [9, 2, 4]


@pytest.mark.parametrize(
    ("whole", "part", "contained"),
    [
        (("root.L5", "left"), ("root.L5", "left"), True),
        (("root.L5+S1", "left"), ("root.L5", "left"), True),
        (("root.L5", "left"), ("root.L5+S1", "left"), False),
        (("root.L5", "both"), ("root.L5", "left"), True),
        (("root.L5", "left"), ("root.L5", "both"), False),
        (("root.L5", "right"), ("root.L5", "left"), False),
        (("root.L4+L5+S1", "both"), ("root.L4+L5", "right"), True),
        (("nerve.femoral", "both"), ("nerve.femoral", "left"), True),
        (("nerve.femoral", "left"), ("root.L3", "left"), False),
        (("polyneuropathy", "both"), ("cauda_equina", "both"), False),
    ],
)
def test_a_cause_contains_another_that_is_part_of_it(whole, part, contained):
    row, column = names().index(Name(*part)), names().index(Name(*whole))
    assert bool(containing()[row, column]) is contained


def test_causes_as_likely_as_each_other_keep_their_order():
    assert order(np.tile([0.1, 0.2], 45)) == [*range(1, 90, 2), *range(0, 90, 2)]
    assert order(np.array([0.2, 0.4, 0.4 + 4e-13])) == [1, 2, 0]
    assert order(np.array([0.2, 0.4, 0.4 + 4e-12])) == [2, 1, 0]
