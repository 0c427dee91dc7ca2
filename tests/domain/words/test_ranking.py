"""The words for a probability, that practice supports them, and causes that contain the same root as one row."""

from dataclasses import replace

import numpy as np
import pytest

from bench.calibration import calibrate, rightly
from bench.other_tables import other_tables
from exam.domain.evaluation.simulate import simulate
from exam.domain.words.ranking import (
    agreeable,
    chance_of,
    chance_words,
    figure_meaning,
    ranked_rows,
    row_label,
    row_place,
)
from exam.domain.words.statements import statement_sentence
from reference import load_reference
from tests.domain.assessments import assessment, candidate, grouped


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


def test_no_lesion_is_never_called_likely():
    assert chance_of(candidate("no_neurological_lesion", "none", 0.95)) == "possible"
    assert chance_of(candidate("no_neurological_lesion", "none", 0.2)) == "not excluded"
    assert chance_of(candidate("root.L5", "left", 0.95)) == "likely"


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


def test_candidates_of_one_group_are_listed_together_in_the_place_of_the_first():
    fibular = candidate("nerve.common_fibular", "left", 0.3)
    l5, pair, right = (
        candidate("root.L5", "left", 0.3),
        candidate("root.L5+S1", "left", 0.2),
        candidate("root.L5", "right", 0.1),
    )
    rare = candidate("root.L4+L5", "left", 0.02)
    found = grouped("cannot_separate", fibular, l5, right, pair, rare)
    first, group, last = ranked_rows(found)
    assert (first, last) == (fibular, right)
    # What is too rare to be listed counts with the others.
    assert group.members == (l5, pair)
    assert group.probability == pytest.approx(0.52)
    assert [row_label(row) for row in (first, group, last)] == [
        "Left common fibular nerve",
        "Left L5 root, alone or with others",
        "Right L5 root",
    ]
    assert row_place(group) == ("root.L5", "left")


@pytest.mark.parametrize(("statement", "held_back"), [("fits_one", None), ("cannot_separate", "findings")])
def test_several_roots_that_the_conclusion_names_are_not_listed_as_one_of_them(statement, held_back):
    two, l5 = candidate("root.L4+L5", "left", 0.6), candidate("root.L5", "left", 0.2)
    found = replace(grouped(statement, two, l5), held_back=held_back)
    assert ranked_rows(found) == [two, l5]
    assert agreeable(found) == (("root.L4+L5", "left"),)
    assert len(ranked_rows(grouped("cannot_separate", two, l5))) == 1


def test_of_two_that_cannot_be_distinguished_a_group_is_named_by_its_root():
    fibular = candidate("nerve.common_fibular", "left", 0.35)
    two, l5 = candidate("root.L4+L5", "left", 0.36), candidate("root.L5", "left", 0.1)
    found = grouped("cannot_separate", two, fibular, l5)
    sentence = "The findings cannot distinguish the left L5 root from the left common fibular nerve."
    assert statement_sentence(found) == sentence
    assert agreeable(found) == (("root.L5", "left"), ("nerve.common_fibular", "left"))


L5, S1 = candidate("root.L5", "left", 0.5), candidate("root.S1", "left", 0.4)
PAIR = candidate("root.L5+S1", "left", 0.4)
NONE = candidate("no_neurological_lesion", "none", 0.4)


@pytest.mark.parametrize(
    ("found", "offered"),
    [
        (assessment("fits_one", L5, S1), [("root.L5", "left")]),
        (assessment("fits_non_root", candidate("polyneuropathy", "both")), [("polyneuropathy", "both")]),
        (assessment("fits_none", candidate("other_lesion", "left"), L5), [("other_lesion", "left")]),
        (assessment("no_lesion_found", NONE, L5), [("no_neurological_lesion", "none")]),
        (assessment("cannot_separate", L5, S1), [("root.L5", "left"), ("root.S1", "left")]),
        (assessment("cannot_separate", NONE, L5), [("no_neurological_lesion", "none"), ("root.L5", "left")]),
        (grouped("cannot_separate", L5, PAIR), [("root.L5", "left")]),
        (replace(assessment("cannot_separate", L5, S1), held_back="alert"), [("root.L5", "left")]),
        (assessment("not_enough_examined", L5, S1), []),
        (assessment("not_enough_examined"), []),
        (replace(assessment("cannot_separate"), ranking_withheld="under_16"), []),
    ],
)
def test_what_can_be_agreed_with_is_what_the_conclusion_names_or_the_two_it_cannot_distinguish(found, offered):
    assert list(agreeable(found)) == offered


def test_a_root_that_fits_best_does_not_hide_a_nerve_that_is_not_ruled_out():
    fibular = candidate("nerve.common_fibular", "left", 0.26)
    best = "The findings fit left L5 radiculopathy (root lesion) best, perhaps with S1"
    open_to = grouped("cannot_separate", L5, PAIR, fibular)
    assert statement_sentence(open_to) == f"{best}; a left common fibular nerve lesion is not excluded."
    # Another root is said by "perhaps with"; and where one fits, nothing is left open.
    assert statement_sentence(grouped("cannot_separate", L5, PAIR, S1, fibular)) == f"{best}."
    assert statement_sentence(grouped("cannot_separate", L5, PAIR, NONE)) == f"{best}."
    assert "not excluded" not in statement_sentence(grouped("fits_one", L5, fibular))
