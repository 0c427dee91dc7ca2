"""Checks of the alerts: each pattern builds only on patterns above it, and each alert that is named exists."""

from __future__ import annotations

from collections.abc import Iterator

from reference.model import Reference
from reference.tables import Fault

FILE = "alerts.toml"
PATTERN = "patterns."


def alert_faults(reference: Reference) -> Iterator[Fault]:
    """Every pattern that builds on none above it, alert that does not exist, and check of what is never asked."""
    above: set[str] = set()
    for pattern in reference.patterns.values():
        for text in (*pattern.when.all, *pattern.when.any, *pattern.when.none):
            path = text.partition(" ")[0]
            if path.startswith("alerts.") or (path.startswith(PATTERN) and path.removeprefix(PATTERN) not in above):
                yield Fault(FILE, pattern.id, f'"{text}" builds on what is not a pattern above it')
        above.add(pattern.id)
    for alert in reference.alerts.values():
        if not alert.action and not alert.checks:
            yield Fault(FILE, alert.id, "says neither what to do nor what to ask or examine")
        if alert.dated and "{date}" not in alert.dated:
            yield Fault(FILE, alert.id, "has a headline with a date that has no {date}")
        for path in (path for check in alert.checks for known in check.known for path in known.split(" or ")):
            if path not in reference.questions and path.removeprefix("findings.") not in reference.tests:
                yield Fault(FILE, alert.id, f'"{path}" is neither a question nor a test')
        unknown = [name for name in (*alert.unless, *alert.yields_to) if name not in reference.alerts]
        yield from (Fault(FILE, alert.id, f'alert "{name}" does not exist') for name in unknown)
