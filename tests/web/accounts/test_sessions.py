"""A session ends on the server: a cookie that was copied is of no use afterwards."""

import re
import time
from datetime import UTC, datetime, timedelta

from tests.web.accounts.test_views import make_first, sign_in_by_form, submit


def copied(app, browser):
    """Another browser with the same cookie."""
    other = app.test_client()
    other.set_cookie("dermyo", browser.get_cookie("dermyo").value)
    return other


def test_signing_out_ends_it_on_the_server(anonymous, app):
    make_first(anonymous)
    thief = copied(app, anonymous)
    assert thief.get("/exams").status_code == 200
    submit(anonymous, "/account/sign-out", {}, page="/account/")
    assert thief.get("/exams").location.startswith("/account/sign-in")


def test_the_owner_sees_them_and_ends_one_on_another_tablet(client, sign_in, account, services):
    left = sign_in(account)
    page = client.get("/account/")
    assert page.text.count("Last used ") == 2
    assert page.text.count("(this one)") == 1
    (button,) = re.findall(r'action="(/account/sessions/[0-9a-f]+/end)"(?:(?!</form>).)*<button', page.text, re.DOTALL)
    assert client.post(button).location == "/account/"
    assert client.get("/exams").status_code == 200
    assert left.get("/exams").status_code == 303


def test_the_owner_sees_which_one_is_locked(client, sign_in, account):
    other = sign_in(account)
    assert "(locked)" not in client.get("/account/").text
    other.post("/account/lock")
    assert client.get("/account/").text.count("(locked)") == 1


def test_nobody_ends_the_session_of_another(client, sign_in, colleague, services):
    theirs = sign_in(colleague)
    (key,) = [one.key for one in services.sessions.of(colleague.id, datetime.now(UTC))]
    client.post(f"/account/sessions/{key}/end")
    assert theirs.get("/exams").status_code == 200


def test_it_ends_after_twelve_hours_also_when_it_is_used(client, services, account, monkeypatch):
    now, later = datetime.now(UTC), [0.0]

    class Later(datetime):
        @classmethod
        def now(cls, zone=None):
            return now + timedelta(hours=later[0])

    monkeypatch.setattr("exam.web.accounts.kept_session.datetime", Later)
    for hours, status in ((5, 200), (11, 200), (12.1, 303)):
        later[0] = hours
        with client.session_transaction() as cookie:
            services.sessions.unlock(cookie["session"], Later.now())
        assert client.get("/exams").status_code == status


def test_what_comes_in_the_background_does_not_use_it(client, services, account, exam_id, monkeypatch):
    before = services.sessions.of(account.id, datetime.now(UTC))[0].seen_at
    monkeypatch.setattr("exam.store.sessions.kept.NOTED_AFTER", timedelta(0))
    client.get("/who")
    assert services.sessions.of(account.id, datetime.now(UTC))[0].seen_at == before
    client.get("/exams")
    assert services.sessions.of(account.id, datetime.now(UTC))[0].seen_at > before


def test_its_cookie_is_extended_once_a_minute(client, monkeypatch):
    client.get("/exams")
    with client.session_transaction() as cookie:
        cookie.permanent = True
    now = time.time()
    for later, is_extended in ((0, False), (55, False), (61, True), (62, False), (125, True)):
        for clock in ("exam.web.accounts.sign_in.time.time", "itsdangerous.timed.time.time"):
            monkeypatch.setattr(clock, lambda later=later: now + later)
        assert ("Set-Cookie" in client.get("/exams").headers) == is_extended, later


def test_another_sign_in_ends_the_session_of_this_browser(anonymous, services):
    make_first(anonymous)
    (first,) = services.sessions.of(1, datetime.now(UTC))
    submit(anonymous, "/account/sign-out", {}, page="/account/")
    sign_in_by_form(anonymous)
    (second,) = services.sessions.of(1, datetime.now(UTC))
    assert first.key != second.key


def test_deactivating_an_account_ends_its_sessions_for_good(sign_in, account, colleague, services):
    theirs = sign_in(colleague)
    for active in (False, True):
        services.accounts.set_active(colleague.id, active=active)
        assert theirs.get("/exams").status_code == 303
        assert services.sessions.of(colleague.id, datetime.now(UTC)) == []
