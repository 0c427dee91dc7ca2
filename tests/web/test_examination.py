"""The steps of an examination: every page, every kind of answer, and what the server refuses."""

import pytest

from exam.steps.sequence import STEPS

PAGES = [step.slug for step in STEPS if step.slug != "note"]


@pytest.mark.parametrize("slug", PAGES)
def test_every_step_opens(client, exam_id, slug):
    assert client.get(f"/exams/{exam_id}/{slug}").status_code == 200
