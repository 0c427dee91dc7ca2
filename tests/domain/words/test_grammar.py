"""Lists, headings and labels inside a sentence."""

import pytest

from exam.domain.words.grammar import heading, inside, joined, listed


@pytest.mark.parametrize(
    ("words", "line"),
    [([], ""), (["L4"], "L4"), (["L4", "L5"], "L4 and L5"), (["L4", "L5", "S1"], "L4, L5 and S1")],
)
def test_a_list_reads_as_a_sentence(words, line):
    assert joined(words) == line


@pytest.mark.parametrize(
    ("phrases", "line"),
    [
        (["hip abduction 4", "back pain"], "hip abduction 4 and back pain"),
        (["hip abduction and inversion 4", "back pain"], "hip abduction and inversion 4; back pain"),
        (["pain, left sole", "back pain"], "pain, left sole; back pain"),
    ],
)
def test_phrases_with_an_and_or_a_comma_are_separated_by_semicolons(phrases, line):
    assert listed(phrases) == line


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
