"""An administrator records that examinations may be exported for research, or withdraws that."""

from datetime import UTC, datetime, timedelta

import pytest

from exam.store.accounts import Person

GIVEN = {
    "decided_by": "Maria Rossi",
    "role": "medical director",
    "decided_on": "2026-11-02",
    "ground": "ethics committee, approval 2026-114",
}


@pytest.fixture
def administrator(services, sign_in, account):
    person = Person("m.rossi", "Maria Rossi")
    return sign_in(services.accounts.add(person, "-", access=frozenset({"administrator", "auditor"})))


def words_of(page):
    return " ".join(page.text.split())


def test_it_is_allowed_and_withdrawn(administrator):
    assert "Not allowed here." in words_of(administrator.get("/account/research/"))
    assert administrator.post("/account/research/", data=GIVEN).location == "/account/research/"
    page = words_of(administrator.get("/account/research/"))
    for words in (
        "Allowed since 2 November 2026",
        "<bdi>Maria Rossi</bdi>, <bdi>medical director</bdi>",
        "ethics committee, approval 2026-114",
        "That is not anonymous",
    ):
        assert words in page
    done = administrator.post("/account/research/withdraw", data={"reason": "The study ended"})
    assert done.location == "/account/research/"
    page = words_of(administrator.get("/account/research/"))
    assert "Not allowed here." in page
    assert "withdrawn by Maria Rossi: The study ended" in page
    trail = words_of(administrator.get("/account/trail/"))
    assert "permission for research 1" in trail
    assert "Maria Rossi: ethics committee, approval 2026-114" in trail


@pytest.mark.parametrize(("fault", "words"), [
    ({"decided_by": ""}, "Name the person who decided this."),
    ({"role": " "}, "Say with what office."),
    ({"ground": ""}, "Name the law, or the approval."),
    ({"decided_on": "soon"}, "Enter the day."),
    ({"decided_on": "2999-01-01"}, "This day is still to come"),
])  # fmt: skip
def test_what_is_wrong_is_said_and_what_was_typed_stays(administrator, services, fault, words):
    answer = administrator.post("/account/research/", data=GIVEN | fault)
    assert answer.status_code == 422
    assert words in answer.text
    if "ground" not in fault:
        assert 'value="ethics committee, approval 2026-114"' in answer.text
    assert services.research.every() == []


def test_a_second_one_is_refused(administrator):
    administrator.post("/account/research/", data=GIVEN)
    answer = administrator.post("/account/research/", data=GIVEN | {"role": "surgeon"})
    assert answer.status_code == 422
    assert "allowed already" in answer.text


def test_it_is_not_withdrawn_without_a_reason(administrator, services):
    administrator.post("/account/research/", data=GIVEN)
    answer = administrator.post("/account/research/withdraw", data={})
    assert answer.status_code == 422
    assert "Give a reason." in answer.text
    assert services.research.every()[0].withdrawn_at is None


def test_the_password_is_asked_for_again(administrator, services):
    with administrator.session_transaction() as session:
        services.sessions.prove(session["session"], datetime.now(UTC) - timedelta(minutes=6))
    answer = administrator.post("/account/research/", data=GIVEN)
    assert answer.status_code == 422
    assert "Enter your password to continue." in answer.text
    assert services.research.every() == []


def test_who_is_no_administrator_records_nothing(services, sign_in, account):
    auditor = services.accounts.add(Person("b", "B"), "-", access=frozenset({"clinician", "auditor"}))
    assert sign_in(auditor).post("/account/research/", data=GIVEN).status_code == 403
    assert services.research.every() == []
