"""A PIN is set and removed on one's own account, each time with the password."""

import re

import pytest

from tests.web.accounts.test_views import PASSWORD, submit


def set_pin(browser, pin, again=None, password=PASSWORD):
    fields = {"pin": pin, "pin_again": pin if again is None else again, "own_password": password}
    return browser.post("/account/pin/", data=fields)


def test_it_is_set_with_the_password_however_recently_that_was_given(client, services, account):
    services.pins.remove(account.id)
    page = client.get("/account/pin/").text
    assert "Set a PIN" in page
    assert "Remove your PIN" not in page
    assert 'name="own_password"' in page
    assert set_pin(client, "830264", password="").status_code == 422
    assert "Wrong password. Nothing was saved." in set_pin(client, "830264", password="not this one").text
    assert services.pins.of(account.id) is None
    assert set_pin(client, "830264").location == "/account/"
    assert services.pins.of(account.id).startswith("$argon2id$")
    assert "Your PIN was set." in client.get("/account/").text
    client.post("/account/lock")
    assert submit(client, "/account/unlock", {"pin": "830264"}, page="/account/lock").location == "/"


@pytest.mark.parametrize(("pin", "again", "fault"), [
    ("1234", None, "guessed first"),
    ("12", None, "Use 4 to 8 digits."),
    ("1543", None, "Do not use digits"),
    ("830264", "830265", "The PINs do not match."),
])  # fmt: skip
def test_a_simple_one_is_refused_beside_its_field(client, services, account, pin, again, fault):
    before = services.pins.of(account.id)
    answer = set_pin(client, pin, again)
    assert answer.status_code == 422
    (said,) = re.findall(r'<p class="fault" id="pin-fault">(.*?)</p>', answer.text)
    assert fault in said
    assert services.pins.of(account.id) == before


def test_it_is_removed_with_the_password(client, services, account):
    assert "Change your PIN" in client.get("/account/pin/").text
    assert client.post("/account/pin/remove").status_code == 422
    assert client.post("/account/pin/remove", data={"own_password": PASSWORD}).location == "/account/"
    assert services.pins.of(account.id) is None
    assert client.post("/account/pin/remove", data={"own_password": PASSWORD}).location == "/account/"
    assert "Your PIN was removed" in client.get("/account/").text


def test_another_password_removes_it_and_says_so(client, services, account):
    changed = {
        "password": PASSWORD,
        "new_password": "twelve cranial pairs",
        "new_password_confirm": "twelve cranial pairs",
    }
    submit(client, "/account/password", changed)
    assert services.pins.of(account.id) is None
    assert "Your PIN was removed too." in client.get("/account/").text
