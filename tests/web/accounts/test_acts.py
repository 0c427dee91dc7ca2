"""The trail says who signed in and who did not, who ended a session, and what was changed of whose account."""

import re

import pytest

from tests.web.accounts.test_views import FIRST, PASSWORD, make_first, sign_in_by_form, submit
from tests.web.accounts.test_views import quick_hashes as quick_hashes  # noqa: PLC0414 - a fixture

HERE = "127.0.0.1"


@pytest.fixture
def signed_out(anonymous, acts):
    """A browser that the first account has just left."""
    make_first(anonymous)
    submit(anonymous, "/account/sign-out", {}, page="/account/")
    assert ("signed out", "a.vesalius", None, HERE) in acts()
    return anonymous


def test_who_signs_in_with_the_password_alone_is_noted(signed_out, acts):
    assert sign_in_by_form(signed_out).location == "/"
    assert acts() == [("signed in", "a.vesalius", None, HERE)]


@pytest.mark.parametrize(
    ("username", "actor"), [("a.vesalius", "a.vesalius"), ("A.Vesalius", "a.vesalius"), (PASSWORD, "unknown name")]
)
def test_a_wrong_password_is_noted_under_the_accounts_name_and_what_else_was_typed_is_not(
    signed_out, acts, username, actor
):
    assert sign_in_by_form(signed_out, "no pairs of nerves", username).status_code == 200
    assert acts() == [("sign-in failed", actor, None, HERE)]


def test_a_session_that_is_ended_on_another_tablet_is_noted(client, other_tablet, acts):
    buttons = re.findall(r'action="(/account/sessions/[0-9a-f]+/end)"', client.get("/account/").text)
    acts()
    client.post(buttons[0])
    assert acts() == [("session ended", "a.vesalius", None, HERE)]


def test_what_an_administrator_changes_of_an_account_is_noted(client, colleague, acts):
    acts()
    for what, sent, act in (
        ("details", FIRST | {"username": "g.fallopio", "full_name": "G. Falloppio"}, "account described"),
        ("active", {"active": "no"}, "account deactivated"),
        ("active", {"active": "yes"}, "account activated"),
        ("access", {"access": "auditor"}, "access given"),
        ("access", {"access": "clinician"}, "access taken"),
    ):
        assert client.post(f"/account/people/{colleague.id}/{what}", data=sent).status_code == 303
        done = acts()
        assert act in [one[0] for one in done]
        assert {one[1:] for one in done} == {("a.vesalius", None, HERE)}


def test_a_ready_phrase_and_a_setting_are_noted(client, services, account, acts):
    acts()
    client.post("/account/phrases", data={"kind": "plan", "text": "MRI on Monday."})
    (phrase,) = services.settings.phrases(account.id, "plan")
    client.post(f"/account/phrases/{phrase.id}/remove")
    client.post("/account/clinic", data={"name": "Practice", "time_zone": "Asia/Tokyo", "paper": "letter"})
    said = [one[0] for one in acts()]
    assert (said[:2], set(said[2:])) == (["phrase added", "phrase removed"], {"settings changed"})
