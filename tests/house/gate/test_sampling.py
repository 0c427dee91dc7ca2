"""What the gate leaves to the long run is always the same part, and never all of anything."""

from pathlib import Path
from types import SimpleNamespace

import pytest

import tests.conftest as shared

HERE = Path(shared.__file__).parent


class Case:
    """A case of a test, as pytest collects it."""

    fixturenames = ("kind",)

    def __init__(self, path, name="test_a", markers=()):
        self.path, self.originalname, self.markers = HERE / path, name, dict(markers)
        self.nodeid = f"{path}::{name}"

    def get_closest_marker(self, name):
        return self.markers.get(name)

    def add_marker(self, name):
        self.markers[name] = True


def tried(cases):
    """Their places, of those that the gate tries."""
    shared.leave_to_the_long_run(cases)
    return [place for place, case in enumerate(cases) if "long" not in case.markers]


@pytest.mark.parametrize(
    ("path", "number", "gate"),
    [
        ("web/test_a.py", 7, [0, 5]),
        ("web/test_a.py", 4, [0]),
        ("web/test_a.py", 3, [0, 1, 2]),
        ("domain/test_a.py", 7, [0, 1, 2, 3, 4, 5, 6]),
    ],
)
def test_of_many_cases_one_in_five_but_every_one_of_a_rule(path, number, gate):
    assert tried([Case(path) for _ in range(number)]) == gate


def test_those_of_each_test_are_counted_apart():
    assert tried([Case("web/test_a.py", name) for name in "abab" * 3]) == [0, 1, 10, 11]


def test_of_a_test_that_says_how_many_it_is_one_in_so_many():
    sampled = {"sampled": SimpleNamespace(args=(5,))}
    assert tried([Case("web/test_a.py", markers=sampled) for _ in range(7)]) == [0, 5]


def test_on_postgresql_one_in_four_of_a_file():
    kinds = [{}, {"postgresql": True}] * 9
    cases = [Case("store/test_a.py", f"test_{at // 2}", kind) for at, kind in enumerate(kinds)]
    assert tried(cases) == [0, 1, 2, 4, 6, 8, 9, 10, 12, 14, 16, 17]
