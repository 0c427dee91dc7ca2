"""The name of a cause, for each place where it is shown."""

import pytest

from exam.domain.reasoning.conclusions import Candidate
from exam.domain.words.causes import cause_label, cause_phrase, cause_short, lesion_phrase, separation


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
            *("right fibular nerve", "a right common fibular nerve lesion"),
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
    assert cause_short("upper_motor_neuron", "left") == "upper motor neuron lesion, signs in the left leg"


def test_a_disease_of_one_leg_has_no_side_of_its_own():
    assert cause_label("polyneuropathy", "left") == "Polyneuropathy, left leg"
    assert cause_phrase("polyneuropathy", "left") == lesion_phrase("polyneuropathy", "left")
    assert lesion_phrase("polyneuropathy", "left") == "a polyneuropathy in the left leg"
    assert cause_short("polyneuropathy", "left") == "polyneuropathy, left leg"


def test_a_root_of_both_legs_is_named_as_such():
    assert cause_label("root.L5", "both") == "L5 root, both legs"
    assert cause_phrase("root.L5", "both") == "the L5 root in both legs"
    assert cause_short("root.L5", "both") == "L5, both legs"


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
