"""Sessions end by themselves, by their owner, and by what the browser holds alone they are found."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from exam.store.sessions.kept import KeptSessions, Limits
from exam.store.tables import sessions

NOW = datetime(2026, 11, 29, 8, 0, tzinfo=UTC)


@pytest.fixture
def kept(engine):
    return KeptSessions(engine, Limits(timedelta(hours=8), timedelta(hours=12)))


def after(**time):
    return NOW + timedelta(**time)


def test_a_session_is_found_by_what_the_browser_holds(kept, engine, me, colleague):
    token = kept.begin(me, "192.0.2.7", "Safari on iPad", NOW)
    assert kept.is_open(token, me, NOW)
    assert not kept.is_open(token, colleague, NOW)
    assert not kept.is_open("", me, NOW)
    with engine.connect() as connection:
        row = connection.execute(select(sessions)).one()
    assert token not in str(row)
    assert not kept.is_open(row.key, me, NOW)


def test_it_ends_unused_and_at_the_longest(kept, me):
    token = kept.begin(me, "", "", NOW)
    assert kept.look(token, after(hours=7, minutes=59))
    kept.unlock(token, after(hours=7, minutes=59))
    assert kept.look(token, after(hours=11, minutes=59))
    assert not kept.look(token, after(hours=12))
    other = kept.begin(me, "", "", NOW)
    assert kept.look(other, after(hours=7))
    assert not kept.look(other, after(hours=8))


def test_it_is_seen_and_ended_by_its_owner(kept, me, colleague):
    tokens = [kept.begin(me, "192.0.2.7", "one\x00", NOW), kept.begin(me, "", "x" * 500, after(minutes=5))]
    theirs = kept.begin(colleague, "", "", NOW)
    newest, oldest = kept.of(me, after(minutes=6))
    assert (oldest.browser, oldest.address, oldest.seen_at) == ("one", "192.0.2.7", NOW)
    assert len(newest.browser) == 200
    kept.end_one(colleague, oldest.key)
    assert kept.is_open(tokens[0], me, NOW)
    kept.end_one(me, oldest.key)
    assert not kept.is_open(tokens[0], me, NOW)
    kept.end(tokens[1])
    assert kept.of(me, NOW) == []
    assert kept.is_open(theirs, colleague, NOW)
    kept.end_all(colleague)
    assert not kept.is_open(theirs, colleague, NOW)


def test_what_is_over_is_deleted(kept, engine, me):
    kept.begin(me, "", "", NOW)
    kept.begin(me, "", "", after(hours=9))
    with engine.connect() as connection:
        assert len(connection.execute(select(sessions)).all()) == 1


def test_a_session_proves_whose_it_is_at_its_beginning_and_again(kept, engine, me, colleague):
    token, theirs = kept.begin(me, "", "", NOW), kept.begin(colleague, "", "", NOW)
    assert kept.proved_at(token) == NOW
    kept.prove(token, after(minutes=7))
    assert (kept.proved_at(token), kept.proved_at(theirs)) == (after(minutes=7), NOW)
    assert kept.is_open(token, me, after(minutes=8))
    assert kept.proved_at(token) == after(minutes=7)
    kept.prove("", after(minutes=9))
    assert kept.proved_at("") is None
