"""How long signed examinations have waited for an outcome, and how many of them."""

from datetime import UTC, datetime, timedelta

import pytest

from exam.domain.record.model import Examiner
from exam.store.outcomes import waiting
from exam.store.outcomes.waiting import Waiting
from exam.web.exams import listing
from exam.web.presenters.outcomes.waiting import count_words, waiting_rows

NOW = datetime(2026, 11, 29, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("ago", "words", "is_time"),
    [
        (timedelta(days=-1), "signed less than a week ago", False),
        (timedelta(days=6, hours=23), "signed less than a week ago", False),
        (timedelta(days=7), "signed 1 week ago", False),
        (timedelta(days=41, hours=23), "signed 5 weeks ago", False),
        (timedelta(days=42), "signed 6 weeks ago", True),
    ],
)
def test_how_old_it_is(ago, words, is_time):
    (row,) = waiting_rows([Waiting("id", "A-1", 54, "female", "fits left L5", 2, NOW - ago)], NOW)
    assert (row.age, row.is_time) == (words, is_time)
    assert (row.who, row.version) == ("54, female", "Version 2")


def test_what_is_not_known_of_the_patient_is_not_named():
    (row,) = waiting_rows([Waiting("id", "A-1", None, "unknown", "", 1, NOW)], NOW)
    assert (row.who, row.version) == ("", "")


@pytest.mark.parametrize(
    ("count", "words"),
    [
        (1, "1 signed 6 weeks ago or earlier"),
        (99, "99 signed 6 weeks ago or earlier"),
        (100, "100 or more signed 6 weeks ago or earlier"),
    ],
)
def test_how_many_there_are(count, words):
    assert count_words(count) == words


def test_the_list_counts_those_of_six_weeks_or_more(client, signed, monkeypatch):
    assert signed
    assert "Waiting for an outcome</a></p>" in client.get("/exams").text
    monkeypatch.setattr(listing, "GOOD_TIME", timedelta(seconds=-60))
    assert "Waiting for an outcome</a>: 1 signed 6 weeks ago or earlier</p>" in client.get("/exams").text


def test_a_long_list_has_pages(client, services, account, monkeypatch):
    monkeypatch.setattr(waiting.find_waiting, "__defaults__", (None, 2))
    for number in range(3):
        exam_id = services.exams.create(f"A-{number}", account.id)
        services.exams.sign(exam_id, account.id, Examiner("Andreas Vesalius"))
    first = client.get("/outcomes").text
    assert ("A-0" in first, "A-2" in first, ">Older<" in first) == (True, False, False)
    there = first.split("?after=")[1].split('"')[0]
    second = client.get(f"/outcomes?after={there}").text
    assert ("A-0" in second, "A-2" in second, ">Older<" in second, ">Newer<" in second) == (False, True, True, False)
