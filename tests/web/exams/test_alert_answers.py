"""Answers to alerts: given beside the alert, shown on every screen, on the note, and fixed by the signature."""

import re

import pytest

from exam.domain.reasoning.assess import assess
from exam.domain.record.answers import Answer
from reference import load_reference
from tests.web.exams.steps import HTMX
from tests.web.note.signing import sign

ALARMING = (
    Answer("red_flags.urinary_retention_or_incontinence", True),
    Answer("red_flags.saddle_numbness", True),
    Answer("red_flags.severe_pain", True),
)
WORDS = "sent to the emergency department"


@pytest.fixture
def alarming(services, account, exam_id):
    services.exams.append(exam_id, account.id, ALARMING)
    return exam_id


@pytest.fixture
def answer(client, alarming):
    """A function that answers an alert as its form does."""

    def answer(answer="acted_on", text=WORDS, alert="cauda_equina", **sent):
        return client.post(f"/exams/{alarming}/alerts/{alert}", data={"answer": answer, "text": text, **sent})

    return answer


def banner_in(text):
    return re.search(r'<section class="banner.*?</section>', text, re.DOTALL)[0]


def card_in(text):
    return re.search(r'<section class="card" id="alerts-raised".*?</section>', text, re.DOTALL)[0]


def test_an_answer_is_stored_with_who_and_when_and_shown_at_its_alert(answer, step, record):
    assert answer(by="Somebody", at="1999-01-01T00:00:00+00:00").location.endswith("/assessment#alert-cauda_equina")
    review = record().alert_reviews["cauda_equina"]
    assert (review.answer, review.text, review.by) == ("acted_on", WORDS, "Andreas Vesalius")
    assert review.at >= record().examined_at
    card = card_in(step("assessment"))
    assert re.search(rf"Acted on: {WORDS} \(Andreas Vesalius, \d\d:\d\d\)", card)
    assert re.search(r'value="acted_on" aria-pressed="true"', card)


def test_every_step_says_whether_the_emergency_is_answered(answer, step):
    assert "Not answered" in banner_in(step("strength"))
    answer()
    assert "Not answered" not in banner_in(step("strength"))
    assert "Acted on" in banner_in(step("strength"))


def test_of_several_emergencies_the_banner_counts_the_answered_ones(services, account, alarming, answer, step, record):
    more = ("findings.strength.ankle_dorsiflexion.right", "3"), ("findings.strength.ankle_dorsiflexion.left", "2")
    services.exams.append(alarming, account.id, [Answer(*one) for one in more])
    first, *others = [alert.id for alert in assess(record()).alerts if alert.urgency == "emergency"]
    assert others
    assert "Not answered" in banner_in(step("strength"))
    answer(alert=first)
    assert f"1 of {1 + len(others)} answered" in banner_in(step("strength"))
    for other in others:
        answer("other_explanation", "", other)
    assert 'banner-state nowrap">Answered<' in banner_in(step("strength"))


def test_an_answer_reaches_the_second_tablet(client, alarming, answer, services, account):
    seen = services.exams.open(alarming, account.id).revision
    answer()
    there = client.get(f"/exams/{alarming}/changes?since={seen}&step=strength", headers=HTMX).text
    assert "Acted on" in banner_in(there)


def test_an_answer_can_be_changed_and_taken_back(answer, step, record):
    answer()
    answer("known_and_old", "operated in 2019")
    assert record().alert_reviews["cauda_equina"].answer == "known_and_old"
    answer("")
    assert record().alert_reviews == {}
    assert "Not answered" in card_in(step("assessment"))


def test_a_form_sent_twice_is_one_answer(answer, services, account, alarming):
    seen = services.exams.open(alarming, account.id).revision
    answer(seen_revision=seen)
    assert answer(seen_revision=seen).status_code == 303
    for _ in range(2):
        answer("known_and_old", "old", answer_id="tablet-7", seen_revision=seen + 1)
    assert services.exams.open(alarming, account.id).revision == seen + 2


def test_an_answer_is_undone_as_one(client, alarming, answer, record):
    answer()
    undone = client.post(f"/exams/{alarming}/undo", data={"step": "strength"}, follow_redirects=True).text
    assert "Undone: answer to the alert signs of cauda equina compression" in undone
    assert record().alert_reviews == {}


def test_an_answer_of_another_tablet_is_not_overwritten(answer, other_tablet, services, account, alarming):
    seen = services.exams.open(alarming, account.id).revision
    answer(seen_revision=seen)
    later = {"answer": "known_and_old", "text": "", "seen_revision": seen}
    refused = other_tablet.post(f"/exams/{alarming}/alerts/cauda_equina", data=later)
    assert refused.status_code == 409
    assert f"It is now: “Acted on: {WORDS}”" in refused.text


@pytest.mark.parametrize(
    ("sent", "fault"),
    [
        ({"answer": "seen"}, "alert_reviews.cauda_equina.answer"),
        ({"text": "x" * 501}, "The answer to the alert is 501 characters long"),
        ({"alert": "appendicitis"}, "alert_reviews.appendicitis"),
        ({"alert": "severe_pain"}, "alert_reviews.severe_pain"),
    ],
)
def test_a_wrong_answer_is_refused_with_its_fault(answer, record, sent, fault):
    refused = answer(**sent)
    assert refused.status_code == 422
    assert fault in refused.text
    assert record().alert_reviews == {}


def test_a_form_without_an_answer_is_refused(client, alarming):
    refused = client.post(f"/exams/{alarming}/alerts/cauda_equina", data={"text": WORDS})
    assert refused.status_code == 422
    assert "alert_reviews.cauda_equina.answer: is required" in refused.text


def test_the_step_itself_takes_no_answer_to_an_alert(tap, alarming, record):
    assert tap("assessment", "alert_reviews.cauda_equina", "acted_on").status_code == 422
    assert record().alert_reviews == {}


def test_only_its_examiner_can_answer(sign_in, colleague, alarming, record):
    there = sign_in(colleague).post(f"/exams/{alarming}/alerts/cauda_equina", data={"answer": "acted_on"})
    assert there.status_code == 404
    assert record().alert_reviews == {}


def test_an_alert_to_note_has_no_buttons(step, alarming):
    card = card_in(step("assessment"))
    assert 'id="alert-severe_pain"' in card
    assert re.findall(r"/alerts/(\w+)", card) == ["cauda_equina"]


def test_below_an_emergency_an_urgent_alert_is_named_without_its_action(step, alarming, services, account):
    services.exams.append(alarming, account.id, [Answer("findings.strength.ankle_dorsiflexion.left", "3")])
    card, rows = card_in(step("assessment")), load_reference().alerts
    assert rows["cauda_equina"].action in card
    assert rows["severe_weakness"].label in card
    assert rows["severe_weakness"].action not in card
    assert '/alerts/severe_weakness"' in card


def test_without_an_emergency_an_urgent_alert_has_its_action(step, tap):
    tap("strength", "findings.strength.ankle_dorsiflexion.left", "3")
    card = card_in(step("assessment"))
    assert load_reference().alerts["severe_weakness"].action in card
    assert card.index(load_reference().alerts["severe_weakness"].action) < card.index("<summary>")


def test_before_signing_the_open_emergencies_are_named(client, alarming, answer):
    before = client.get(f"/exams/{alarming}/sign").text
    assert "Signs of cauda equina compression: not answered" in before
    assert f'href="/exams/{alarming}/assessment#alert-cauda_equina"' in before
    answer()
    assert "not answered" not in client.get(f"/exams/{alarming}/sign").text


def test_a_note_signed_without_an_answer_says_so_and_nothing_changes_afterwards(client, alarming, answer):
    assert sign(client, alarming).status_code == 303
    assert answer().status_code == 409
    assert "Not answered by a clinician." in client.get(f"/exams/{alarming}/note.txt").text
    assert "answer-form" not in client.get(f"/exams/{alarming}/assessment").text


def test_a_signed_note_has_the_answer(client, alarming, answer):
    answer()
    sign(client, alarming)
    note = client.get(f"/exams/{alarming}/note").text
    assert re.search(rf"Acted on: {WORDS} \(Andreas Vesalius, \d\d:\d\d\)\.", note)
    assert client.get(f"/exams/{alarming}/record.json").get_json()["alert_reviews"]["cauda_equina"]["text"] == WORDS


def test_an_offline_copy_has_the_state_but_neither_words_nor_names(client, alarming, answer):
    answer()
    copy = client.get(f"/exams/{alarming}/strength/copy").text
    assert "Acted on" in banner_in(copy)
    assert WORDS not in copy
    assert "Vesalius" not in copy
