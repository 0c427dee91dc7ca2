"""What all tests share."""

SLOWEST_LAST = ("packaging", "browser")


def pytest_collection_modifyitems(items):
    """A fault that a unit test shows is known before any browser starts."""
    items.sort(key=lambda item: max((SLOWEST_LAST.index(mark) + 1 for mark in marks_of(item)), default=0))


def marks_of(item):
    return {mark.name for mark in item.iter_markers()} & set(SLOWEST_LAST)
