"""An examination with a little of everything."""

import pytest

from exam.domain.record.answers import Answer

FOUND = (
    Answer("findings.strength.great_toe_extension.left", "4-"),
    Answer("findings.light_touch.L5.left", 1),
    Answer("findings.reflexes.achilles.right", {"not_tested": "pain"}),
)


@pytest.fixture
def examined(services, account, exam_id):
    services.exams.append(exam_id, account.id, FOUND)
    return exam_id
