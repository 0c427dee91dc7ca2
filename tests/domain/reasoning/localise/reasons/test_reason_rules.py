"""Which findings may be given as a reason for a cause, or against it, and what the cause is compared with."""

import pytest

from exam.domain.reasoning.localise.posterior import gather
from exam.domain.reasoning.localise.ranking import Name, names
from exam.domain.reasoning.localise.reasons import leave_out, reasons_between, reasons_for, rival_of
from exam.domain.reasoning.localise.tables import base_tables
from tests.domain.reasoning.localise.reasons.by_hand import (
    BOTH_ROOTS,
    CORD,
    FIBULAR,
    L5_LEFT,
    L5_RIGHT,
    NONE,
    PLEXUS,
    POLYNEUROPATHY,
    S1_LEFT,
    SCIATIC,
    compared,
    place,
)
from tests.domain.records import record_of

L5_BOTH = place("root.L5", "both")


@pytest.mark.parametrize(
    ("one", "ranked", "rival"),
    [
        (L5_LEFT, [L5_LEFT, FIBULAR, S1_LEFT], FIBULAR),
        # more roots, both legs and the other leg are not argued against
        (L5_LEFT, [L5_LEFT, BOTH_ROOTS, L5_BOTH, L5_RIGHT, S1_LEFT], S1_LEFT),
        (BOTH_ROOTS, [BOTH_ROOTS, L5_LEFT, S1_LEFT, NONE], NONE),
        # any other cause is compared with the first
        (S1_LEFT, [L5_LEFT, FIBULAR, S1_LEFT], L5_LEFT),
        (L5_RIGHT, [L5_LEFT, FIBULAR, L5_RIGHT], L5_LEFT),
        # unless one contains the other
        (BOTH_ROOTS, [L5_LEFT, BOTH_ROOTS, FIBULAR], FIBULAR),
        (L5_LEFT, [BOTH_ROOTS, L5_LEFT, L5_RIGHT, FIBULAR], FIBULAR),
    ],
)
def test_a_cause_is_compared_with_the_likeliest_that_it_neither_contains_nor_is_contained_in(one, ranked, rival):
    assert rival_of(one, ranked) == rival


def test_a_lesion_without_a_name_is_no_rival_and_has_no_reasons(monkeypatch):
    renamed = tuple(Name("other_lesion", "left") if at == S1_LEFT else name for at, name in enumerate(names()))
    monkeypatch.setattr("exam.domain.reasoning.localise.reasons.names", lambda: renamed)
    ranked = [S1_LEFT, L5_LEFT, FIBULAR]
    assert rival_of(L5_LEFT, ranked) == FIBULAR
    assert rival_of(FIBULAR, ranked) == L5_LEFT
    assert list(reasons_for(compared({}), ranked, ranked)) == [L5_LEFT, FIBULAR]


def directions(found, decibans, one, other, **rates):
    reasons = reasons_between(compared(found, decibans, one, **rates), one, other)
    return [reason.direction for reason in reasons]


ABDUCTION = {"findings.strength.hip_abduction.left": "4"}
SPARED = {"findings.strength.hip_abduction.left": "5"}


@pytest.mark.parametrize(
    ("rates", "is_reason"),
    [
        ({"here": 0.41, "there": 0.04, "healthy": 0.06}, True),
        # not more often with it than with the rival
        ({"here": 0.41, "there": 0.41, "healthy": 0.06}, False),
        # hardly more often than in a healthy leg
        ({"here": 0.11, "there": 0.04, "healthy": 0.08}, False),
        ({"here": 0.13, "there": 0.04, "healthy": 0.08}, True),
        # seldom at all
        ({"here": 0.09, "there": 0.04, "healthy": 0.01}, False),
        ({"here": 0.1, "there": 0.04, "healthy": 0.01}, True),
    ],
)
def test_a_sign_supports_a_cause_that_has_it_more_often_than_its_rival_and_than_a_healthy_leg(rates, is_reason):
    assert directions(ABDUCTION, 5.0, L5_LEFT, FIBULAR, **rates) == (["supports"] if is_reason else [])
    # for the other of the two it is an argument against
    turned = {"here": rates["there"], "there": rates["here"], "healthy": rates["healthy"]}
    assert directions(ABDUCTION, -5.0, FIBULAR, L5_LEFT, **turned) == (["against"] if is_reason else [])


def test_what_moves_the_odds_the_other_way_is_no_argument():
    assert directions(ABDUCTION, -5.0, L5_LEFT, FIBULAR, here=0.41, there=0.04) == []
    assert directions(SPARED, -5.0, FIBULAR, L5_LEFT, here=0.04, there=0.41) == []


def test_a_sign_of_which_one_form_of_the_rival_has_more_supports_no_cause():
    # Diabetes goes with the common form of a polyneuropathy, however likely the other form is.
    found = {"presentation.features.diabetes": True}
    assert directions(found, 5.0, PLEXUS, POLYNEUROPATHY, here=0.35, there=0.12) == []
    assert directions(found, 5.0, PLEXUS, L5_LEFT, here=0.35, there=0.12) == ["supports"]


def test_a_sign_that_the_rival_has_more_often_than_not_is_no_argument_against_it():
    found = {"findings.strength.ankle_eversion.left": "4"}
    assert directions(found, 5.0, SCIATIC, FIBULAR, here=0.9, there=0.8) == []
    assert directions(found, -5.0, POLYNEUROPATHY, FIBULAR, here=0.1, there=0.9) == []
    assert directions(found, -5.0, S1_LEFT, FIBULAR, here=0.23, there=0.9) == ["against"]


@pytest.mark.parametrize(
    ("found", "cause", "rival"),
    [
        (ABDUCTION, L5_LEFT, PLEXUS),
        (ABDUCTION, BOTH_ROOTS, PLEXUS),
        (SPARED, FIBULAR, S1_LEFT),
        ({"findings.reflexes.achilles.left": 3}, CORD, NONE),
    ],
    ids=["lost", "of one of two roots", "spared", "brisk"],
)
def test_a_hallmark_is_never_against_its_cause(found, cause, rival):
    rates = {"here": 0.5, "there": 0.05} if found == SPARED else {"here": 0.05, "there": 0.5}
    assert directions(found, -5.0, cause, rival, **rates) == []


@pytest.mark.parametrize(("grade", "is_reason"), [("4", False), ("3", True), ("1", True)])
def test_only_a_deeper_loss_of_a_hallmark_argues_for_another_cause(grade, is_reason):
    found = {"findings.strength.ankle_dorsiflexion.left": grade}
    expected = ["supports"] if is_reason else []
    assert directions(found, 5.0, FIBULAR, L5_LEFT, here=0.97, there=0.45) == expected
    # in the other leg it is no hallmark
    assert directions(found, 5.0, FIBULAR, L5_RIGHT, here=0.97, there=0.45) == ["supports"]


def test_a_hallmark_of_the_other_leg_is_no_hallmark():
    right = {"findings.strength.hip_abduction.right": "4"}
    assert directions(right, -5.0, L5_LEFT, L5_RIGHT, here=0.06, there=0.41, healthy=0.06) == ["against"]
    assert directions(right, -5.0, L5_RIGHT, L5_LEFT, here=0.06, there=0.41, healthy=0.06) == []


@pytest.mark.parametrize(
    ("here", "there", "is_reason"),
    [(0.04, 0.41, True), (0.04, 0.199, False), (0.04, 0.2, True), (0.15, 0.29, False), (0.15, 0.3, True)],
)
def test_a_normal_result_supports_a_cause_whose_rival_alone_would_show_a_loss(here, there, is_reason):
    assert directions(SPARED, 5.0, FIBULAR, S1_LEFT, here=here, there=there) == (["supports"] if is_reason else [])
    turned = directions(SPARED, -5.0, S1_LEFT, FIBULAR, here=there, there=here)
    assert turned == (["against"] if is_reason else [])


@pytest.mark.parametrize(
    ("path", "value", "cause"),
    [
        ("strength.hip_abduction.left", "5", L5_LEFT),
        ("function.heel_walk.left", "normal", L5_LEFT),
        ("strength.knee_flexion.left", "5", SCIATIC),
        ("other.vibration_great_toe.left", "normal", POLYNEUROPATHY),
    ],
    ids=["of a root", "by another modality", "of a nerve", "a hallmark"],
)
def test_a_normal_result_of_what_a_lesion_would_affect_never_supports_it(path, value, cause):
    assert directions({f"findings.{path}": value}, 5.0, cause, CORD, here=0.1, there=0.6) == []


def test_a_normal_result_that_the_cause_itself_might_have_lost_does_not_support_it():
    found = {"findings.strength.knee_flexion.left": "5"}
    assert directions(found, 5.0, PLEXUS, CORD, here=0.3, there=0.8) == []
    assert directions(found, 5.0, PLEXUS, CORD, here=0.29, there=0.8) == ["supports"]
    # the same in the leg that the lesion spares
    found = {"findings.strength.knee_flexion.right": "5"}
    assert directions(found, 5.0, PLEXUS, CORD, here=0.3, there=0.8) == ["supports"]


def test_no_lesion_has_nothing_of_its_own():
    found = {"findings.tension.straight_leg_raise.left": "negative"}
    assert directions(found, 5.0, NONE, L5_LEFT, here=0.35, there=0.72) == ["supports"]


def test_an_answer_counts_by_how_often_it_is_given_with_either_cause():
    yes, no = ({"presentation.features.back_pain": answer} for answer in (True, False))
    assert directions(no, 5.0, FIBULAR, L5_LEFT, here=0.35, there=0.36) == ["supports"]
    assert directions(no, 5.0, FIBULAR, L5_LEFT, here=0.36, there=0.36) == []
    # it may be an argument for no lesion, though it is no commoner than without one
    assert directions(yes, 5.0, NONE, FIBULAR, here=0.5, there=0.2, healthy=0.5) == ["supports"]


def test_a_brisk_reflex_counts_by_how_often_it_is_brisk():
    found = {"findings.reflexes.achilles.left": 3}
    assert directions(found, 5.0, CORD, L5_LEFT, here=0.65, there=0.02, healthy=0.02) == ["supports"]


def test_how_often_a_cause_shows_a_loss_is_that_of_the_form_that_fits():
    toes = {f"findings.strength.{test}.left": "5" for test in ("knee_flexion", "ankle_plantarflexion")}
    found = {"presentation.symptom_side": "left"} | toes | {"findings.strength.ankle_dorsiflexion.left": "2"}
    seen = leave_out(gather(record_of(found), base_tables()))
    (row,) = (at for at, one in enumerate(seen.observations) if "knee_flexion" in one.item.row.finding)
    cells = {cell.cause: cell.p for cell in seen.observations[row].item.row.cells}
    spared, whole = cells["nerve.sciatic:fibular_division"], cells["nerve.sciatic:whole"]
    assert spared < seen.lost[row, SCIATIC] < 0.5 * (spared + whole)
    # of the other leg nothing is lost
    assert seen.lost[row, place("nerve.sciatic", "right")] == pytest.approx(cells["none"])
    assert seen.healthy[row].tolist() == pytest.approx([cells["none"], 0.0])


def test_how_often_a_cause_shows_what_is_of_the_person():
    seen = leave_out(gather(record_of({"presentation.features.back_pain": True}), base_tables()))
    cells = {cell.cause: cell.p for cell in seen.observations[0].item.row.cells}
    assert seen.lost[0, L5_LEFT] == pytest.approx(cells["root.L5"])
    assert seen.lost[0, L5_RIGHT] == pytest.approx(cells["root.L5"])
    # a root of each leg: each explains half of it
    assert seen.lost[0, place("root.L4+L5", "both")] == pytest.approx(0.5 * (cells["root.L4"] + cells["root.L5"]), 0.02)
