"""What Flask-Security says about a password comes from our catalogue, in the language of each request."""

import re

import pytest
from flask_security import hash_password
from flask_security.core import _default_messages

from exam.domain.language import speaking
from exam.store.accounts import Person
from exam.web.accounts.library_messages import MESSAGES
from exam.web.accounts.sign_in import SETTINGS
from tests.pretend import Pretend

NOW, LONG = "a language of one's own", "seven pairs of nerves"


@pytest.fixture(autouse=True)
def quick_hashes(monkeypatch):
    quick = {"argon2__time_cost": 1, "argon2__memory_cost": 64, "argon2__parallelism": 1}
    monkeypatch.setitem(SETTINGS, "SECURITY_PASSWORD_HASH_PASSLIB_OPTIONS", quick)


@pytest.fixture
def own(app, services, sign_in):
    """A browser whose account has a password."""
    with app.app_context():
        return sign_in(services.accounts.add(Person("a.vesalius", "Andreas Vesalius"), hash_password(NOW), first=True))


def faults(browser, language, *typed):
    """The faults that a page shows for a current password, a new one, and the new one again."""
    names = ("password", "new_password", "new_password_confirm")
    with speaking(language):
        page = browser.post("/account/password", data=dict(zip(names, typed, strict=True))).text
    return re.findall('class="fault" id="[^"]+">([^<]+)<', page)


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        (("", LONG, LONG), "PASSWORD_NOT_PROVIDED"),
        ((NOW, "", LONG), "PASSWORD_NOT_PROVIDED"),
        ((NOW, LONG, " "), "PASSWORD_NOT_PROVIDED"),
        ((NOW, LONG, LONG[1:]), "RETYPE_PASSWORD_MISMATCH"),
        ((LONG, LONG, LONG), "INVALID_PASSWORD"),
        ((NOW, NOW, NOW), "PASSWORD_IS_THE_SAME"),
        ((NOW, "short", "short"), "PASSWORD_INVALID_LENGTH"),
    ],
)
def test_each_fault_of_a_new_password_is_said_in_the_language_of_the_request(own, typed, message):
    for language in (Pretend(), Pretend("«", "»")):
        expected = language.gettext(MESSAGES[message]) % {"length": 12}
        assert expected in faults(own, language, *typed)


def test_our_words_are_those_of_the_library():
    """A message that the library changed would be lost in silence."""
    assert {name: _default_messages[name][0] for name in MESSAGES} == MESSAGES
