"""A reference that was examined before: is it the same person, and what is carried and compared."""

import re
from datetime import UTC, datetime, timedelta

import pytest

from exam.domain.record.answers import Answer
from exam.domain.record.model import Examiner, FindingKey
from exam.store.listing import Wanted
from exam.store.stored import ExamSummary
from exam.web.presenters.visits import visits_of
from tests.web.house_rules import PATIENT

ANKLE = "strength.ankle_dorsiflexion.left"
AT = "2026-10-03T09:30:00+00:00"


@pytest.fixture
def signed_id(services, account):
    """A signed examination of 3 October 2026."""
    earlier = services.exams.create(PATIENT, account.id)
    given = {"examined_at": AT, "patient.age": 47, "patient.sex": "female", f"findings.{ANKLE}": "4"}
    services.exams.append(earlier, account.id, [Answer(*one) for one in given.items()])
    services.exams.sign(earlier, account.id, Examiner("Andreas Vesalius"))
    return earlier


@pytest.fixture
def start(client):
    """Sends the form that begins an examination, with an answer to who it is or without."""
    return lambda reference=PATIENT, **more: client.post("/exams", data={"patient.reference": reference, **more})


def begun(services, account, response):
    assert response.status_code == 303
    return services.exams.open(re.fullmatch("/exams/(.+)/complaint", response.location)[1], account.id)


def test_a_new_reference_is_not_asked_about(services, account, start, signed_id):
    assert begun(services, account, start("Another-1")).earlier is None


def test_a_reference_examined_before_is_asked_about_and_nothing_is_begun(services, account, start, signed_id):
    page = start()
    assert (page.status_code, page.request.full_path) == (200, "/exams?")
    assert "Same person?" in page.text
    assert ">3 October 2026</a>: 47, female" in page.text
    assert re.search(r'name="patient.sex">.*value="female" selected', page.text, re.DOTALL)
    assert "47 on 3 October 2026" in page.text
    assert "Continue" not in page.text
    assert [one.id for one in services.exams.list(account.id, Wanted())] == [signed_id]


def test_the_same_person_is_compared_with_the_age_and_sex_that_were_confirmed(services, account, start, signed_id):
    exam = begun(services, account, start(**{"visit": signed_id, "patient.age": "48", "patient.sex": "female"}))
    assert (exam.record.patient.age, exam.record.patient.sex, exam.earlier.id) == (48, "female", signed_id)
    assert exam.record.earlier.examined_at == AT
    assert exam.record.earlier_findings == {FindingKey("strength.ankle_dorsiflexion", "left"): "4"}


def test_what_was_not_confirmed_is_not_carried(services, account, start, signed_id):
    exam = begun(services, account, start(**{"visit": signed_id, "patient.age": "", "patient.sex": ""}))
    assert (exam.record.patient.age, exam.record.patient.sex) == (None, None)


def test_another_person_is_begun_without_anything(services, account, start, signed_id):
    exam = begun(services, account, start(**{"visit": "", "patient.age": "47", "patient.sex": "female"}))
    assert (exam.record.patient.age, exam.record.patient.sex, exam.earlier) == (None, None, None)


def test_an_age_that_is_none_is_refused_on_the_page_that_asks(services, account, start, signed_id):
    page = start(**{"visit": signed_id, "patient.age": "480", "patient.sex": "male"})
    assert page.status_code == 422
    assert "480 is not a whole number from 0 to 120" in page.text
    assert 'value="480" aria-invalid="true"' in page.text
    assert 'value="male" selected' in page.text
    assert len(services.exams.list(account.id, Wanted())) == 1


def test_a_draft_is_offered_to_be_continued(client, services, account, start, exam_id):
    page = start().text
    assert "Continue the draft?" in page
    assert f'href="/exams/{exam_id}/complaint"' in page
    assert "Same person?" not in page
    assert begun(services, account, start(visit="")).id != exam_id


def test_nobody_is_compared_with_a_draft_or_with_what_is_a_colleagues(services, colleague, start, exam_id):
    other = services.exams.create(PATIENT, colleague.id)
    services.exams.sign(other, colleague.id, Examiner("Gabriele Falloppio"))
    assert [start(visit=one).status_code for one in (exam_id, other)] == [404, 404]
    assert other not in start().text


def test_a_form_sent_twice_begins_once_and_asks_about_no_draft_of_its_own(client, services, account, start):
    sent = {"form_id": "a" * 32}
    assert len({start(**sent).location for _ in range(3)}) == 1
    assert len(services.exams.list(account.id, Wanted())) == 1


def test_the_answer_sent_twice_begins_once(services, account, start, signed_id):
    sent = {"form_id": "b" * 32, "visit": signed_id}
    assert len({start(**sent).location for _ in range(3)}) == 1
    assert len(services.exams.list(account.id, Wanted())) == 2


def summary(number, signed=True, age=47):
    at = datetime(2026, 10, 3, tzinfo=UTC) - timedelta(days=number)
    return ExamSummary(
        id=str(number),
        reference=PATIENT,
        age=age,
        sex="male",
        side=None,
        found="",
        emergencies=0,
        version=1,
        created_at=at,
        updated_at=at,
        signed_at=at if signed else None,
        discarded_at=None,
        void=False,
    )


def shown(known, *, dates=AT, now=datetime(2026, 11, 28, tzinfo=UTC)):
    when = {one.id: dates for one in known}
    return visits_of(known, when, now, by_clock=lambda at: at, hide_found=False)


def test_only_the_latest_three_are_offered():
    found = shown([summary(number) for number in range(5)])
    assert ([one.id for one in found.signed], found.older) == (["0", "1", "2"], 2)


def test_an_age_of_a_year_ago_or_longer_is_said_and_not_carried():
    recent, old = shown([summary(0)]), shown([summary(0)], now=datetime(2027, 10, 3, 9, 30, tzinfo=UTC))
    assert (recent.age, old.age, old.age_then) == (47, None, "47 on 3 October 2026")


def test_an_age_that_was_not_recorded_is_not_said():
    found = shown([summary(0, age=None)])
    assert (found.age, found.age_then) == (None, "")


def test_an_examination_without_a_date_is_not_compared_with():
    found = shown([summary(0)], dates=None)
    assert (found.signed, found.age, found.sex) == ((), None, None)


def test_the_other_answer_of_the_same_form_begins_another(services, account, start, signed_id):
    one = start(visit=signed_id, form_id="f1").location
    other = start(visit="", form_id="f1").location
    assert one != other
    assert services.exams.open(other.split("/")[2], account.id).earlier is None
