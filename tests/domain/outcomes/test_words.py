"""An outcome in words."""

from datetime import date

import pytest

from exam.domain.outcomes.outcome import Outcome
from exam.domain.outcomes.words import known_by_examples, known_by_words, known_words, outcome_label

DAY = date(2026, 11, 21)


@pytest.mark.parametrize(
    ("cause", "side", "other", "words"),
    [
        ("root.L5", "left", "", "Left L5 root"),
        ("root.L4+L5", "right", "", "Right L4 and L5 roots"),
        ("polyneuropathy", "both", "", "Polyneuropathy, both legs"),
        ("no_neurological_lesion", "none", "", "No nerve or root lesion"),
        ("other", "left", "abscess of the psoas", "Another lesion, left leg: abscess of the psoas"),
        ("other", "none", "abscess of the psoas", "Another lesion: abscess of the psoas"),
    ],
)
def test_what_it_turned_out_to_be(cause, side, other, words):
    assert outcome_label(Outcome(cause, side, "mri", DAY, other)) == words


@pytest.mark.parametrize(
    ("how", "words"),
    [
        ("mri", "MRI"),
        ("surgery", "Surgery"),
        ("electrodiagnosis", "Electrodiagnosis"),
        ("injection", "Diagnostic injection"),
        ("another_test", "Another test"),
        ("course", "Clinical course"),
        ("another_specialist", "Another specialist"),
    ],
)
def test_how_it_is_known(how, words):
    assert known_by_words(how) == words


def test_what_belongs_to_another_test_is_said():
    assert known_by_examples("another_test") == "other imaging, vascular study, laboratory, biopsy"
    assert known_by_examples("mri") == ""


def test_since_when_it_is_known():
    assert known_words(Outcome("root.L5", "left", "surgery", DAY)) == "Surgery, 21 November 2026"
