"""A session is locked when nobody uses it or somebody says so; a PIN opens it, five wrong ones do not."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from exam.store.accounts import Accounts
from exam.store.database import DatabaseOutOfReach
from exam.store.sessions.kept import KeptSessions, Limits
from exam.store.sessions.pins import Pins
from exam.store.settings import Settings
from exam.store.trail.access import Trail

NOW = datetime(2026, 11, 29, 8, 0, tzinfo=UTC)


@pytest.fixture
def kept(engine):
    return KeptSessions(engine, Limits(timedelta(hours=8), timedelta(hours=12)))


@pytest.fixture
def pins(engine):
    return Pins(engine)


def after(**time):
    return NOW + timedelta(**time)


def is_locked(kept, token, now):
    return kept.look(token, now).is_locked


def test_it_is_locked_after_a_quarter_of_an_hour_without_use(kept, me):
    token = kept.begin(me, "", "", NOW)
    assert kept.is_open(token, me, after(minutes=14, seconds=59), used=False)
    assert not kept.is_open(token, me, after(minutes=15))
    assert is_locked(kept, token, after(minutes=15))
    assert kept.look(token, after(minutes=15)).account_id == me
    kept.unlock(token, after(minutes=16))
    assert kept.is_open(token, me, after(minutes=30, seconds=59))
    assert kept.is_open(token, me, after(minutes=45, seconds=58))


def test_use_is_noted_and_puts_it_off_but_not_once_it_is_locked(kept, me):
    token = kept.begin(me, "", "", NOW)
    for minutes in (10, 20, 34):
        assert kept.is_open(token, me, after(minutes=minutes))
    assert not kept.is_open(token, me, after(minutes=50))
    assert not kept.is_open(token, me, after(minutes=51))
    assert kept.of(me, after(minutes=51))[0].seen_at == after(minutes=34)


@pytest.mark.parametrize(("minutes", "noted_after"), [(1, 4), (15, 60), (60, 60)])
def test_the_clinic_says_after_how_long(kept, engine, me, minutes, noted_after):
    settings = Settings(engine)
    settings.save_clinic(replace(settings.clinic(), lock_minutes=minutes))
    token = kept.begin(me, "", "", NOW)
    assert kept.look(token, NOW).lock_after == timedelta(minutes=minutes)
    assert kept.is_open(token, me, after(seconds=noted_after - 1))
    assert kept.of(me, NOW)[0].seen_at == NOW
    assert kept.is_open(token, me, after(seconds=noted_after))
    assert kept.of(me, NOW)[0].seen_at == after(seconds=noted_after)
    assert is_locked(kept, token, after(seconds=noted_after, minutes=minutes))


def test_an_account_is_found_together_with_its_session(kept, engine, me):
    key, token = Accounts(engine).find(id=me).session_key, kept.begin(me, "", "", NOW)
    account, session = kept.signed_in(key, token, after(minutes=14))
    assert (account.id, session) == (me, kept.look(token, after(minutes=14)))
    assert kept.signed_in(key, token, after(minutes=15))[1].is_locked
    assert kept.signed_in(key, "", NOW) == (account, None)
    assert kept.signed_in("of nobody", token, NOW) == (None, None)
    kept.end(token)
    assert kept.signed_in(key, token, NOW) == (account, None)


def test_the_session_of_another_account_is_none_of_this_one(kept, engine, me, colleague):
    key = Accounts(engine).find(id=colleague).session_key
    assert kept.signed_in(key, kept.begin(me, "", "", NOW), NOW)[1] is None


def test_its_owner_sees_which_ones_are_locked(kept, me):
    locked = kept.begin(me, "", "locked", NOW)
    kept.begin(me, "", "unused", NOW)
    kept.begin(me, "", "used", after(minutes=14))
    kept.lock(locked, NOW)
    assert {one.browser: one.is_locked for one in kept.of(me, after(minutes=14, seconds=59))} == {
        "locked": True,
        "unused": False,
        "used": False,
    }
    assert [one.browser for one in kept.of(me, after(minutes=15)) if one.is_locked] == ["locked", "unused"]


def test_it_is_locked_at_once_and_others_are_not(kept, me):
    token, other = kept.begin(me, "", "", NOW), kept.begin(me, "", "", NOW)
    kept.lock(token, NOW)
    assert is_locked(kept, token, NOW)
    assert not is_locked(kept, other, NOW)
    kept.unlock(token, after(seconds=1))
    assert kept.is_open(token, me, after(seconds=2))


def test_a_locked_session_ends_like_any_other(kept, me):
    token = kept.begin(me, "", "", NOW)
    kept.lock(token, NOW)
    assert kept.look(token, after(hours=7, minutes=59)).is_locked
    assert kept.look(token, after(hours=8)) is None
    kept.unlock(token, after(hours=7))
    assert kept.look(token, after(hours=12)) is None
    assert kept.look("", NOW) is None


def test_each_opening_has_a_name_of_its_own(kept, me):
    token, other = kept.begin(me, "", "", NOW), kept.begin(me, "", "", NOW)
    first = kept.look(token, NOW).opening
    assert kept.look(token, after(minutes=1)).opening == first != kept.look(other, NOW).opening
    kept.lock(token, after(minutes=2))
    assert kept.look(token, after(minutes=2)).opening == first
    kept.unlock(token, after(minutes=3))
    second = kept.look(token, after(minutes=3)).opening
    assert second != first
    assert (len(second), token in second) == (16, False)


def test_five_wrong_pins_and_no_more_also_at_once(kept, pins, me):
    token, other = kept.begin(me, "", "", NOW), kept.begin(me, "", "", NOW)
    assert not kept.look(token, NOW).takes_pin
    pins.set(me, "hash", NOW)
    assert kept.look(token, NOW).takes_pin
    with ThreadPoolExecutor(4) as pool:
        counted = list(pool.map(lambda _: kept.count_pin(token), range(8)))
    assert sorted(counted) == [False] * 3 + [True] * 5
    assert not kept.look(token, NOW).takes_pin
    assert kept.look(other, NOW).takes_pin
    kept.unlock(token, NOW)
    assert kept.look(token, NOW).takes_pin


def test_a_disk_that_is_full_locks_nobody_who_works(kept, me, monkeypatch):
    token = kept.begin(me, "", "", NOW)

    def full(_engine):
        raise DatabaseOutOfReach("the disk is full")

    with monkeypatch.context() as patch:
        patch.setattr("exam.store.sessions.kept.writing", full)
        for minutes in (10, 20, 30):
            assert kept.is_open(token, me, after(minutes=minutes))
    assert is_locked(kept, token, after(minutes=45))
    assert kept.is_open(token, me, after(minutes=40))
    assert kept.of(me, after(minutes=40))[0].seen_at == after(minutes=40)


def test_a_pin_is_set_replaced_and_removed_and_the_trail_says_so(engine, pins, me, colleague):
    assert pins.of(me) is None
    pins.set(me, "one", NOW)
    pins.set(me, "other", after(minutes=1))
    assert (pins.of(me), pins.of(colleague)) == ("other", None)
    assert pins.remove(me)
    assert not pins.remove(me)
    assert pins.of(me) is None
    said = [(entry.act, entry.subject) for entry in Trail(engine).entries(limit=3)]
    assert said == [("PIN removed", f"pins {me}"), ("PIN set", f"pins {me}"), ("PIN set", f"pins {me}")]


def test_another_password_removes_the_pin(engine, pins, me):
    pins.set(me, "hash", NOW)
    Accounts(engine).keep_credentials(me, "another", "key")
    assert pins.of(me) is None
