"""Which leg has an objective deficit."""

import pytest

from exam.domain.reasoning.deficits import deficits_of
from tests.domain.records import record_of


def deficits(side="left", **found):
    findings = {f"findings.{path.replace('__', '.')}": value for path, value in found.items()}
    return deficits_of(record_of({"presentation.symptom_side": side} | findings))


@pytest.mark.parametrize(
    ("path", "value", "legs"),
    [
        ("reflexes__achilles__left", 1, ("left",)),
        ("reflexes__achilles__left", 3, ()),
        ("reflexes__achilles__left", 2, ()),
        ("light_touch__L5__right", 1, ("right",)),
        ("pinprick__L5__left", 0, ("left",)),
        ("strength__great_toe_extension__left", "4+", ("left",)),
        ("strength__great_toe_extension__left", "5", ()),
        ("strength__great_toe_extension__left", {"not_tested": "pain"}, ()),
        ("strength__great_toe_extension__left", {"grade": "4", "limited_by": "pain"}, ()),
        ("territory__first_web_space__left", 1, ("left",)),
        ("territory__first_web_space__left", 2, ()),
        ("tension__straight_leg_raise__left", "positive", ()),
        ("long_tract__plantar_response__left", "extensor", ()),
    ],
)
def test_a_low_result_is_a_deficit_and_pain_is_none(path, value, legs):
    assert deficits(**{path: value}) == legs


def test_a_failed_functional_test_is_a_deficit():
    assert deficits(function__single_leg_heel_raise__left="unable") == ("left",)


def test_a_reflex_equally_low_in_both_legs_counts_only_where_both_have_symptoms():
    both = {"reflexes__achilles__right": 0, "reflexes__achilles__left": 0}
    assert deficits(**both) == ()
    assert deficits("both", **both) == ("right", "left")
    assert deficits(**both | {"reflexes__achilles__right": 1}) == ("right", "left")
    weak = {f"strength__ankle_plantarflexion__{side}": "4" for side in ("right", "left")}
    assert deficits(**weak) == ("right", "left")
