"""The names of findings, questions and paths."""

import pytest

from exam.domain.words.findings import finding_label, path_label
from reference import load_reference


@pytest.mark.parametrize(
    ("finding", "side", "label"),
    [
        ("strength.great_toe_extension", "left", "Left great toe extension"),
        ("strength.great_toe_extension.left", None, "Left great toe extension"),
        ("reflexes.achilles", "right", "Right Achilles reflex"),
        ("pinprick.S1", "right", "Right S1 pinprick"),
        ("saddle.perianal", "right", "Right perianal sensation"),
        ("saddle.anal_tone", None, "Anal tone"),
        ("territory.medial_leg", "left", "Left inner lower leg sensation"),
        ("red_flags.fever", "none", "Fever"),
        ("pain.lateral_leg", "left", "Pain, left outer side of the lower leg"),
        ("presentation.pain_sites", "right", "Pain, right"),
        ("presentation.paraesthesia_sites", "none", "Tingling or numbness"),
        ("presentation.zoster_dermatomes", "right", "Dermatomes of the shingles rash, right"),
        ("presentation.onset", "none", "Onset"),
    ],
)
def test_a_finding_is_named_with_its_side_in_full(finding, side, label):
    assert finding_label(finding, side) == label


@pytest.mark.parametrize(
    ("path", "label"),
    [
        ("red_flags.saddle_numbness", "saddle numbness"),
        ("red_flag_course.saddle_numbness", "saddle numbness"),
        ("findings.strength.knee_extension.left", "left knee extension"),
        ("findings.saddle.anal_tone", "anal tone"),
        ("presentation.pain_sites.midline", "pain, midline"),
        ("presentation.zoster_dermatomes.left", "dermatomes of the shingles rash, left"),
        ("presentation.symptom_side", "side of the complaint"),
        ("earlier", "earlier examination"),
        ("earlier.worse.strength.knee_extension.left", "left knee extension"),
        ("earlier_findings.strength.knee_extension.left", "left knee extension at the earlier examination"),
        ("alerts.severe_weakness", "severe weakness, MRC 3 or less"),
        ("localisation.cause", "where the findings point"),
        ("comments.red_flags", "comment on red flags"),
        ("derived.weeks_of_pain", "weeks of pain"),
    ],
)
def test_every_path_has_a_name(path, label):
    assert path_label(path) == label


def test_every_finding_that_the_reasoning_uses_has_a_name():
    for finding in load_reference().likelihoods:
        assert finding_label(finding, "left")


def test_the_path_of_an_answer_is_named_after_its_alert():
    assert path_label("alert_reviews.severe_weakness") == "answer to the alert severe weakness, MRC 3 or less"
