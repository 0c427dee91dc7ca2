"""What was not examined and what could not be tested: said once, grouped, and never called whole or done."""

import re

import pytest

from exam.domain.note.parts.missing import could_not_be_tested, emergency_tests_sentence, not_examined_sentence
from exam.domain.note.text import assessment_text, note_text
from exam.domain.note.writing import write_note
from exam.domain.reasoning.assess import assess
from reference import load_reference
from tests.domain.note.notes import record
from tests.domain.records import paths_of, record_of

REFUSED = {"not_tested": "declined"}
CAST = {"not_tested": "cast_or_dressing"}
TESTS = list(load_reference().tests.values())
CORE = [path for test in TESTS if test.core for path in paths_of(test)]
# What would call the core whole.
WHOLE = re.compile(r"\b(complete|all core tests (have|done)|nothing .*left out|none;)", re.IGNORECASE)


def refused(paths, how=REFUSED):
    return record_of(dict.fromkeys(paths, how))


def test_the_core_that_was_left_out_is_listed_and_counted():
    lacking = ("reflexes.achilles.left", "strength.knee_extension.right", "strength.knee_extension.left")
    assert not_examined_sentence(record(), lacking) == (
        "Left Achilles reflex; right and left knee extension (3 core tests, counting each side)."
    )
    assert not_examined_sentence(record(), lacking[:1]).endswith("(1 core test, counting each side).")
    assert not_examined_sentence(record(), ()) == "None; all core tests have a result."


def test_a_core_test_that_could_not_be_done_is_counted_beside_those_that_were_left_out():
    tried = record(findings={"reflexes": {"achilles": {"left": {"not_tested": "pain"}}}})
    left = "reflexes.achilles.left"
    assert not_examined_sentence(tried, (left,)) == "1 of 28 core tests could not be tested, counting each side."
    assert not_examined_sentence(tried, (left, "strength.knee_extension.left")) == (
        "Left knee extension (1 core test, counting each side; 1 more could not be tested)."
    )


def test_a_leg_without_any_result_is_named_as_a_whole():
    right = [path for path in CORE if path.endswith(".right")]
    assert could_not_be_tested(refused(right, CAST)) == ("whole right leg (cast or dressing)",)
    also = [*right, "findings.strength.hip_flexion.right"]
    assert could_not_be_tested(refused(also, CAST)) == ("whole right leg (cast or dressing)",)
    assert could_not_be_tested(refused(CORE)) == ("whole right and left legs (declined)",)


def test_a_leg_with_a_result_is_not_called_whole():
    right = [path for path in CORE if path.endswith(".right")]
    partly = record_of(dict.fromkeys(right, CAST) | {"findings.strength.hip_flexion.right": "5"})
    assert could_not_be_tested(partly) == ("all core tests of the right leg (cast or dressing)",)


def test_other_tests_are_named_together_once_for_each_reason():
    found = {
        "findings.strength.knee_extension.right": REFUSED,
        "findings.light_touch.L5.left": {"not_tested": "pain"},
        "findings.pinprick.L5.left": {"not_tested": "pain"},
        "findings.saddle.anal_tone": REFUSED,
    }
    assert could_not_be_tested(record_of(found)) == (
        "left L5 light touch and pinprick (pain)",
        "right knee extension; anal tone (declined)",
    )
    assert could_not_be_tested(record_of()) == ()


@pytest.mark.sampled(5)
@pytest.mark.parametrize("test", TESTS, ids=[test.id for test in TESTS])
def test_a_test_that_was_refused_is_named_and_leaves_no_core_whole(test):
    """Every other core test has its normal result, so that only the refused one is missing."""
    scales = load_reference().scales
    normal = {path: scales[one.scale].normal.value for one in TESTS if one.core for path in paths_of(one)}
    one = record_of(normal | dict.fromkeys(paths_of(test), REFUSED))
    (said,) = could_not_be_tested(one)
    assert said.endswith(" (declined)")
    whole = not_examined_sentence(one, assess(one).not_examined)
    assert bool(WHOLE.search(whole)) is not test.core
    for text in texts(one):
        assert text.count(f"Could not be tested: {said[0].upper()}{said[1:]}.") == 1
        assert bool(WHOLE.search(text)) is not test.core


def test_a_patient_who_refused_everything_was_not_examined_and_nothing_is_called_normal():
    everything = refused(path for test in TESTS for path in paths_of(test))
    for text in texts(everything):
        assert "28 of 28 core tests could not be tested" in text
        assert "Whole right and left legs" in text
        assert not WHOLE.search(text)
        assert " normal" not in text.partition("Findings fit")[0]


def texts(one):
    found = assess(one)
    written = write_note(one, found)
    return note_text(written), assessment_text(written)


def test_what_an_emergency_asks_for_is_said_until_it_was_tried():
    suspected = {"red_flags.saddle_numbness": True, "red_flag_course.saddle_numbness": "new"}
    one = record_of(suspected)
    assert emergency_tests_sentence(one, assess(one)) == (
        "Not examined, though the emergency asks for it: right and left perianal pinprick; anal tone and post-void "
        "residual."
    )
    tried = {"findings.saddle.perianal_pinprick.right": 0, "findings.saddle.perianal_pinprick.left": REFUSED}
    two = record_of({**suspected, **tried, "findings.saddle.anal_tone": "reduced"})
    assert emergency_tests_sentence(two, assess(two)) == (
        "Not examined, though the emergency asks for it: post-void residual."
    )
    nothing = record_of({})
    assert emergency_tests_sentence(nothing, assess(nothing)) == ""
