"""Every rule of the reference can be read without knowing any path of the record."""

import re

import pytest

from exam.domain.words.rules import clause_words, rule_words
from reference import load_reference
from reference.model import When

REFERENCE = load_reference()


def rules():
    tables = (REFERENCE.alerts, REFERENCE.imaging, REFERENCE.other_tests, REFERENCE.pointers, REFERENCE.contradictions)
    yield from (row.when for rows in tables for row in rows.values())
    yield from (row.caution_unless for row in REFERENCE.imaging.values() if row.caution_unless)
    yield from (test.opened_by for test in REFERENCE.tests.values() if test.opened_by)
    yield from (question.opened_by for question in REFERENCE.questions.values() if question.opened_by)
    yield from (question.derived_from for question in REFERENCE.questions.values() if question.derived_from)
    for row in REFERENCE.conditions.values():
        yield from (row.shown_when, *(argument.when for argument in (*row.supports, *row.opposes)))


@pytest.mark.parametrize(
    ("clause", "words"),
    [
        ("red_flags.fever is true", "fever"),
        ("red_flags.fever is_not true", "no fever"),
        ("presentation.features.back_pain is false", "no back pain"),
        ("patient.age at_least 65", "age 65 or more"),
        ("patient.age below 40", "age below 40"),
        ("presentation.duration_weeks at_most 4", "lasting 4 weeks or less"),
        ("presentation.onset is sudden", "sudden onset"),
        ("earlier.worse.strength.* is true", "any strength worse than at the earlier examination"),
        (
            "earlier.lost.reflexes.achilles.left is true",
            "left Achilles reflex lost since the earlier examination",
        ),
        ("earlier.weeks at_most 4", "the earlier examination at most 4 weeks before"),
        ("earlier.weeks above 4", "the earlier examination more than 4 weeks before"),
        ("presentation.second_leg_weeks at_most 4", "the second leg joined in the last 4 weeks"),
        ("presentation.second_leg_weeks above 12", "the second leg joined more than 12 weeks ago"),
        ("red_flag_course.saddle_numbness is new", "saddle numbness, new or worse"),
        ("red_flag_course.saddle_numbness is long_standing", "saddle numbness, long-standing, unchanged"),
        ("presentation.old_deficit is true", "known old deficit"),
        ("presentation.old_deficit.left is true", "known old deficit of the left leg"),
        ("presentation.symptom_side is both", "complaint in both legs"),
        ("alerts.knee_fracture is true", "possible knee fracture (Ottawa knee rule)"),
        ("localisation.kind is root", "findings that fit a root best"),
        ("localisation.cause is nerve.femoral", "findings that fit the femoral nerve best"),
        ("localisation.statement is fits_none", "findings that fit no single lesion"),
        ("localisation.statement is cannot_separate", "findings that fit more than one cause"),
        ("localisation.root_named is true", "findings that fit one root best, alone or with others"),
        ("findings.strength.* at_most 3", "any strength 3 or less"),
        ("findings.strength.*.both at_most 4", "any strength 4 or less, on both sides"),
        ("findings.tension.* is positive", "any tension test positive"),
        ("findings.reflexes.achilles at_most 1", "Achilles reflex 1 or less"),
        ("findings.strength.knee_extension is 5", "knee extension 5"),
        ("findings.local.knee_flexes_to_90 is no", "knee flexion to 90 degrees: no"),
        ("summary.marked_side is both", "pain or tingling marked in both legs"),
        ("summary.abnormal_side is left", "abnormal findings in the left leg only"),
        ("summary.only_pain_site is knee", "pain marked at no place but the knee"),
        ("summary.only_pain_site is_not knee", "pain marked elsewhere than the knee"),
        ("impression.side is left", "side in the clinician's impression left"),
    ],
)
def test_a_clause_in_words(clause, words):
    assert clause_words(clause) == words


@pytest.mark.parametrize(
    ("when", "words"),
    [
        (When(all=("red_flags.fever is true",)), "Fever."),
        (
            When(
                all=("red_flags.fever is true",),
                any=("red_flags.severe_pain is true", "presentation.features.night_pain is true"),
                none=("presentation.imaging_limits.pregnant is true",),
            ),
            "Fever. With one of: severe pain; night pain. Not with: pregnancy.",
        ),
        (When(all=("red_flags.fever is true",), any=("patient.age above 65",)), "Fever. With age above 65."),
        (
            When(any=("presentation.pain_sites includes hip", "presentation.pain_sites includes groin")),
            "Pain (hip or groin).",
        ),
        (
            When(all=("presentation.pain_sites includes hip", "presentation.pain_sites includes knee")),
            "Pain (hip and knee).",
        ),
        (
            When(any=("red_flags.fever is true", "patient.age above 65", "patient.age below 20"), at_least=2),
            "2 of: fever; age above 65; age below 20.",
        ),
    ],
)
def test_a_rule_in_words(when, words):
    assert rule_words(when) == words


def test_every_rule_is_worded_without_a_path_of_the_record():
    said = [rule_words(when) for when in rules()]
    assert len(said) > 200
    assert [words for words in said if not words or re.search(r"[a-z]_[a-z]|[a-z]\.[a-z]|\*|\{", words)] == []
