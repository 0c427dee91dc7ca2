"""Taps on the steps of one examination."""

import pytest

from tests.web.exams.steps import HTMX


@pytest.fixture
def step(client, exam_id):
    """A function to the text of a step's page."""
    return lambda slug: client.get(f"/exams/{exam_id}/{slug}").text


@pytest.fixture
def tap(client, exam_id):
    """A function that gives one answer as a plain form does, or with `htmx=True` as the script does."""

    def tap(slug, path, value, *, htmx=False):
        return client.post(f"/exams/{exam_id}/{slug}", data={path: value}, headers=HTMX if htmx else {})

    return tap


@pytest.fixture
def fill(client, exam_id):
    """A function that taps "all normal" or "none of these"."""
    return lambda slug, group="", **how: client.post(
        f"/exams/{exam_id}/{slug}/all-normal", data={"group": group}, **how
    )


@pytest.fixture
def record(services, account, exam_id):
    """A function to the record as it is stored."""
    return lambda: services.exams.open(exam_id, account.id).record


@pytest.fixture
def send(client, exam_id):
    """A function that sends one answer as the script does, from a tablet."""

    def send(path, value, *, slug="strength", tablet="here", seen=1, number=1, **headers):
        data = {path: value, "answer_id": f"{tablet}-{number}", "seen_revision": seen}
        return client.post(f"/exams/{exam_id}/{slug}", data=data, headers={**HTMX, **headers})

    return send
