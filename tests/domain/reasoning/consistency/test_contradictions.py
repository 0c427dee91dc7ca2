"""Every contradiction has a record that raises it and a nearest neighbour that does not; no published case has one."""

import json
from pathlib import Path

import pytest

from exam.domain.reasoning.assess import assess, write_assessment
from exam.domain.reasoning.consistency.contradictions import contradictions_of
from exam.domain.record.answers import Answer, fold
from exam.domain.record.model import ExamRecord
from exam.domain.record.reading import parse_record
from reference import load_reference
from tests.domain.reasoning.consistency.contradicting import FLAG, FUNCTION, RAISED, SENSE, SIDE, STRENGTH, both

CASES = Path(__file__).parents[3] / "cases"


REFUSED = {"not_tested": "pain"}


def record_with(answers: dict[str, object]) -> ExamRecord:
    return fold([Answer("patient.reference", "4471"), *(Answer(*answer) for answer in answers.items())])


def ids(answers: dict[str, object]) -> list[str]:
    return [found.id for found in contradictions_of(record_with(answers))]


@pytest.mark.parametrize(("id", "raises", "neighbour", "place"), RAISED)
def test_each_is_raised_leads_to_its_place_and_is_not_raised_by_its_neighbour(
    id: str, raises: dict[str, object], neighbour: dict[str, object], place: str
) -> None:
    assert ids(raises) == [id]
    assert contradictions_of(record_with(raises))[0].because[0] == place
    assert id not in ids(neighbour)


def test_every_row_is_tested() -> None:
    assert {row[0] for row in RAISED} == set(load_reference().contradictions)


def test_none_is_raised_without_the_answer_that_it_leads_to() -> None:
    for id, raises, _, _ in RAISED:
        assert id not in ids({path: raises[path] for path in list(raises)[1:]})


def test_no_published_case_has_one() -> None:
    records = {path.stem: parse_record(path.read_bytes()) for path in sorted(CASES.glob("case-*.json"))}
    assert len(records) > 100
    assert {name: found for name, record in records.items() if (found := contradictions_of(record))} == {}


def test_its_paths_are_those_of_the_record() -> None:
    (found,) = contradictions_of(record_with(RAISED[0][1]))
    assert found.because == (SIDE, SENSE + "L5.left", SENSE + "S1.left")


def test_the_one_sided_findings_are_all_named_and_both_legs_raise_nothing() -> None:
    left = {SIDE: "right", SENSE + "L5.left": 1, SENSE + "L5.right": 2, "findings.local.knee_effusion.left": "present"}
    (found,) = contradictions_of(record_with(left))
    assert found.because == (SIDE, "findings.light_touch.L5.left", "findings.local.knee_effusion.left")
    assert ids({**left, "findings.local.knee_effusion.right": "present"}) == []
    assert ids({**left, "findings.tension.straight_leg_raise_degrees.right": 40}) == ["findings_left_complaint_right"]


def test_a_test_that_could_not_be_done_is_neither_normal_nor_abnormal() -> None:
    answers = {SIDE: "right", SENSE + "L5.left": 1, SENSE + "S1.left": 1, SENSE + "L5.right": {"not_tested": "pain"}}
    assert ids(answers) == []
    assert ids({SIDE: "right", SENSE + "L5.left": 1, SENSE + "L5.right": 2, SENSE + "S1.left": REFUSED}) == []
    assert ids({**answers, SENSE + "L4.left": 1, SENSE + "L4.right": 2}) == ["findings_left_complaint_right"]


def test_a_deficit_that_is_known_and_old_contradicts_nothing() -> None:
    weak = {SIDE: "right", **both(STRENGTH + "hip_flexion", "5"), STRENGTH + "knee_flexion.left": "4"}
    weak |= {STRENGTH + "hip_flexion.left": "3"}
    assert ids(weak) == ["findings_left_complaint_right"]
    assert ids({**weak, "presentation.old_deficit.left": "polio"}) == []
    assert ids({"impression.side": "right", SIDE: "left", "presentation.old_deficit.right": "polio"}) == []


def test_both_legs_of_one_row_are_one_contradiction() -> None:
    (found,) = contradictions_of(
        record_with(
            {**both(FUNCTION + "heel_walk", "normal"), **both(STRENGTH + "ankle_dorsiflexion", "1")},
        )
    )
    assert found.because == (
        "findings.function.heel_walk.right",
        "findings.strength.ankle_dorsiflexion.right",
        "findings.function.heel_walk.left",
        "findings.strength.ankle_dorsiflexion.left",
    )


def test_they_are_part_of_the_assessment_and_of_its_json() -> None:
    record = record_with({SIDE: "both", FLAG + "bilateral_leg_symptoms": False})
    assessment = assess(record)
    assert [found.id for found in assessment.contradictions] == ["both_legs_no"]
    written = json.loads(json.dumps(write_assessment(assessment)))
    assert written["contradictions"] == [
        {"id": "both_legs_no", "because": ["red_flags.bilateral_leg_symptoms", "presentation.symptom_side"]}
    ]
    assert write_assessment(assess(record_with({})))["contradictions"] == ()


def test_they_change_neither_alerts_nor_ranking() -> None:
    kept = assess(record_with({SIDE: "both", FLAG + "bilateral_leg_symptoms": True}))
    against = assess(record_with({SIDE: "both", FLAG + "bilateral_leg_symptoms": False}))
    assert [alert.id for alert in against.alerts] == [alert.id for alert in kept.alerts] == ["both_legs"]
    assert against.candidates[0].cause == kept.candidates[0].cause
