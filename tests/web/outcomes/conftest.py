"""A signed examination of 1 May 2020, with findings and an impression."""

import pytest

from exam.domain.record.answers import Answer
from exam.domain.record.model import Examiner

FOUND = (
    Answer("examined_at", "2020-05-01T09:00:00+00:00"),
    Answer("findings.strength.great_toe_extension.left", "3"),
    Answer("findings.strength.ankle_dorsiflexion.left", "4"),
    Answer("findings.light_touch.L5.left", 0),
    Answer("impression.cause", "nerve.sciatic"),
    Answer("impression.side", "left"),
)
L5 = {"what": "root.L5 left", "known_by": "mri", "when": "2020-06-12"}


@pytest.fixture
def signed(services, account, exam_id):
    services.exams.append(exam_id, account.id, FOUND)
    services.exams.sign(exam_id, account.id, Examiner("Andreas Vesalius"))
    return exam_id


@pytest.fixture
def here(signed):
    return f"/exams/{signed}/outcome"


@pytest.fixture
def enter(client, here):
    """Sends the form; L5 by MRI unless something else is given."""

    def enter(**change):
        return client.post(here, data={name: value for name, value in (L5 | change).items() if value is not None})

    return enter
