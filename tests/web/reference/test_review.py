"""Rows past their review are shown on the list and on the reference pages, by the clock of the server."""

from datetime import date, timedelta

import pytest

from exam.web.reference import review
from reference import load_reference, overdue

FIRST_DUE = overdue(load_reference(), date.max)[0]
LAST_DAY = FIRST_DUE.review_by
PAGES = ("/exams", "/reference/", "/reference/roots")


@pytest.fixture
def on(monkeypatch):
    return lambda day: monkeypatch.setattr(review, "today", lambda: day)


@pytest.mark.parametrize("path", PAGES)
def test_nothing_is_shown_while_no_review_is_overdue(client, on, path):
    on(LAST_DAY)
    assert "overdue for review" not in client.get(path).text


@pytest.mark.parametrize("path", PAGES)
def test_a_row_overdue_for_review_is_shown_and_leads_to_the_list(client, on, path):
    on(LAST_DAY + timedelta(days=1))
    text = client.get(path).text
    assert "overdue for review" in text
    assert 'href="/reference/#past-review"' in text


def test_the_list_names_each_row_and_its_day(client, on):
    on(LAST_DAY + timedelta(days=1))
    text = client.get("/reference/").text
    assert f"{FIRST_DUE.file}: {FIRST_DUE.row} <" in text
    assert f"due {LAST_DAY.day} {LAST_DAY:%B %Y}" in text
