"""The name of a cause, for each place where it is shown."""

from dataclasses import replace

import pytest

from exam.domain.reasoning.conclusions import Candidate, RootGroup
from exam.domain.words.causes import (
    cause_label,
    cause_phrase,
    cause_short,
    group_label,
    group_short,
    lesion_phrase,
    member_label,
    root_disease,
    separation,
    with_perhaps,
)


@pytest.mark.parametrize(
    ("cause", "side", "label", "phrase", "short", "lesion"),
    [
        ("root.L5", "left", "Left L5 root", "the left L5 root", "left L5", "a left L5 root lesion"),
        (
            *("root.L4+L5", "right", "Right L4 and L5 roots", "the right L4 and L5 roots", "right L4 and L5"),
            "a lesion of the right L4 and L5 roots",
        ),
        (
            *(
                "root.L4+L5+S1",
                "left",
                "Left L4, L5 and S1 roots",
                "the left L4, L5 and S1 roots",
                "left L4, L5 and S1",
            ),
            "a lesion of the left L4, L5 and S1 roots",
        ),
        (
            *("nerve.common_fibular", "right", "Right common fibular nerve", "the right common fibular nerve"),
            *("right common fibular nerve", "a right common fibular nerve lesion"),
        ),
        (
            *("plexus.lumbosacral", "left", "Left lumbosacral plexus", "the left lumbosacral plexus"),
            *("left lumbosacral plexus", "a left lumbosacral plexus lesion"),
        ),
        (
            *("polyneuropathy", "both", "Polyneuropathy, both legs", "a polyneuropathy in both legs"),
            *("polyneuropathy", "a polyneuropathy in both legs"),
        ),
        (
            *("no_neurological_lesion", "none", "No nerve or root lesion", "no nerve or root lesion"),
            *("no nerve or root lesion", "no nerve or root lesion"),
        ),
    ],
)
def test_a_cause_has_its_words_for_each_place(cause, side, label, phrase, short, lesion):
    assert cause_label(cause, side) == label
    assert cause_phrase(cause, side) == phrase
    assert cause_short(cause, side) == short
    assert lesion_phrase(cause, side) == lesion


def test_a_lesion_above_the_legs_needs_no_legs():
    assert cause_label("cauda_equina", "both") == "Cauda equina"
    assert lesion_phrase("cauda_equina", "both") == "a lesion of the cauda equina"
    assert lesion_phrase("upper_motor_neuron", "both") == "an upper motor neuron lesion"


def test_a_lesion_above_the_legs_has_signs_in_one_leg_and_no_side_of_its_own():
    assert cause_label("upper_motor_neuron", "left") == "Upper motor neuron lesion, signs in the left leg"
    signs = "an upper motor neuron lesion with signs in the left leg"
    assert cause_phrase("upper_motor_neuron", "left") == lesion_phrase("upper_motor_neuron", "left") == signs
    assert cause_short("upper_motor_neuron", "left") == "upper motor neuron lesion (left leg)"


def test_a_disease_of_one_leg_has_no_side_of_its_own():
    assert cause_label("polyneuropathy", "left") == "Polyneuropathy, left leg"
    assert cause_phrase("polyneuropathy", "left") == lesion_phrase("polyneuropathy", "left")
    assert lesion_phrase("polyneuropathy", "left") == "a polyneuropathy in the left leg"
    assert cause_short("polyneuropathy", "left") == "polyneuropathy (left leg)"


def test_a_root_of_both_legs_is_named_as_such():
    assert cause_label("root.L5", "both") == "Both L5 roots"
    assert cause_phrase("root.L5", "both") == "both L5 roots"
    assert lesion_phrase("root.L5", "both") == "a lesion of both L5 roots"
    assert cause_label("root.L5+S1", "both") == "L5 and S1 roots, both legs"
    assert lesion_phrase("root.L5+S1", "both") == "a lesion of the L5 and S1 roots in both legs"
    assert cause_short("root.L5", "both") == "both L5 roots"
    assert cause_short("root.L5+S1", "both") == "L5 and S1 (both legs)"


def candidate(cause, side, *roots):
    return Candidate(cause, roots, side, 0.5, robust=None, reasons=())


L5, S1 = candidate("root.L5", "left", "L5"), candidate("root.S1", "left", "S1")
RIGHT_S1 = candidate("root.S1", "right", "S1")
NO_LESION = candidate("no_neurological_lesion", "none")


@pytest.mark.parametrize(
    ("first", "second", "words"),
    [
        (L5, S1, "L5 from S1 on the left"),
        (L5, RIGHT_S1, "the left L5 root from the right S1 root"),
        (L5, candidate("nerve.tibial", "left"), "the left L5 root from the left tibial nerve"),
        (L5, NO_LESION, "the left L5 root from no lesion"),
        (NO_LESION, S1, "the left S1 root from no lesion"),
    ],
)
def test_two_causes_are_contrasted(first, second, words):
    assert separation(first, second, "from") == words


@pytest.mark.parametrize(
    ("roots", "side", "deficit", "words"),
    [
        (("L5",), "left", True, "left L5 radiculopathy (root lesion)"),
        (("L5", "S1"), "right", True, "right L5 and S1 radiculopathy (root lesions)"),
        (("S1",), "both", True, "S1 radiculopathy in both legs (root lesions)"),
        (("L5",), "left", False, "left L5 radicular pain"),
        (("L5", "S1"), "both", False, "L5 and S1 radicular pain in both legs"),
    ],
)
def test_a_root_lesion_is_radiculopathy_only_with_a_deficit(roots, side, deficit, words):
    assert root_disease(roots, side, deficit=deficit) == words


def group(*causes):
    members = tuple(candidate(f"root.{cause}", "left", *cause.split("+")) for cause in causes)
    return RootGroup("L5", "left", 0.8, members, ("S1",), named=True)


def test_a_group_is_headed_by_its_root():
    both = group("L5", "L4+L5", "L5+S1")
    assert group_label(both) == "Left L5 root, alone or with others"
    assert group_short(both) == "Left L5, alone or with others"
    assert [member_label(one, both) for one in both.members] == ["L5 alone", "L4 and L5", "L5 and S1"]
    assert group_label(group("L4+L5", "L5+S1")) == "Left L5 root, with others"


def test_the_roots_perhaps_affected_are_added():
    assert with_perhaps("left L5 fits", group("L5", "L5+S1")) == "left L5 fits, perhaps with S1"
    assert with_perhaps("left L5 fits", None) == "left L5 fits"
    assert with_perhaps("left L5 fits", replace(group("L5"), also=())) == "left L5 fits"
