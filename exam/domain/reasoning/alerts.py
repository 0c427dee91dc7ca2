"""Alerts: rules over what was found. No probability and no further finding suppresses one.

A row of `alerts.toml` may build on rows above it; the reasons shown are always paths of the record.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from exam.domain.reasoning.conclusions import RaisedAlert
from exam.domain.reasoning.facts import Facts
from exam.domain.reasoning.rules import because
from exam.domain.record.model import Value
from reference import load_reference
from reference.model import Alert
from reference.vocabulary import URGENCIES, Urgency

PREFIX = "alerts."


def raised_alerts(facts: Facts) -> tuple[RaisedAlert, ...]:
    """Every alert that the facts raise, the most urgent first, then in the order of the reference."""
    known: dict[str, Value] = {path: value for path, value in facts.items() if not path.startswith(PREFIX)}
    raised: dict[str, RaisedAlert] = {}
    for row in load_reference().alerts.values():
        paths = because(row.when, known)
        if paths is not None:
            known[PREFIX + row.id] = True
            raised[PREFIX + row.id] = _raised(row, paths, raised)
    return tuple(sorted(raised.values(), key=lambda alert: URGENCIES.index(alert.urgency)))


def _raised(row: Alert, paths: Iterable[str], above: Mapping[str, RaisedAlert]) -> RaisedAlert:
    """The alert with the paths of the record that raise it: one that it builds on is replaced by its paths."""
    traced = (source for path in paths for source in (above[path].because if path in above else (path,)))
    return RaisedAlert(row.id, row.urgency, tuple(dict.fromkeys(traced)), row.sources)


def urgency_of(alerts: Iterable[RaisedAlert]) -> Urgency:
    """The urgency of the most urgent alert; routine if there is none."""
    return min((alert.urgency for alert in alerts), key=URGENCIES.index, default="routine")


def emergency_signs(cause: str, alerts: Iterable[RaisedAlert]) -> tuple[str, ...]:
    """The paths that raised the emergencies of which a cause is one, in the order of their rules; often none."""
    row = load_reference().hallmarks.get(cause)
    raised = {alert.id: alert.because for alert in alerts}
    return tuple(dict.fromkeys(path for id in (row.emergencies if row else ()) for path in raised.get(id, ())))
