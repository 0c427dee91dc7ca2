"""The assessment's page: first what a clinician acts on, then everything else in folds, and one list of sources."""

import re

import pytest

from exam.domain.record.answers import Answer
from exam.web.presenters.assessment.sources import numbered
from exam.web.presenters.reference.citations import citations
from reference import load_reference
from tests.web.note.signing import sign

FINDINGS = {
    "presentation.symptom_side": "left",
    "presentation.pain_sites.left": ["knee", "buttock"],
    "presentation.features.knee_swelling": True,
    "red_flags.saddle_numbness": True,
    "red_flags.urinary_retention_or_incontinence": True,
    "red_flags.severe_pain": True,
    "red_flags.numbness_tingling_or_weakness": False,
    "findings.light_touch.L5.left": 1,
    "findings.strength.ankle_dorsiflexion.left": "3",
    "findings.strength.great_toe_extension.left": "4",
    "findings.strength.hip_abduction.left": "4",
}
FIRST = ("alerts-raised", "contradictions", "ranking", "next-tests", "imaging", "impression")
FOLDS = (
    "plan",
    "reasons",
    "less-likely",
    "conditions",
    "leaning",
    "studies",
    "imaging-questions",
    "found",
    "gaps",
    "sources",
)
GIVES_AWAY = ("next-tests", "imaging", *FOLDS[1:6])


@pytest.fixture
def examined(services, account, exam_id):
    services.exams.append(exam_id, account.id, [Answer(*one) for one in FINDINGS.items()])
    return exam_id


@pytest.fixture
def page(client, examined):
    return lambda: client.get(f"/exams/{examined}/assessment").text


def fold(text, name):
    """The fold of this name, up to the next one."""
    return text.partition(f'<details class="fold" id="{name}"')[2].partition('<details class="fold"')[0]


def test_what_is_to_be_done_comes_first_and_the_rest_in_closed_folds(page):
    text = page()
    places = [text.index(f'id="{name}"') for name in (*FIRST, *FOLDS)]
    assert places == sorted(places)
    for name in FOLDS:
        assert f'<details class="fold" id="{name}">' in text


def test_each_fold_says_what_is_inside(page):
    inside = dict(
        re.findall(r'<h2 id="([\w-]+)-title">[^<]*</h2> <span class="fold-inside" id="[\w-]+">([^<]*)</span>', page())
    )
    assert inside["plan"] == "None entered"
    assert inside["found"] == "Pain, left: knee and buttock; and 8 more"
    assert inside["gaps"].startswith("Patellar reflex, right and left; and ")
    assert all(inside[name] for name in FOLDS)


def test_what_decides_imaging_is_one_tap_from_its_verdict(page):
    card = page().partition('id="imaging"')[2].partition("</section>")[0]
    assert "<summary>Ask first: contraindication to MRI and " in card


def test_a_number_leads_to_its_source_and_guidelines_come_before_articles(page):
    text = page()
    listed = re.findall(r'<li id="source-(\w+)"', fold(text, "sources"))
    cited = set(re.findall(r'href="#source-(\w+)" aria-label="Source (\d+): [^"]+">\[(\d+)\]', text))
    assert {source for source, _, _ in cited} == set(listed)
    assert all(listed[int(said) - 1] == source and said == shown for source, said, shown in cited)
    kinds = [load_reference().sources[source].kind for source in listed]
    assert kinds[0] == "guideline"
    assert "guideline" not in kinds[kinds.index("article") :]


def test_sources_are_numbered_by_what_they_are_and_then_as_they_are_cited():
    sources = numbered(citations(["knee_from_lower_back", "dionne2019", "acp2011", "dionne2019", "acr2021"]))
    assert sources.numbers == {"acp2011": 1, "acr2021": 2, "dionne2019": 3, "knee_from_lower_back": 4}
    assert [number for number, _ in sources.of(citations(["knee_from_lower_back", "acr2021"]))] == [2, 4]


def test_every_alert_below_the_first_has_its_place_in_a_line_that_is_always_in_view(page):
    card = page().partition('id="alerts-raised"')[2].partition("</section>")[0]
    first, *rows = card.split('<details class="alert-row ')
    assert 'id="alert-cauda_equina"' in first
    lines = [row.partition("</summary>")[0] for row in rows]
    assert 'id="alert-severe_weakness"' in lines[0]
    assert 'id="alert-severe_pain"' in lines[-1]
    assert sum(line.count('id="alert-') for line in lines) + 1 == card.count('id="alert-')


def test_the_reasons_shown_first_are_three_at_most_against_a_named_cause(page, services, account, examined):
    flags = ("red_flags.saddle_numbness", "red_flags.urinary_retention_or_incontinence")
    services.exams.append(examined, account.id, [Answer(flag, value=False) for flag in flags])
    card = page().partition('id="ranking"')[2].partition("</section>")[0]
    assert 'class="reasons-title">Rather than ' in card
    assert 1 <= card.count('class="reason-label"') <= 3


def test_my_impression_first_hides_whatever_gives_the_ranking_away(client, page, examined):
    shown = page()
    client.post(f"/exams/{examined}/impression-first", data={"on": "true"})
    text = page()
    assert all(f'id="{name}"' in shown and f'id="{name}"' not in text for name in GIVES_AWAY)
    assert text.index('id="impression"') < text.index('id="ranking"')
    cited = set(re.findall(r'href="#source-(\w+)"', text))
    assert set(re.findall(r'<li id="source-(\w+)"', text)) == cited
    assert cited < set(re.findall(r'href="#source-(\w+)"', shown))


def test_once_signed_it_is_read_only(client, page, examined, services, account):
    services.exams.append(examined, account.id, [Answer("impression.text", "Cauda equina")])
    sign(client, examined)
    text = page()
    assert 'id="ranking"' in text
    assert 'id="next-tests"' not in text
    assert "answer-form" not in text
    assert "Save my impression" not in text
    assert "Cauda equina</p>" in text
    assert "None entered." not in text


def test_the_strip_leads_to_what_fits_or_to_the_impression(client, step, examined):
    there = f'href="/exams/{examined}/assessment#'
    assert f'class="strip-why" {there}ranking">Why?' in step("strength")
    client.post(f"/exams/{examined}/impression-first", data={"on": "true"})
    assert f'class="strip-why" {there}impression">Enter your impression' in step("strength")


def test_before_anything_is_found_the_rest_of_the_core_is_the_next_test(client, exam_id):
    text = client.get(f"/exams/{exam_id}/assessment").text
    card = text.partition('id="next-tests"')[2].partition("</section>")[0]
    assert re.search(r'href="/exams/\w+/[\w-]+#[\w-]+">', card)
    assert 'id="reasons"' not in text
