"""Agreement between readers, against figures computed by hand."""

import pytest

from exam.domain.review.agreement import judged, overall, proposed
from tests.domain.review.forms import FIGURES, answered, form, read

HIGH, LOW, YES, UNSURE = "too_high", "too_low", "agree", "cannot_say"


def rows_of(*forms):
    return judged(forms), overall(forms, judged(forms))


def test_each_figure_has_its_answers_in_the_order_of_the_tables():
    one = read(form("A", (FIGURES[3], YES), (FIGURES[1], HIGH)))
    rows, _ = rows_of(one, read(form("B", (FIGURES[3], LOW))))
    assert [row.figure.id for row in rows] == [FIGURES[1], FIGURES[3]]
    assert [row.agreement for row in rows] == [None, 0.0]
    assert dict(rows[1].counts) == {YES: 1, LOW: 1}


def test_who_cannot_say_is_not_counted():
    (row,), found = rows_of(*(answered(name, word) for name, word in (("A", HIGH), ("B", UNSURE), ("C", HIGH))))
    assert (row.verdicts, row.agreement, row.majority) == (2, 1.0, HIGH)
    assert (found.figures, found.agreement) == (1, 1.0)


def test_an_answer_about_a_figure_that_has_changed_is_not_counted():
    old = read(form("A", (FIGURES[0], HIGH, {"p": 0.123456})))
    (row,), found = rows_of(old, answered("B", HIGH))
    assert (row.verdicts, row.outdated) == (1, 1)
    assert (found.figures, found.agreement, found.kappa) == (0, None, None)


@pytest.mark.parametrize(
    ("words", "majority"),
    [
        ((HIGH,), None),
        ((HIGH, HIGH), HIGH),
        ((HIGH, LOW), None),
        ((HIGH, HIGH, LOW), HIGH),
        ((HIGH, HIGH, LOW, YES), None),
        ((UNSURE, UNSURE), None),
        ((YES, YES, LOW), YES),
    ],
)
def test_a_majority_is_more_than_half_of_two_or_more(words, majority):
    forms = [answered(f"reader {place}", word) for place, word in enumerate(words)]
    (row,), _ = rows_of(*forms)
    assert row.majority == majority
    assert bool(proposed([row])) == (majority == HIGH)


def test_too_low_is_proposed_as_well():
    rows, _ = rows_of(answered("A", LOW, YES), answered("B", LOW, YES))
    assert [row.figure.id for row in proposed(rows)] == [FIGURES[0]]


def test_the_estimate_is_the_median():
    forms = [read(form(f"{p}", (FIGURES[0], HIGH, {"estimate": p}))) for p in (0.1, 0.4, 0.2)]
    (row,), _ = rows_of(*forms, answered("D", HIGH))
    assert row.estimate == 0.2
    (bare,), _ = rows_of(answered("D", HIGH))
    assert bare.estimate is None


def test_kappa_of_two_readers_by_cohen():
    # Of 20 figures both agree on 10 and call 5 too high; on 5 they differ. Observed 0.75.
    one = answered("A", *[YES] * 10, *[HIGH] * 5, *[YES] * 5)
    other = answered("B", *[YES] * 10, *[HIGH] * 5, *[LOW] * 5)
    _, found = rows_of(one, other)
    # By chance: 15/20 x 10/20 + 5/20 x 5/20 = 0.4375; kappa (0.75 - 0.4375) / 0.5625.
    assert found.statistic == "Cohen's kappa"
    assert (found.figures, found.agreement) == (20, 0.75)
    assert found.kappa == pytest.approx(0.5556, abs=1e-4)


def test_kappa_of_more_readers_by_fleiss():
    # Ten figures with three alike, ten with two of three: observed (10 x 1 + 10 x 1/3) / 20 = 2/3.
    forms = [answered("A", *[YES] * 10, *[HIGH] * 10), answered("B", *[YES] * 10, *[HIGH] * 10)]
    _, found = rows_of(*forms, answered("C", *[YES] * 20))
    # By chance: (40/60)^2 + (20/60)^2 = 5/9; kappa (6/9 - 5/9) / (4/9).
    assert found.statistic == "Fleiss' kappa"
    assert found.agreement == pytest.approx(2 / 3)
    assert found.kappa == pytest.approx(0.25)


def test_kappa_is_not_given_for_too_few_figures_or_without_variety():
    few = rows_of(answered("A", *[YES, HIGH] * 9, YES), answered("B", *[YES, HIGH] * 9, LOW))[1]
    assert (few.figures, few.kappa) == (19, None)
    alike = rows_of(answered("A", *[YES] * 20), answered("B", *[YES] * 20))[1]
    assert (alike.figures, alike.agreement, alike.kappa) == (20, 1.0, None)


def test_without_two_verdicts_nothing_is_compared():
    assert rows_of(answered("A", YES))[1].agreement is None
    assert rows_of(answered("A", YES), answered("B", UNSURE), answered("C", UNSURE))[1].statistic == "Fleiss' kappa"
