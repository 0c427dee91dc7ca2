"""An audit as it is read: what it is of and how far it can be believed, and then its figures, section by section.

Screen, paper and command line are made from it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from exam.domain.audit.cells import Cell, Section, count_cell, joined_counts, name_cell, rate_cell
from exam.domain.audit.counts import RARER, Audit, Compared, OfAlert, OfCause, Ranked
from exam.domain.audit.preface import cautions, coverage, versions
from exam.domain.audit.rates import FEWEST, Step, reliability
from exam.domain.audit.wording import (
    ANSWERS,
    CHANCES,
    STATEMENTS,
    URGENCY,
    WHEN,
    alert_urgency,
    alert_words,
    cause_words,
    test_words,
    words_in,
)
from exam.domain.language import say
from exam.domain.outcomes.words import KNOWN_BY_WORDS
from exam.domain.record.causes import CAUDA_EQUINA

MOST_LEFT_OUT = 12


@dataclass(frozen=True, slots=True)
class Report:
    """What is read of an audit. `has_figures` is false where there are too few outcomes for any.

    `versions` says with which reference the notes were written.
    """

    title: str
    coverage: tuple[str, ...]
    cautions: tuple[str, ...]
    sections: tuple[Section, ...]
    has_figures: bool
    versions: str

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
        versions=versions(audit),
    )


def _right(audit: Audit) -> Section:
    ranking, chart = audit.ranking, audit.chart
    rows = (
        (say("Likeliest single root, where it was roots"), audit.root.of, audit.root.right, audit.chart_root.right),
        (say("First cause"), ranking.of, ranking.first, chart.first),
        (say("Among the first two"), ranking.of, ranking.among_two, chart.among_two),
        (say("First cause, also with one leg for both"), ranking.of, ranking.lenient, chart.lenient),
    )
    return Section(
        "right",
        say("What was named, and what it was"),
        say(
            "The textbook chart names the single root that most abnormal findings of the same examination point to. So "
            "the first row is the fair comparison: of nerves, several roots or another lesion the chart cannot be "
            "right. A single root is right if it is one of those affected; a cause, if it is the very one on the very "
            "side. In the last row a generalised lesion may be named in one leg for both, or in both for one."
        ),
        (say("What was right"), say("Examinations"), say("Dermyo's ranking"), say("Textbook chart")),
        tuple(
            (name_cell(what), count_cell(of), rate_cell(one, of), rate_cell(other, of)) for what, of, one, other in rows
        ),
    )


def _impressions(audit: Audit) -> Section:
    own = audit.impressions
    rows = (("before", own.before), ("after", own.after), ("unknown", own.unknown))
    return Section(
        "impressions",
        say("Beside the clinician's own impression"),
        say(
            "The same examinations: those with a cause in the impression. One that was entered after the ranking was "
            "shown is no second opinion. Dermyo is counted by the cause that its conclusion names, and of two by the "
            "first. Of a generalised lesion the side may be missing, or be one leg for both."
        ),
        (say("Impression"), say("Examinations"), say("Clinician right"), say("Dermyo right"), say("Both right")),
        tuple(_compared(when, row) for when, row in rows if row.of),
    )


def _compared(when: str, row: Compared) -> tuple[Cell, ...]:
    shares = (rate_cell(right, row.of) for right in (row.clinician, row.program, row.both))
    return (name_cell(words_in(WHEN, when)), count_cell(row.of), *shares)


def _stated(audit: Audit) -> Section:
    curve = reliability(audit.stated)
    return Section(
        "stated",
        say("The program's figure"),
        say(
            "Of what ranked first: the probability the program gave, and how often it was right. On the dashed line, "
            "70 of 100 causes with 70 % are right. A root alone or with others counts as one where the note lists it "
            "so, and is right where it was affected."
        ),
        (say("Figure, on average"), say("Examinations"), say("Right")),
        tuple((name_cell(f"{100 * step.stated:.0f} %"), count_cell(step.of), _step_cell(step)) for step in curve),
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
            (name_cell(words_in(CHANCES, word)), count_cell(row.of), rate_cell(row.right, row.of))
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
    return (name_cell(name), count_cell(row.of), rate_cell(row.first, row.of), rate_cell(row.among_two, row.of))


def _emergencies(audit: Audit) -> Section:
    found = audit.emergencies
    row = (name_cell(cause_words(CAUDA_EQUINA)), count_cell(found.of), count_cell(found.right))
    return Section(
        "emergencies",
        say("Emergencies"),
        say(
            "Of all with an outcome that could be read, however few. One that was not called an emergency is worth "
            "looking at by itself."
        ),
        (say("Outcome"), say("Examinations"), say("Called an emergency")),
        (row,) if found.of else (),
    )


def _causes(audit: Audit) -> Section:
    often = often_first({cause: row.of for cause, row in audit.causes.items()})
    return Section(
        "causes",
        say("What it turned out to be"),
        say("Where causes were named. The last two columns say how urgent the alerts called these examinations."),
        (
            *(say("Outcome"), say("Examinations"), say("First right"), say("Among the first two")),
            *(say("Emergency"), say("Urgent")),
        ),
        tuple(_cause(cause_words(cause), audit.causes[cause]) for cause, _ in often),
    )


def _cause(name: str, row: OfCause) -> tuple[Cell, ...]:
    ranked = (rate_cell(row.first, row.of), rate_cell(row.among_two, row.of))
    return (name_cell(name), count_cell(row.of), *ranked, count_cell(row.emergency), count_cell(row.urgent))


def _alerts(audit: Audit) -> Section:
    """The most urgent first; those of another version after them, and the rarer last."""
    order = [*URGENCY, "", RARER]
    found = sorted(
        audit.alerts.items(), key=lambda row: order.index(RARER if row[0] == RARER else alert_urgency(row[0]))
    )
    return Section(
        "alerts",
        say("Alerts"),
        say(
            "By the urgency that each has in this version of the reference. An outcome that is not what an alert warns "
            "of does not show that the alert was wrong: it asks for a look, not for a diagnosis."
        ),
        (say("Alert"), say("Urgency"), say("Raised"), say("Answered"), say("What it turned out to be")),
        tuple(_alert(id, row) for id, row in found),
    )


def _alert(id: str, row: OfAlert) -> tuple[Cell, ...]:
    urgency = alert_urgency(id)
    # Nobody has to answer a routine alert, and some of the rarer ones are routine.
    answered = {way: count for way, count in row.answers.items() if way != "none" or urgency not in ("", "routine")}
    answers = joined_counts((words_in(ANSWERS, answer), count) for answer, count in answered.items())
    found = often_first(row.turned_out)
    turned_out = joined_counts((say("few of each") if cause == RARER else cause_words(cause), n) for cause, n in found)
    named = words_in(URGENCY, urgency)
    return (
        name_cell(alert_words(id)),
        name_cell(named),
        count_cell(row.raised),
        name_cell(answers),
        name_cell(turned_out),
    )


def often_first(table: Mapping[str, int]) -> list[tuple[str, int]]:
    """The rows of a table with the most frequent first and the rarer at the end."""
    return sorted(table.items(), key=lambda row: (row[0] == RARER, -row[1], row[0]))


def _left_out(audit: Audit) -> Section:
    often = sorted(audit.left_out.items(), key=lambda row: (-row[1], row[0]))[:MOST_LEFT_OUT]
    return Section(
        "left-out",
        say("Most often left out"),
        say(
            "Of {number} examinations with an outcome: core tests without a result on one side or both, also those "
            "that could not be done."
        ).format(number=f"{audit.examinations.could_be_read:,}"),
        (say("Test"), say("Examinations")),
        tuple((name_cell(test_words(test)), count_cell(count)) for test, count in often),
    )


def _known_by(audit: Audit) -> Section:
    often = sorted(audit.known_by.items(), key=lambda row: (-row[1], row[0]))
    return Section(
        "known-by",
        say("How the outcomes are known"),
        "",
        (say("Known by"), say("Examinations")),
        tuple((name_cell(words_in(KNOWN_BY_WORDS, way)), count_cell(count)) for way, count in often),
    )
