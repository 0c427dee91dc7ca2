"""A passkey in place of one's own password, before a signature and an administrator's acts."""

from datetime import UTC, datetime, timedelta

import pytest

from tests.web.accounts.passkeys.authenticator import PRESENT, Authenticator
from tests.web.accounts.passkeys.conftest import AGAIN, adds, is_asked
from tests.web.note.signing import read_sheet

OFFERED = 'data-asks="/account/passkeys/again"'
NOT_TAKEN, LATE = "This passkey is not accepted here. Use your password. Nothing was saved.", "That took too long"


@pytest.fixture
def key(client, services):
    """A passkey of the first account, whose password was given an hour ago."""
    authenticator = Authenticator()
    adds(client, authenticator)
    forget(client, services)
    return authenticator


def forget(client, services):
    with client.session_transaction() as session:
        services.sessions.prove(session["session"], datetime.now(UTC) - timedelta(hours=1))


def asked(client):
    return client.post(AGAIN).json["get"]


def test_it_signs_a_note(client, key, services, account, exam_id):
    form = read_sheet(client, exam_id)
    page = client.get(f"/exams/{exam_id}/sign").text
    assert OFFERED in page
    assert "js/passkeys/passkeys.js" in page
    answer = client.post(f"/exams/{exam_id}/sign", data=form | {"passkey": key.signs(asked(client))})
    assert answer.location == f"/exams/{exam_id}/note"
    assert services.exams.open(exam_id, account.id).status == "finished"
    acts = [entry.act for entry in services.trail.entries(limit=20)]
    assert "passkey used" in acts
    # And it was proved a moment ago.
    assert OFFERED not in client.get(f"/exams/{exam_id}/void").text


def test_it_voids_a_note_and_does_an_administrators_act(client, key, services, account, colleague, exam_id):
    client.post(f"/exams/{exam_id}/sign", data=read_sheet(client, exam_id) | {"passkey": key.signs(asked(client))})
    forget(client, services)
    given = {"reason": "wrong patient", "passkey": key.signs(asked(client))}
    client.post(f"/exams/{exam_id}/void", data=given)
    assert services.exams.open(exam_id, account.id).void is not None
    forget(client, services)
    address = f"/account/people/{colleague.id}/active"
    client.post(address, data={"active": "no", "passkey": key.signs(asked(client))})
    assert not services.accounts.find(id=colleague.id).active


def test_only_those_of_the_account_for_this_address_are_asked_for(client, key, sign_in, colleague, exam_id):
    (named,) = asked(client)["allowCredentials"]
    assert named["transports"] == ["usb", "nfc"]
    assert asked(sign_in(colleague))["allowCredentials"] == []
    assert OFFERED not in client.get(f"/exams/{exam_id}/sign", base_url="http://127.0.0.1").text


@pytest.mark.parametrize(
    "wrong",
    [{"origin": "http://evil.example"}, {"host": "evil.example"}, {"flags": PRESENT}, {"signature": b"no"}],
    ids=str,
)
def test_a_wrong_one_signs_nothing(client, key, services, account, exam_id, wrong):
    form = read_sheet(client, exam_id)
    answer = client.post(f"/exams/{exam_id}/sign", data=form | {"passkey": key.signs(asked(client), **wrong)})
    assert (answer.status_code, NOT_TAKEN in answer.text, form["seen_note"] in answer.text) == (422, True, True)
    assert services.exams.open(exam_id, account.id).status == "draft"
    entry = next(services.trail.entries(limit=1))
    assert (entry.act, entry.actor) == ("passkey refused when asked again", "a.vesalius")


def test_an_authenticator_need_not_name_the_account_whose_passkeys_it_was_asked_for(client, key):
    given = key.signs(asked(client), handle=b"")
    assert client.post(
        "/account/clinic", data={"name": "", "paper": "a4", "again_minutes": "5", "passkey": given}
    ).location


def test_a_challenge_signs_once(client, key, services, account, exam_id):
    given, form = key.signs(asked(client)), read_sheet(client, exam_id)
    client.post("/account/clinic", data={"passkey": given})
    forget(client, services)
    answer = client.post(f"/exams/{exam_id}/sign", data=form | {"passkey": given})
    assert (answer.status_code, LATE in answer.text) == (422, True)
    assert services.exams.open(exam_id, account.id).status == "draft"


def test_the_passkey_of_a_colleague_signs_nothing(client, key, sign_in, colleague, exam_id):
    theirs = Authenticator()
    adds(sign_in(colleague), theirs)
    answer = client.post(
        f"/exams/{exam_id}/sign", data=read_sheet(client, exam_id) | {"passkey": theirs.signs(asked(client))}
    )
    assert (answer.status_code, NOT_TAKEN in answer.text) == (422, True)
    # Nor does one that was asked for at another sign-in.
    given, _ = is_asked(client.application.test_client())
    answer = client.post(f"/exams/{exam_id}/sign", data=read_sheet(client, exam_id) | {"passkey": key.signs(given)})
    assert (answer.status_code, LATE in answer.text) == (422, True)


def test_a_copied_one_signs_nothing(client, key, services, account, exam_id):
    form = read_sheet(client, exam_id)
    client.post("/account/clinic", data={"passkey": key.signs(asked(client))})
    forget(client, services)
    answer = client.post(f"/exams/{exam_id}/sign", data=form | {"passkey": key.signs(asked(client), count=1)})
    assert (answer.status_code, "may have been copied" in answer.text) == (422, True)
    assert services.exams.open(exam_id, account.id).status == "draft"


def test_a_flood_is_bounded(client, key, exam_id):
    form = read_sheet(client, exam_id) | {"passkey": "{}"}
    for _ in range(30):
        client.post(f"/exams/{exam_id}/sign", data=form)
    assert "Too many attempts" in client.post(f"/exams/{exam_id}/sign", data=form).text
