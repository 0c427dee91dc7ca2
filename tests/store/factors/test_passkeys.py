"""Passkeys: of one account each, at most ten; a count that does not go up, and a challenge twice, are refused."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest

from exam.store.factors.passkeys import NewPasskey, PasskeyKnown, Passkeys, TooManyPasskeys
from exam.store.trail.access import Trail

NOW = datetime(2026, 11, 29, 8, 0, tzinfo=UTC)


def new(credential_id="aWQ", **fields):
    given = {"name": "Key", "host": "clinic.example", "public_key": "a2V5", "user_handle": "aGFuZGxl"}
    return NewPasskey(**given | {"transports": "usb,nfc", "sign_count": 0, "credential_id": credential_id} | fields)


@pytest.fixture
def passkeys(engine, me):
    passkeys = Passkeys(engine)
    passkeys.add(me, new(), NOW)
    return passkeys


@pytest.fixture
def number(passkeys, me):
    return passkeys.of(me)[0].id


def test_it_is_found_by_its_number_and_its_account(passkeys, me, colleague):
    found = passkeys.find("aWQ")
    assert passkeys.of(me) == [found]
    assert (found.account_id, found.name, found.host, found.added_at, found.used_at) == (
        *(me, "Key", "clinic.example", NOW, None),
    )
    assert (passkeys.find("AWQ"), passkeys.find(""), passkeys.of(colleague)) == (None, None, [])
    assert (passkeys.any_for("clinic.example"), passkeys.any_for("example")) == (True, False)
    assert passkeys.accounts() == {me}


def test_it_belongs_to_one_account_once(passkeys, me, colleague):
    for account in (me, colleague):
        with pytest.raises(PasskeyKnown):
            passkeys.add(account, new(), NOW)
    assert len(passkeys.of(me)) == 1


def test_an_account_has_ten_at_most(passkeys, me, colleague):
    for count in range(9):
        passkeys.add(me, new(f"id{count}"), NOW)
    with pytest.raises(TooManyPasskeys):
        passkeys.add(me, new("one more"), NOW)
    passkeys.add(colleague, new("one more"), NOW)
    assert (len(passkeys.of(me)), len(passkeys.of(colleague))) == (10, 1)


@pytest.mark.parametrize(
    ("counts", "taken"),
    [
        # An authenticator that does not count, as those of phones.
        ((0, 0, 0), [True, True, True]),
        ((1, 2, 5), [True, True, True]),
        ((3, 3, 2, 4), [True, False, False, True]),
        # One that counted and says 0 is a copy as well.
        ((1, 0), [True, False]),
        ((0, 1, 0), [True, True, False]),
    ],
)
def test_a_count_goes_up_unless_there_is_none(passkeys, number, counts, taken):
    assert [passkeys.use(number, count, NOW) for count in counts] == taken


def test_of_two_copies_that_sign_at_once_one_is_let_in(passkeys, number):
    with ThreadPoolExecutor(4) as pool:
        assert sorted(pool.map(lambda _: passkeys.use(number, 7, NOW), range(4))) == [False, False, False, True]


def test_it_is_removed_by_its_owner_alone(engine, passkeys, number, me, colleague):
    assert not passkeys.remove(colleague, number)
    assert not passkeys.remove(me, number + 1)
    assert passkeys.remove(me, number)
    assert (passkeys.of(me), passkeys.use(number, 1, NOW)) == ([], False)
    passkeys.add(me, new("a"), NOW)
    passkeys.add(me, new("b"), NOW)
    passkeys.add(colleague, new("c"), NOW)
    assert (passkeys.remove_all(me), passkeys.remove_all(me), len(passkeys.of(colleague))) == (2, 0, 1)
    acts = [entry.act for entry in Trail(engine).entries(limit=8)]
    assert acts[:6] == [*["passkey removed"] * 2, *["passkey added"] * 3, "passkey removed"]


def test_a_challenge_is_taken_once(passkeys):
    assert [passkeys.take_challenge(name * 64, NOW) for name in "abab"] == [True, True, False, False]
    with ThreadPoolExecutor(4) as pool:
        assert sorted(pool.map(lambda _: passkeys.take_challenge("c" * 64, NOW), range(4))) == [*[False] * 3, True]
    # Forgotten once nothing with it can be right any more.
    assert not passkeys.take_challenge("a" * 64, NOW + timedelta(minutes=6))
    assert passkeys.take_challenge("a" * 64, NOW + timedelta(minutes=11))
