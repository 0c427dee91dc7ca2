"""Checks of the alerts: each pattern builds only on patterns above it, and each alert that is named exists."""

from __future__ import annotations

from collections.abc import Iterator

from reference.model import Reference
from reference.tables import Fault

FILE = "alerts.toml"
PATTERN = "patterns."


def alert_faults(reference: Reference) -> Iterator[Fault]:
    """Every pattern that builds on what is not above it, and every alert under `unless` that does not exist."""
    above: set[str] = set()
    for pattern in reference.patterns.values():
        for text in (*pattern.when.all, *pattern.when.any, *pattern.when.none):
            path = text.partition(" ")[0]
            if path.startswith("alerts.") or (path.startswith(PATTERN) and path.removeprefix(PATTERN) not in above):
                yield Fault(FILE, pattern.id, f'"{text}" builds on what is not a pattern above it')
        above.add(pattern.id)
    for alert in reference.alerts.values():
        unknown = [name for name in alert.unless if name not in reference.alerts]
        yield from (Fault(FILE, alert.id, f'alert "{name}" does not exist') for name in unknown)
