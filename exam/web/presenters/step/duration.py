"""How long, by taps: the commonest durations, and a number and a unit for every other one."""

from __future__ import annotations

from dataclasses import dataclass

from exam.domain.language import mark, say
from exam.domain.record.durations import UNITS, as_tapped, weeks_of
from exam.domain.words.grammar import counted
from exam.domain.words.values import duration_label
from exam.web.presenters.step.cells import element_id
from exam.web.presenters.step.options import Option

COMMON = ((1, "week"), (2, "week"), (4, "week"), (6, "week"), (3, "month"), (6, "month"))
UNIT_WORDS = {"day": mark("Days"), "week": mark("Weeks"), "month": mark("Months"), "year": mark("Years")}
IN_UNITS = {
    "day": mark("{what}, in days: {duration}"),
    "week": mark("{what}, in weeks: {duration}"),
    "month": mark("{what}, in months: {duration}"),
    "year": mark("{what}, in years: {duration}"),
}
STEPS = {
    "less": ("\N{MINUS SIGN}", mark("{what}, one less: {duration}")),
    "more": ("+", mark("{what}, one more: {duration}")),
}


@dataclass(frozen=True, slots=True)
class Duration:
    """The choices for one duration. `less` and `more` send the wanted state, so that sending it twice does no harm."""

    id: str
    path: str
    legend: str
    common: tuple[Option, ...]
    now: str
    less: Option | None
    more: Option
    units: tuple[Option, ...]

    @property
    def answered(self) -> bool:
        """Whether there is one."""
        return bool(self.now)


def duration(path: str, legend: str, named: str, weeks: float | None) -> Duration:
    """The choices, with the duration of the record."""
    number, unit = (0, "week") if weeks is None else as_tapped(weeks)
    return Duration(
        id=element_id(path),
        path=path,
        legend=legend,
        common=tuple(_option(path, named, one, weeks=weeks) for one in COMMON),
        now="" if weeks is None else duration_label(weeks),
        less=_step(path, named, "less", number - 1, unit) if number > 1 else None,
        more=_step(path, named, "more", number + 1, unit),
        units=tuple(_unit(path, named, number or 1, one, chosen=weeks is not None and one == unit) for one in UNITS),
    )


def _option(path: str, named: str, one: tuple[int, str], *, weeks: float | None) -> Option:
    value, words = weeks_of(*one), counted(*one)
    label = say("{what}: {duration}").format(what=named, duration=words)
    return Option(path, f"{value:g}", words, label, weeks is not None and as_tapped(weeks) == one)


def _step(path: str, named: str, what: str, number: int, unit: str) -> Option:
    text, label = STEPS[what]
    label = say(label).format(what=named, duration=counted(number, unit))
    return Option(path, f"{weeks_of(number, unit):g}", text, label)


def _unit(path: str, named: str, number: int, unit: str, *, chosen: bool) -> Option:
    """A tap on the chosen unit changes nothing: it is no answer by itself."""
    value = f"{weeks_of(number, unit):g}"
    label = say(IN_UNITS[unit]).format(what=named, duration=counted(number, unit))
    return Option(path, value, say(UNIT_WORDS[unit]), label, chosen, clears=value)
