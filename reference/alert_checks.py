"""Checks of the alerts: patterns build on patterns above them, emergencies have plain words, what is named exists."""

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
        if alert.urgency == "emergency" and not alert.plain:
            yield Fault(FILE, alert.id, "does not say in plain words why the patient has to go")
        unknown = [name for name in (*alert.unless, *alert.yields_to) if name not in reference.alerts]
        yield from (Fault(FILE, alert.id, f'alert "{name}" does not exist') for name in unknown)
    yield from _signs(reference)


def _signs(reference: Reference) -> Iterator[Fault]:
    """Every sign that is of no emergency, and phrase that has no words or names a sign that does not exist."""
    emergencies = {alert.id for alert in reference.alerts.values() if alert.urgency == "emergency"}
    for sign in reference.signs.values():
        yield from (
            Fault(FILE, sign.id, f'"{name}" is not an emergency') for name in sign.of if name not in emergencies
        )
    for row in reference.readings.values():
        if row.phrase:
            if not row.phrase.signs and not row.phrase.text:
                yield Fault("management.toml", row.id, "has a phrase without words")
            unknown = [name for name in row.phrase.signs if name not in reference.signs]
            yield from (Fault("management.toml", row.id, f'sign "{name}" does not exist') for name in unknown)
