"""The outline: what is said while somebody examines is what the whole assessment says."""

from dataclasses import fields

import pytest
from hypothesis import given, settings

from exam.domain.reasoning.assess import assess, outline
from reference import load_reference
from tests.domain.published import each, patients_in, record_at
from tests.domain.records import answers, record_of

CLAUDICATION = ("relieved_by_sitting_or_bending_forward", "worse_with_walking_or_standing")


def is_in_assessment(record):
    """Whether all that the outline of a record says is what its assessment says."""
    whole, found = assess(record, thorough=False), outline(record)
    return all(getattr(found, part.name) == getattr(whole, part.name) for part in fields(found))


@settings(max_examples=30)
@given(answers)
def test_it_says_what_the_assessment_does(given_answers):
    assert is_in_assessment(record_of(given_answers))


@pytest.mark.parametrize("path", each(patients_in("cases")))
def test_so_does_that_of_every_published_patient(path):
    assert is_in_assessment(record_at(path))


@pytest.mark.parametrize(("age", "picture"), [(15, None), (72, "spinal_stenosis")])
def test_it_names_the_picture_of_a_condition_where_nothing_points_to_a_root(age, picture):
    normal = {
        f"findings.{test.id}.{side}": load_reference().scales[test.scale].normal.value
        for test in load_reference().tests.values()
        for side in ("right", "left")
        if test.core and test.sided
    }
    story = {f"presentation.features.{name}": True for name in CLAUDICATION}
    record = record_of(normal | story | {"patient.age": age})
    assert outline(record).picture == picture
    assert is_in_assessment(record)
