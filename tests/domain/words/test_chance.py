"""The words for a probability, and that practice supports them."""

import numpy as np
import pytest

from bench.calibration import calibrate, rightly
from bench.other_tables import other_tables
from bench.simulate import simulate
from exam.domain.words.chance import chance_words, figure_meaning
from reference import load_reference


@pytest.mark.parametrize(
    ("probability", "word"),
    [
        (0.999, "likely"),
        (0.75, "likely"),
        (0.749, "possible"),
        (0.35, "possible"),
        (0.349, "not excluded"),
        (0.0, "not excluded"),
    ],
)
def test_a_probability_is_a_word(probability, word):
    assert chance_words(probability) == word


def test_a_word_claims_no_more_than_the_tables_of_practice():
    found = [calibrate(simulate(500, seed, tables=tables)) for seed, tables in enumerate(other_tables().values())]
    likely, possible, rest = (
        np.mean([rightly(word, result) for result in found]) for word in ("likely", "possible", "not excluded")
    )
    assert likely >= 0.7
    assert 0.3 <= possible <= 0.65
    assert rest < 0.3


def test_what_a_figure_means_follows_from_its_source():
    before, ratio = 0.45, 1.74
    odds = before / (1 - before) * ratio
    assert round(100 * odds / (1 + odds)) == 59
    sentence, source = figure_meaning()
    assert "from 45 to about 59 percent (likelihood ratio 1.74)" in sentence
    assert "1.74 for L5" in load_reference().sources[source].standing
