"""What all tests share."""

import gc
import os
from collections import Counter
from pathlib import Path
from zlib import crc32

import pytest
from _pytest.nodeid import NodeId

HERE = Path(__file__).parent
SLOW = {"packaging", "browser"}
# Fixtures of tests that take many seconds each: with a server of their own, or over every screen.
MANY_SECONDS = {"server", "new_address", "new_tablet", "screens", "examined"}
# Each so many of the store's tests in a file are tried on PostgreSQL too.
ON_POSTGRESQL = 4
# Of a test with many cases the gate tries each so many, but not of the rules, of which it measures what is run, nor of
# what takes no time.
EVERY_CASE = ("domain", "steps", "reference", "house", "bench")
MANY, OF_MANY = 4, 5
ALLOCATIONS_BETWEEN_COLLECTIONS = 20_000
# The matrices are small: NumPy's threads take twice the time that they save. Read when NumPy is imported.
os.environ["OPENBLAS_NUM_THREADS"] = "1"


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items):
    """A fault that a unit test finds is shown before any browser starts, and two test processes finish together."""
    leave_to_the_long_run(items)
    items.sort(key=turn_of)
    if "PYTEST_XDIST_WORKER" in os.environ:
        keep_groups_together(items)


def pytest_collection_finish():
    """Python's collector leaves out what stays for the whole run, and looks less often: else it takes a tenth of it."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(ALLOCATIONS_BETWEEN_COLLECTIONS, 10, 10)


def keep_groups_together(items):
    """One test process tries what is marked with the same group, or shares what is made once for its file.

    It does so by the end of the id of a test. Random examples are a group of their own, which comes after all others: a
    process that tries one no longer measures (`tests.coverage.measuring`).

    pytest-xdist 3.8 writes that end where pytest 9.2 no longer reads it, so each process started a PostgreSQL server,
    a WebKitGTK and a clinic of its own, and nothing said so. `tests/house/gate/test_groups.py` notices.
    """
    for item in items:
        groups = sorted({mark.args[0] for mark in item.iter_markers("xdist_group")} or made_once_for(item))
        groups += ["random"] if groups and is_random(item) else []
        if groups and "@" not in item.nodeid.rpartition("]")[2]:
            item._id = NodeId.parse(f"{item.nodeid}@{'_'.join(groups)}")


def made_once_for(item):
    """The name of a test's file, if it shares with others of it what a fixture makes once for all of them.

    But a random example comes last, wherever there is room for it.
    """
    fixtures = item._fixtureinfo.name2fixturedefs.values()
    is_shared = any(made[-1].scope == "module" for made in fixtures) and not is_random(item)
    return {item.path.stem} if is_shared else set()


def leave_to_the_long_run(items):
    """Mark what the gate leaves out as long: all but each nth case, from the first on, of what is sampled."""
    seen, cases = Counter(), Counter(case_of(item) for item in items)
    for item in items:
        which, every = sampling_of(item, cases[case_of(item)])
        if seen[which] % every:
            item.add_marker("long")
        seen[which] += 1


def case_of(item):
    """The test that an item is a case of."""
    return item.path, item.originalname


def sampling_of(item, cases):
    """What is counted together with this case, and how many of it there are to one that the gate tries.

    The cases of a test marked `sampled(n)`; of each file of the store's tests those on PostgreSQL, as the gate tries
    them on SQLite; and those of other tests that have many.
    """
    if sampled := item.get_closest_marker("sampled"):
        return case_of(item), sampled.args[0]
    if item.get_closest_marker("postgresql") and "kind" in item.fixturenames:
        return (item.path, "postgresql"), ON_POSTGRESQL
    if cases >= MANY and item.path.relative_to(HERE).parts[0] not in EVERY_CASE:
        return case_of(item), OF_MANY
    return item.nodeid, 1


def is_long(config):
    """Whether this is the long run, which does everything with every test."""
    return "not long" not in config.option.markexpr


def is_one_of(number, item):
    """Whether this test is one of each so many, always the same, with which the gate does more; the long run: all."""
    return is_long(item.config) or crc32(item.nodeid.encode()) % number == 0


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
