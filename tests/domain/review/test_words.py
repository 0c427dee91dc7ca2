"""Who has reviewed a figure, in words."""

from datetime import date

import pytest

from exam.domain.review.words import all_reviewed, count_words, in_hundred, reviews_words
from reference.model import Review

ONE = Review(by="A. Vesalius", role="neurologist", on=date(2026, 11, 28), verdict="too_high", p=0.51)
OTHER = Review(by="B. Eustachi", role="GP", on=date(2026, 12, 1), verdict="agree", p=0.4)


def test_a_figure_that_nobody_reviewed_says_so():
    assert reviews_words((), 0.51) == "Not reviewed by a clinician"


def test_each_reader_is_named_with_the_figure_that_was_reviewed():
    assert reviews_words((ONE, OTHER), 0.51) == (
        "Reviewed by A. Vesalius (neurologist, 28 November 2026): finds it too high; "
        "B. Eustachi (GP, 1 December 2026): agrees, when it was 40 in 100"
    )


@pytest.mark.parametrize(
    ("reviewed", "words"),
    [
        (0, "No clinician has reviewed any of these 4 figures yet."),
        (1, "1 of these 4 figures has been reviewed by a clinician."),
        (3, "3 of these 4 figures have been reviewed by a clinician."),
    ],
)
def test_how_many_were_reviewed(reviewed, words):
    assert count_words(reviewed, "these 4 figures") == words


def test_of_all_figures_none_is_reviewed_unless_the_file_says_so():
    assert "figures of the ranking" in all_reviewed()


@pytest.mark.parametrize(("share", "words"), [(0.58, "58"), (0.017, "1.7"), (0.05, "5"), (0.1, "10")])
def test_a_share_is_a_number_in_a_hundred(share, words):
    assert in_hundred(share) == words
