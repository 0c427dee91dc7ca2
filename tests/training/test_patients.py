"""Each demonstration patient leads, by what is written beside the steps, to the assessment that the title promises."""

from functools import cache

import pytest

from exam.domain.reasoning.assess import assess
from exam.domain.record.answers import Answer, fold
from exam.steps.sequence import step_with, steps
from exam.training.patients import demonstration_patients, first_answers

BEGUN = "2026-11-21T09:30:00+00:00"


@cache
def walked(name):
    """The assessments of a patient, before the first step and after the last one."""
    patient = demonstration_patients()[name]
    answers = list(first_answers(patient, BEGUN))
    first = assess(fold(answers))
    for found in patient.found:
        step = step_with(found.step)
        assert set(found.answers) <= set(step.fields())
        answers += [Answer(path, value) for path, value in found.answers.items()]
        if found.rest_normal:
            rest = step.normal(fold(answers), "")
            assert rest, (name, found.step)
            answers += rest
    return first, assess(fold(answers))


def alerts(assessment, urgency):
    return [alert.id for alert in assessment.alerts if alert.urgency == urgency]


def test_there_are_the_three_that_the_first_page_offers():
    assert list(demonstration_patients()) == ["normal", "left_l5", "cauda_equina"]


@pytest.mark.parametrize(
    ("name", "statement", "cause", "side"),
    [
        ("normal", "no_lesion_found", "no_neurological_lesion", "none"),
        ("left_l5", "fits_one", "root.L5", "left"),
        ("cauda_equina", "fits_non_root", "cauda_equina", "both"),
    ],
)
def test_the_walk_leads_to_its_assessment(name, statement, cause, side):
    _, last = walked(name)
    assert (last.statement, last.leading.cause, last.leading.side) == (statement, cause, side)
    assert last.contradictions == ()


def test_the_emergency_is_found_on_the_way_and_only_in_one():
    for name in demonstration_patients():
        first, last = walked(name)
        assert alerts(first, "emergency") == alerts(first, "urgent") == []
        assert ("cauda_equina" in alerts(last, "emergency")) == (name == "cauda_equina")
    assert alerts(walked("left_l5")[1], "emergency") == alerts(walked("normal")[1], "emergency") == []


def test_what_would_be_found_is_said_of_every_step_that_examines():
    examining = [step.id for step in steps() if step.id not in ("assessment", "note")]
    for patient in demonstration_patients().values():
        assert [found.step for found in patient.found] == examining
        assert all(patient.found_at(step).words for step in examining)
        assert patient.found_at("note") is None


def test_each_is_marked_wherever_its_reference_is_shown():
    for patient in demonstration_patients().values():
        record = fold(first_answers(patient, BEGUN))
        assert record.patient.reference.startswith("TRAINING: ")
        assert (record.training, record.examined_at) == (patient.id, BEGUN)
