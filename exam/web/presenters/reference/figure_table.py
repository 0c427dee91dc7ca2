"""The likelihoods, prior probabilities and severities as rows of the reference pages."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from exam.domain.language import mark, say, say_count
from exam.domain.review.words import count_words, in_hundred, reviews_words
from exam.domain.words.grammar import heading, inside
from exam.web.presenters.reference.figures import cell_label, percent, title_of
from exam.web.presenters.reference.rows import Entry, reasoned
from exam.web.presenters.step.cells import element_id
from reference import load_reference
from reference.figures import cell_id, prior_id, reviews_of
from reference.model import FindingLikelihood, Prior, SeverityShare

PRIORS = {
    "leg": mark("A painful leg"),
    "root": mark("Which root"),
    "roots": mark("Several roots"),
    "person": mark("Generalised lesions, symptoms in one leg"),
    "both": mark("Generalised lesions, symptoms in both legs"),
    "reflex": mark("A person's usual reflexes"),
    "": mark("Legs and findings together"),
}
SEVERITY = mark("Severity of deficits")
SEVERAL = mark("several roots")
MOST_NAMED = 3


def likelihoods() -> Iterator[Entry]:
    """Every finding that is used, in short; its own page holds the table."""
    reference = load_reference()
    titles = dict.fromkeys(family.title for family in reference.families.values())
    rows = [(reference.family_of(row.finding).title, row) for row in reference.likelihoods.values()]
    return (_likelihood(row, say(title)) for title in titles for of, row in rows if of == title)


def _likelihood(row: FindingLikelihood, group: str) -> Entry:
    cells = {cell.cause: cell for cell in row.cells}
    often = sorted(row.cells, key=lambda cell: -cell.p)[:MOST_NAMED]
    lines = (
        (say("Abnormal without a lesion of nerve or root"), percent(cells["none"].p)),
        (say("Most often"), "; ".join(f"{cell_label(cell.cause)} {percent(cell.p)}" for cell in often)),
        ("", _reviewed(row)),
    )
    place = f"figures-{element_id(row.finding)}"
    return replace(reasoned(row, place, title_of(row), lines, group), own=row.finding)


def _reviewed(row: FindingLikelihood) -> str:
    """How many of its figures have been reviewed."""
    done = sum(bool(reviews_of(load_reference(), cell_id(row.finding, cell.cause))) for cell in row.cells)
    number = len(row.cells)
    these = say_count("these {number} figures", "these {number} figures", number).format(number=number)
    return count_words(done, these)


def priors() -> Iterator[Entry]:
    """How common each lesion is before anything is examined, then the severity of deficits."""
    rows = load_reference().priors.values()
    yield from (_prior(row, say(PRIORS[group])) for group in PRIORS for row in rows if _group(row) == group)
    yield from (_severity(row) for row in load_reference().severity_shares)


def _group(row: Prior) -> str:
    stem = row.id.split(".")[0]
    return stem if stem in PRIORS else ""


def _prior(row: Prior, group: str) -> Entry:
    low, high = row.range
    figure = say("{share}, estimated between {low} and {high}").format(
        share=percent(row.p), low=in_hundred(low), high=percent(high)
    )
    place = f"prior-{row.id.replace('.', '-').replace('+', '-')}"
    reviewed = reviews_words(reviews_of(load_reference(), prior_id(row.id)), row.p)
    return reasoned(row, place, say(row.label), (("", heading(figure)), ("", f"{reviewed}.")), group)


def _severity(row: SeverityShare) -> Entry:
    scale = say(load_reference().scales[row.scale].label)
    kind = load_reference().kinds.get(row.cause)
    lesion = (
        say(SEVERAL) if row.cause == "several_roots" else inside(say(kind.label)) if kind else cell_label(row.cause)
    )
    depths = say("Mild in {mild}, moderate in {moderate}, severe in {severe}.").format(
        mild=percent(row.mild), moderate=percent(row.moderate), severe=percent(row.severe)
    )
    place = f"severity-{row.scale}-{row.cause.replace('.', '-')}"
    return reasoned(row, place, f"{scale}: {lesion}", (("", depths),), say(SEVERITY))
