"""An abnormal finding in words, without a side and a grade."""

import pytest

from exam.domain.appearance.signs import result_words, sign_words
from reference import load_reference


@pytest.mark.parametrize(
    ("finding", "words"),
    [
        ("strength.ankle_dorsiflexion", "Ankle dorsiflexion, weak"),
        ("reflexes.achilles", "Achilles reflex, reduced or absent"),
        ("dermatome.L5", "L5 sensation, altered or absent"),
        ("territory.sole", "Sole sensation, altered or absent"),
        ("saddle.perianal", "Perianal sensation, altered or absent"),
        ("saddle.post_void_residual_ml", "Post-void residual, more than 200 ml"),
        ("long_tract.muscle_tone", "Muscle tone, flaccid"),
        ("long_tract.plantar_response", "Plantar response, equivocal or extensor"),
        ("presentation.onset", "Sudden onset"),
        ("presentation.duration_weeks", "More than 6 weeks"),
        ("gait.foot_drop", "Foot drop"),
        ("presentation.features.back_pain", "Back pain"),
    ],
)
def test_what_is_lost_weak_or_positive(finding, words):
    assert sign_words(finding) == words


def test_what_is_too_strong():
    assert sign_words("reflexes.patellar", raised=True) == "Patellar reflex, brisk"
    assert sign_words("long_tract.muscle_tone", raised=True) == "Muscle tone, spastic"
    assert result_words("reflexes.patellar", raised=True) == "Brisk"
    assert result_words("reflexes.patellar") == "Reduced or absent"
    assert result_words("long_tract.muscle_tone", raised=True) == "Spastic"
    assert result_words("long_tract.muscle_tone") == "Flaccid"


def test_every_row_that_can_be_too_strong_has_words_for_it():
    rows = load_reference().likelihoods.values()
    raised = [row.finding for row in rows if any(cell.raised for cell in row.cells)]
    assert {sign_words(finding, raised=True) for finding in raised}.isdisjoint(map(sign_words, raised))
