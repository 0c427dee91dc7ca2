"""The tables of the simulations in the docs have the rows that the measurements print."""

from bench.blocks import LOCALISATION, block
from bench.frequencies import OVER_60, YOUNG
from bench.other_tables import OTHER_TABLES


def columns(name, count):
    rows = block(LOCALISATION.read_text(encoding="utf-8"), name).splitlines()[2:]
    return [tuple(row.strip("| ").split(" | ")[:count]) for row in rows]


def test_every_published_frequency_is_in_the_docs():
    assert columns("frequencies", 2) == [(row.label, row.published) for row in (*YOUNG, *OVER_60)]


def test_every_cohort_of_the_calibration_is_in_the_docs():
    assert columns("calibration", 1) == [("our own table",), *((name,) for name in OTHER_TABLES)]


def test_every_cohort_of_the_words_of_probability_is_in_the_docs():
    assert columns("words of probability", 1) == [*((name,) for name in OTHER_TABLES), ("on average",)]
