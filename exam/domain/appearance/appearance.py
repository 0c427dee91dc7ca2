"""What one form of a cause is expected to show, and what it spares that its imitations would not."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain, zip_longest
from typing import Literal

from exam.domain.appearance.imitations import imitations
from exam.domain.appearance.rates import NO_LESION, examined, rates_of
from reference import load_reference

HALF, FIFTH = 0.5, 0.2
"""Bounds of "expected"; judgement, as all of this module: they decide what a short list shows, not a ranking."""
MORE_THAN_HEALTHY = 1.5
RARE, SELDOM = 0.1, 0.2
SHOWN_BY_ANOTHER = 0.3
MOST_SPARED = 8

CANNOT_WALK = "presentation.features.unable_to_walk_unaided"
GAIT = "gait"
FELT_AT = {"other.vibration_great_toe": ("dermatome.L5", "dermatome.S1")}
"""Where what a test asks to be felt is felt: whoever feels no touch there has not been spared."""


@dataclass(frozen=True, slots=True)
class Sign:
    """A finding that is abnormal, or too strong if `raised`, in this share."""

    finding: str
    raised: bool
    share: float


@dataclass(frozen=True, slots=True)
class Spared:
    """A finding that is seldom abnormal here, and how often with the cause in the form `other` that looks alike."""

    finding: str
    share: float
    other: str
    there: float


@dataclass(frozen=True, slots=True)
class Appearance:
    """One form of a cause. `asked` is what the patient reports; the most frequent first everywhere.

    Expected is what half or more show, and each hallmark that a fifth shows. Spared is what at most a tenth show, or
    little more than legs without a lesion, where an imitation shows it in three of ten or more. Not spared is what
    cannot be tested, and in a lesion of the whole person what the table says nothing of.
    """

    form: str
    expected: tuple[Sign, ...]
    asked: tuple[Sign, ...]
    spared: tuple[Spared, ...]


def appearance_of(form: str) -> Appearance:
    """How one form of a cause looks."""
    tests = set(examined())
    expected = sorted(_expected(form), key=lambda one: -one.share)
    return Appearance(
        form,
        tuple(one for one in expected if one.finding in tests),
        tuple(one for one in expected if one.finding not in tests),
        _spared(form),
    )


def _expected(form: str) -> Iterator[Sign]:
    abnormal, raised = _hallmarks(form, "abnormal"), _hallmarks(form, "raised")
    for finding, rate in rates_of(form).items():
        none = rates_of(NO_LESION)[finding]
        if _stands_out(rate.abnormal, none.abnormal, known=finding in abnormal):
            yield Sign(finding, False, rate.abnormal)
        if _stands_out(rate.raised, none.raised, known=finding in raised):
            yield Sign(finding, True, rate.raised)


def _stands_out(share: float, without: float, *, known: bool) -> bool:
    return share >= MORE_THAN_HEALTHY * without and (share >= HALF or (known and share >= FIFTH))


def _spared(form: str) -> tuple[Spared, ...]:
    """Of each imitation in turn what it shows most often: one imitation with many signs would fill the list alone."""
    found: dict[str, Spared] = {}
    queues = [_spared_beside(form, one.form) for one in imitations(form)]
    for one in chain.from_iterable(zip_longest(*queues)):
        if one and len(found) < MOST_SPARED:
            found.setdefault(one.finding, one)
    return tuple(sorted(found.values(), key=lambda one: -one.there))


def _spared_beside(form: str, other: str) -> list[Spared]:
    here, there, none = rates_of(form), rates_of(other), rates_of(NO_LESION)
    found = [
        Spared(finding, here[finding].abnormal, other, there[finding].abnormal)
        for finding in examined()
        if there[finding].abnormal >= SHOWN_BY_ANOTHER
        and _can_be_spared(form, finding)
        and _is_seldom(here[finding].abnormal, none[finding].abnormal)
        # A brisk reflex is not a spared one.
        and _is_seldom(here[finding].raised, none[finding].raised)
    ]
    return sorted(found, key=lambda one: -one.there)


def _can_be_spared(form: str, finding: str) -> bool:
    """Whether a finding can be called spared: it can be tested with this lesion, and the table knows of it."""
    reference, rates = load_reference(), rates_of(form)
    cause = form.partition(":")[0]
    if finding.startswith(f"{GAIT}.") and rates[CANNOT_WALK].abnormal >= SHOWN_BY_ANOTHER:
        return False
    if any(rates[place].abnormal >= HALF for place in FELT_AT.get(finding, ())):
        return False
    is_of_leg = reference.kind_named(cause).of != "person"
    return is_of_leg or any(cell.cause == form for cell in reference.likelihoods[finding].cells)


def _is_seldom(share: float, without: float) -> bool:
    return share <= max(RARE, min(SELDOM, MORE_THAN_HEALTHY * without))


def _hallmarks(form: str, kind: Literal["abnormal", "raised"]) -> tuple[str, ...]:
    """The findings of one kind by which a clinician knows the cause."""
    row = load_reference().hallmarks.get(form.partition(":")[0])
    named: tuple[str, ...] = getattr(row, kind) if row else ()
    return named
