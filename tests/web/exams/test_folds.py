"""How often the answers of an examination are folded to a record: a count, which no slow machine changes."""

import pytest

from exam.domain.record import answers, reading

KNEE = "findings.strength.knee_extension.left"
FEVER = "red_flags.fever"
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
def test_the_first_grade_folds_the_log_as_it_was(client, exam_id, folds, headers):
    client.post(f"/exams/{exam_id}/strength", data={KNEE: "4"}, headers=headers)
    assert folds == [2]


def test_filling_the_rest_folds_as_often(client, exam_id, folds):
    client.post(f"/exams/{exam_id}/reflexes/all-normal", data={"group": ""}, headers=HTMX)
    assert folds == [2]


@pytest.mark.parametrize("headers", [{}, HTMX])
def test_what_is_no_grade_is_checked_by_one_more_fold(client, exam_id, folds, headers):
    client.post(f"/exams/{exam_id}/strength", data={KNEE: "not_tested:pain"}, headers=headers)
    assert folds == [2, 3]


def test_a_grade_is_changed_cleared_and_undone_without_a_fold(client, exam_id, folds):
    client.post(f"/exams/{exam_id}/strength", data={KNEE: "4"}, headers=HTMX)
    folds.clear()
    for grade in ("3", ""):
        client.post(f"/exams/{exam_id}/strength", data={KNEE: grade}, headers=HTMX)
    client.post(f"/exams/{exam_id}/undo", data={"step": "strength"}, headers=HTMX)
    # The record that the last one left is known.
    assert folds == []


def test_what_is_cleared_is_checked_apart_since_the_record_no_longer_holds_it(client, exam_id, folds):
    """Yes in its place, with a name for the patient."""
    client.post(f"/exams/{exam_id}/red-flags", data={FEVER: "true"}, headers=HTMX)
    folds.clear()
    client.post(f"/exams/{exam_id}/red-flags", data={FEVER: ""}, headers=HTMX)
    assert folds == [2, 2]


def test_what_is_sent_again_is_not_folded_again(client, exam_id, folds):
    for _ in range(2):
        client.post(f"/exams/{exam_id}/strength", data={KNEE: "4", "answer_id": "tablet-1"}, headers=HTMX)
    assert folds == [2]
