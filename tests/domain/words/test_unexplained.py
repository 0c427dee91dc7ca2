"""What the leading cause leaves over is said, so that no ranking looks surer than it is."""

from dataclasses import replace

import pytest

from exam.domain.reasoning.assess import assess
from exam.domain.reasoning.conclusions import Reason
from exam.domain.words.unexplained import left_over
from tests.domain.records import record_of

LEFT_L5 = {
    "presentation.symptom_side": "left",
    "findings.strength.great_toe_extension.left": "3",
    "findings.strength.ankle_dorsiflexion.left": "4",
    "findings.strength.hip_abduction.left": "4",
    "findings.light_touch.L5.left": 1,
    "findings.light_touch.S1.left": 2,
    "findings.reflexes.achilles.left": 2,
    "findings.strength.ankle_plantarflexion.left": "5",
}


def told(**more):
    record = record_of(LEFT_L5 | more)
    return left_over(assess(record, thorough=False), record)


def test_what_a_root_supplies_and_what_is_normal_is_not_left_over():
    assert told() == ""


@pytest.mark.parametrize(
    ("path", "value", "said"),
    [
        ("strength.knee_extension.left", "4", "left knee extension 4"),
        ("reflexes.patellar.right", 1, "right patellar reflex 1 reduced"),
        ("reflexes.achilles.left", 3, "left Achilles reflex 3 brisk"),
        ("long_tract.plantar_response.left", "extensor", "left plantar response extensor"),
    ],
)
def test_what_the_leading_cause_hardly_shows_is_named(path, value, said):
    assert told(**{f"findings.{path}": value}) == f"Found too, and hardly explained by the left L5 root: {said}."


def test_what_could_not_be_tested_is_not_found():
    assert told(**{"findings.strength.knee_extension.left": {"not_tested": "pain"}}) == ""


def test_where_two_causes_stay_together_either_may_explain_it():
    record = record_of(
        {
            "presentation.symptom_side": "left",
            "findings.light_touch.L5.left": 1,
            "findings.light_touch.S1.left": 1,
            "findings.light_touch.L3.left": 1,
        }
    )
    found = assess(record, thorough=False)
    assert found.statement == "cannot_separate"
    assert left_over(found, record).endswith(": left L3 light touch 1 altered.")
    assert " or " in left_over(found, record)


def test_a_reason_for_the_cause_is_not_left_over():
    record = record_of(LEFT_L5 | {"findings.strength.knee_extension.left": "4"})
    found = assess(record, thorough=False)
    first, *others = found.candidates
    reason = Reason("strength.knee_extension", "left", "4", "supports", 1.0, "judgement", ())
    assert left_over(found, record).endswith("left knee extension 4.")
    assert left_over(replace(found, candidates=(replace(first, reasons=(reason,)), *others)), record) == ""


def test_nothing_is_left_over_where_no_lesion_is_named():
    record = record_of({"findings.strength.knee_extension.left": "4"})
    found = assess(record, thorough=False)
    assert found.statement == "not_enough_examined"
    assert left_over(found, record) == ""
