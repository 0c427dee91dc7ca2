"""How often the answers of an examination are folded to a record: a count, which no slow machine changes."""

import pytest

from exam.domain.record import answers, reading

KNEE = "findings.strength.knee_extension.left"
HTMX = {"HX-Request": "true"}


@pytest.fixture
def folds(monkeypatch):
    """The folds made so far, each by how many answers its record holds; None where it was refused."""
    made = []

    def counting(data):
        made.append(None)
        record = reading.read_stored(data)
        made[-1] = len(answers.answers_of(record))
        return record

    monkeypatch.setattr(answers, "read_stored", counting)
    return made


def test_a_page_folds_the_log_once(client, exam_id, folds):
    assert client.get(f"/exams/{exam_id}/strength").status_code == 200
    assert folds == [2]


@pytest.mark.parametrize("headers", [{}, HTMX])
def test_the_first_tap_folds_the_log_as_it_was_and_once_more_to_check_what_is_new(client, exam_id, folds, headers):
    client.post(f"/exams/{exam_id}/strength", data={KNEE: "4"}, headers=headers)
    assert folds == [2, 3]


def test_filling_the_rest_folds_as_often(client, exam_id, folds):
    client.post(f"/exams/{exam_id}/reflexes/all-normal", data={"group": ""}, headers=HTMX)
    assert folds == [2, 6]


def test_what_is_cleared_is_checked_apart_since_the_record_no_longer_holds_it(client, exam_id, folds):
    client.post(f"/exams/{exam_id}/strength", data={KNEE: "4"}, headers=HTMX)
    folds.clear()
    client.post(f"/exams/{exam_id}/strength", data={KNEE: ""}, headers=HTMX)
    # The record that the last one left is known. "True" in its place is no grade, but the place is known: that is all
    # that is asked of it.
    assert folds == [None, 2]
    folds.clear()
    client.post(f"/exams/{exam_id}/undo", data={"step": "strength"}, headers=HTMX)
    assert folds == [3]


def test_what_is_sent_again_is_not_folded_again(client, exam_id, folds):
    for _ in range(2):
        client.post(f"/exams/{exam_id}/strength", data={KNEE: "4", "answer_id": "tablet-1"}, headers=HTMX)
    assert folds == [2, 3]
