"""Alerts: rules over what was found. No probability and no further finding suppresses one.

A row of `alerts.toml` may build on patterns and on rows above it; the reasons shown are always paths of the record.
What only the findings of a known old deficit raise is lowered to routine: it is shown with what was said about the
deficit.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import cache, lru_cache

from exam.domain.reasoning.alerts.episode import of_this_episode
from exam.domain.reasoning.conclusions import RaisedAlert
from exam.domain.reasoning.facts import GONE, REDUCED, SINCE_WEEKS, Facts, facts_of
from exam.domain.reasoning.possible_rules import Rules, rules
from exam.domain.reasoning.rules import because
from exam.domain.record.model import WORSE, ExamRecord, Value
from reference import load_reference
from reference.model import Alert, Pattern
from reference.vocabulary import URGENCIES, Urgency

PREFIX, PATTERN, COURSE, FLAG = "alerts.", "patterns.", "red_flag_course.", "red_flags."
PREFIXES = (PREFIX, PATTERN)
LOWEST: Urgency = "routine"
MOST_PATHS = 4096


def alerts_of(record: ExamRecord) -> tuple[RaisedAlert, ...]:
    """Every alert that a record raises, the most urgent first, then in the order of the reference.

    An old finding lowers what only it raises, and keeps nothing from being raised that is raised without it.
    """
    facts = facts_of(record)
    raised = raised_alerts(facts)
    episode = of_this_episode(record)
    if episode is record:
        return raised
    # The course of a flag is a fact of its own, which a long-standing one keeps.
    new = {alert.id: alert for alert in raised_alerts({**facts_of(episode), **_courses(facts)})}
    known = {alert.id: _lowered(alert) for alert in raised} | new
    return _in_order(known[id] for id in load_reference().alerts if id in known)


def _courses(facts: Facts) -> dict[str, Value]:
    return {path: value for path, value in facts.items() if path.startswith(COURSE)}


def _lowered(alert: RaisedAlert) -> RaisedAlert:
    return alert if alert.urgency == LOWEST else replace(alert, urgency=LOWEST, lowered_from=alert.urgency)


def raised_alerts(facts: Facts) -> tuple[RaisedAlert, ...]:
    """Every alert that the facts raise, the most urgent first, then in the order of the reference."""
    known: dict[str, Value] = {path: value for path, value in facts.items() if not path.startswith(PREFIXES)}
    reasons: dict[str, tuple[str, ...]] = {}
    raised = []
    may_hold = rules_of_alerts().places(known)
    for place, (prefix, row) in enumerate(rules_of_alerts().rows):
        paths = because(row.when, known) if place in may_hold else None
        if paths is not None:
            name = prefix + row.id
            known[name] = True
            may_hold |= rules_of_alerts().places((name,))
            stated = row.because if isinstance(row, Pattern) else ()
            reasons[name] = _traced((*paths, *stated), reasons)
            if isinstance(row, Alert):
                raised.append(RaisedAlert(row.id, row.urgency, reasons[name], _cited(row)))
    return _in_order(raised)


@cache
def rules_of_alerts() -> Rules[tuple[str, Pattern | Alert]]:
    """Patterns and alerts, with the prefix of their facts; what a row builds on is above it."""
    reference = load_reference()
    patterns = ((PATTERN, row) for row in reference.patterns.values())
    return rules((*patterns, *((PREFIX, row) for row in reference.alerts.values())), lambda named: named[1].when)


def _cited(row: Alert) -> tuple[str, ...]:
    """The sources of a row; no article for patients stands behind an emergency."""
    sources = load_reference().sources
    emergency = row.urgency == "emergency"
    return tuple(source for source in row.sources if not (emergency and sources[source].kind == "article"))


def _in_order(alerts: Iterable[RaisedAlert]) -> tuple[RaisedAlert, ...]:
    return tuple(sorted(alerts, key=lambda alert: URGENCIES.index(alert.urgency)))


def _traced(paths: Iterable[str], above: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    """Paths of the record: a pattern or an alert that a rule builds on is replaced by its paths."""
    return tuple(dict.fromkeys(found for path in paths for found in above.get(path, (_answered(path),))))


@lru_cache(maxsize=MOST_PATHS)
def _answered(path: str) -> str:
    """The path of the answer: the course of a red flag is often not stated, the flag is; what is lost is worse."""
    if path.startswith((GONE, REDUCED)):
        return WORSE + path.removeprefix(GONE).removeprefix(REDUCED)
    if path == SINCE_WEEKS:
        return "earlier.examined_at"
    return FLAG + path.removeprefix(COURSE) if path.startswith(COURSE) else path


def urgency_of(alerts: Iterable[RaisedAlert]) -> Urgency:
    """The urgency of the most urgent alert; routine if there is none."""
    return min((alert.urgency for alert in alerts), key=URGENCIES.index, default=LOWEST)


def first_action(alerts: Iterable[RaisedAlert]) -> str | None:
    """The alert whose action is to be taken first: of the most urgent, the one whose row has the lowest turn."""
    rows, raised = load_reference().alerts, list(alerts)
    ids = {alert.id for alert in raised if alert.lowered_from is None}
    order = [
        (URGENCIES.index(alert.urgency), not ids.isdisjoint(rows[alert.id].yields_to), rows[alert.id].turn, alert.id)
        for alert in raised
    ]
    return min(order, key=lambda one: one[:3])[3] if order else None


def emergency_signs(cause: str, alerts: Iterable[RaisedAlert]) -> tuple[str, ...]:
    """The paths that raised the emergencies of which a cause is one, in the order of their rules; often none."""
    row = load_reference().hallmarks.get(cause)
    raised = {alert.id: alert.because for alert in alerts if alert.lowered_from is None}
    return tuple(dict.fromkeys(path for id in (row.emergencies if row else ()) for path in raised.get(id, ())))
