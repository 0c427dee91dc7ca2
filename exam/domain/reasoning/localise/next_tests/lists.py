"""What the reference lists by hand: tests that distinguish two causes, and those an emergency asks for first."""

from __future__ import annotations

from collections.abc import Collection
from functools import cache

from exam.domain.record.causes import roots_of
from reference import load_reference
from reference.model import Discriminator, FirstTests


@cache
def tests_between(one: str, other: str) -> tuple[str, ...]:
    """The tests that distinguish two causes, in the order in which a neurologist does them."""
    rows = [row for row in load_reference().discriminators.values() if _is_about(row, one, other)]
    return tuple(dict.fromkeys(test for row in rows for test in row.tests))


def _is_about(row: Discriminator, one: str, other: str) -> bool:
    """Whether a row names the two causes; what both contain, as L5 in L4 and L5 and in L5 and S1, is no difference."""
    first, second = ([_matches(named, cause) for named in row.causes] for cause in (one, other))
    either = (first[0] and second[1]) or (first[1] and second[0])
    return either and first != second


@cache
def look_alikes(cause: str) -> tuple[str, ...]:
    """What is often mistaken for a cause: causes, or kinds of cause, in the order of the reference."""
    rows = load_reference().discriminators.values()
    found = (
        other for row in rows for own, other in (row.causes, row.causes[::-1]) if own != other and _matches(own, cause)
    )
    return tuple(dict.fromkeys(other for other in found if not _matches(other, cause)))


def likeliest(look_alike: str, ranked: Collection[str]) -> str | None:
    """The likeliest of the ranked causes that a look-alike stands for."""
    return next((cause for cause in ranked if _matches(look_alike, cause)), None)


def first_tests(alerts: Collection[str], leading: str) -> tuple[FirstTests, ...]:
    """The lists of tests that come first while these alerts are raised and this cause leads."""
    rows = load_reference().first_tests.values()
    return tuple(row for row in rows if leading in row.causes or any(alert in alerts for alert in row.alerts))


@cache
def _matches(named: str, cause: str) -> bool:
    """Whether a cause is the one that a row names, or of the kind that it names, or contains its root."""
    if named == cause or load_reference().kind_named(cause).id == named:
        return True
    roots = set(roots_of(named))
    return bool(roots) and roots <= set(roots_of(cause))
