"""The page of one cause: how it looks in each form, what imitates it, and every figure that the ranking has of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from exam.domain.appearance.appearance import Sign, Spared, appearance_of
from exam.domain.appearance.imitations import UNNAMED, Distinction, Imitation, imitations
from exam.domain.appearance.rates import NO_LESION, forms_of, own_cells, rates_of
from exam.domain.appearance.signs import result_words, sign_words
from exam.domain.language import say
from exam.domain.record.causes import NO_LESION as NO_CAUSE
from exam.domain.words.causes import cause_label
from exam.domain.words.findings import finding_label
from exam.web.presenters.reference.citations import row_text
from exam.web.presenters.reference.figures import Figure, cell_label, figure, percent
from exam.web.presenters.reference.lesion_chart import chart_words
from exam.web.presenters.reference.provenance import Provenance, provenance
from reference import load_reference
from reference.figures import cell_id
from reference.model import FindingLikelihood


@dataclass(frozen=True, slots=True)
class Line:
    """A finding with the row of figures that it comes from, how often it is abnormal, and what is said beside it."""

    words: str
    row: str
    share: str
    beside: str = ""


@dataclass(frozen=True, slots=True)
class ShownImitation:
    """A cause that looks alike, its page, and the tests that distinguish the two."""

    label: str
    cause: str
    tests: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class ShownForm:
    """One form of the cause; `title` is empty where there is one form. `chart` says what its drawing shows."""

    title: str
    place: int
    chart: str
    expected: tuple[Line, ...]
    asked: tuple[Line, ...]
    spared: tuple[Line, ...]
    imitations: tuple[ShownImitation, ...]


@dataclass(frozen=True, slots=True)
class OwnFigure:
    """One figure of the cause: of which finding, and how often that is abnormal without a lesion.

    `raised` says how often it is too strong, in a sentence.
    """

    finding: str
    row: str
    figure: Figure
    raised: str
    without: str


@dataclass(frozen=True, slots=True)
class Lesion:
    """The whole page."""

    title: str
    about: str
    provenance: Provenance
    forms: tuple[ShownForm, ...]
    figures: tuple[tuple[str, tuple[OwnFigure, ...]], ...]


def has_page(cause: str) -> bool:
    """Whether a cause looks like something: several roots together, no lesion and one without a name do not."""
    return cause in load_reference().causes and cause not in (NO_CAUSE, UNNAMED)


def lesion(cause: str) -> Lesion:
    """The page of a cause that has one."""
    row = load_reference().causes[cause]
    forms = tuple(_form(form, place) for place, form in enumerate(forms_of(cause)))
    return Lesion(cause_label(cause, "none"), row_text(row.about), provenance(row), forms, tuple(_figures(cause)))


def _form(form: str, place: int) -> ShownForm:
    look = appearance_of(form)
    variant = form.partition(":")[2]
    return ShownForm(
        title=cell_label(form) if variant else "",
        place=place,
        chart=chart_words(form),
        expected=tuple(map(_sign, look.expected)),
        asked=tuple(map(_sign, look.asked)),
        spared=tuple(map(_spared, look.spared)),
        imitations=tuple(map(_imitation, imitations(form))),
    )


def _sign(sign: Sign) -> Line:
    return Line(sign_words(sign.finding, raised=sign.raised), sign.finding, percent(sign.share))


def _spared(spared: Spared) -> Line:
    beside = say("{other} {share}").format(other=cell_label(spared.other), share=percent(spared.there))
    return Line(finding_label(spared.finding), spared.finding, percent(spared.share), beside)


def _imitation(imitation: Imitation) -> ShownImitation:
    return ShownImitation(cell_label(imitation.form), imitation.cause, tuple(map(_distinction, imitation.tests)))


def _distinction(test: Distinction) -> Line:
    return Line(sign_words(test.finding, raised=test.raised), test.finding, percent(test.here), percent(test.there))


def _figures(cause: str) -> Iterator[tuple[str, tuple[OwnFigure, ...]]]:
    """Every cell of the cause, by the families of the findings."""
    reference = load_reference()
    rows = [row for row in reference.likelihoods.values() if own_cells(row, cause)]
    for title in dict.fromkeys(family.title for family in reference.families.values()):
        some = [row for row in rows if reference.family_of(row.finding).title == title]
        if some:
            yield say(title), tuple(_of_rows(some, cause))


def _of_rows(rows: Iterable[FindingLikelihood], cause: str) -> Iterator[OwnFigure]:
    for row in rows:
        without = percent(rates_of(NO_LESION)[row.finding].abnormal)
        for cell in own_cells(row, cause):
            own = figure(cell, cell_id(row.finding, cell.cause))
            yield OwnFigure(sign_words(row.finding), row.finding, own, _raised(row, own), without)


def _raised(row: FindingLikelihood, own: Figure) -> str:
    if not own.raised:
        return ""
    sentence = say("{result} in {share} of the others")
    return sentence.format(result=result_words(row.finding, raised=True), share=own.raised)
