"""How long, as a number and a unit that are tapped, and the weeks that the record has.

A year is 52 weeks and a month a twelfth of it, as everywhere in Dermyo.
"""

from __future__ import annotations

UNITS = {"day": 1 / 7, "week": 1.0, "month": 52 / 12, "year": 52.0}
# Weeks are stored with two decimals, which is a tenth of a day.
NEAR = 0.06
MONTHS_FROM_WEEKS = 13
DAYS_BELOW_WEEKS = 2


def weeks_of(number: int, unit: str) -> float:
    """The weeks that the record has for so many days, weeks, months or years."""
    return round(number * UNITS[unit], 2)


def as_tapped(weeks: float) -> tuple[int, str]:
    """The number and unit that these weeks were tapped as, or the nearest; 13 weeks are 3 months, 52 a year."""
    whole = weeks.is_integer() if isinstance(weeks, float) else True
    if weeks >= UNITS["year"] and _is_near(weeks, "year"):
        return round(weeks / UNITS["year"]), "year"
    if (weeks >= MONTHS_FROM_WEEKS or not whole) and weeks >= 1 and _is_near(weeks, "month"):
        return round(weeks / UNITS["month"]), "month"
    if not whole and weeks < DAYS_BELOW_WEEKS:
        return max(1, round(weeks / UNITS["day"])), "day"
    return round(weeks), "week"


def _is_near(weeks: float, unit: str) -> bool:
    return abs(weeks - round(weeks / UNITS[unit]) * UNITS[unit]) < NEAR
