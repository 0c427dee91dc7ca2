"""An audit as it is read: what it is of and how far it can be believed, and then its figures, section by section.

Screen, paper and command line are made from it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from exam.domain.audit.counts import Audit, Compared, OfAlert, OfCause, Ranked, Rate
from exam.domain.audit.preface import cautions, coverage
from exam.domain.audit.rates import FEWEST, Estimate, Step, estimate, reliability
from exam.domain.audit.wording import (
    ANSWERS,
    CHANCES,
    STATEMENTS,
    WHEN,
    alert_words,
    cause_words,
    test_words,
    words_in,
)
from exam.domain.language import say
from exam.domain.outcomes.words import KNOWN_BY_WORDS

MOST_LEFT_OUT = 12


@dataclass(frozen=True, slots=True)
class Cell:
    """A figure of a table in words; with `estimate` also drawn."""

    text: str
    estimate: Estimate | None = None
    is_figure: bool = True


@dataclass(frozen=True, slots=True)
class Section:
    """A table of the audit: what it says, the heads of its columns, and its rows, of which the first cell is a name.

    `curve` are the steps of the reliability curve where it is drawn above the table.
    """

    id: str
    title: str
    about: str
    heads: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    curve: tuple[Step, ...] = ()

    @property
    def is_long(self) -> bool:
        """Whether it has words beside the names: these need more room than figures."""
        return any(not cell.is_figure for row in self.rows for cell in row[1:])


@dataclass(frozen=True, slots=True)
class Report:
    """What is read of an audit. `has_figures` is false where there are too few outcomes for any."""

    title: str
    coverage: tuple[str, ...]
    cautions: tuple[str, ...]
    sections: tuple[Section, ...]
    has_figures: bool

    @property
    def curve(self) -> tuple[Step, ...]:
        """The steps of the reliability curve; empty where there is none."""
        return next((section.curve for section in self.sections if section.curve), ())


def report(audit: Audit) -> Report:
    """The audit in words. Below 20 examinations it has no figure."""
    has_figures = audit.examinations.could_be_read >= FEWEST
    made = (_right, _impressions, _stated, _words, _statements, _emergencies, _causes, _alerts, _left_out, _known_by)
    return Report(
        title=say("How often Dermyo was right here") if audit.clinics == 1 else say("How often Dermyo was right"),
        coverage=coverage(audit),
        cautions=cautions(audit),
        sections=tuple(section for make in made if has_figures and (section := make(audit)).rows),
        has_figures=has_figures,
    )


def rate_cell(right: int, of: int) -> Cell:
    """A share with its interval in percent: "62 % (55 to 69)"; of fewer than 20 that there are too few to say."""
    found = estimate(Rate(of, right))
    if found is None:
        return Cell(say("too few to say"))
    share, low, high = (f"{100 * one:.0f}" for one in (found.share, found.low, found.high))
    return Cell(say("{share} % ({low} to {high})").format(share=share, low=low, high=high), found)


def _name(text: str) -> Cell:
    return Cell(text, is_figure=False)


def _count(number: int) -> Cell:
    return Cell(f"{number:,}")


def _right(audit: Audit) -> Section:
    ranking, chart = audit.ranking, audit.chart
    rows = (
        (say("First"), ranking.of, ranking.first, chart.first),
        (say("Among the first two"), ranking.of, ranking.among_two, chart.among_two),
        (say("First, a generalised lesion on any side"), ranking.of, ranking.lenient, chart.lenient),
        (say("Likeliest single root, where it was a root"), audit.root.of, audit.root.right, audit.chart_root.right),
    )
    return Section(
        "right",
        say("What was named, and what it was"),
        say(
            "The very cause on the very side. The textbook chart names the root that most abnormal findings of the "
            "same examination point to; it is what the ranking has to beat."
        ),
        (say("What was right"), say("Examinations"), say("Dermyo's ranking"), say("Textbook chart")),
        tuple((_name(what), _count(of), rate_cell(one, of), rate_cell(other, of)) for what, of, one, other in rows),
    )


def _impressions(audit: Audit) -> Section:
    own = audit.impressions
    rows = (("before", own.before), ("after", own.after), ("unknown", own.unknown))
    return Section(
        "impressions",
        say("Beside the clinician's own impression"),
        say(
            "The same examinations: those with a cause in the impression. One that was entered after the ranking was "
            "shown is no second opinion. The side of a generalised lesion is ignored."
        ),
        (say("Impression"), say("Examinations"), say("Clinician right"), say("Dermyo right"), say("Both right")),
        tuple(_compared(when, row) for when, row in rows if row.of),
    )


def _compared(when: str, row: Compared) -> tuple[Cell, ...]:
    shares = (rate_cell(right, row.of) for right in (row.clinician, row.program, row.both))
    return (_name(words_in(WHEN, when)), _count(row.of), *shares)


def _stated(audit: Audit) -> Section:
    curve = reliability(audit.stated)
    return Section(
        "stated",
        say("The stated figure"),
        say(
            "Of what ranked first: the probability that was stated, and how often it was right. On the line, 70 of 100 "
            "causes with 70 % are right. A root alone or with others counts as one, and is right where it was affected."
        ),
        (say("Stated, on average"), say("Examinations"), say("Right")),
        tuple((_name(f"{100 * step.stated:.0f} %"), _count(step.of), _step_cell(step)) for step in curve),
        curve,
    )


def _step_cell(step: Step) -> Cell:
    return rate_cell(round(step.right.share * step.of), step.of)


def _words(audit: Audit) -> Section:
    rows = (
        ("likely", audit.words.likely),
        ("possible", audit.words.possible),
        ("not_excluded", audit.words.not_excluded),
    )
    return Section(
        "words",
        say("The word for it"),
        say("Of what ranked first."),
        (say("Word"), say("Examinations"), say("Right")),
        tuple(
            (_name(words_in(CHANCES, word)), _count(row.of), rate_cell(row.right, row.of))
            for word, row in rows
            if row.of
        ),
    )


def _statements(audit: Audit) -> Section:
    return Section(
        "statements",
        say("The conclusion"),
        say("How often the first cause, or one of the first two, was right under each conclusion."),
        (say("Conclusion"), say("Examinations"), say("First right"), say("Among the first two")),
        tuple(_ranked(words_in(STATEMENTS, made), row) for made, row in audit.statements.items()),
    )


def _ranked(name: str, row: Ranked) -> tuple[Cell, ...]:
    return (_name(name), _count(row.of), rate_cell(row.first, row.of), rate_cell(row.among_two, row.of))


def _emergencies(audit: Audit) -> Section:
    found = audit.emergencies
    row = (_name(cause_words("cauda_equina")), _count(found.of), _count(found.right))
    return Section(
        "emergencies",
        say("Emergencies"),
        say("Counted apart, however few. One that was not called an emergency is worth looking at by itself."),
        (say("Outcome"), say("Examinations"), say("Called an emergency")),
        (row,) if found.of else (),
    )


def _causes(audit: Audit) -> Section:
    return Section(
        "causes",
        say("What it turned out to be"),
        say("The last two columns say how urgent the alerts called these examinations."),
        (
            *(say("Outcome"), say("Examinations"), say("First right"), say("Among the first two")),
            *(say("Emergency"), say("Urgent")),
        ),
        tuple(_cause(cause_words(cause), row) for cause, row in audit.causes.items()),
    )


def _cause(name: str, row: OfCause) -> tuple[Cell, ...]:
    ranked = (rate_cell(row.first, row.of), rate_cell(row.among_two, row.of))
    return (_name(name), _count(row.of), *ranked, _count(row.emergency), _count(row.urgent))


def _alerts(audit: Audit) -> Section:
    return Section(
        "alerts",
        say("Alerts"),
        say(
            "An outcome that is not what an alert warns of does not show that the alert was wrong: it asks for a look, "
            "not for a diagnosis."
        ),
        (say("Alert"), say("Raised"), say("Answered"), say("What it turned out to be")),
        tuple(_alert(alert_words(id), row) for id, row in audit.alerts.items()),
    )


def _alert(name: str, row: OfAlert) -> tuple[Cell, ...]:
    answers = joined_counts((words_in(ANSWERS, answer), count) for answer, count in row.answers.items())
    turned_out = joined_counts((cause_words(cause), count) for cause, count in row.turned_out.items())
    return (_name(name), _count(row.raised), _name(answers), _name(turned_out))


def joined_counts(counts: Iterable[tuple[str, int]]) -> str:
    """Names with their counts: "acted on 5; not answered 2"."""
    return "; ".join(f"{name} {count:,}" for name, count in counts)


def _left_out(audit: Audit) -> Section:
    often = sorted(audit.left_out.items(), key=lambda row: (-row[1], row[0]))[:MOST_LEFT_OUT]
    of = audit.examinations.could_be_read
    return Section(
        "left-out",
        say("Most often left out"),
        say("Core tests without a result on one side or both, also those that could not be done."),
        (say("Test"), say("Examinations"), say("Share of all")),
        tuple((_name(test_words(test)), _count(count), rate_cell(count, of)) for test, count in often),
    )


def _known_by(audit: Audit) -> Section:
    often = sorted(audit.known_by.items(), key=lambda row: (-row[1], row[0]))
    of = audit.examinations.with_outcome
    return Section(
        "known-by",
        say("How the outcomes are known"),
        "",
        (say("Known by"), say("Examinations"), say("Share of all")),
        tuple((_name(words_in(KNOWN_BY_WORDS, way)), _count(count), rate_cell(count, of)) for way, count in often),
    )
