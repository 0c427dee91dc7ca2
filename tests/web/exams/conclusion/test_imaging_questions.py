"""The questions about imaging: beside the imaging whose verdict they change, the others in a fold."""

import re

import pytest

from exam.domain.record.answers import Answer
from tests.domain.reasoning.imaging.test_deciding import L5
from tests.web.exams.steps import HTMX, button

MRI = "presentation.imaging_limits.mri_contraindicated"


@pytest.fixture
def suggested(services, account, exam_id, fill):
    """An examination for which an MRI is suggested."""
    for slug in ("sensation", "reflexes"):
        fill(slug)
    services.exams.append(exam_id, account.id, [Answer(*one) for one in L5.items()])
    return exam_id


def card(text):
    """The card of the imaging."""
    return re.search(r'<section class="card" id="imaging".*?</section>', text, re.DOTALL)[0]


def test_they_are_asked_beside_the_imaging_and_change_its_verdict(client, suggested, step):
    before = step("assessment")
    assert "MRI of the lumbar spine" in card(before)
    assert "Ask first: contraindication to MRI and 3 more" in card(before)
    assert button(card(before), "Contraindication to MRI: yes")["aria-pressed"] == "false"
    assert "Former reaction to contrast: yes" not in card(before)
    assert button(before, "Former reaction to contrast: yes")["aria-pressed"] == "false"

    answer = client.post(f"/exams/{suggested}/assessment", data={MRI: "true"}, headers=HTMX)
    assert answer.headers["HX-Redirect"].endswith("/assessment#imaging")
    after = card(step("assessment"))
    assert "CT of the lumbar spine" in after
    assert "MRI is contraindicated" in after
    assert button(after, "Contraindication to MRI: yes")["aria-pressed"] == "true"
    assert re.search(r'id="ask-first" open', after)


def test_without_a_script_the_answer_leads_back_to_the_imaging(client, suggested):
    plain = client.post(f"/exams/{suggested}/assessment", data={MRI: "false"})
    assert plain.location.endswith("/assessment#imaging")


def test_all_are_asked_in_a_fold_where_nothing_is_suggested_or_the_ranking_is_hidden(client, exam_id, step, suggested):
    client.post(f"/exams/{exam_id}/impression-first", data={"on": "true"})
    hidden = step("assessment")
    assert "Ask first" not in hidden
    assert button(hidden, "Contraindication to MRI: yes")["aria-pressed"] == "false"


def test_once_all_are_asked_the_line_says_so(services, account, suggested, step):
    limits = ("mri_contraindicated", "claustrophobia")
    answers = [Answer(f"presentation.imaging_limits.{name}", False) for name in limits]
    answers += [Answer("presentation.features.six_weeks_of_care_without_relief", False)]
    services.exams.append(suggested, account.id, answers)
    assert "Answered: what would change this suggestion" in card(step("assessment"))
