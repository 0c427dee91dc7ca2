"""Which spellings a search takes for the same word, and which it must not."""

import pytest

from reference.spelling import american, folded, same_word, singular


@pytest.mark.parametrize(
    ("written", "plain"),
    [("Lasègue", "lasegue"), ("Straight-leg raise", "straight leg raise"), ("Guillain\u2013Barré", "guillain barre")],
)
def test_case_accents_and_hyphens_do_not_count(written, plain):
    assert folded(written) == plain


@pytest.mark.parametrize(
    ("british", "also"),
    [
        ("anaesthesia", "anesthesia"),
        ("paraesthesia", "paresthesia"),
        ("hypoaesthesia", "hypoesthesia"),
        ("oedema", "edema"),
        ("haematoma", "hematoma"),
        ("ischaemia", "ischemia"),
        ("tumours", "tumors"),
        ("faecal", "fecal"),
        ("centre", "center"),
        ("fibre", "fiber"),
        ("millilitres", "milliliters"),
        ("diarrhoea", "diarrhea"),
        ("oesophagus", "esophagus"),
        ("foetal", "fetal"),
        ("manoeuvre", "maneuver"),
        ("localised", "localized"),
        ("paralysed", "paralyzed"),
        ("labelled", "labeled"),
        ("disc", "disk"),
        ("programme", "program"),
    ],
)
def test_british_and_american_spelling_are_one_word(british, also):
    assert same_word(british) == same_word(also)


@pytest.mark.parametrize("word", ["toe", "four", "hour", "your", "fibula", "tension", "bone", "rest", "does"])
def test_other_words_are_left_alone(word):
    assert american(word) == word


@pytest.mark.parametrize(
    ("written", "one"), [("quads", "quad"), ("babinski's", "babinski"), ("loss", "loss"), ("as", "as"), ("gas", "gas")]
)
def test_a_plural_or_a_genitive_is_the_same_word(written, one):
    assert singular(written) == one


def test_four_is_not_for_nor_a_toe_another_word():
    assert len({same_word(word) for word in ("four", "for", "toe", "te")}) == 4
