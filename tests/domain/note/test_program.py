"""What a note prints of the program's assessment."""

from dataclasses import replace

import pytest

from exam.domain.note.text import note_text
from exam.domain.reasoning.conclusions import (
    KneeOrSpine,
    NextTest,
    RaisedPointer,
    Study,
    SuggestedTest,
    WithheldStudy,
)
from tests.domain.assessments import candidate, grouped
from tests.domain.note.notes import EMPTY, L5, note, reason


def test_reasons_for_and_against_a_cause_start_with_the_strongest():
    program = note().program
    leading = program.causes[0]
    assert program.statement == "The findings fit left L5 radiculopathy (root lesion) best."
    assert leading.chance == "possible"
    assert leading.reasons == (
        ("Rather than the left S1 root", "left great toe extension 4-; left L5 light touch 1 altered"),
        ("Fits the left S1 root better", "left Achilles reflex 2 normal"),
    )
    assert leading.sources == "[1, 2]"
    assert leading.judged == "weights partly developer judgement; some sources not yet verified"
    assert program.version == "Dermyo 0.1.0, reference 2026-11-21+0a1b2c3d"


def test_in_an_emergency_the_signs_that_raised_it_take_the_place_of_the_reasons():
    emergency = replace(EMPTY, emergency_signs=("red_flags.saddle_numbness", "red_flags.faecal_incontinence"))
    flags = {"saddle_numbness": True, "faecal_incontinence": True}
    first, second = note(emergency, red_flags=flags).program.causes
    assert first.reasons == (("Signs that raised the emergency alert", "saddle numbness; faecal incontinence"),)
    assert (first.label, first.sources, second.reasons) == ("Left L5 root", "", ())


def test_an_improbable_cause_is_left_out():
    assert [cause.label for cause in note().program.causes] == ["Left L5 root", "Left S1 root"]


def test_no_cause_is_named_when_not_enough_was_examined():
    program = note(replace(EMPTY, statement="not_enough_examined", leading=None)).program
    assert program.causes == ()
    assert program.robust == ""


@pytest.mark.parametrize(
    ("robust", "words"), [(True, "Still ranks first"), (False, "Another cause may rank first"), (None, "")]
)
def test_the_robustness_of_the_first_place_is_stated(robust, words):
    leading = replace(L5, robust=robust)
    assert note(replace(EMPTY, leading=leading)).program.robust.startswith(words)


@pytest.mark.parametrize("statement", ["cannot_separate", "no_lesion_found", "fits_none"])
def test_no_first_place_is_called_robust_where_no_cause_is_said_to_fit(statement):
    leading = replace(L5, robust=True)
    assert note(replace(EMPTY, leading=leading, statement=statement)).program.robust == ""


def test_the_first_place_of_a_root_named_with_others_is_called_robust_or_not():
    found = grouped("cannot_separate", candidate("root.L5", "left", 0.4), candidate("root.L5+S1", "left", 0.3))
    leading = replace(found.candidates[0], robust=False)
    assert note(replace(found, leading=leading)).program.robust.startswith("Another cause may rank first")
    leading_part, *_ = note(found).program.causes
    assert leading_part.label == "Left L5 root, alone or with others"
    assert leading_part.chance == "possible"
    assert leading_part.members == "L5 alone, possible; L5 and S1, not excluded"


def test_the_leading_cause_has_five_reasons_for_it_and_three_against_and_no_other_has_any():
    tests = ("hip_flexion", "knee_extension", "knee_flexion", "hip_abduction", "hip_extension", "ankle_inversion")
    reasons = [reason(f"strength.{name}", "4", way) for way in ("supports", "against") for name in tests]
    crowded = replace(L5, reasons=tuple(replace(one, value=str(number % 6)) for number, one in enumerate(reasons)))
    also = replace(crowded, cause="root.L4", probability=0.2)
    first, second = note(replace(EMPTY, candidates=(crowded, also))).program.causes
    assert [len(line.text.split("; ")) for line in first.reasons] == [5, 3]
    assert (second.label, second.reasons, second.sources, second.judged) == ("Left L4 root", (), "", "")


def test_the_next_tests_are_named():
    next_test = NextTest("strength.hip_abduction", "left", 0.4, ("root.L5", "nerve.common_fibular"))
    shown = note(replace(EMPTY, next_tests=(next_test,))).program.next_tests
    assert shown == ("Left hip abduction (to distinguish L5 from the common fibular nerve)",)


def test_what_several_tests_are_to_distinguish_is_said_after_the_last_of_them():
    abduction, inversion, jerk = (
        NextTest(test, "left", 0.4, pair)
        for test, pair in (
            ("strength.hip_abduction", ("root.L5", "nerve.common_fibular")),
            ("strength.ankle_inversion", ("root.L5", "nerve.common_fibular")),
            ("reflexes.achilles", ("root.L5", "root.S1")),
        )
    )
    assert note(replace(EMPTY, next_tests=(abduction, inversion, jerk))).program.next_tests == (
        "Left hip abduction",
        "left ankle inversion (to distinguish L5 from the common fibular nerve)",
    )
    assert note(replace(EMPTY, next_tests=(inversion, jerk))).program.next_tests == (
        "Left ankle inversion (to distinguish L5 from the common fibular nerve)",
        "left Achilles reflex (to distinguish L5 from S1)",
    )


def mri(priority):
    """A study with everything that a note may say of it."""
    return Study(
        study="mri_lumbar_spine",
        label="MRI of the lumbar spine",
        priority=priority,
        verdict="within days",
        purpose="To see the root.",
        because=("red_flags.fever",),
        sources=("acr2021",),
        caution="Not yet.",
        caution_sources=("acp2011",),
    )


def test_imaging_gives_its_verdict_reason_sources_and_caution():
    study = mri("urgent")
    shown = note(replace(EMPTY, imaging=(study, replace(study, caution=None))), red_flags={"fever": True}).imaging
    assert (shown[0].heading, shown[0].because) == ("MRI of the lumbar spine: within days", "fever")
    assert (shown[0].sources, shown[0].caution, shown[0].caution_sources) == ("[1]", "Not yet.", "[2]")
    assert shown[1].caution == ""


def test_other_tests_have_their_names():
    because = ("red_flags.fever",)
    blood = SuggestedTest("blood_tests", "Blood tests", "routine", "", "To look for infection.", because, ("acr2021",))
    shown = note(replace(EMPTY, other_tests=(blood,)), red_flags={"fever": True}).other_tests
    assert (shown[0].heading, shown[0].because, shown[0].later) == ("Blood tests", "fever", False)


def test_what_is_less_urgent_than_the_patient_comes_later_under_a_heading_of_its_own():
    first, later = mri("emergency"), replace(mri("urgent"), study="ct", label="CT", verdict="later, if still needed")
    urgent = note(replace(EMPTY, urgency="emergency", imaging=(later, first)))
    body = next(section.body for section in urgent.sections() if section.id == "imaging")
    assert [getattr(part, "heading", part) for part in body] == [
        "MRI of the lumbar spine: within days",
        "Later, if still needed:",
        "CT",
    ]
    assert "\nLater, if still needed:\n- CT. To see the root." in note_text(urgent)


def test_a_withheld_study_is_named_with_its_alert():
    withheld = WithheldStudy("mri_lumbar_spine", "MRI of the lumbar spine", ("severe_weakness", "fever"))
    said = note(replace(EMPTY, withheld_imaging=(withheld,))).withheld
    alerts = "“Severe weakness, MRC 3 or less” and “Fever”"
    assert said == (f"MRI of the lumbar spine: withheld because of the alert {alerts}.",)


def test_where_no_knee_or_hip_complains_nothing_is_said_about_it():
    silent = note(replace(EMPTY, knee_or_spine=KneeOrSpine("spine", (), asked=False)))
    assert (silent.knee_or_spine, silent.pointers) == ("", ())
    assert "origin" not in [section.id for section in silent.sections()]


def test_knee_or_spine_lists_what_points_which_way():
    reasons = (
        RaisedPointer("radiates_from_back", "spine", (), ("knee_from_lower_back",)),
        RaisedPointer("radiates_from_buttock", "spine", (), ("knee_from_lower_back",)),
    )
    shown = note(replace(EMPTY, knee_or_spine=KneeOrSpine("spine", reasons)))
    assert shown.knee_or_spine == "The history and the local findings point to the spine."
    assert [line.head for line in shown.pointers] == ["Towards the spine"]
    assert shown.pointers[0].text.endswith(" [3]")
    assert (3, "Unsigned, undated (knee from back)") in [(one.number, one.words) for one in shown.sources]


def test_the_reasons_of_a_cause_of_several_roots_are_not_said_of_the_root_that_heads_them():
    weak = (reason("light_touch.L4", 1, "supports"),)
    two = replace(candidate("root.L4+L5", "left", 0.4), reasons=weak)
    found = grouped("cannot_separate", two, candidate("root.L5", "left", 0.3))
    heads = [line.head for line in note(found).program.causes[0].reasons]
    assert heads == ["The left L4 and L5 roots rather than the left S1 root"]
    alone = replace(found.candidates[0], cause="root.L5", roots=("L5",), probability=0.4)
    found = grouped("cannot_separate", alone, candidate("root.L5+S1", "left", 0.3))
    assert [line.head for line in note(found).program.causes[0].reasons] == ["Rather than the left S1 root"]
