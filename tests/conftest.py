"""What all tests share."""

import os
from collections import Counter

import pytest

SLOW = {"packaging", "browser"}
# Fixtures of tests that take many seconds each: with a server of their own, or over every screen.
MANY_SECONDS = {"server", "new_address", "new_tablet", "screens", "examined"}
# The matrices are small: NumPy's threads take twice the time that they save. Read when NumPy is imported.
os.environ["OPENBLAS_NUM_THREADS"] = "1"


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items):
    """A fault that a unit test finds is shown before any browser starts, and two test processes finish together."""
    leave_to_the_long_run(items)
    items.sort(key=turn_of)


def leave_to_the_long_run(items):
    """Of a test marked `sampled(n)` mark all cases but each nth, from the first on, as long."""
    cases = Counter()
    for item in items:
        sampled = item.get_closest_marker("sampled")
        if sampled:
            number = cases[item.path, item.originalname]
            cases[item.path, item.originalname] += 1
            if number % sampled.args[0]:
                item.add_marker("long")


def turn_of(item):
    """Unit tests, then long tests, then the many short ones that fill the last minute of both processes.

    Random examples come last of the unit tests: by then `tests.coverage.measuring` has what it wants. A line that only
    chance runs is not tested.
    """
    marks = {mark.name for mark in item.iter_markers()}
    if not marks & SLOW:
        return 1 if is_random(item) else 0
    if "xdist_group" in marks or "long" in marks:
        return 2
    return 3 if MANY_SECONDS & set(item.fixturenames) else 4


def is_random(item):
    """Whether chance chooses what it is tried with."""
    return getattr(item.obj, "is_hypothesis_test", False)
