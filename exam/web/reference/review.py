"""Which rows of the reference are past their review on the day of the request."""

from __future__ import annotations

from datetime import date, datetime

from reference import Overdue, load_reference, overdue


def past_review() -> tuple[Overdue, ...]:
    """The rows that were due before today, the longest overdue first."""
    return overdue(load_reference(), today())


def today() -> date:
    """The day by the clock of the server."""
    return datetime.now().astimezone().date()
