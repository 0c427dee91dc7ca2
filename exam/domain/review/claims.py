"""What a figure claims, as a sentence that a clinician can agree or disagree with."""

from __future__ import annotations

from exam.domain.language import mark, say
from exam.domain.reasoning.localise.observe import DURATION, ONSET, WEEKS
from exam.domain.review.words import in_hundred
from exam.domain.words.causes import form_words, lesion_phrase
from exam.domain.words.findings import finding_label
from exam.domain.words.grammar import heading, inside
from reference import load_reference
from reference.cells import findings_in
from reference.figures import Figure
from reference.model import Cell, FindingLikelihood

COURSE = {
    DURATION: mark("the complaint has lasted more than {weeks} weeks"),
    ONSET: mark("the complaint began suddenly"),
}
WITHOUT_LESION = {
    "none": mark("Without a nerve or root lesion, {found}"),
    "none.asymptomatic": mark("Without a nerve or root lesion, in a leg without symptoms, {found}"),
}
PAIN = "pain."


def claim(figure: Figure) -> str:
    """The sentence: "With a lesion of the L5 root, great toe extension is weak in 51 of 100 patients."."""
    number = in_hundred(figure.of.p)
    if not (isinstance(figure.row, FindingLikelihood) and figure.cell):
        return say("{what}: {number} of 100.").format(what=say(figure.row.label), number=number)
    usual = say("{found} in {number} of 100 patients.")
    if figure.row.lost_without_lesion:
        usual = say("{found} in {number} of 100 patients, not counting people whose reflexes are always low.")
    return usual.format(found=_with_lesion(figure.cell, _abnormal(figure.row)), number=number)


def _with_lesion(cell: Cell, found: str) -> str:
    if cell.cause in WITHOUT_LESION:
        return say(WITHOUT_LESION[cell.cause]).format(found=found)
    cause, _, form = cell.cause.partition(":")
    lesion = lesion_phrase(cause, "none")
    described = f"{lesion} ({form_words(form)})" if form else lesion
    return say("With {lesion}, {found}").format(lesion=described, found=found)


def _abnormal(row: FindingLikelihood) -> str:
    """What is found, with its verb: "knee extension is weak"."""
    finding = findings_in(row)[0]
    if finding in COURSE:
        return say(COURSE[finding]).format(weeks=WEEKS)
    if finding in load_reference().questions:
        return say('the answer to "{question}" is yes').format(question=finding_label(finding))
    if finding.startswith(PAIN):
        place = inside(say(load_reference().sites[finding.removeprefix(PAIN)].label))
        return say("pain or tingling is reported in: {place},").format(place=place)
    family = load_reference().family_of(finding)
    if family.abnormal:
        return say("{test} is {abnormal}").format(test=inside(finding_label(finding)), abnormal=say(family.abnormal))
    too_weak = any(cell.raised for cell in row.cells)
    result = say('"{test}" is reduced') if too_weak else say('"{test}" is abnormal')
    return result.format(test=finding_label(finding))


def span(figure: Figure) -> str:
    """Its range: "35 to 67 of 100"."""
    low, high = figure.of.range
    return say("{low} to {high} of 100").format(low=in_hundred(low), high=in_hundred(high))


def reason(figure: Figure) -> str:
    """Why it has this value: the reason of the cell, or else that of its row."""
    why = (figure.cell.why if figure.cell else "") or figure.row.why
    return heading(say(why)) if why else ""


def sources(figure: Figure) -> tuple[str, ...]:
    """The short names of its sources, or else those of its row."""
    known = load_reference().sources
    return tuple(known[source].short for source in (figure.of.sources or figure.row.sources))
