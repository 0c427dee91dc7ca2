"""Second factors: a code is taken once, and so is each recovery code."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

import pytest

from exam.store.factors.second import SecondFactor, SecondFactors
from exam.store.trail.access import Trail

NOW = datetime(2026, 11, 29, 8, 0, tzinfo=UTC)
CODES = ["a" * 64, "b" * 64, "c" * 64]


@pytest.fixture
def factors(engine, me):
    factors = SecondFactors(engine)
    factors.turn_on(me, "encrypted", 100, CODES, NOW)
    return factors


def test_an_account_has_none_at_first(engine, me, colleague, factors):
    assert factors.of(me) == SecondFactor("encrypted", NOW, 100, 3)
    assert factors.of(colleague) is None
    assert factors.accounts() == {me}


def test_a_code_is_taken_once_and_none_before_it(factors, me, colleague):
    assert [factors.take_step(me, step) for step in (100, 99, 101, 101, 100, 103, 102)] == [
        *(False, False, True, False, False, True, False)
    ]
    assert not factors.take_step(colleague, 200)
    assert factors.of(me).last_step == 103


def test_of_two_who_give_the_same_code_at_once_one_is_let_in(factors, me):
    with ThreadPoolExecutor(4) as pool:
        assert sorted(pool.map(lambda _: factors.take_step(me, 101), range(4))) == [False, False, False, True]
        assert sorted(pool.map(lambda _: factors.take_code(me, CODES[0], NOW), range(4))) == [*[False] * 3, True]


def test_a_recovery_code_is_taken_once_and_by_its_owner(factors, me, colleague):
    assert not factors.take_code(colleague, CODES[0], NOW)
    assert not factors.take_code(me, "d" * 64, NOW)
    assert factors.take_code(me, CODES[1], NOW)
    assert not factors.take_code(me, CODES[1], NOW)
    assert factors.of(me).codes_left == 2


def test_new_recovery_codes_are_in_place_of_those_before(factors, me):
    factors.take_code(me, CODES[0], NOW)
    factors.replace_codes(me, ["d" * 64, "e" * 64])
    assert factors.of(me).codes_left == 2
    assert not factors.take_code(me, CODES[1], NOW)
    assert factors.take_code(me, "e" * 64, NOW)


def test_it_is_set_up_anew_and_turned_off(factors, me):
    factors.turn_on(me, "another", 50, ["d" * 64], NOW)
    assert factors.of(me) == SecondFactor("another", NOW, 50, 1)
    assert factors.turn_off(me)
    assert factors.of(me) is None
    assert not factors.turn_off(me)
    assert not factors.take_code(me, "d" * 64, NOW)


def test_the_trail_says_what_was_done_and_no_secret(engine, factors, me):
    factors.take_step(me, 101)
    factors.take_code(me, CODES[0], NOW)
    factors.turn_off(me)
    said = [(entry.act, entry.subject) for entry in Trail(engine).entries()]
    assert {act for act, _ in said} >= {
        *("two-step sign-in turned on", "recovery code made", "code of the app given", "recovery code used"),
        *("recovery code removed", "two-step sign-in turned off"),
    }
    assert ("recovery code used", f"recovery_codes {me}/1") in said
    assert not any(CODES[0] in subject or "encrypted" in subject for _, subject in said)
