"""What all tests share."""

import pytest

SLOW = {"packaging", "browser"}
SERVERS_OF_THEIR_OWN = {"server", "new_address", "new_tablet"}


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items):
    """A fault that a unit test finds is shown before any browser starts, and two test processes finish together.

    A journey runs the program in other processes, which coverage does not see: there it would only cost time. Random
    examples run the same lines over and over, at three times the cost; a line that only chance runs is not tested.
    """
    items.sort(key=turn_of)
    for item in items:
        if item.get_closest_marker("browser") or getattr(item.obj, "is_hypothesis_test", False):
            item.add_marker(pytest.mark.no_cover)


def turn_of(item):
    """Unit tests, then long tests, then the many short ones that fill the last minute of both processes."""
    marks = {mark.name for mark in item.iter_markers()}
    if not marks & SLOW:
        return 0
    if "xdist_group" in marks or "long" in marks:
        return 1
    return 2 if SERVERS_OF_THEIR_OWN & set(item.fixturenames) else 3
