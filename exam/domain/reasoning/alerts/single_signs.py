"""Answers that raise an emergency by themselves: what a tablet can say of one that the server does not have yet.

Every possible answer is put alone into a record, and the rules themselves say what it raises, so that no clause is
interpreted in a second way. What only several answers raise together is not found here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from exam.domain.reasoning.alerts.raised import COURSE, FLAG, alerts_of
from exam.domain.record.answers import Answer, fold
from exam.domain.record.model import keys_of
from reference import load_reference
from reference.clauses import read_clause
from reference.model import Scale
from reference.vocabulary import ONSETS, SIDES, SYMPTOM_SIDES

SITE_LISTS = ("pain_sites", "paraesthesia_sites")

Sole = str | int | bool
"""A value of the record; of a list, one item of it."""


@dataclass(frozen=True, slots=True)
class SingleSign:
    """Values of one path, each of which raises these emergencies.

    `alerts` are ids, the one to act on first at the front. A measurement has no values but `between`, the smallest and
    the largest that raise them. Beside an answer of `unless`, which says that the sign is old, it is no emergency.
    """

    path: str
    values: tuple[Sole, ...]
    alerts: tuple[str, ...]
    unless: tuple[Answer, ...] = ()
    between: tuple[int, int] | None = None


def single_signs() -> tuple[SingleSign, ...]:
    """Every answer that raises an emergency when nothing else is known, in the order of the reference.

    Tries each possible answer, which takes half a second or more: the caller keeps the result.
    """
    reference = load_reference()
    graded = [
        _signs(key.path, [grade.value for grade in reference.scales[test.scale].grades])
        for test in reference.tests.values()
        for key in keys_of(test)
    ]
    measured = [
        _measured(key.path, reference.scales[test.scale])
        for test in reference.tests.values()
        for key in keys_of(test)
        if not reference.scales[test.scale].grades
    ]
    return tuple(sign for signs in (*graded, *measured, *_of_history()) for sign in signs)


def _of_history() -> Iterator[Iterator[SingleSign]]:
    reference = load_reference()
    for question in reference.questions:
        yield _signs(question, (True, False))
    for name in reference.courses:
        yield _signs(COURSE + name, ("new",))
    for site in reference.sites.values():
        for part in SIDES if site.region == "leg" else ("midline",):
            for sites in SITE_LISTS:
                yield _signs(f"presentation.{sites}.{part}", (site.id,))
    yield _signs("presentation.symptom_side", SYMPTOM_SIDES)
    yield _signs("presentation.onset", ONSETS)


def _signs(path: str, values: Iterable[Sole]) -> Iterator[SingleSign]:
    """The values of one path that raise an emergency, those that raise the same in one sign."""
    found: dict[tuple[tuple[str, ...], tuple[Answer, ...]], list[Sole]] = {}
    for value in values:
        alerts = _emergencies(path, value)
        if alerts:
            found.setdefault((alerts, _unless(path, value)), []).append(value)
    for (alerts, unless), raising in found.items():
        yield SingleSign(path, tuple(raising), alerts, unless)


def _measured(path: str, scale: Scale) -> Iterator[SingleSign]:
    """Nothing changes between the numbers that clauses name, so only these and their neighbours are tried."""
    least, most = scale.minimum or 0, scale.maximum or 0
    near = {bound + step for bound in _bounds() for step in (-1, 0, 1)}
    points = sorted({least, most, *(point for point in near if least < point < most)})
    for alerts, run in groupby(points, key=lambda point: _emergencies(path, point)):
        raising = list(run)
        if alerts:
            yield SingleSign(path, (), alerts, between=(raising[0], raising[-1]))


def _bounds() -> set[int]:
    """Every number in a clause of an alert or of a pattern."""
    reference = load_reference()
    whens = [*(row.when for row in reference.patterns.values()), *(row.when for row in reference.alerts.values())]
    values = (read_clause(text).value for when in whens for text in (*when.all, *when.any, *when.none))
    return {int(value) for value in values if isinstance(value, int | float)}


def _emergencies(path: str, value: Sole, *more: Answer) -> tuple[str, ...]:
    """The emergencies that an answer raises, with more answers or alone: the one to act on first at the front."""
    rows = load_reference().alerts
    raised = alerts_of(fold([Answer("patient.reference", "-"), *more, *_with_its_flag(path, value)]))
    emergencies = [alert.id for alert in raised if alert.urgency == "emergency"]
    return tuple(sorted(emergencies, key=lambda id: rows[id].turn))


def _with_its_flag(path: str, value: Sole) -> Iterator[Answer]:
    """The answer as a record has it. The course of a red flag is only asked where the flag is there."""
    if path.startswith(COURSE):
        yield Answer(FLAG + path.removeprefix(COURSE), True)
    yield Answer(path, [value] if "_sites." in path else value)


def _unless(path: str, value: Sole) -> tuple[Answer, ...]:
    """The answers beside which a sign raises no emergency: it is long-standing, or its flag is not there after all."""
    if path.startswith(COURSE):
        flag = FLAG + path.removeprefix(COURSE)
        return (Answer(flag, False), Answer(flag, None))
    old = [(f"{COURSE}{name}", "long_standing") for name in load_reference().courses]
    return tuple(Answer(*said) for said in old if not _emergencies(path, value, *_with_its_flag(*said)))
