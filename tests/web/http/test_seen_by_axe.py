"""Every page that needs no examination is among those in which axe finds nothing."""

from tests.journeys.test_accessibility import AROUND

# What is no page, the pages that journeys of their own look at, and the code asked for after a password.
ELSEWHERE = {
    "/",
    "/authority.crt",
    "/emergency-signs",
    "/service-worker.js",
    "/training/who",
    "/who",
    "/account/first",
    "/account/lock",
    "/account/sign-in",
    "/account/sign-in/code",
    "/account/audit/audit.json",
    "/account/audit/audit.pdf",
    "/account/trail/trail.csv",
    "/reference/blank-form.pdf",
    "/reference/search",
}


def test_axe_looks_at_every_page_that_needs_no_examination(app):
    rules = [rule for rule in app.url_map.iter_rules() if "GET" in (rule.methods or ()) and not rule.arguments]
    assert {rule.rule for rule in rules} - {*AROUND} == ELSEWHERE
