"""A returned form is read whole or refused, with the place of each fault."""

import json
from datetime import date

import pytest

from exam.domain.review.form import FormRefused, read_form
from tests.domain.review.forms import FIGURES, form, read

VALID = form("A. Vesalius", (FIGURES[0], "too_high", {"estimate": 0.02, "comment": "rare"}), (FIGURES[1], "agree"))


def faults_of(data):
    with pytest.raises(FormRefused) as refused:
        read_form(data if isinstance(data, bytes) else json.dumps(data).encode())
    assert str(refused.value) == "\n".join(refused.value.faults)
    return list(refused.value.faults)


def edited(**answer):
    return VALID | {"answers": [VALID["answers"][0] | answer]}


def test_a_form_is_read():
    found = read(VALID)
    assert (found.reader.name, found.reader.role, found.reader.on) == ("A. Vesalius", "Neurologist", date(2026, 11, 28))
    first, second = found.answers
    assert (first.figure, first.answer, first.estimate, first.comment) == (FIGURES[0], "too_high", 0.02, "rare")
    assert (second.figure, second.answer, second.estimate, second.comment) == (FIGURES[1], "agree", None, "")


@pytest.mark.parametrize(
    ("data", "fault"),
    [
        (b"{", "is not JSON: Input data was truncated"),
        (b'{"format": "\xff"}', "is not JSON:"),
        ([], "the form: Expected `object`, got `array`"),
        (VALID | {"format": "dermyo-review/2"}, "format: Invalid enum value 'dermyo-review/2'"),
        (VALID | {"reader": {"name": "A", "role": "B", "on": "today"}}, "reader.on: Invalid RFC3339 encoded date"),
        (VALID | {"reader": {"name": " ", "role": "B", "on": "2026-11-28"}}, "reader.name: is empty"),
        (VALID | {"reader": {"name": "A", "role": " ", "on": "2026-11-28"}}, "reader.role: is empty"),
        (VALID | {"answers": []}, "answers: no figure was answered"),
        (edited(answer="perhaps"), "answers[0].answer: Invalid enum value 'perhaps'"),
        (edited(p=0), "answers[0].p: Expected `float` > 0.0"),
        (edited(estimate=51), "answers[0].estimate: Expected `float` < 1.0"),
        (edited(rank=1), "answers[0]: Object contains unknown field `rank`"),
        (edited(figure="priors/no"), 'answers[0].figure: "priors/no" is no figure of the reference'),
        (
            VALID | {"answers": [VALID["answers"][0]] * 2},
            f'answers[1].figure: "{FIGURES[0]}" is answered twice',
        ),
    ],
)
def test_a_faulty_form_is_refused(data, fault):
    (found,) = faults_of(data)
    assert found.startswith(fault)


def test_every_fault_is_named():
    data = VALID | {"reader": {"name": " ", "role": " ", "on": "2026-11-28"}, "answers": [1, VALID["answers"][0], {}]}
    assert faults_of(data) == [
        "reader.name: is empty",
        "reader.role: is empty",
        "answers[0]: Expected `object`, got `int`",
        "answers[2]: Object missing required field `figure`",
    ]


def test_a_reader_who_cannot_say_gives_no_review():
    found = read(form("A", (FIGURES[0], "cannot_say"), (FIGURES[1], "too_low")))
    unsure, sure = (answer.as_review(found.reader) for answer in found.answers)
    assert unsure is None
    assert (sure.by, sure.role, sure.on, sure.verdict) == ("A", "Neurologist", date(2026, 11, 28), "too_low")
    assert sure.p == found.answers[1].p
