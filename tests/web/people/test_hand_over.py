"""A draft is handed over from the patient's editor; both lists say so until the colleague opens it."""

import re

import pytest

from exam.domain.record.model import Examiner
from tests.web.house_rules import PATIENT

LIST = "/exams"


@pytest.fixture
def give(client, exam_id, colleague):
    """Sends the form; returns the answer."""

    def give(to=colleague.id, words="", seen=1):
        form = {"to": to, "words": words, "seen_revision": seen}
        return client.post(f"/exams/{exam_id}/hand-over?step=strength", data=form)

    return give


def dismissing(page):
    return re.search(r'action="(/hand-overs/\d+/dismiss)"', page)[1]


def test_the_editor_leads_to_the_form_that_names_the_colleagues(client, exam_id, colleague):
    there = re.search(
        r'href="(/exams/\w+/hand-over\?step=strength)"', client.get(f"/exams/{exam_id}/patient?step=strength").text
    )
    page = client.get(there[1]).text
    assert f'<option value="{colleague.id}">Gabriele Falloppio</option>' in page
    assert "Andreas Vesalius</option>" not in page
    assert f'href="/exams/{exam_id}/strength">Back to Strength' in page


def test_a_draft_that_is_given_is_in_the_other_list_until_it_is_opened(client, theirs, exam_id, give):
    answer = give(words="Reflexes <left>.")
    assert answer.location == LIST
    mine, other = client.get(LIST).text, theirs.get(LIST).text
    assert "Handed over to Gabriele Falloppio. You can take it back until it is opened." in mine
    assert f'action="/exams/{exam_id}/take-back"' in mine
    assert f"Handed over to you: {PATIENT}" in other
    assert "By Andreas Vesalius" in other
    assert "Reflexes &lt;left&gt;." in other
    assert client.get(f"/exams/{exam_id}/strength").status_code == 404
    assert theirs.get(f"/exams/{exam_id}/complaint").status_code == 200
    assert "Handed over to you" not in theirs.get(LIST).text
    assert "take-back" not in client.get(LIST).text
    assert client.post(f"/exams/{exam_id}/take-back").location == LIST
    assert "Not taken back: your colleague has opened it." in client.get(LIST).text


def test_it_is_taken_back_and_a_message_dismissed(client, theirs, exam_id, give):
    give()
    other = theirs.get(LIST).text
    # It refuses nothing: the draft is theirs.
    assert f'aria-label="Hide this message about {PATIENT}">Hide this message</button>' in other
    theirs.post(dismissing(other))
    assert exam_id in theirs.get(LIST).text
    assert "Handed over to you" not in theirs.get(LIST).text
    client.post(f"/exams/{exam_id}/take-back")
    assert "Taken back: the draft is yours again." in client.get(LIST).text
    assert client.get(f"/exams/{exam_id}/strength").status_code == 200
    assert theirs.get(f"/exams/{exam_id}/strength").status_code == 404


def test_nothing_is_given_to_nobody_to_oneself_or_unseen(client, account, exam_id, give):
    for to, words in (("", "is no active account of a clinician"), (account.id, "is yourself")):
        answer = give(to, "Two words", 1)
        assert answer.status_code == 422
        assert words in answer.text
        assert "Two words</textarea>" in answer.text
    long = give(words="x" * 501)
    assert long.status_code == 422
    assert "The message is 501 characters long; the limit is 500." in long.text
    # A browser that cuts off what is pasted would not say so.
    assert "maxlength" not in long.text.partition('id="words"')[2].partition(">")[0]
    assert f"{'x' * 501}</textarea>" in long.text
    assert give(seen=0).location == f"/exams/{exam_id}/hand-over?step=strength"
    assert "Not handed over: the examination was changed on another screen." in client.get(LIST).text
    assert client.get(f"/exams/{exam_id}/strength").status_code == 200


def test_a_signed_note_and_a_correction_of_one_are_not_given(client, services, account, exam_id, give):
    services.exams.sign(exam_id, account.id, Examiner("Andreas Vesalius"))
    assert give().status_code == 409
    assert client.get(f"/exams/{exam_id}/hand-over").status_code == 409
    new = services.exams.correct(exam_id, account.id)
    fields = {"to": 2, "seen_revision": services.exams.open(new, account.id).revision}
    answer = client.post(f"/exams/{new}/hand-over", data=fields)
    assert "This draft corrects a signed note of yours, and is not handed over" in answer.text


def test_alone_in_a_practice_there_is_nobody_to_choose(client, exam_id):
    assert "There is no other active account of a clinician." in client.get(f"/exams/{exam_id}/hand-over").text
