"""The plan and the safety net on the assessment, and on everything that leaves it."""

import json

from exam.domain.record.answers import Answer
from tests.web.exams.steps import button
from tests.web.note.signing import sign

WORDS = "Come back at once if your foot drops."


def test_the_plan_is_entered_by_taps_and_words_and_nothing_is_filled_in(step, tap, record):
    text = step("assessment")
    for name in ("Safety-net advice given: yes", "Safety-net advice given: no", "Review in 6 weeks"):
        assert button(text, name)["aria-pressed"] == "false"
    assert tap("assessment", "plan.text", "MRI", htmx=True).status_code == 200
    answer = tap("assessment", "plan.safety_net_given", "true", htmx=True)
    assert button(answer.text, "Safety-net advice given: yes")["aria-pressed"] == "true"
    assert 'hx-swap-oob="outerMorph">Plan: MRI; Safety-net advice given: yes</span>' in answer.text
    answer = tap("assessment", "plan.review_in_weeks", "6", htmx=True)
    assert button(answer.text, "Review in 6 weeks")["value"] == ""
    tap("assessment", "plan.review_in_weeks", "1,5", htmx=True)
    assert record().plan.review_in_weeks == 1.5
    assert 'value="1.5"' in step("assessment")
    assert ">MRI</textarea>" in step("assessment")


def test_words_of_advice_say_that_it_was_given_and_go_with_a_no(step, tap, record):
    answer = tap("assessment", "plan.safety_net_text", WORDS, htmx=True)
    assert button(answer.text, "Safety-net advice given: yes")["aria-pressed"] == "true"
    assert record().plan.safety_net_given is True
    gone = tap("assessment", "plan.safety_net_given", "false", htmx=True)
    assert gone.headers["HX-Redirect"].endswith("/assessment#plan")
    assert (record().plan.safety_net_given, record().plan.safety_net_text) == (False, None)


def test_screen_text_and_record_agree_and_the_signed_page_reads_the_same(client, exam_id, services, account, step):
    given = {
        "plan.text": "MRI in two weeks.",
        "plan.safety_net_given": True,
        "plan.safety_net_text": WORDS,
        "plan.review_in_weeks": 6,
        "impression.diagnoses": ["herniated_disc"],
    }
    services.exams.append(exam_id, account.id, [Answer(*one) for one in given.items()])
    lines = ("MRI in two weeks.", f"yes: {WORDS}", "in 6 weeks", "Herniated lumbar disc")
    text, sheet = client.get(f"/exams/{exam_id}/note.txt").text, client.get(f"/exams/{exam_id}/note").text
    plan = json.loads(client.get(f"/exams/{exam_id}/record.json").text)["plan"]
    assert plan == {
        "text": "MRI in two weeks.",
        "safety_net_given": True,
        "safety_net_text": WORDS,
        "review_in_weeks": 6,
    }
    sign(client, exam_id)
    signed = step("assessment")
    for line in lines:
        assert all(line in one for one in (text, sheet, signed))
    assert "Save the plan" not in signed


def test_a_signed_examination_without_either_says_so(client, exam_id, step):
    sign(client, exam_id)
    assert step("assessment").count("None entered") == 2
