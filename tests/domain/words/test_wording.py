"""What a clinician reads of causes and conclusions, word for word."""

from dataclasses import replace

import pytest

from exam.domain.reasoning.conclusions import Assessment, Candidate, KneeOrSpine, NextTest, Reason, Rival
from exam.domain.words.wording import (
    cause_label,
    cause_phrase,
    cause_short,
    chance_words,
    fits_words,
    headline,
    lesion_phrase,
    next_test_line,
    reason_label,
    rival_sentence,
    statement_sentence,
)


def candidate(cause, side, probability=0.6):
    roots = tuple(cause.removeprefix("root.").split("+")) if cause.startswith("root.") else ()
    return Candidate(cause, roots, side, probability, robust=None, reasons=())


def assessment(statement, *candidates):
    return Assessment(
        program="0.1.0",
        knowledge="2026-11-21+0",
        statement=statement,
        leading=candidates[0] if candidates else None,
        candidates=candidates,
        urgency="routine",
        alerts=(),
        imaging=(),
        other_tests=(),
        knee_or_spine=KneeOrSpine("unclear", ()),
        not_examined=(),
        next_tests=(),
        examined=0,
    )


L5, S1 = candidate("root.L5", "left"), candidate("root.S1", "left", 0.3)
FIBULAR = candidate("nerve.common_fibular", "left", 0.3)
BOTH = candidate("polyneuropathy", "both")
NONE = candidate("no_neurological_lesion", "none")


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


def test_a_root_of_both_legs_is_said_so():
    assert cause_label("root.L5", "both") == "L5 root, both legs"
    assert cause_phrase("root.L5", "both") == "the L5 root in both legs"
    assert cause_short("root.L5", "both") == "L5, both legs"


@pytest.mark.parametrize(
    ("found", "sentence", "line"),
    [
        (
            assessment("fits_one", L5, FIBULAR),
            "The findings fit a left L5 root lesion best.",
            "Left L5 fits best; left fibular nerve next",
        ),
        (assessment("fits_one", L5), "The findings fit a left L5 root lesion best.", "Left L5 fits best"),
        (
            assessment("cannot_separate", L5, S1),
            "The findings cannot separate L5 from S1 on the left.",
            "L5 or S1 on the left: not told apart yet",
        ),
        (
            assessment("cannot_separate", L5, FIBULAR),
            "The findings cannot separate the left L5 root from the left common fibular nerve.",
            "The left L5 root or the left common fibular nerve: not told apart yet",
        ),
        *(
            (
                assessment("cannot_separate", *order),
                "The findings cannot tell a left L5 root lesion from no lesion.",
                "The left L5 root or no lesion: not told apart yet",
            )
            for order in ((L5, NONE), (NONE, L5))
        ),
        (
            assessment("fits_non_root", BOTH, L5),
            "The findings fit a polyneuropathy in both legs best, rather than a root lesion.",
            "Polyneuropathy fits best; left L5 next",
        ),
        (
            assessment("no_lesion_found", NONE, L5),
            (
                "What was examined fits no nerve or root lesion best. "
                "A root that is irritated without a deficit is not excluded."
            ),
            "No nerve or root lesion fits best",
        ),
        (
            assessment("not_enough_examined", L5, S1),
            "Not enough was examined to say where the lesion is.",
            "Not enough examined yet",
        ),
        (
            assessment("fits_one"),
            "Not enough was examined to say where the lesion is.",
            "Not enough examined yet",
        ),
    ],
)
def test_the_conclusion_in_one_sentence_and_on_the_strip(found, sentence, line):
    assert statement_sentence(found) == sentence
    assert headline(found) == line


def test_the_next_test_says_what_it_tells_apart():
    told = NextTest("strength.hip_abduction", "left", 0.4, ("root.L5", "nerve.common_fibular"))
    assert next_test_line(told) == "left hip abduction, tells L5 from the fibular nerve"
    whole = NextTest("long_tract.trunk_sensory_level", "none", 0.2, ("upper_motor_neuron", "plexus.lumbosacral"))
    line = "trunk sensory level, tells an upper motor neuron lesion from the lumbosacral plexus"
    assert next_test_line(whole) == line


@pytest.mark.parametrize(
    ("finding", "side", "value", "label"),
    [
        ("strength.great_toe_extension", "left", "4-", "Left great toe extension 4-"),
        ("light_touch.L5", "right", 1, "Right L5 light touch 1 altered"),
        ("dermatome.L5", "right", 0, "Right L5 sensation 0 absent"),
        ("presentation.features.back_pain", "none", False, "No back pain"),
        ("red_flags.saddle_numbness", "none", True, "Saddle numbness"),
        ("presentation.pain_sites", "left", "lateral_leg", "Pain, left outer side of the lower leg"),
        ("presentation.duration_weeks", "none", 8.7, "Duration 9 weeks"),
    ],
)
def test_a_reason_is_named_with_what_was_found(finding, side, value, label):
    assert reason_label(Reason(finding, side, value, "supports", 3.0, "judgement", ())) == label


@pytest.mark.parametrize(
    ("probability", "words"),
    [
        (0.99, "more than 9 in 10"),
        (0.949, "about 9 in 10"),
        (0.71, "about 7 in 10"),
        (0.1, "about 1 in 10"),
        (0.04, "fewer than 1 in 10"),
    ],
)
def test_a_probability_never_sounds_exact(probability, words):
    assert chance_words(probability) == words


def test_a_rival_that_counts_for_little_is_not_named_on_the_strip():
    faint = candidate("root.S1", "left", 0.04)
    assert headline(assessment("fits_one", L5, faint)) == "Left L5 fits best"


def test_while_the_core_is_not_examined_nothing_fits_but_so_far():
    faint, rival = candidate("root.S1", "left", 0.04), FIBULAR
    missing = ("strength.knee_extension.left",)
    assert headline(replace(assessment("fits_one", L5, faint), not_examined=missing)) == "Left L5 fits best so far"
    ranked = replace(assessment("fits_one", L5, rival), not_examined=missing)
    assert headline(ranked) == "Left L5 fits best so far; left fibular nerve next"
    healthy = replace(
        assessment("no_lesion_found", candidate("no_neurological_lesion", "none", 0.8)), not_examined=missing
    )
    assert headline(healthy) == "No nerve or root lesion fits best so far"


def test_a_root_is_told_from_itself_with_another():
    test = NextTest("strength.ankle_plantarflexion", "left", 0.2, ("root.L5", "root.L5+S1"))
    assert next_test_line(test) == "left ankle plantarflexion, tells L5 alone from L5 and S1"


def test_where_the_findings_point_as_a_reason():
    assert fits_words(assessment("fits_one", L5)) == "left L5 fits best"
    s1 = candidate("root.S1", "left", 0.3)
    assert fits_words(assessment("cannot_separate", L5, s1)) == "L5 or S1 on the left, not told apart yet"


def test_a_lesion_is_told_from_none_whichever_is_likelier():
    test = NextTest("strength.hip_abduction", "left", 0.2, ("no_neurological_lesion", "root.L5"))
    assert next_test_line(test) == "left hip abduction, tells L5 from no lesion"


def test_a_rival_is_beaten_by_findings_or_by_none():
    weak = Reason("strength.hip_abduction", "left", "4", "supports", 9.0, "judgement", ("jeon2013",))
    spared = Reason("strength.ankle_inversion", "left", "5", "supports", 3.0, "judgement", ("heffernan1979",))
    one = Rival("nerve.common_fibular", "left", (weak,))
    two = Rival("nerve.common_fibular", "left", (weak, spared))
    better = "the left L5 root better than the left common fibular nerve."
    assert rival_sentence(L5, one) == f"Left hip abduction 4 fits {better}"
    assert rival_sentence(L5, two) == f"Left hip abduction 4 and left ankle inversion 5 fit {better}"
    nothing = "No single finding tells the left L5 root from the left S1 root by much."
    assert rival_sentence(L5, Rival("root.S1", "left", ())) == nothing


def test_no_ranking_reads_as_an_all_clear_beside_an_emergency():
    quiet = replace(
        assessment("no_lesion_found", candidate("no_neurological_lesion", "none", 0.8)), urgency="emergency"
    )
    assert statement_sentence(quiet).endswith("The emergency stands, whatever the ranking says.")
    assert headline(quiet) == "Act on the emergency first"
    ranked = replace(assessment("fits_one", L5), urgency="emergency")
    assert statement_sentence(ranked).endswith("The emergency stands, whatever the ranking says.")
    assert headline(ranked) == "Left L5 fits best"
