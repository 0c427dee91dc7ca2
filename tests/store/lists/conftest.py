"""Some examinations to list."""

import pytest

from exam.domain.record.answers import Answer


@pytest.fixture
def seven(exams, me):
    """Two of each reference but one, with ages that are the same, or not known; returns their ids."""
    made = []
    for reference, age in zip("bbaaddc", (30, None, 20, 30, None, 30, 20), strict=True):
        made.append(exams.create(f"{reference}x", me))
        exams.append(made[-1], me, [Answer("patient.age", age)] if age else [])
    return made
