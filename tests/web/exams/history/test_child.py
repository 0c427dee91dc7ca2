"""Every page of an examination of a child: alerts as usual, no causes ranked, and the reason said."""

import pytest

from exam.domain.record.answers import Answer
from exam.steps.sequence import steps

SAID = "No causes are ranked under 16 years"
FOOT_DROP = [
    Answer("patient.age", 12),
    Answer("presentation.features.back_pain", True),
    Answer("findings.strength.ankle_dorsiflexion.left", "3"),
]


@pytest.fixture
def child(services, account, exam_id):
    """The address of an examination of a child with a foot drop."""
    services.exams.append(exam_id, account.id, FOOT_DROP)
    return f"/exams/{exam_id}"


def test_every_page_opens(client, child):
    pages = [*(step.slug for step in steps()), "note"]

    assert [page for page in pages if client.get(f"{child}/{page}").status_code != 200] == []


@pytest.mark.parametrize("page", ["assessment", "note"])
def test_the_reason_is_said_and_no_cause_listed(client, child, page):
    shown = client.get(f"{child}/{page}").text

    assert SAID in shown
    assert "Urgent" in shown
    assert 'class="causes"' not in shown
