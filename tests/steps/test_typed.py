"""Of a typed form, what was left as it was shown is no answer."""

import pytest

from exam.domain.record.answers import Answer, fold
from exam.steps.sequence import step_with
from exam.steps.step import NotAsked, is_answer

RECORD = fold((Answer("patient.reference", "71"), Answer("examined_at", "2026-01-01T10:00:00+01:00")))


@pytest.mark.parametrize(
    ("step", "path", "was", "text"),
    [
        ("complaint", "patient.age", "54", " 054 "),
        ("complaint", "presentation.duration_weeks", "0.5", "0,5"),
        ("complaint", "presentation.old_deficit.left", "polio", "polio \r\n"),
        ("strength", "comments.strength", "Tired.\nIn pain.", "Tired.\r\nIn pain.\r\n"),
        ("assessment", "impression.side", "", ""),
        ("further", "findings.saddle.post_void_residual_ml", "", " "),
    ],
)
def test_the_same_is_no_answer_however_it_is_written(step, path, was, text):
    assert step_with(step).read({path: text, f"was.{path}": was, "form_id": "1"}, RECORD) == ()
    (given,) = step_with(step).read({path: text}, RECORD)
    assert given.path == path


def test_what_is_typed_over_or_emptied_is_one():
    form = {"comments.note": "Seen alone.", "was.comments.note": "Seen."}
    assert step_with("note").read(form, RECORD) == (Answer("comments.note", "Seen alone."),)
    assert step_with("note").read(form | {"comments.note": ""}, RECORD) == (Answer("comments.note", None),)


def test_advice_that_was_left_as_it_was_is_not_given_again():
    path = "plan.safety_net_text"
    assert step_with("assessment").read({path: "Come back.", f"was.{path}": "Come back."}, RECORD) == ()


def test_a_field_that_the_step_does_not_ask_is_refused_also_as_it_was_shown():
    with pytest.raises(NotAsked):
        step_with("note").read({"patient.age": "54", "was.patient.age": "54"}, RECORD)


def test_what_goes_with_a_form_is_no_answer():
    assert [name for name in ("was.patient.age", "form_id", "answer_id", "patient.age") if is_answer(name)] == [
        "patient.age"
    ]
