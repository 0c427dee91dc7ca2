"""The reasons of a cause in words: rather than which other cause, the first lines and the sentence above them."""

from dataclasses import replace

import pytest

from exam.domain.reasoning.conclusions import RaisedAlert, RatherThan, Reason, Rival, SameItem
from exam.domain.words.reasons import (
    also_found,
    comparison,
    first_lines,
    reason_lines,
    reasons_heading,
    reasons_text,
    rival_sentence,
    signs_text,
    taken_together,
)
from tests.domain.assessments import assessment, candidate
from tests.domain.records import record_of

FIBULAR, S1, NONE = (
    RatherThan(cause, side)
    for cause, side in (
        ("nerve.common_fibular", "left"),
        ("root.S1", "left"),
        ("no_neurological_lesion", "none"),
    )
)


def reason(finding, value, decibans=3.0, *, side="left", direction="supports", rather_than=FIBULAR, also=()):
    return Reason(finding, side, value, direction, decibans, "judgement", (), rather_than, also)


ABDUCTION = reason("strength.hip_abduction", "4", 9.0)
INVERSION = reason("strength.ankle_inversion", "4", 6.0)
HISTORY = reason("presentation.features.back_pain", True, 4.0, side="none")
CROSSING = replace(
    reason("presentation.features.leg_crossing_or_fibular_pressure", True, 2.5, side="none"), direction="against"
)


def cause(*reasons, name="root.L5"):
    return replace(candidate(name, "left"), reasons=reasons)


def labels(*reasons):
    return [line.label for line in first_lines(reason_lines(reasons))]


def test_the_same_result_on_both_sides_is_one_line_and_counts_for_both():
    jerks = [reason("reflexes.achilles", 0, 1.5, side=side) for side in ("left", "right")]
    weak = reason("strength.hip_abduction", "4", 2.0)
    one, other = reason_lines([weak, *jerks])
    assert (one.label, one.decibans, one.reasons) == ("Right and left Achilles reflex 0 absent", 3.0, tuple(jerks))
    assert (other.label, other.direction) == ("Left hip abduction 4", "supports")


def test_a_grade_that_pain_limited_says_so_and_is_a_line_of_its_own():
    weak = [reason("strength.hip_abduction", "4", 2.0, side=side) for side in ("left", "right")]
    limited = replace(weak[0], limited_by="pain")
    assert labels(*weak) == ["Right and left hip abduction 4"]
    assert labels(limited, weak[1]) == ["Left hip abduction 4 (limited by pain)", "Right hip abduction 4"]
    also = SameItem("strength.hip_flexion", "left", "4", limited_by="pain")
    with_others = (replace(ABDUCTION, also=(also,)), replace(ABDUCTION, also=(replace(also, limited_by=None),)))
    assert labels(with_others[0]) == ["Left hip abduction 4 and left hip flexion 4 (limited by pain)"]
    assert len(labels(*with_others)) == 2


def test_results_that_differ_or_speak_another_way_are_lines_of_their_own():
    right = reason("reflexes.achilles", 1, side="right")
    turned = reason("reflexes.achilles", 0, side="right", direction="against")
    assert len(reason_lines([reason("reflexes.achilles", 0), right, turned])) == 3


def test_light_touch_and_pinprick_of_an_area_are_one_line():
    touch = reason("light_touch.L5", 1, also=(SameItem("pinprick.L5", "left", 1),))
    assert labels(touch) == ["Left L5 light touch and pinprick 1 altered"]
    spared = reason("light_touch.S1", 2, also=(SameItem("pinprick.S1", "left", 2),))
    assert labels(spared) == ["Left S1 light touch and pinprick 2 normal"]


def test_three_facts_of_two_decibans_are_shown_first():
    weak = reason("strength.great_toe_extension", "4", 2.0)
    weaker = reason("strength.ankle_dorsiflexion", "4", 1.9)
    assert labels(ABDUCTION, INVERSION, weak, weaker) == [
        "Left hip abduction 4",
        "Left ankle inversion 4",
        "Left great toe extension 4",
    ]
    assert labels(weaker) == []
    assert labels(ABDUCTION, INVERSION, HISTORY, weak) == [
        "Left hip abduction 4",
        "Left ankle inversion 4",
        "Back pain",
    ]


def test_the_strongest_argument_against_it_is_always_shown_first():
    second = reason("strength.hip_extension", "5", 2.1, direction="against")
    assert labels(ABDUCTION, INVERSION, HISTORY, CROSSING, second) == [
        "Left hip abduction 4",
        "Left ankle inversion 4",
        "Leg crossing or pressure at the outer knee",
    ]


@pytest.mark.parametrize(
    ("rival", "direction", "words"),
    [
        (FIBULAR, "supports", "Rather than the left common fibular nerve"),
        (FIBULAR, "against", "Fits the left common fibular nerve better"),
        (NONE, "supports", "Rather than no lesion"),
    ],
)
def test_the_reasons_say_what_they_are_compared_with(rival, direction, words):
    assert reasons_heading(cause(reason("reflexes.achilles", 0, rather_than=rival)), direction) == words


def test_several_facts_in_one_line():
    lines = reason_lines([ABDUCTION, INVERSION, HISTORY])
    assert reasons_text(lines) == "left ankle inversion and hip abduction 4; back pain"


def test_a_rival_ranks_below_because_of_findings_or_of_none():
    l5 = cause()
    better = "the left L5 root better than the left common fibular nerve."
    one = Rival("nerve.common_fibular", "left", (ABDUCTION,))
    assert rival_sentence(l5, one) == f"Left hip abduction 4 fits {better}"
    two = replace(one, distinguished_by=(ABDUCTION, INVERSION))
    assert rival_sentence(l5, two) == f"Left ankle inversion and hip abduction 4 fit {better}"
    unlike = replace(one, distinguished_by=(ABDUCTION, HISTORY))
    assert rival_sentence(l5, unlike) == f"Left hip abduction 4 and back pain fit {better}"
    nothing = "No single finding clearly distinguishes the left L5 root from the left S1 root."
    assert rival_sentence(l5, Rival("root.S1", "left", ())) == nothing


L5, FIBULAR_NERVE = cause(ABDUCTION), cause(name="nerve.common_fibular")
BOTH_ROOTS = replace(candidate("root.L5+S1", "left"), reasons=(ABDUCTION,))
AGAINST_L5 = reason("strength.ankle_inversion", "5", 4.0, rather_than=RatherThan("root.L5", "left"))


def compared(one, *others, rivals=(), signs=()):
    found = replace(assessment("fits_one", L5, *others), rivals=rivals, emergency_signs=signs)
    return comparison(found, one)


def test_a_cause_compared_with_the_leading_one_needs_no_sentence():
    rivals = (Rival("nerve.common_fibular", "left", (ABDUCTION,)),)
    assert compared(L5, FIBULAR_NERVE) == ""
    assert compared(replace(FIBULAR_NERVE, reasons=(AGAINST_L5,)), rivals=rivals) == ""


def test_a_cause_that_contains_the_leading_one_says_why_it_ranks_below():
    rivals = (Rival("root.L5+S1", "left", (ABDUCTION,)),)
    assert compared(BOTH_ROOTS, BOTH_ROOTS, rivals=rivals).startswith(
        "Left hip abduction 4 fits the left L5 root better"
    )
    assert compared(BOTH_ROOTS, BOTH_ROOTS) == ""


def test_a_cause_without_a_fact_to_show_first_says_so():
    weak = replace(AGAINST_L5, decibans=1.9)
    nothing = "No single finding clearly distinguishes the left common fibular nerve from the left L5 root."
    assert compared(replace(FIBULAR_NERVE, reasons=(weak,))) == nothing
    assert (
        compared(replace(FIBULAR_NERVE, reasons=(weak,)), rivals=(Rival("nerve.common_fibular", "left", (weak,)),))
        == nothing
    )
    # unless the leading cause has a fact that distinguishes it
    known = (Rival("nerve.common_fibular", "left", (ABDUCTION,)),)
    assert compared(replace(FIBULAR_NERVE, reasons=(weak,)), rivals=known) == ""
    assert compared(FIBULAR_NERVE) == ""
    unmoved = (Rival("nerve.common_fibular", "left", ()),)
    assert compared(FIBULAR_NERVE, rivals=unmoved).startswith(
        "No single finding clearly distinguishes the left L5 root"
    )
    little = replace(L5, reasons=(replace(ABDUCTION, decibans=1.0),))
    found = assessment("fits_one", little)
    assert comparison(found, little).endswith("the left L5 root from the left common fibular nerve.")
    assert comparison(replace(found, emergency_signs=("red_flags.fever",)), little) == ""


def test_a_cause_of_an_emergency_that_the_note_does_not_name_is_not_named_in_passing():
    beside = RatherThan("cauda_equina", "both")
    little = cause(replace(ABDUCTION, decibans=1.0, rather_than=beside))
    cauda_equina = candidate("cauda_equina", "both", 0.05)
    assert comparison(assessment("fits_one", little, cauda_equina), little) == ""
    named = replace(cauda_equina, probability=0.2)
    assert comparison(assessment("fits_one", little, named), little).endswith("the left L5 root from the cauda equina.")


def test_a_leading_cause_without_any_reason_is_compared_with_the_next():
    l5 = cause()
    found = replace(assessment("fits_one", l5), rivals=(Rival("root.S1", "left", ()), Rival("root.L4", "left", ())))
    assert comparison(found, l5).endswith("the left L5 root from the left S1 root.")


SIGNS = {
    "presentation.symptom_side": "both",
    "red_flags.bilateral_leg_symptoms": True,
    "red_flags.saddle_numbness": True,
    "findings.saddle.anal_tone": "absent",
}


def signs(*paths):
    return signs_text(replace(assessment("fits_one", L5), emergency_signs=paths), record_of(SIGNS))


def test_the_signs_of_an_emergency_are_in_their_order_and_symptoms_in_both_legs_are_named_once():
    both = ("presentation.symptom_side", "red_flags.bilateral_leg_symptoms")
    assert signs("findings.saddle.anal_tone", *both, "red_flags.saddle_numbness") == (
        "anal tone absent; symptoms in both legs; saddle numbness"
    )
    assert signs(both[0], "red_flags.saddle_numbness") == "complaint in both legs; saddle numbness"


def test_many_signs_are_counted():
    found = {f"red_flags.{flag}": True for flag in ("fever", "severe_pain", "cancer_history", "saddle_numbness")}
    found |= {"red_flags.faecal_incontinence": True, "findings.saddle.anal_tone": "absent"}
    found |= {"red_flags.anticoagulation": True}
    emergency = replace(assessment("fits_one", L5), emergency_signs=tuple(found))
    assert signs_text(emergency, record_of(found)).endswith("faecal incontinence; and 2 more")


def test_the_reasons_of_a_member_name_it_under_the_group():
    two = cause(ABDUCTION, name="root.L4+L5")
    assert reasons_heading(two, "supports", named=True) == (
        "The left L4 and L5 roots rather than the left common fibular nerve"
    )
    assert reasons_heading(two, "against", named=True) == (
        "Fits the left common fibular nerve better than the left L4 and L5 roots"
    )


NORMAL = [
    reason(f"strength.{muscle}", "5", decibans, direction="against")
    for muscle, decibans in (("ankle_eversion", 1.4), ("ankle_inversion", 1.3), ("hip_abduction", 1.2))
]


def test_results_that_are_too_weak_alone_are_one_argument_together():
    weak = reason("presentation.features.back_pain", True, 1.0, side="none", direction="against")
    nap = reason("presentation.features.night_pain", True, 1.1, side="none", direction="against")
    lines = taken_together(reason_lines([INVERSION, *NORMAL, weak, nap]))
    assert [(line.label, round(line.decibans, 1)) for line in lines] == [
        ("Left ankle inversion 4", 6.0),
        ("Left ankle inversion, ankle eversion and hip abduction 5", 3.9),
        ("Night pain", 1.1),
        ("Back pain", 1.0),
    ]


@pytest.mark.parametrize(
    "other",
    [
        reason("strength.knee_flexion", "5", 1.0),
        reason("strength.knee_flexion", "4+", 1.0, direction="against"),
        reason("strength.knee_flexion", "5", 1.0, side="right", direction="against"),
        reason("light_touch.L5", 2, 1.0, direction="against"),
        reason("light_touch.L5", 2, 1.0, direction="against", also=(SameItem("pinprick.L5", "left", 2),)),
    ],
)
def test_what_is_otherwise_stays_by_itself(other):
    assert [len(line.reasons) for line in taken_together(reason_lines([*NORMAL, other]))] == [3, 1]


JERKS = {"findings.reflexes.achilles.right": 1, "findings.reflexes.achilles.left": 1}
EQUAL = "Right and left Achilles reflex 1 reduced: equal on both sides, as in many people without a lesion."


@pytest.mark.parametrize(
    ("answers", "said"),
    [
        (JERKS | {"presentation.symptom_side": "right"}, EQUAL),
        (JERKS | {"presentation.symptom_side": "both"}, ""),
        (JERKS, ""),
        (JERKS | {"presentation.symptom_side": "right", "findings.reflexes.achilles.left": 2}, ""),
        (dict.fromkeys(JERKS, 0) | {"presentation.symptom_side": "right"}, ""),
        ({path: {"not_tested": "pain"} for path in JERKS} | {"presentation.symptom_side": "right"}, ""),
        ({"presentation.symptom_side": "right"}, ""),
    ],
)
def test_reflexes_that_are_equally_reduced_are_not_passed_over(answers, said):
    assert also_found(assessment("cannot_separate", cause(ABDUCTION)), record_of(answers)) == said


def test_a_reflex_that_is_a_reason_is_said_there():
    record = record_of(JERKS | {"presentation.symptom_side": "right"})
    jerk = reason("reflexes.achilles", 1, 2.0)
    assert also_found(assessment("cannot_separate", cause(jerk)), record) == ""
    raised = RaisedAlert("nerve_symptoms", "routine", ("findings.reflexes.achilles.right",), ())
    alerted = replace(assessment("cannot_separate", cause(ABDUCTION)), alerts=(raised,))
    assert also_found(alerted, record) == ""
