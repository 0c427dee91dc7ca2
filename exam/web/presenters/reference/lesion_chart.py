"""The leg chart of one form of a cause: where it alters sensation, and where it hurts, by the figures of the table."""

from __future__ import annotations

from collections.abc import Iterator

from exam.domain.appearance.appearance import FIFTH, HALF, appearance_of
from exam.domain.appearance.rates import rates_of
from exam.domain.language import mark, say
from exam.domain.leg_chart.paper import PaperDrawing, draw_shares
from exam.domain.leg_chart.state import TESTS, ReportedPlace, Shown
from exam.domain.words.grammar import inside, joined
from reference import load_reference
from reference.vocabulary import SIDES, Side

# The row of the likelihoods whose figures shade an area.
ROWS = {area: f"dermatome.{area}" for area in TESTS} | {"S4-5": "saddle.perianal"}
PAIN_ROWS = "pain."
SIDE_DRAWN: Side = "right"
DRAWN = {
    "leg": mark("Drawn in the right leg."),
    "person": mark("Drawn in both legs."),
}
# Drawn as the note draws altered sensation, and what could not be tested.
SHADED: dict[Shown, str] = {
    "altered": mark("Hatched: sensation altered or absent in half or more: {areas}."),
    "not_tested": mark("Dotted: sensation altered or absent in a fifth to a half: {areas}."),
}
NERVES, SINGLE_NERVES = "nerve.", "territory."
NOT_DRAWN: dict[Shown, str] = {
    "altered": mark("Not drawn, skin of a single nerve, altered or absent in half or more: {areas}."),
    "not_tested": mark("Not drawn, skin of a single nerve, altered or absent in a fifth to a half: {areas}."),
}
PAIN = mark("P: pain, in half or more: {places}.")
NOTHING = mark("No dermatome is altered in a fifth or more.")


def chart_of(form: str) -> PaperDrawing:
    """Where one form alters sensation, and where it hurts."""
    return draw_shares(_shares(form), tuple(_places(form)), chart_words(form))


def _is_of_both_legs(form: str) -> bool:
    reference = load_reference()
    return reference.kind_of(reference.causes[form.partition(":")[0]]).of == "person"


def _sides(form: str) -> tuple[Side, ...]:
    return SIDES if _is_of_both_legs(form) else (SIDE_DRAWN,)


def _band(share: float) -> Shown | None:
    return "altered" if share >= HALF else "not_tested" if share >= FIFTH else None


def _shares(form: str) -> dict[tuple[str, str], Shown]:
    rates = rates_of(form)
    bands = {area: _band(rates[row].abnormal) for area, row in ROWS.items()}
    return {(area, side): band for side in _sides(form) for area, band in bands.items() if band}


def _painful(form: str) -> list[str]:
    """The places of pain that are expected."""
    return [
        sign.finding.removeprefix(PAIN_ROWS) for sign in appearance_of(form).asked if sign.finding.startswith(PAIN_ROWS)
    ]


def _places(form: str) -> Iterator[ReportedPlace]:
    return (ReportedPlace(site, side, True, False) for side in _sides(form) for site in _painful(form))


def chart_words(form: str) -> str:
    """What the drawing shows."""
    bands: dict[str, list[str]] = {}
    for (area, _), band in _shares(form).items():
        if area not in bands.setdefault(band, []):
            bands[band].append(area)
    said = [say(DRAWN["person" if _is_of_both_legs(form) else "leg"])]
    said += [say(SHADED[band]).format(areas=joined(bands[band])) for band in SHADED if band in bands]
    if not bands:
        said.append(say(NOTHING))
    if form.startswith(NERVES):
        said += _not_drawn(form)
    if places := _painful(form):
        sites = load_reference().sites
        said.append(say(PAIN).format(places=joined(inside(say(sites[site].label)) for site in places)))
    return " ".join(said)


def _not_drawn(form: str) -> Iterator[str]:
    """The skin of single nerves that is altered, for which the chart has no shapes."""
    tests = load_reference().tests
    areas = {row: rate.abnormal for row, rate in rates_of(form).items() if row.startswith(SINGLE_NERVES)}
    for band, words in NOT_DRAWN.items():
        some = [inside(say(tests[row].label)) for row, share in areas.items() if _band(share) == band]
        if some:
            yield say(words).format(areas=joined(some))
