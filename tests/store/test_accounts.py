"""Accounts, and how often a sign-in may be tried."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest

from exam.store.accounts import AccountRefused, Person

NOW = datetime(2026, 11, 21, 9, 30, tzinfo=UTC)


def test_of_many_first_accounts_made_at_once_one_is_made(accounts):
    def make(number):
        try:
            return accounts.add(Person(f"name{number}", "Someone"), "-", first=True)
        except AccountRefused:
            return None

    with ThreadPoolExecutor(8) as pool:
        made = [account for account in pool.map(make, range(8)) if account]
    assert len(made) == 1
    assert accounts.all() == made
    assert made[0].founder


def test_usernames_are_unique_and_not_case_sensitive(accounts, me):
    assert accounts.find(username=" A.VESALIUS ").id == me
    with pytest.raises(AccountRefused):
        accounts.add(Person("A.Vesalius", "Another"), "-")


def test_a_new_session_key_ends_the_old_sessions(accounts, me):
    before = accounts.find(id=me)
    accounts.keep_credentials(me, "hash", "new-key")
    assert accounts.find(session_key=before.session_key) is None
    assert accounts.find(session_key="new-key").password == "hash"


def test_a_deactivated_account_loses_its_sessions(accounts, colleague):
    before = accounts.find(id=colleague)
    accounts.set_active(colleague, active=False)
    assert accounts.find(session_key=before.session_key) is None
    assert not accounts.find(id=colleague).active


def test_details_change_and_the_username_stays_the_same(accounts, me):
    accounts.describe(me, "A. Vesalius", "Physiotherapist", "PH 1543")
    account = accounts.find(id=me)
    assert (account.username, account.full_name, account.registration) == ("a.vesalius", "A. Vesalius", "PH 1543")


def test_too_many_attempts_lock_a_name_for_a_while_and_no_other(accounts):
    assert all(accounts.may_try("A.Vesalius", NOW) for _ in range(5))
    assert not accounts.may_try("a.vesalius ", NOW)
    assert accounts.may_try("someone else", NOW)
    assert not accounts.may_try("a.vesalius", NOW + timedelta(minutes=15))
    assert accounts.may_try("a.vesalius", NOW + timedelta(minutes=15, seconds=1))


def test_the_right_password_resets_the_count(accounts):
    for _ in range(5):
        accounts.may_try("a.vesalius", NOW)
    accounts.forget_attempts("A.Vesalius")
    assert accounts.may_try("a.vesalius", NOW)


def test_too_many_attempts_lock_an_address_for_every_name(accounts):
    assert all(accounts.may_try(f"name {number}", NOW, "192.0.2.1") for number in range(30))
    assert not accounts.may_try("another", NOW, "192.0.2.1")
    assert accounts.may_try("another", NOW, "192.0.2.2")
    assert accounts.may_try(" 192.0.2.1", NOW)
    assert accounts.may_try("another", NOW + timedelta(minutes=15, seconds=1), "192.0.2.1")


def test_a_right_password_takes_one_attempt_of_its_address_back_and_no_other(accounts):
    for number in range(30):
        accounts.may_try(f"name {number}", NOW, "192.0.2.1")
    accounts.forget_attempts("name 1", "192.0.2.1")
    assert accounts.may_try("a.vesalius", NOW, "192.0.2.1")
    assert not accounts.may_try("a.vesalius", NOW, "192.0.2.1")


def test_what_was_no_guess_is_not_counted(accounts):
    for _ in range(8):
        assert accounts.may_try("a.vesalius", NOW, "192.0.2.1")
        accounts.take_attempt_back("a.vesalius", "192.0.2.1")
    assert sum(accounts.may_try("a.vesalius", NOW, "192.0.2.1") for _ in range(8)) == 5


def test_attempts_at_once_are_all_counted(accounts):
    with ThreadPoolExecutor(8) as pool:
        allowed = list(pool.map(lambda _: accounts.may_try("a.vesalius", NOW), range(8)))
    assert sum(allowed) == 5


def test_a_form_sent_twice_makes_one_account(accounts, me):
    person = Person("g.fallopio", "Gabriele Falloppio")
    one = accounts.add(person, "-", form_id="f1")
    assert accounts.add(person, "-", form_id="f1") == one
    with pytest.raises(AccountRefused, match="taken"):
        accounts.add(person, "-", form_id="f2")


def test_a_name_is_one_in_each_unicode_form(accounts, me):
    zoe = accounts.add(Person("zo\u00eb", "Zo\u00eb"), "-")
    assert accounts.find(username="ZOE\u0308") == zoe
    with pytest.raises(AccountRefused, match="taken"):
        accounts.add(Person("zoe\u0308", "Zo\u00eb"), "-")


def test_the_first_may_do_everything_and_others_examine(accounts, me, colleague):
    assert accounts.find(id=me).access == {"clinician", "administrator", "auditor"}
    assert accounts.find(id=colleague).access == {"clinician"}


def test_access_is_changed(accounts, colleague):
    accounts.set_access(colleague, frozenset({"auditor", "administrator"}))
    assert accounts.find(id=colleague).access == {"auditor", "administrator"}
    assert {account.username: account.access for account in accounts.all()}["g.fallopio"] == {
        "auditor",
        "administrator",
    }


def test_somebody_must_manage_accounts(accounts, me, colleague):
    with pytest.raises(AccountRefused, match="must manage accounts"):
        accounts.set_access(me, frozenset({"clinician"}))
    with pytest.raises(AccountRefused, match="must manage accounts"):
        accounts.set_active(me, active=False)
    with pytest.raises(AccountRefused, match="at least one"):
        accounts.set_access(colleague, frozenset())
    accounts.set_access(colleague, frozenset({"administrator"}))
    accounts.set_access(me, frozenset({"clinician"}))
    with pytest.raises(AccountRefused, match="must manage accounts"):
        accounts.set_active(colleague, active=False)
    accounts.set_active(me, active=False)
    assert accounts.find(id=me).access == {"clinician"}
