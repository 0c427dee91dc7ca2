"""The lines of the live strip, word for word."""

from dataclasses import replace

import pytest

from exam.domain.reasoning.conclusions import NextTest
from exam.domain.words.strip import headline, next_test_line
from tests.domain.assessments import assessment, candidate

L5, S1 = candidate("root.L5", "left"), candidate("root.S1", "left", 0.3)
FIBULAR = candidate("nerve.common_fibular", "left", 0.3)


def test_the_next_test_says_what_it_distinguishes():
    next_test = NextTest("strength.hip_abduction", "left", 0.4, ("root.L5", "nerve.common_fibular"))
    assert next_test_line(next_test) == "left hip abduction (to distinguish L5 from the common fibular nerve)"
    whole = NextTest("long_tract.trunk_sensory_level", "none", 0.2, ("upper_motor_neuron", "plexus.lumbosacral"))
    line = "trunk sensory level (to distinguish an upper motor neuron lesion from the lumbosacral plexus)"
    assert next_test_line(whole) == line


def test_a_test_that_distinguishes_no_two_likely_causes_says_what_it_looks_for():
    saddle = NextTest("saddle.anal_tone", "none", 0.1, (), "cauda_equina")
    assert next_test_line(saddle) == "anal tone (to look for a lesion of the cauda equina)"
    plantar = NextTest("long_tract.plantar_response", "right", 0.1, (), "upper_motor_neuron")
    assert next_test_line(plantar) == "right plantar response (to look for an upper motor neuron lesion)"
    root = NextTest("tension.femoral_stretch", "left", 0.1, (), "root.L4")
    assert next_test_line(root) == "left femoral stretch test (to look for a left L4 root lesion)"
    nerve = NextTest("strength.hip_abduction", "left", 0.1, (), "nerve.sciatic")
    assert next_test_line(nerve) == "left hip abduction (to look for a left sciatic nerve lesion)"


def test_a_rival_that_counts_for_little_is_not_named_on_the_strip():
    faint = candidate("root.S1", "left", 0.04)
    assert headline(assessment("fits_one", L5, faint)) == "Left L5 fits best"


def test_until_the_core_is_examined_a_cause_fits_only_so_far():
    faint, rival = candidate("root.S1", "left", 0.04), FIBULAR
    missing = ("strength.knee_extension.left",)
    assert headline(replace(assessment("fits_one", L5, faint), not_examined=missing)) == "Left L5 fits best so far"
    ranked = replace(assessment("fits_one", L5, rival), not_examined=missing)
    assert headline(ranked) == "Left L5 fits best so far; left common fibular nerve second"
    healthy = replace(
        assessment("no_lesion_found", candidate("no_neurological_lesion", "none", 0.8)), not_examined=missing
    )
    other = replace(assessment("fits_none", candidate("other_lesion", "left")), not_examined=missing)
    assert headline(other) == "Fits no single lesion known to Dermyo so far"
    assert headline(healthy) == "Nothing points to one root so far"


def test_a_root_is_distinguished_from_itself_with_another():
    test = NextTest("strength.ankle_plantarflexion", "left", 0.2, ("root.L5", "root.L5+S1"))
    assert next_test_line(test) == "left ankle plantarflexion (to distinguish L5 alone from L5 and S1)"


def test_a_lesion_is_distinguished_from_none_whichever_is_likelier():
    test = NextTest("strength.hip_abduction", "left", 0.2, ("no_neurological_lesion", "root.L5"))
    assert next_test_line(test) == "left hip abduction (to distinguish L5 from no lesion)"


@pytest.mark.parametrize(
    ("pair", "line"),
    [
        ((FIBULAR, candidate("root.L4+L5", "left")), "left common fibular nerve from left L4 and L5"),
        ((candidate("no_neurological_lesion", "none"), FIBULAR), "left common fibular nerve from no lesion"),
        (
            (FIBULAR, candidate("upper_motor_neuron", "left")),
            "left common fibular nerve from upper motor neuron lesion (left leg)",
        ),
        (
            (FIBULAR, candidate("plexus.lumbosacral", "both")),
            "left common fibular nerve from lumbosacral plexus (both legs)",
        ),
        ((candidate("root.L5", "both"), candidate("root.L5+S1", "both")), "L5 from L5 and S1 in both legs"),
    ],
)
def test_two_causes_have_short_names_on_the_strip(pair, line):
    assert headline(assessment("cannot_separate", *pair)) == f"Cannot yet distinguish {line}"


def test_no_lesion_is_not_excluded_rather_than_second():
    """ "Second" after "no lesion" could be heard as an all-clear."""
    found = assessment("fits_one", candidate("root.L5", "left", 0.6), candidate("no_neurological_lesion", "none", 0.2))
    assert headline(found) == "Left L5 fits best; no lesion not excluded"
