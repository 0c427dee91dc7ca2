"""Imaging and other tests that the sources suggest for a record: whether and when, why, and what to consider first.

Besides the record's facts, these rules use `alerts.<id>` and `localisation.kind`, `.cause` and `.statement`. A patient
is given one urgency, that of the alerts: no study asks for more hurry than they do.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache

from exam.domain.language import mark
from exam.domain.reasoning.alerts.raised import urgency_of
from exam.domain.reasoning.conclusions import LATER, RaisedAlert, Study, SuggestedTest, WithheldStudy
from exam.domain.reasoning.facts import Facts
from exam.domain.reasoning.possible_rules import Rules, rules
from exam.domain.reasoning.rules import because, holds
from reference import load_reference
from reference.model import Imaging, OtherTest
from reference.vocabulary import URGENCIES, Urgency

HISTORY = "presentation.features."
LESS_URGENT = {
    "urgent": mark("without delay"),
    "routine": mark("after a specialist's opinion"),
}
"""The verdict of a study whose row is more urgent than the patient is."""


@dataclass(slots=True)
class _Possible:
    """A row that applies, with the study that is possible for this patient instead of its own."""

    row: Imaging
    because: tuple[str, ...]
    study: str
    label: str
    cautions: list[str] = field(default_factory=list)
    sources: list[str] = field(default_factory=list)


def suggested_imaging(
    facts: Facts, alerts: Iterable[RaisedAlert]
) -> tuple[tuple[Study, ...], tuple[WithheldStudy, ...]]:
    """The studies suggested, the most urgent first, each once, for its most urgent reason; and those withheld.

    Contraindicated studies are replaced or left out; one that another includes is not listed beside it.
    """
    raised = tuple(alerts)
    withheld: dict[str, WithheldStudy] = {}
    chosen: dict[str, _Possible] = {}
    for possible in _possible(facts):
        by = _withheld_by(possible, raised)
        if by:
            withheld.setdefault(possible.study, WithheldStudy(possible.study, possible.label, by))
        else:
            chosen.setdefault(possible.study, possible)
    urgency = urgency_of(raised)
    listed = [possible for possible in chosen.values() if not _is_included(possible, chosen.values())]
    return tuple(_study(possible, facts, urgency) for possible in listed), tuple(withheld.values())


def deciding(questions: Iterable[str], facts: Facts, alerts: Sequence[RaisedAlert]) -> tuple[str, ...]:
    """Those of the questions without an answer whose yes or no would change what is suggested, or a caution of it.

    What is asked of the history counts together: six weeks of treatment matter only if surgery is considered as well.
    """
    unanswered = [id for id in questions if id not in facts]
    history = [id for id in unanswered if id.startswith(HISTORY)]

    def changes(id: str) -> bool:
        others = {other: True for other in history if other != id}
        around = [facts, {**facts, **others}] if id in history and others else [facts]
        return any(_changes(id, known, alerts) for known in around)

    return tuple(id for id in unanswered if changes(id))


def _changes(id: str, known: Facts, alerts: Sequence[RaisedAlert]) -> bool:
    now = suggested_imaging(known, alerts)
    return any(suggested_imaging({**known, id: answer}, alerts) != now for answer in (True, False))


def _possible(facts: Facts) -> Iterator[_Possible]:
    """The rows that apply, the most urgent first, each with what is possible for this patient."""
    for row in _imaging().possible(facts):
        paths = because(row.when, facts)
        if paths is not None:
            possible = _Possible(row, paths, row.study, row.label)
            _replace(possible, facts)
            if not _must_wait(possible, facts):
                yield possible


@cache
def _imaging() -> Rules[Imaging]:
    """The rows, the most urgent first."""
    rows = sorted(load_reference().imaging.values(), key=lambda row: URGENCIES.index(row.priority))
    return rules(rows, lambda row: row.when)


def _replace(possible: _Possible, facts: Facts) -> None:
    """Replace the study while the record contraindicates it."""
    alternatives = load_reference().alternatives.values()
    while True:
        rows = (row for row in alternatives if possible.study in row.of and holds(row.when, facts))
        row = next(rows, None)
        if row is None:
            return
        possible.study, possible.label = row.study, row.label
        possible.cautions.append(row.caution)
        possible.sources += row.sources


def _must_wait(possible: _Possible, facts: Facts) -> bool:
    """Whether a routine study waits; otherwise it has every caution of a precaution that applies."""
    rows = load_reference().precautions.values()
    applying = [row for row in rows if possible.study in row.studies and holds(row.when, facts)]
    possible.cautions += [row.caution for row in applying]
    possible.sources += [source for row in applying for source in row.sources]
    return possible.row.priority == "routine" and any(row.routine_waits for row in applying)


def _withheld_by(possible: _Possible, alerts: Iterable[RaisedAlert]) -> tuple[str, ...]:
    """The alerts of this episode that withhold the study, or the one that it replaces."""
    rows, names = load_reference().alerts, {possible.study, possible.row.study}
    current = [rows[alert.id] for alert in alerts if alert.lowered_from is None]
    raised = {row.id for row in current}
    return tuple(row.id for row in current if names & {*row.withholds} and raised.isdisjoint(row.unless))


def _is_included(possible: _Possible, all_of_them: Iterable[_Possible]) -> bool:
    """Whether another study, at least as urgent, shows what this one, or the one that it replaces, would."""
    rank, names = URGENCIES.index(possible.row.priority), {possible.study, possible.row.study}
    return any(
        names & {*other.row.includes} and URGENCIES.index(other.row.priority) <= rank
        for other in all_of_them
        if other is not possible
    )


def _study(possible: _Possible, facts: Facts, urgency: Urgency) -> Study:
    row = possible.row
    spared = not row.caution or (row.caution_unless is not None and holds(row.caution_unless, facts))
    cautions = possible.cautions if spared else [row.caution, *possible.cautions]
    cited = possible.sources if spared else [*row.caution_sources, *possible.sources]
    said = row.verdict if spared else row.verdict_with_caution or row.verdict
    return Study(
        study=possible.study,
        label=possible.label,
        priority=_capped(row.priority, urgency),
        verdict=_verdict(said, row.priority, urgency),
        purpose=row.purpose,
        because=possible.because,
        sources=row.sources,
        caution=" ".join(cautions) or None,
        caution_sources=tuple(dict.fromkeys(cited)),
        row=row.id,
    )


def _capped(priority: Urgency, urgency: Urgency) -> Urgency:
    """The priority of a row, but never more urgent than the patient."""
    return max(priority, urgency, key=URGENCIES.index)


def _verdict(said: str, priority: Urgency, urgency: Urgency) -> str:
    """What a row says, without a second urgency beside the patient's."""
    if URGENCIES.index(priority) < URGENCIES.index(urgency):
        return LESS_URGENT[urgency] if said else ""
    if priority not in ("routine", urgency):
        return LATER
    return said


def other_tests(facts: Facts, alerts: Iterable[RaisedAlert]) -> tuple[SuggestedTest, ...]:
    """The tests other than imaging that are suggested, the most urgent first; each once."""
    urgency = urgency_of(alerts)
    tests: dict[str, SuggestedTest] = {}
    for row in _other_tests().possible(facts):
        paths = because(row.when, facts)
        if paths is not None and row.test not in tests:
            tests[row.test] = _test(row, paths, urgency)
    return tuple(tests.values())


@cache
def _other_tests() -> Rules[OtherTest]:
    """The rows, the most urgent first."""
    rows = sorted(load_reference().other_tests.values(), key=lambda row: URGENCIES.index(row.priority))
    return rules(rows, lambda row: row.when)


def _test(row: OtherTest, paths: tuple[str, ...], urgency: Urgency) -> SuggestedTest:
    return SuggestedTest(
        test=row.test,
        label=row.label,
        priority=_capped(row.priority, urgency),
        verdict=_verdict(row.verdict, row.priority, urgency),
        purpose=row.purpose,
        because=paths,
        sources=row.sources,
        row=row.id,
    )
