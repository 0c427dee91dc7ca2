"""A contradiction is in the strip of each step, on the assessment and beside the sign button; it leads to its place."""

import re

import pytest

from exam.domain.reasoning.consistency.contradictions import contradictions_of
from exam.domain.record.answers import Answer
from exam.web.presenters.frame.contradictions import shown_contradictions
from tests.domain.reasoning.consistency.contradicting import RAISED
from tests.domain.records import record_of
from tests.web.exams.steps import HTMX, PAGES
from tests.web.note.signing import sign

SIDE = "presentation.symptom_side"
WRONG_SIDE = {
    SIDE: "right",
    "findings.light_touch.L5.left": 1,
    "findings.light_touch.L5.right": 2,
    "findings.strength.hip_flexion.left": "4",
    "red_flags.numbness_tingling_or_weakness": False,
}
LINE = "<strong>Contradiction:</strong> Complaint on the right, every abnormal finding on the left</span></a>"


@pytest.fixture
def answer(services, account, exam_id):
    """A function that adds answers to the examination."""
    return lambda answers: services.exams.append(exam_id, account.id, [Answer(*one) for one in answers.items()])


@pytest.fixture
def page(client, exam_id):
    return lambda slug: client.get(f"/exams/{exam_id}/{slug}").text


def strip_of(text):
    return text.partition('id="strip"')[2]


@pytest.mark.sampled(3)
@pytest.mark.parametrize("slug", [*PAGES, "note"])
def test_the_strip_of_each_step_names_the_first_and_counts_the_others(answer, page, exam_id, slug):
    assert "Contradiction" not in strip_of(page(slug))
    answer(WRONG_SIDE)
    strip = strip_of(page(slug))
    assert f'href="/exams/{exam_id}/complaint#presentation-symptom_side"><span>{LINE}' in strip
    assert f'href="/exams/{exam_id}/assessment#contradictions">and 1 more</a>' in strip


def test_a_tap_brings_the_line_and_a_correction_takes_it_away(client, answer, exam_id):
    answer({path: value for path, value in WRONG_SIDE.items() if path != SIDE and not path.startswith("red")})
    there = f"/exams/{exam_id}/complaint"
    tapped = client.post(there, data={SIDE: "right"}, headers=HTMX).text
    assert LINE in strip_of(tapped)
    assert "more</a>" not in strip_of(tapped)
    assert "Contradiction" not in strip_of(client.post(there, data={SIDE: "left"}, headers=HTMX).text)


def test_the_assessment_lists_all_with_what_the_record_says(answer, page, exam_id):
    assert 'id="contradictions"' not in page("assessment")
    answer(WRONG_SIDE)
    card = page("assessment").partition('id="contradictions"')[2].partition("</section>")[0]
    assert "Contradictions</h2>" in card
    assert len(re.findall("<li>", card)) == 2
    assert "Complaint in the right leg; left L5 light touch 1 altered; left hip flexion 4." in card
    assert f'href="/exams/{exam_id}/red-flags#red_flags-numbness_tingling_or_weakness"' in card


def test_the_note_says_before_signing_what_contradicts_and_prints_it(client, answer, page, exam_id):
    answer(WRONG_SIDE)
    asked = page("sign").partition('id="confirm-contradictions"')[2].partition("</dl>")[0]
    assert "Complaint on the right, every abnormal finding on the left" in asked
    assert f'href="/exams/{exam_id}/complaint#presentation-symptom_side"' in asked
    assert f'href="/exams/{exam_id}/red-flags#red_flags-numbness_tingling_or_weakness"' in asked
    printed = page("note").partition('class="note note-preview"')[2].partition("</article>")[0]
    assert printed
    for text in (printed, client.get(f"/exams/{exam_id}/note.txt").text):
        assert "Complaint on the right, every abnormal finding on the left (complaint in the right leg;" in text
        assert "These entries cannot both be right. Nothing was changed" in text


def test_a_signed_note_has_no_line_and_the_assessment_lists_without_links(client, answer, page, exam_id):
    answer(WRONG_SIDE)
    sign(client, exam_id)
    assert "Contradiction" not in strip_of(page("complaint"))
    assert "Contradiction" not in strip_of(page("note"))
    card = page("assessment").partition('id="contradictions"')[2].partition("</section>")[0]
    assert "every abnormal finding on the left" in card
    assert "href" not in card


def test_each_leads_to_a_place_that_is_on_its_page(page):
    records = [record_of(answers) for _, answers, _, _ in RAISED]
    shown = [one for record in records for one in shown_contradictions(contradictions_of(record), record)]
    pages = {slug: page(slug) for slug in {one.slug for one in shown}}
    assert {"complaint", "red-flags", "back-or-knee", "strength", "tension", "further", "assessment"} <= set(pages)
    assert [one.id for one in shown if f'id="{one.anchor}"' not in pages[one.slug]] == []
