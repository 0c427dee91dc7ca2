"""Candidates that contain the likeliest root of a leg, and whether the conclusion names this root."""

import pytest

from exam.domain.reasoning.conclusions import LikeliestRoot
from exam.domain.reasoning.root_groups import root_groups
from tests.domain.assessments import candidate

L5_LEFT = LikeliestRoot("L5", "left", 0.7)


def group(statement, *ranked, likeliest=L5_LEFT, may_fit=True):
    found = root_groups(statement, [candidate(*one) for one in ranked], (likeliest,), may_fit=may_fit)
    return found[0] if found else None


def test_a_group_has_the_candidates_of_one_leg_with_the_root_and_their_sum():
    found = group(
        "fits_one",
        ("root.L5", "left", 0.5),
        ("root.L5+S1", "left", 0.2),
        ("root.L5", "right", 0.1),
        ("root.S1", "left", 0.1),
        ("root.L4+L5", "left", 0.05),
    )
    assert [one.cause for one in found.members] == ["root.L5", "root.L5+S1", "root.L4+L5"]
    assert found.probability == pytest.approx(0.75)
    # S1 is affected too in 0.2 of 0.75, L4 only in 0.05.
    assert found.also == ("S1",)
    assert found.contains(candidate("root.L5+S1", "left"))
    assert not found.contains(candidate("root.L5+S1", "right"))


@pytest.mark.parametrize("rest", [("root.S1", "left", 0.3), ("root.L5+S1", "left", 0.029)])
def test_one_candidate_alone_is_no_group(rest):
    assert group("fits_one", ("root.L5", "left", 0.6), rest) is None


@pytest.mark.parametrize(
    ("statement", "ranked", "named"),
    [
        ("fits_one", [("root.L5", "left", 0.6), ("root.L5+S1", "left", 0.3)], True),
        ("fits_one", [("root.L5+S1", "left", 0.6), ("root.L5", "left", 0.3)], False),
        ("cannot_separate", [("root.L5", "left", 0.4), ("root.L5+S1", "left", 0.3)], True),
        ("cannot_separate", [("root.L5", "left", 0.3), ("root.L5+S1", "left", 0.25)], False),
        ("cannot_separate", [("root.L5", "left", 0.4), ("root.L5+S1", "left", 0.21), ("root.S1", "left", 0.3)], True),
        ("cannot_separate", [("root.L5", "left", 0.4), ("root.L5+S1", "left", 0.21), ("root.S1", "left", 0.31)], False),
        ("cannot_separate", [("root.S1", "left", 0.3), ("root.L5", "left", 0.4), ("root.L5+S1", "left", 0.3)], False),
        ("no_lesion_found", [("root.L5", "left", 0.4), ("root.L5+S1", "left", 0.3)], False),
    ],
)
def test_its_root_is_named_where_no_other_cause_is_too_close(statement, ranked, named):
    assert group(statement, *ranked).named is named


@pytest.mark.parametrize("may_fit", [True, False])
def test_its_root_is_not_named_where_no_root_may_fit(may_fit):
    """As beside an alert for something else: the conclusion would name a root that the statement does not."""
    found = group("cannot_separate", ("root.L5", "left", 0.5), ("root.L5+S1", "left", 0.3), may_fit=may_fit)
    assert found.named is may_fit
