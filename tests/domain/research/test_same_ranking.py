"""What leaves the clinic gives the ranking and the alerts that the whole record gave."""

import pytest

from exam.domain.evaluation.cases import score_case
from exam.domain.evaluation.simulate import records, simulate
from exam.domain.reasoning.assess import assess
from exam.domain.record.reading import read_record
from exam.domain.research.case import KnownAfter, alone, research_case
from tests.domain.published import assessed, each, patients_in, record_at

TESTS = (
    *("reflexes.patellar", "reflexes.achilles", "light_touch.L5", "light_touch.S1", "strength.great_toe_extension"),
    *("strength.hip_abduction", "strength.ankle_plantarflexion", "strength.knee_extension"),
)
L5 = KnownAfter("root.L5", "left", "mri", 7)


def said(assessment):
    ranked = [(one.cause, one.side, one.probability) for one in assessment.candidates]
    return assessment.statement, ranked, [(alert.id, alert.urgency) for alert in assessment.alerts]


@pytest.mark.sampled(8)
@pytest.mark.parametrize("path", each(patients_in("cases")))
def test_a_published_patient_is_ranked_alike(path):
    left = read_record(research_case(1, record_at(path), L5)["record"])
    assert said(assess(left)) == said(assessed(path))


@pytest.mark.long
def test_three_hundred_simulated_patients_are_measured():
    cohort = simulate(300, seed=17)
    cases = []
    for number, (record, lesion) in enumerate(zip(records(cohort, TESTS), cohort.lesions, strict=True), 1):
        side = "none" if lesion.cause == "no_neurological_lesion" else "left"
        cases.append(research_case(number, record, KnownAfter(lesion.cause, side, "mri", number % 50)))
    assert [case["id"] for case in cases] == [f"R-{number:04}" for number in range(1, 301)]
    assert 0 < alone(cases) < 60
    first = [score_case(case).first for case in cases]
    assert 0.3 < sum(first) / len(first) < 0.9
