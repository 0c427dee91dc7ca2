"""How far readers agree: per cent of pairs, Cohen's kappa for two readers, Fleiss' for more.

A reader who cannot say gives no verdict and is not counted. Verdicts are about one value of a figure: a figure that
has changed since the form was written is not counted either.

Sources: Cohen 1960, Educ Psychol Meas 20:37; Fleiss 1971, Psychol Bull 76:378, for figures with unequal numbers of
readers as in Fleiss, Levin and Paik 2003, chapter 18.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from exam.domain.review.form import Form, FormAnswer
from reference import load_reference
from reference.figures import Figure, figures_of
from reference.vocabulary import VERDICTS, Verdict

FEWEST = 20
"""Below this number of figures with two verdicts, kappa is too uncertain to be given (our judgement)."""

TWO = 2
HALF = 0.5
COHEN, FLEISS = "Cohen's kappa", "Fleiss' kappa"


@dataclass(frozen=True, slots=True)
class Judged:
    """One figure and the answers about it, in the order of the forms; `outdated` counts those about another value."""

    figure: Figure
    answers: tuple[FormAnswer, ...]
    outdated: int

    @property
    def counts(self) -> Counter[Verdict]:
        """How many readers gave each verdict."""
        return Counter(answer.answer for answer in self.answers if answer.answer != "cannot_say")

    @property
    def verdicts(self) -> int:
        """How many readers gave a verdict."""
        return self.counts.total()

    @property
    def agreement(self) -> float | None:
        """The share of pairs of readers with the same verdict; None for fewer than two readers."""
        if self.verdicts < TWO:
            return None
        pairs = sum(count * (count - 1) for count in self.counts.values())
        return pairs / (self.verdicts * (self.verdicts - 1))

    @property
    def majority(self) -> Verdict | None:
        """What more than half of at least two readers say."""
        verdict, count = max(self.counts.items(), key=lambda item: item[1], default=(None, 0))
        return verdict if self.verdicts >= TWO and count > HALF * self.verdicts else None

    @property
    def estimate(self) -> float | None:
        """The median of the readers' own estimates; None if nobody gave one."""
        given = [answer.estimate for answer in self.answers if answer.estimate is not None]
        return median(given) if given else None


@dataclass(frozen=True, slots=True)
class Overall:
    """Agreement over all figures with at least two verdicts. `kappa` is None for too few figures, or if undefined."""

    figures: int
    agreement: float | None
    statistic: str
    kappa: float | None


def judged(forms: Sequence[Form]) -> tuple[Judged, ...]:
    """Every figure that a form has an answer about, in the order of the tables."""
    given = [answer for form in forms for answer in form.answers]
    asked = {answer.figure for answer in given}
    return tuple(
        _judged(figure, [answer for answer in given if answer.figure == id])
        for id, figure in figures_of(load_reference()).items()
        if id in asked
    )


def _judged(figure: Figure, answers: list[FormAnswer]) -> Judged:
    current = tuple(answer for answer in answers if answer.p == figure.of.p)
    return Judged(figure, current, len(answers) - len(current))


def proposed(rows: Sequence[Judged]) -> tuple[Judged, ...]:
    """The figures that a majority of readers calls too high or too low."""
    return tuple(row for row in rows if row.majority in ("too_high", "too_low"))


def overall(forms: Sequence[Form], rows: Sequence[Judged]) -> Overall:
    """Agreement over all figures; kappa by the number of readers."""
    pairs = [(row, row.agreement) for row in rows]
    compared = [(row, agreement) for row, agreement in pairs if agreement is not None]
    if not compared:
        return Overall(0, None, COHEN if len(forms) <= TWO else FLEISS, None)
    observed = sum(agreement for _, agreement in compared) / len(compared)
    of_two = len(forms) == TWO
    expected = _by_cohen(compared) if of_two else _by_fleiss([row for row, _ in compared])
    enough = len(compared) >= FEWEST and expected < 1.0
    kappa = (observed - expected) / (1.0 - expected) if enough else None
    return Overall(len(compared), observed, COHEN if of_two else FLEISS, kappa)


def _by_cohen(compared: Sequence[tuple[Judged, float]]) -> float:
    """Agreement by chance of two readers, each with their own shares of verdicts."""
    ones, others = (Counter(row.answers[place].answer for row, _ in compared) for place in (0, 1))
    return sum(ones[verdict] * others[verdict] for verdict in VERDICTS) / len(compared) ** 2


def _by_fleiss(rows: Sequence[Judged]) -> float:
    """Agreement by chance of readers who share one distribution of verdicts."""
    counted = sum((row.counts for row in rows), Counter())
    return sum((counted[verdict] / counted.total()) ** 2 for verdict in VERDICTS)
