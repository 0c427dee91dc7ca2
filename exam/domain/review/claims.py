"""What a figure claims, as a sentence that a clinician can agree or disagree with."""

from __future__ import annotations

from exam.domain.reasoning.localise.observe import DURATION, ONSET, WEEKS
from exam.domain.review.words import in_hundred
from exam.domain.words.causes import lesion_phrase
from exam.domain.words.findings import finding_label
from exam.domain.words.grammar import heading, inside
from reference import load_reference
from reference.cells import findings_in
from reference.figures import Figure
from reference.model import Cell, FindingLikelihood

COURSE = {
    DURATION: f"the complaint has lasted more than {WEEKS} weeks",
    ONSET: "the complaint began suddenly",
}
WITHOUT_LESION = {
    "none": "Without a nerve or root lesion",
    "none.asymptomatic": "Without a nerve or root lesion, in a leg without symptoms",
}
USUAL = "not counting people whose reflexes are always low"
PAIN = "pain."


def claim(figure: Figure) -> str:
    """The sentence: "With a lesion of the L5 root, great toe extension is weak in 51 of 100 patients."."""
    number = f"{in_hundred(figure.of.p)} of 100"
    if isinstance(figure.row, FindingLikelihood) and figure.cell:
        return f"{_lesion(figure.cell)}, {_abnormal(figure.row)} in {number} patients{_but(figure.row)}."
    return f"{figure.row.label}: {number}."


def _lesion(cell: Cell) -> str:
    if cell.cause in WITHOUT_LESION:
        return WITHOUT_LESION[cell.cause]
    cause, _, form = cell.cause.partition(":")
    described = f"With {lesion_phrase(cause, 'none')}"
    return f"{described} ({form.replace('_', ' ')})" if form else described


def _abnormal(row: FindingLikelihood) -> str:
    """What is found, with its verb: "knee extension is weak"."""
    finding = findings_in(row)[0]
    if finding in COURSE:
        return COURSE[finding]
    if finding in load_reference().questions:
        return f'the answer to "{finding_label(finding)}" is yes'
    if finding.startswith(PAIN):
        return f"pain or tingling is reported in: {inside(load_reference().sites[finding.removeprefix(PAIN)].label)},"
    family = load_reference().family_of(finding)
    if family.abnormal:
        return f"{inside(finding_label(finding))} is {family.abnormal}"
    too_weak = any(cell.raised for cell in row.cells)
    return f'"{finding_label(finding)}" is {"reduced" if too_weak else "abnormal"}'


def _but(row: FindingLikelihood) -> str:
    return f", {USUAL}" if row.lost_without_lesion else ""


def span(figure: Figure) -> str:
    """Its range: "35 to 67 of 100"."""
    low, high = figure.of.range
    return f"{in_hundred(low)} to {in_hundred(high)} of 100"


def reason(figure: Figure) -> str:
    """Why it has this value: the reason of the cell, or else that of its row."""
    return heading((figure.cell.why if figure.cell else "") or figure.row.why)


def sources(figure: Figure) -> tuple[str, ...]:
    """The short names of its sources, or else those of its row."""
    known = load_reference().sources
    return tuple(known[source].short for source in (figure.of.sources or figure.row.sources))
