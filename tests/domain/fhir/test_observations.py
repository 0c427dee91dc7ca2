"""What was found: a value or why there is none, on its side, and nothing for what was not examined."""

import pytest

from exam.domain.fhir.identity import OURS
from exam.domain.fhir.observations import UCUM
from reference import load_reference
from tests.domain.fhir.examinations import draft, observed, resources, section


@pytest.mark.parametrize(
    ("reason", "code"),
    [
        ("pain", "not-performed"),
        ("declined", "asked-declined"),
        ("amputation", "not-applicable"),
        ("cast_or_dressing", "not-performed"),
        ("cannot_cooperate", "not-performed"),
        ("other", "not-performed"),
    ],
)
def test_a_test_that_could_not_be_done_has_its_reason_and_no_value(reason, code):
    (found,) = observed(draft({"findings.reflexes.achilles.left": {"not_tested": reason}}), "reflexes.achilles")
    standard, own = found["dataAbsentReason"]["coding"]
    assert (standard["code"], own["code"]) == (code, reason)
    assert not found.keys() & {"valueCodeableConcept", "valueQuantity", "interpretation"}


def test_what_was_not_examined_has_no_observation_but_is_named():
    document = draft({"findings.reflexes.achilles.left": 2})
    assert len(resources(document, "Observation")) == 1
    text = section(document, "findings")["text"]["div"]
    assert "<td>not examined</td><td>2 normal</td>" in text
    assert "<b>Not examined:</b>" in text


def test_without_any_finding_the_section_says_what_was_not_examined():
    document = draft()
    assert "entry" not in section(document, "findings")
    assert "<table>" not in section(document, "findings")["text"]["div"]
    assert "Not examined" in section(document, "findings")["text"]["div"]


def test_a_finding_has_its_code_side_grade_and_what_it_means():
    (found,) = observed(draft({"findings.reflexes.patellar.right": 1}), "reflexes.patellar")
    assert [coding["code"] for coding in found["code"]["coding"]] == ["reflexes.patellar", "32392-3"]
    assert found["bodySite"]["text"] == "Right side"
    grade = {"system": OURS["grades"], "code": "reflex:1", "display": "1 reduced"}
    assert found["valueCodeableConcept"] == {"coding": [grade], "text": "1 reduced"}
    assert found["interpretation"][0]["coding"][0]["code"] == "A"
    assert found["category"][0]["coding"][0]["code"] == "exam"


def test_a_measurement_has_its_unit_and_only_what_is_known_to_be_abnormal_is_called_so():
    document = draft(
        {
            "findings.saddle.post_void_residual_ml": 620,
            "findings.tension.straight_leg_raise_degrees.right": 80,
            "findings.tension.straight_leg_raise_degrees.left": 40,
        }
    )
    (residual,) = observed(document, "saddle.post_void_residual_ml")
    angle, low = observed(document, "tension.straight_leg_raise_degrees")
    units = "http://unitsofmeasure.org"
    assert residual["valueQuantity"] == {"value": 620, "unit": "ml", "system": units, "code": "mL"}
    assert angle["valueQuantity"] == {"value": 80, "unit": "degrees", "system": units, "code": "deg"}
    assert [one["text"] for one in residual["interpretation"]] == ["Abnormal"]
    assert "interpretation" not in angle
    assert [one["text"] for one in low["interpretation"]] == ["Abnormal"]
    assert "bodySite" not in residual


def test_each_measurement_has_a_unit_of_ucum_and_another_is_an_error(monkeypatch):
    measured = {scale.unit for scale in load_reference().scales.values() if not scale.grades}
    assert measured == UCUM.keys()
    monkeypatch.delitem(UCUM, "ml")
    with pytest.raises(KeyError, match="ml"):
        draft({"findings.saddle.post_void_residual_ml": 620})


def test_a_grade_that_pain_limited_is_not_called_abnormal():
    (found,) = observed(
        draft({"findings.strength.hip_flexion.left": {"grade": "4", "limited_by": "pain"}}), "strength.hip_flexion"
    )
    assert "interpretation" not in found
    assert found["note"] == [{"text": "The grade may be too low: pain limited the effort."}]
