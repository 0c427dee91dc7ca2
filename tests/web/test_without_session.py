"""Nothing but what is for anybody opens to somebody whose session is over, who signed out, or who never signed in."""

from datetime import UTC, datetime, timedelta

import pytest

from tests.web.test_access import FOR_ANYBODY, path_of, routes


@pytest.fixture
def let_in_before(app, services, account, sign_in):
    """Browsers of the first account, which may do everything, that are no longer let in, and one of nobody.

    The token of the forms is right with all of them, so that it is not what refuses.
    """

    def let_in_before(why):
        browser, now = sign_in(account), datetime.now(UTC)
        held = browser.get_cookie("dermyo").value
        if why == "nobody":
            app.config["WTF_CSRF_ENABLED"] = False
            return app.test_client(), ""
        if why == "signed out":
            browser.post("/account/sign-out")
            return browser, held
        begun = services.sessions.begin(account.id, "127.0.0.1", "test", now - timedelta(hours=12))
        services.sessions.unlock(begun, now)
        with browser.session_transaction() as cookie:
            cookie["session"] = begun
        return browser, browser.get_cookie("dermyo").value

    return let_in_before


def acts(services):
    """What the trail says was done, but that somebody was not let in."""
    return [entry.act for entry in services.trail.entries() if entry.act not in NOT_LET_IN]


NOT_LET_IN = {"sign-in failed", "passkey refused at sign-in"}
# What somebody without a session is answered; the start page is then the sign-in itself.
WITHOUT_SESSION = FOR_ANYBODY - {"accounts.make_first", "second.ask", "passkey_sign_in"} | {
    "passkey_sign_in.begin",
    "exams.start",
}


@pytest.mark.parametrize("why", ["expired", "signed out", "nobody"])
def test_without_a_session_nothing_opens_but_what_is_for_anybody(app, services, account, exam_id, let_in_before, why):
    browser, held = let_in_before(why)
    opened, asked, before = set(), 0, (services.accounts.all(), acts(services))
    for rule, method in routes(app):
        name, path = str(rule.endpoint), path_of(app, rule, exam_id)
        for headers in ({}, {"HX-Request": "true"}):
            if held:
                # An answer may take the cookie away; whoever copied it keeps it.
                browser.set_cookie("dermyo", held)
            answer, asked = browser.open(path, method=method, headers=headers), asked + 1
            is_led = (answer.location or "").startswith("/account/sign-in")
            # A tap that is led elsewhere would show that page as its step.
            may_be_led = not headers or bool({name, name.partition(".")[0]} & FOR_ANYBODY)
            if answer.status_code != 401 and not (is_led and may_be_led) and name != "static":
                opened |= {name, name.partition(".")[0]} & WITHOUT_SESSION or {f"{method} {rule}"}
    assert asked > 300
    assert opened == WITHOUT_SESSION
    assert (services.accounts.all(), acts(services)) == before
    assert services.exams.open(exam_id, account.id).revision == 1
