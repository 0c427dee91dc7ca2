"""The words for findings, questions, values and paths."""

import pytest

from exam.domain.record.model import NotTested
from exam.domain.record.reading import read_record
from exam.domain.words.labels import (
    duration_label,
    fact_label,
    finding_label,
    heading,
    inside,
    joined,
    path_label,
    source_short,
    sources_line,
    value_label,
)
from reference import load_reference

RECORD = read_record(
    {
        "format": "dermyo-exam/1",
        "patient": {"reference": "1", "age": 61, "sex": "female"},
        "presentation": {
            "symptom_side": "both",
            "duration_weeks": 5,
            "pain_sites": {"right": ["knee", "groin"], "left": []},
            "features": {"back_pain": False},
        },
        "red_flags": {"saddle_numbness": True},
        "findings": {
            "strength": {"knee_extension": {"left": "3"}},
            "reflexes": {"achilles": {"right": {"not_tested": "pain"}}},
            "saddle": {"anal_tone": "reduced"},
        },
        "comments": {"reflexes": "brisk"},
    }
)


@pytest.mark.parametrize(
    ("words", "line"),
    [([], ""), (["L4"], "L4"), (["L4", "L5"], "L4 and L5"), (["L4", "L5", "S1"], "L4, L5 and S1")],
)
def test_a_list_reads_as_a_sentence(words, line):
    assert joined(words) == line


@pytest.mark.parametrize(
    ("label", "within"),
    [
        ("Ankle dorsiflexion", "ankle dorsiflexion"),
        ("Achilles reflex", "Achilles reflex"),
        ("McMurray test", "McMurray test"),
        ("L5 root", "L5 root"),
        ("X-ray of the knee", "X-ray of the knee"),
        ("", ""),
    ],
)
def test_names_and_signs_keep_their_capital_inside_a_sentence(label, within):
    assert inside(label) == within
    assert heading(within) == label


@pytest.mark.parametrize(
    ("finding", "side", "label"),
    [
        ("strength.great_toe_extension", "left", "Left great toe extension"),
        ("strength.great_toe_extension.left", None, "Left great toe extension"),
        ("reflexes.achilles", "right", "Right Achilles reflex"),
        ("pinprick.S1", "right", "Right S1 pinprick"),
        ("saddle.perianal", "right", "Right perianal sensation"),
        ("saddle.anal_tone", None, "Anal tone"),
        ("red_flags.fever", "none", "Fever"),
        ("pain.lateral_leg", "left", "Pain, left outer side of the lower leg"),
        ("presentation.pain_sites", "right", "Pain, right"),
        ("presentation.paraesthesia_sites", "none", "Tingling or numbness"),
        ("presentation.onset", "none", "Onset"),
        ("strength.knee_extension", "right and left", "Right and left knee extension"),
    ],
)
def test_a_finding_is_named_with_its_side_in_full(finding, side, label):
    assert finding_label(finding, side) == label


@pytest.mark.parametrize(
    ("path", "value", "label"),
    [
        ("findings.strength.knee_extension.left", "4-", "4-"),
        ("reflexes.patellar", 1, "1 reduced"),
        ("light_touch.L5.left", 0, "0 absent"),
        ("tension.straight_leg_raise", "positive", "positive"),
        ("tension.straight_leg_raise_degrees.left", 45, "45 degrees"),
        ("saddle.post_void_residual_ml", 250, "250 ml"),
        ("reflexes.patellar", NotTested("cast_or_dressing"), "could not be tested (cast or dressing)"),
        ("red_flags.fever", True, "yes"),
        ("red_flags.fever", False, "no"),
        ("presentation.pain_sites.left", ("knee", "groin"), "knee and groin"),
        ("presentation.pain_sites.left", (), "none"),
        ("presentation.pain_sites", "knee", "knee"),
        ("presentation.onset", "gradual", "gradual"),
        ("presentation.duration_weeks", 5, "5 weeks"),
        ("patient.age", 61, "61"),
    ],
)
def test_a_value_is_given_in_the_words_of_its_scale(path, value, label):
    assert value_label(path, value) == label


@pytest.mark.parametrize(
    ("weeks", "words"),
    [
        (0.15, "1 day"),
        (1, "7 days"),
        (2, "2 weeks"),
        (8.7, "9 weeks"),
        (26, "about 6 months"),
        (52, "about 12 months"),
        (104, "about 2 years"),
        (520, "about 10 years"),
    ],
)
def test_a_duration_is_said_as_people_say_it(weeks, words):
    assert duration_label(weeks) == words


@pytest.mark.parametrize(
    ("path", "label"),
    [
        ("red_flags.saddle_numbness", "saddle numbness"),
        ("findings.strength.knee_extension.left", "left knee extension"),
        ("findings.saddle.anal_tone", "anal tone"),
        ("presentation.pain_sites.midline", "pain, midline"),
        ("presentation.symptom_side", "side of the complaint"),
        ("alerts.severe_weakness", "severe weakness, MRC 3 or less"),
        ("localisation.cause", "where the findings point"),
        ("comments.red_flags", "comment on red flags"),
        ("derived.weeks_of_pain", "weeks of pain"),
    ],
)
def test_every_path_has_a_name(path, label):
    assert path_label(path) == label


@pytest.mark.parametrize(
    ("path", "label"),
    [
        ("findings.strength.knee_extension.left", "left knee extension 3"),
        ("findings.reflexes.achilles.right", "right Achilles reflex could not be tested (pain)"),
        ("findings.saddle.anal_tone", "anal tone reduced"),
        ("red_flags.saddle_numbness", "saddle numbness"),
        ("presentation.features.back_pain", "no back pain"),
        ("presentation.pain_sites.right", "pain, right: knee and groin"),
        ("presentation.symptom_side", "complaint in both legs"),
        ("patient.age", "age 61"),
        ("alerts.severe_weakness", "severe weakness, MRC 3 or less"),
    ],
)
def test_a_fact_says_what_the_record_holds(path, label):
    assert fact_label(path, RECORD) == label


def test_sources_are_cited_once_each():
    assert source_short("jeon2013") == "Jeon 2013"
    assert sources_line(["jeon2013", "baima2008", "jeon2013"]) == "Jeon 2013; Baima 2008"


def test_every_finding_the_reasoning_weighs_has_a_name():
    for finding in load_reference().likelihoods:
        assert finding_label(finding, "left")


def test_every_grade_of_every_test_has_its_word():
    reference = load_reference()
    for test in reference.tests.values():
        for grade in reference.scales[test.scale].grades:
            assert grade.label in value_label(test.id, grade.value)
