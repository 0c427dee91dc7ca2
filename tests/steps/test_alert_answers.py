"""The answer to an alert as the form sends it; who and when come from the server."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from exam.domain.record.answers import Answer
from exam.domain.record.model import AlertReview, Handover
from exam.steps.alert_answers import NotAnswerable, call_answers, clock_of, review_answers
from exam.steps.sequence import asking
from tests.domain.records import record_of

NOW = datetime(2026, 11, 28, 14, 5, 30, 500, tzinfo=UTC)
AT = "2026-11-28T14:05:30+00:00"
RAISED = record_of({"red_flags.urinary_retention_or_incontinence": True, "red_flags.saddle_numbness": True})
PATH = "alert_reviews.cauda_equina"
SENT = AlertReview("acted_on", "sent on", by="Dr A. Example", at="2026-11-28T14:00:00+00:00")


def answers(form, record=RAISED, alert="cauda_equina"):
    return review_answers(alert, form, record, "Dr A. Example", NOW)


def test_the_server_says_who_and_when():
    form = {"answer": "acted_on", "text": " sent\r\non ", "by": "Somebody", "at": "1999-01-01T00:00:00+00:00"}
    review = {"answer": "acted_on", "text": "sent\non", "by": "Dr A. Example", "at": AT}
    assert answers(form) == (Answer(PATH, review),)


def test_without_words_there_is_no_text():
    assert answers({"answer": "known_and_old", "text": " "})[0].value == {
        "answer": "known_and_old",
        "by": "Dr A. Example",
        "at": AT,
    }


def test_the_same_answer_again_stores_nothing_and_another_replaces_it():
    answered = replace(RAISED, alert_reviews={"cauda_equina": SENT})
    assert answers({"answer": "acted_on", "text": "sent on"}, answered) == ()
    assert answers({"answer": "acted_on", "text": "surgeon phoned"}, answered)[0].value["at"] == AT
    assert answers({"answer": "known_and_old", "text": "sent on"}, answered)[0].value["answer"] == "known_and_old"


def test_an_empty_answer_takes_it_back_also_once_the_alert_is_no_longer_raised():
    answered = replace(record_of({}), alert_reviews={"cauda_equina": SENT})
    assert answers({"answer": ""}, answered) == (Answer(PATH, None),)
    assert answers({"answer": ""}) == ()


@pytest.mark.parametrize(
    ("form", "alert", "fault"),
    [
        ({"text": "sent on"}, "cauda_equina", "alert_reviews.cauda_equina.answer: is required"),
        ({"answer": "acted_on"}, "spinal_infection", "alert_reviews.spinal_infection: is no alert of"),
        ({"answer": "acted_on"}, "appendicitis", "alert_reviews.appendicitis: is no alert of"),
    ],
)
def test_what_cannot_be_answered_is_refused_with_its_path(form, alert, fault):
    with pytest.raises(NotAnswerable) as refused:
        answers(form, alert=alert)
    assert str(refused.value.faults[0]).startswith(fault)


def test_an_alert_to_note_asks_for_no_answer():
    with pytest.raises(NotAnswerable):
        answers({"answer": "acted_on"}, record_of({"presentation.symptom_side": "both"}), "both_legs")


def test_an_answer_belongs_to_the_assessment():
    assert asking(PATH).id == "assessment"


CALL = Handover("Spinal registrar", "2026-11-28T09:20:00+01:00", "Dr A. Example", "Ambulance")
TYPED = {"phoned": "Spinal registrar", "at": "08:20", "agreed": "Ambulance"}
CALLED = replace(RAISED, handover=CALL)


def call(form, record=RAISED, by="Dr B. Other"):
    return call_answers(form, record, by, NOW)


def test_a_call_is_of_today_by_the_clinics_clock_and_by_whoever_is_signed_in():
    value = {"to": "Spinal registrar", "at": "2026-11-28T08:20:00+00:00", "by": "Dr B. Other", "agreed": "Ambulance"}
    assert call({**TYPED, "phoned": " Spinal\nregistrar "}) == (Answer("handover", value),)
    assert asking("handover").id == "assessment"


def test_a_time_that_has_not_come_yet_is_of_yesterday():
    assert call({"phoned": "Registrar", "at": "23:50"}) == (
        Answer("handover", {"to": "Registrar", "at": "2026-11-27T23:50:00+00:00", "by": "Dr B. Other"}),
    )


def test_the_same_call_again_stores_nothing_and_a_corrected_one_keeps_its_time():
    assert clock_of(CALL.at, NOW) == "08:20"
    assert call(TYPED, CALLED) == ()
    older = replace(CALLED, handover=replace(CALL, at="2026-11-20T08:20:00+00:00"))
    assert call({**TYPED, "agreed": "Scan at once"}, older)[0].value["at"] == "2026-11-20T08:20:00+00:00"


def test_all_fields_empty_takes_the_call_back():
    assert call({"phoned": " ", "at": "", "agreed": ""}, CALLED) == (Answer("handover", None),)
    assert call({}) == ()


@pytest.mark.parametrize(
    ("form", "fault"),
    [
        ({"at": "08:20"}, "handover.to: is required"),
        ({"phoned": "Registrar"}, "handover.at: needs a time, as 14:20"),
        ({"phoned": "Registrar", "at": "half past two"}, "handover.at: needs a time, as 14:20"),
        ({"phoned": "Registrar", "at": "24:20"}, "handover.at: needs a time, as 14:20"),
    ],
)
def test_a_call_without_who_or_when_is_refused(form, fault):
    with pytest.raises(NotAnswerable) as refused:
        call(form)
    assert [str(one) for one in refused.value.faults] == [fault]
