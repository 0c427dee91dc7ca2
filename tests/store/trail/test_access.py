"""Who looked is noted once an hour; where nothing can be written, the log has it and what is there may be read."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from exam.store.database import DatabaseOutOfReach
from exam.store.tables import trail as entries
from exam.store.trail import access
from exam.store.trail.access import Trail


@pytest.fixture
def trail(engine):
    return Trail(engine)


@pytest.fixture
def clock(monkeypatch):
    """Moves the time on."""
    start, passed = datetime.now(UTC), [timedelta(0)]

    class Clock(datetime):
        @classmethod
        def now(cls, zone=None):
            return start + passed[0]

    monkeypatch.setattr(access, "datetime", Clock)
    return lambda **time: passed.__setitem__(0, passed[0] + timedelta(**time))


def looks(engine):
    with engine.connect() as connection:
        return [row.act for row in connection.execute(select(entries).where(entries.c.act.like("saw%")))]


def test_the_same_look_is_noted_once_an_hour(trail, engine, exam_id, me, colleague, clock):
    for _ in range(3):
        trail.saw(me, exam_id)
    assert looks(engine) == ["saw"]
    trail.saw(colleague, exam_id)
    trail.saw(me)
    assert looks(engine) == ["saw", "saw", "saw the list"]
    clock(minutes=59)
    trail.saw(me, exam_id)
    assert len(looks(engine)) == 3
    clock(minutes=1)
    trail.saw(me, exam_id)
    assert len(looks(engine)) == 4


def test_a_look_that_cannot_be_written_is_in_the_log_and_tried_again(trail, engine, me, clock, monkeypatch, caplog):
    def full(*_):
        raise DatabaseOutOfReach("database or disk is full")

    with monkeypatch.context() as patch:
        patch.setattr(Trail, "note", full)
        trail.saw(me, "e1")
        trail.saw(me, "e1")
    assert [record.getMessage() for record in caplog.records] == [
        f"account {me} saw e1, which is not in the trail: database or disk is full"
    ]
    clock(seconds=10)
    trail.saw(me, "e1")
    assert looks(engine) == ["saw"]


def test_only_the_newest_looks_are_remembered(trail, engine, me, monkeypatch):
    monkeypatch.setattr(access, "MOST_REMEMBERED", 2)
    for exam in ("e1", "e2", "e3", "e3", "e1"):
        trail.saw(me, exam)
    assert len(looks(engine)) == 4
