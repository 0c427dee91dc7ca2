"""Every address is refused to an account that may not open it, whoever asks and with whichever method."""

from datetime import UTC, datetime, timedelta

import pytest

from exam.domain.record.model import Examiner
from exam.store.accounts import Person
from exam.store.people.covers import Span
from exam.web.http.access import NEEDED

REFUSED = {401, 403, 404}
OF_CLINICIANS = {
    *("exams", "examination", "patients", "alert_answers", "comparison", "phrases", "api"),
    *("notes", "outputs", "whole_patient", "exchange", "signing", "afterwards", "patient_sheets", "transfer"),
    *("hand_overs", "emergency", "counter_signing", "outcomes"),
}
# What of a clinician's a student opens none of.
NOT_OF_STUDENTS = {"emergency", "counter_signing", "whole_patient", "covers"}
NOT_BY_STUDENTS = {"afterwards.ask_reason", "afterwards.declare_void"}
VALUES = {
    "account_id": 1,
    "slug": "strength",
    "number": 1,
    "row": "x",
    "name": "x",
    "alert": "x",
    "phrase_id": 1,
    "form": 1,
}


def routes(app):
    """The endpoint, method and rule of everything that an application answers."""
    for rule in app.url_map.iter_rules():
        for method in sorted((rule.methods or set()) - {"HEAD", "OPTIONS"}):
            yield rule, method


def path_of(app, rule, exam_id):
    values = {name: VALUES.get(name, exam_id) for name in rule.arguments}
    with app.test_request_context():
        return app.url_map.bind("localhost").build(rule.endpoint, values)


def needed(rule):
    return "clinician" if rule.endpoint.partition(".")[0] in OF_CLINICIANS else NEEDED.get(rule.endpoint)


@pytest.fixture
def other(services, account):
    """Makes another account with one kind of access."""

    def other(access):
        return services.accounts.add(Person(access, access.title()), "-", access=frozenset({access}))

    return other


def opens(access, rule):
    """Whether one kind of access opens an address."""
    kind = needed(rule)
    if access == "student" and kind == "clinician":
        return rule.endpoint.partition(".")[0] not in NOT_OF_STUDENTS and rule.endpoint not in NOT_BY_STUDENTS
    return kind in (None, access)


@pytest.mark.parametrize("access", ["clinician", "student", "administrator", "auditor"])
def test_one_kind_of_access_opens_nothing_else(app, other, sign_in, exam_id, access):
    browser = sign_in(other(access))
    opened = {}
    for rule, method in routes(app):
        if not opens(access, rule) and rule.endpoint != "exams.start":
            answer = browser.open(path_of(app, rule, exam_id), method=method)
            opened[f"{method} {rule}"] = answer.status_code
    assert len(opened) > 5
    assert {address: status for address, status in opened.items() if status not in REFUSED} == {}


@pytest.mark.parametrize("access", ["clinician", "student"])
def test_a_colleague_reaches_no_examination_of_another(app, other, sign_in, exam_id, access):
    browser = sign_in(other(access))
    for rule, method in routes(app):
        if "exam_id" in rule.arguments:
            status = browser.open(path_of(app, rule, exam_id), method=method).status_code
            assert status in REFUSED | {400, 405, 422}, f"{method} {rule}"


# What somebody else than the examiner may open of an examination, while there is a reason.
TO_READ = {
    *("examination.show_step", "notes.show_note", "notes.show_pages", "notes.show_page"),
    *("outputs.print_pdf", "outputs.export_text", "outputs.show_text", "outputs.hand_out"),
    "outcomes.show",
}


@pytest.mark.parametrize("why", ["cover", "emergency access"])
def test_who_reads_for_a_reason_opens_what_is_to_be_read_and_nothing_else(app, services, account, other, sign_in, why):
    reader = other("clinician")
    now = datetime.now(UTC)
    exam_id = services.exams.create("A-1", account.id)
    if why == "cover":
        span = Span(now - timedelta(days=1), now + timedelta(days=1))
        services.covers.name(account.id, reader.id, span, "Leave", named_by=account.id)
    else:
        services.emergencies.take(reader.id, "A-1", "Unconscious in the ward")
    browser, opened = sign_in(reader), set()
    for rule, method in routes(app):
        if "exam_id" in rule.arguments:
            status = browser.open(path_of(app, rule, exam_id), method=method).status_code
            assert status < 500
            if status not in REFUSED | {400, 405, 422}:
                opened.add((rule.endpoint, method))
    assert {endpoint for endpoint, _ in opened} == TO_READ
    assert {endpoint for endpoint, method in opened if method == "POST"} == {"outputs.hand_out"}
    assert services.exams.open(exam_id, account.id).revision == 1


def test_a_student_opens_what_a_clinician_does_of_an_own_examination(app, services, other, sign_in):
    student = other("student")
    browser, opened = sign_in(student), 0
    exam_id = services.exams.create("A-1", student.id)
    for rule, method in routes(app):
        if needed(rule) == "clinician" and "exam_id" in rule.arguments:
            status = browser.open(path_of(app, rule, exam_id), method=method).status_code
            assert status < 500
            assert (status == 403) != opens("student", rule), f"{method} {rule}: {status}"
            opened += opens("student", rule)
    assert opened > 30


TO_COUNTER_SIGN = {"counter_signing.ask", "counter_signing.sign"}


def test_a_supervisor_opens_what_is_to_be_read_of_a_signed_note_and_nothing_of_a_draft(
    app, services, account, other, sign_in
):
    reader, student = other("clinician"), other("student")
    services.supervisors.name(student.id, reader.id, named_by=account.id)
    draft, signed = (services.exams.create(name, student.id) for name in ("A-1", "A-2"))
    services.exams.sign(signed, student.id, Examiner("Student"))
    browser = sign_in(reader)
    for exam_id, may in ((draft, set()), (signed, TO_READ | TO_COUNTER_SIGN)):
        opened = set()
        for rule, method in routes(app):
            if "exam_id" in rule.arguments:
                status = browser.open(path_of(app, rule, exam_id), method=method).status_code
                assert status < 500
                if status not in REFUSED | {400, 405, 422}:
                    opened.add(rule.endpoint)
        assert opened == may
    assert services.exams.open(signed, student.id).supervision.said is None


def test_nobody_reaches_anything_that_needs_access(app, anonymous, exam_id):
    for rule, method in routes(app):
        # The start page is then the sign-in itself.
        if needed(rule) and rule.endpoint != "exams.start":
            answer = anonymous.open(path_of(app, rule, exam_id), method=method)
            assert answer.status_code in REFUSED | {400} or "/account/" in (answer.location or ""), f"{method} {rule}"


OF_EVERYBODY = {"reference_pages", "blank_forms", "authority", "help_pages", "training", "static", "health", "lock"}


def test_a_password_that_somebody_else_chose_opens_only_the_page_that_changes_it(
    app, services, account, sign_in, exam_id
):
    given = services.accounts.add(Person("given", "Given"), "-", must_change=True, access=account.access)
    browser, opened = sign_in(given), set()
    for rule, method in routes(app):
        if rule.endpoint.partition(".")[0] not in OF_EVERYBODY and rule.endpoint != "accounts.sign_out":
            answer = browser.open(path_of(app, rule, exam_id), method=method)
            if answer.status_code != 401 and answer.location not in ("/account/password", "/account/sign-in", "/"):
                opened.add(rule.endpoint)
    assert opened == {"accounts.change_own_password", "offline.service_worker", "offline.show_page"}
    assert services.accounts.find(id=given.id) == given


# What a tablet that is locked still does: unlock, sign out, and say that it is locked; and what anybody may open.
WHILE_LOCKED = {"lock.show", "lock.lock", "lock.unlock", "lock.ask_passkey", "accounts.sign_out"}
FOR_ANYBODY = {
    *("reference_pages", "blank_forms", "authority", "help_pages", "training"),
    *(
        "accounts.sign_in",
        "accounts.make_first",
        "second.ask",
        "passkey_sign_in",
        "offline.service_worker",
        "offline.show_page",
    ),
}


@pytest.mark.parametrize("why", ["locked at once", "unused"])
def test_a_locked_tablet_opens_nothing_whatever_the_account_may_do(app, client, services, account, exam_id, why):
    """The first account, which may do everything."""
    if why == "unused":
        unused = datetime.now(UTC) - timedelta(minutes=15)
        with client.session_transaction() as cookie:
            services.sessions.unlock(cookie["session"], unused)
    else:
        client.post("/account/lock")
    opened, asked = {}, 0
    for rule, method in routes(app):
        name = str(rule.endpoint)
        if {name, name.partition(".")[0]} & (WHILE_LOCKED | FOR_ANYBODY) or name == "static":
            continue
        path = path_of(app, rule, exam_id)
        for headers in ({}, {"HX-Request": "true"}):
            answer, asked = client.open(path, method=method, headers=headers), asked + 1
            is_led = method == "GET" and not headers and (answer.location or "").startswith("/account/lock?next=")
            if answer.status_code != 423 and not is_led:
                opened[f"{method} {rule}"] = answer.status_code
    assert asked > 150
    assert opened == {}
    assert services.exams.open(exam_id, account.id).revision == 1


def test_the_table_names_addresses_that_are_there(app):
    endpoints = {rule.endpoint for rule in app.url_map.iter_rules()}
    assert set(NEEDED) <= endpoints
    assert {endpoint.partition(".")[0] for endpoint in endpoints} >= OF_CLINICIANS


@pytest.mark.parametrize(("access", "shown", "hidden"), [
    ("administrator", ["Accounts", "Clinic settings"], ["/exams", "Audit trail", "Ready phrases"]),
    ("auditor", ["Audit trail"], ["/exams", "Clinic settings", "Ready phrases"]),
    ("clinician", ["/exams", "Ready phrases"], ["Audit trail", "Clinic settings"]),
    ("student", ["/exams", "Ready phrases"], ["Audit trail", "Clinic settings", "/account/cover"]),
])  # fmt: skip
def test_the_account_page_offers_what_it_may_do(other, sign_in, access, shown, hidden):
    browser = sign_in(other(access))
    page = browser.get("/account/").text
    assert all(word in page for word in shown)
    assert not any(word in page for word in hidden)
    assert (browser.get("/").location == "/account/") == (access not in ("clinician", "student"))
