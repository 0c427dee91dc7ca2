"""All that the words for findings, causes and conclusions say is said in the language that is spoken."""

import re
from datetime import date
from functools import reduce
from pathlib import Path

import pytest

from exam.domain.language import say, speaking
from exam.domain.leg_chart.ground import heads
from exam.domain.leg_chart.paper import draw_on_paper
from exam.domain.leg_chart.state import leg_chart
from exam.domain.reasoning.assess import assess
from exam.domain.record.reading import RecordRefused, parse_record, read_record
from exam.domain.review.claims import claim, reason, span
from exam.domain.review.words import all_reviewed, reviews_words
from exam.domain.words.causes import cause_label, cause_phrase, cause_short, group_label, lesion_phrase
from exam.domain.words.facts import facts_line, named_tests
from exam.domain.words.findings import PLAIN_PATHS, finding_label, path_label
from exam.domain.words.ranking import chance_of, figure_meaning
from exam.domain.words.reasons import comparison, reason_lines, signs_text
from exam.domain.words.rules import rule_words
from exam.domain.words.sources import source_short
from exam.domain.words.statements import action_words, alert_label, statement_sentence, unexplained_sentence
from exam.domain.words.strip import headline, next_test_line
from exam.domain.words.studies import caution_words, study_heading, withheld_sentences
from exam.domain.words.values import chosen, day_words, duration_label, review_label, short_day, value_label
from reference import load_reference
from reference.figures import figures_of
from reference.model import Review
from reference.vocabulary import COURSES, ONSETS, SEXES, SYMPTOM_SIDES
from tests.domain.records import written
from tests.pretend import Pretend, never_said

CASES = sorted((Path(__file__).parents[1] / "cases").glob("case-*.json"))[::8]
LEGS = ("right", "left", "both", "none")


@pytest.fixture
def pretending():
    with speaking(Pretend()):
        yield


def unsaid(texts):
    return {text: words for text in texts if (words := never_said(text))}


def test_what_is_in_no_brackets_is_found():
    assert never_said("⟦left ⟦knee⟧⟧ 4- and ⟦hip⟧ L5 or Jeon 2013", {"Jeon 2013"}) == ["and", "or"]
    assert never_said("⟦left knee") == ["a ⟦ without its ⟧"]
    assert never_said("left⟧ knee") == ["a ⟧ without its ⟦"]


def of_conclusions(assessment):
    yield from (headline(assessment), statement_sentence(assessment), unexplained_sentence(assessment))
    yield from map(next_test_line, assessment.next_tests)
    yield from map(group_label, assessment.root_groups)
    yield from map(study_heading, (*assessment.imaging, *assessment.other_tests))
    yield from (caution_words(study.caution or "") for study in assessment.imaging)
    yield from withheld_sentences(assessment.withheld_imaging)
    for one in assessment.candidates:
        yield from (cause_label(one.cause, one.side), chance_of(one), comparison(assessment, one))
        yield from (line.label for line in reason_lines(one.reasons))


def of_chart(record):
    chart = leg_chart(record)
    sources = [source_short(source) for source in ("asiakeypoints", "harrison19", "downs2011", "lee2008")]
    for text in (chart.description, chart.caption, chart.on_paper):
        yield reduce(lambda rest, source: rest.replace(source, ""), sources, text)
    yield from (area.title for area in chart.areas)
    yield from (entry.meaning for entry in chart.legend)
    paper = draw_on_paper(chart)
    yield from (word for word, _ in paper.marks.regions)
    yield from (word for word, _ in heads())


def of_record(record, assessment):
    yield signs_text(assessment, record)
    yield named_tests(assessment.not_examined)
    for alert in assessment.alerts:
        yield from (alert_label(alert.id, record), action_words(alert, record))
        yield facts_line(alert.because, record, fits=statement_sentence(assessment))


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_an_assessment_is_said(path, pretending):
    record = parse_record(path.read_bytes())
    assessment = assess(record)
    texts = [*of_conclusions(assessment), *of_record(record, assessment), *of_chart(record)]
    assert len(texts) > 10
    assert unsaid(texts) == {}


def test_every_name_is_said(pretending):
    reference = load_reference()
    findings = (*reference.tests, *reference.questions, "presentation.pain_sites", "pain.knee", "zoster.L3")
    names = [finding_label(finding, side) for finding in findings for side in ("right", "left", None)]
    paths = (*PLAIN_PATHS, *(f"comments.{step}" for step in reference.steps), "alerts.cauda_equina")
    paths += ("earlier_findings.reflexes.patellar.left", "alert_reviews.cauda_equina", "localisation.kind")
    labels = map(path_label, (*paths, "presentation.pain_sites.midline", "patterns.nerve_symptoms"))
    wordings = (cause_label, cause_phrase, cause_short, lesion_phrase)
    causes = [words(cause, side) for words in wordings for cause in reference.causes for side in LEGS]
    assert unsaid((*names, *labels, *causes)) == {}


def test_every_rule_is_said(pretending):
    reference = load_reference()
    rows = (reference.alerts, reference.patterns, reference.imaging, reference.contradictions)
    rules = [row.when for table in rows for row in table.values()]
    rules += [support.when for row in reference.conditions.values() for support in (*row.supports, *row.opposes)]
    assert unsaid(map(rule_words, rules)) == {}


def test_every_claim_of_a_review_is_said(pretending):
    figures = figures_of(load_reference()).values()
    claims = [words(figure) for words in (claim, span, reason) for figure in figures]
    review = Review(by="A. Vesalius", role="", on=date(2026, 11, 28), p=0.5, verdict="too_low")
    reviews = [reviews_words(some, p) for some in ([], [review]) for p in (0.5, 0.6)]
    assert unsaid((*claims, all_reviewed())) == {}
    assert {word for text in reviews for word in never_said(text)} <= {"Vesalius"}


def test_several_cautions_are_said_one_by_one(pretending):
    first, second = [row.caution for row in load_reference().precautions.values()][:2]
    assert unsaid([caution_words(f"{first} {second}")]) == {}
    assert caution_words(f"{first} As it was signed.") == f"{first} As it was signed."


def test_every_word_that_can_be_chosen_is_said(pretending):
    words = (*SEXES, *ONSETS, *SYMPTOM_SIDES, *COURSES)
    assert unsaid(map(chosen, words)) == {}


def test_values_and_days_are_said(pretending):
    answers = {"patient.sex": "female", "presentation.onset": "sudden", "red_flags.fever": True}
    values = [value_label(path, value) for path, value in answers.items()]
    durations = [words(weeks) for words in (duration_label, review_label) for weeks in (0.01, 0.5, 1, 3, 29, 75, 150)]
    days = (day_words("2026-10-03T09:00:00+00:00"), short_day("2026-10-03T09:00:00+00:00", None))
    assert unsaid((*values, *durations, *days, figure_meaning()[0], say("or"))) == {}


REFUSED = [
    written(nothing=1, format="other", patient={"reference": "", "age": 1.5, "sex": "x"}),
    written(findings={"strength": {"hip_flexion": 4, "hip_abduction": {"left": "5-", "right": "4*"}}}),
    written(findings={"strength": {"hip_flexion": {"left": "4.5", "right": "NT"}}, "reflexes": None}),
    written(findings={"reflexes": {"achilles": {"left": {"grade": 1}, "right": {"reason": "x"}}}}),
    written(impression={"cause": "x", "text": 1, "diagnoses": "x"}, plan={"safety_net_text": "x"}, training="X"),
    written(earlier=1, red_flag_course={"fever": "new"}, presentation={"old_deficit": {"left": " "}}),
    written(earlier={"worse": ["x"]}, earlier_findings={}, alert_reviews={"cauda_equina": 1}, examined_at="x"),
    written(comments={"strength": "x" * 3000, "tension": "\ue000\x01"}, red_flags={"fever": 1}),
]


@pytest.mark.parametrize("data", REFUSED)
def test_why_a_record_is_refused_is_said(data, pretending):
    with pytest.raises(RecordRefused) as refused:
        read_record(data)
    # Values stay as they were written, between double quotes; paths and lists of keys are words of the format.
    faults = [re.sub(r'"[^"]*"|(?<=⟧)[a-z0-9_., ]+', "", fault.message) for fault in refused.value.faults]
    assert unsaid(faults) == {}
