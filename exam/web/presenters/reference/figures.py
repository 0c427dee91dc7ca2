"""How often each finding is abnormal under each cause, as used by the localisation, and the basis of each figure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from exam.domain.appearance.signs import result_words
from exam.domain.language import mark, say
from exam.domain.review.words import in_hundred, reviews_words
from exam.domain.words.causes import cause_label, form_words
from exam.domain.words.findings import SITE_LISTS, finding_label
from exam.domain.words.grammar import inside, joined
from exam.web.presenters.reference.citations import Citation, basis_words, citations, row_text
from exam.web.presenters.reference.provenance import Provenance, provenance
from reference import load_reference
from reference.figures import cell_id, reviews_of
from reference.model import Cell, FindingLikelihood, Modality
from reference.vocabulary import SIDES

NO_LESION = {
    "none": mark("No nerve or root lesion"),
    "none.asymptomatic": mark("No nerve or root lesion, in a leg without symptoms"),
}


DEPTHS = (
    mark("{share} with a mild deficit"),
    mark("{share} with a moderate deficit"),
    mark("{share} with a severe deficit"),
)


@dataclass(frozen=True, slots=True)
class Figure:
    """One line of the table: how often the finding is abnormal under one cause, in per cent."""

    cause: str
    share: str
    span: str
    raised: str
    basis: str
    why: str
    citations: tuple[Citation, ...]
    reviewed: str


@dataclass(frozen=True, slots=True)
class Figures:
    """The table of one finding. `lost` and `raised` are what its two columns say where it may also be too strong, as a
    brisk reflex is; else both are empty.
    """

    id: str
    title: str
    notes: tuple[str, ...]
    rows: tuple[Figure, ...]
    lost: str
    raised: str
    provenance: Provenance


def figures(finding: str) -> Figures:
    """The table of one row of `likelihoods.toml`."""
    row = load_reference().likelihoods[finding]
    rows = tuple(figure(cell, cell_id(finding, cell.cause)) for cell in row.cells)
    both = any(one.raised for one in rows)
    lost, raised = (result_words(finding, raised=way) if both else "" for way in (False, True))
    return Figures(finding, title_of(row), tuple(_notes(row)), rows, lost, raised, provenance(row))


def figures_of_test(test: str) -> Figures | None:
    """The table that a test counts in; None where the localisation does not use it."""
    row = _row_of_each().get(test)
    return figures(row) if row else None


def likelihood_row(finding: str, value: object) -> str:
    """The row of figures behind a reason: for `light_touch.L5` that of the dermatome, for a mark of pain its place."""
    if finding.rpartition(".")[2] in SITE_LISTS:
        return f"pain.{value}"
    if finding.endswith("zoster_dermatomes"):
        return f"zoster.{value}"
    return _row_of_each()[_sideless(finding)]


@cache
def _row_of_each() -> dict[str, str]:
    """Each finding, without its side, and the row that it counts in."""
    rows = load_reference().likelihoods.values()
    named = ((row.finding, *(modality.finding for modality in row.modalities)) for row in rows)
    return {_sideless(name): names[0] for names in named for name in names}


def _sideless(finding: str) -> str:
    stem, _, last = finding.rpartition(".")
    return stem if last in SIDES else finding


def title_of(row: FindingLikelihood) -> str:
    """What a row of figures is about."""
    return finding_label(row.finding)


def figure(cell: Cell, id: str) -> Figure:
    """One cell of the likelihoods, whose id names it for its reviews."""
    return Figure(
        cell_label(cell.cause),
        percent(cell.p),
        span(cell.range),
        percent(cell.raised) if cell.raised else "",
        basis_words(cell.basis),
        row_text(cell.why),
        citations(cell.sources),
        reviews_words(reviews_of(load_reference(), id), cell.p),
    )


def cell_label(cell: str) -> str:
    """A cause, or one form of it: "Sciatic nerve, fibular division"."""
    if cell in NO_LESION:
        return say(NO_LESION[cell])
    cause, _, variant = cell.partition(":")
    label = cause_label(cause, "none")
    return f"{label}, {form_words(variant)}" if variant else label


def percent(share: float) -> str:
    """A share in per cent, without a line break: 0.58 as "58 %", 0.017 as "1.7 %"."""
    return f"{in_hundred(share)}\N{NO-BREAK SPACE}%"


def span(bounds: tuple[float, float]) -> str:
    """The range of an estimated figure: "1.7 to 5.3 %"."""
    return say("{low} to {high}").format(low=in_hundred(bounds[0]), high=percent(bounds[1]))


def _notes(row: FindingLikelihood) -> Iterator[str]:
    yield say("Recorded for each leg.") if row.of == "leg" else say("Recorded once for the person.")
    if row.shared:
        yield say("It varies with the severity of the lesion, as the other deficits do.")
    if row.weight < 1.0:
        sentence = say("It counts for {share} of what an examination finding with these figures would.")
        yield sentence.format(share=percent(row.weight))
    if row.modalities:
        finding = inside(finding_label(_sideless(row.modalities[0].finding)))
        yield say("The figures are for {finding}.").format(finding=finding)
    yield from dict.fromkeys(_modality(modality) for modality in row.modalities)
    if row.explained:
        joints, share = (
            joined((inside(finding_label(name)) for name in row.explained.by), "or"),
            percent(row.explained.p),
        )
        sentence = say("Where {joints} is abnormal in the same leg, that alone makes this abnormal in {share}.")
        yield sentence.format(joints=joints, share=share)


def _modality(modality: Modality) -> str:
    label = finding_label(_sideless(modality.finding))
    sentence = say("{finding}: abnormal in {shares}, in {false_alarm} without it.")
    return sentence.format(finding=label, shares=_detects(modality), false_alarm=percent(modality.false_alarm))


def _detects(modality: Modality) -> str:
    if isinstance(modality.detects, float):
        return say("{share} with the deficit").format(share=percent(modality.detects))
    depths = zip(DEPTHS, modality.detects_by_depth, strict=True)
    return joined(say(depth).format(share=percent(p)) for depth, p in depths)
