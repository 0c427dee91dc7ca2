"""A group for the tests of the frame: it sets up once, and each round is one more."""

import sys
from contextlib import contextmanager
from importlib.util import find_spec

from bench.speed.rows import Row


@contextmanager
def ready():
    rounds = []

    def measure():
        rounds.append(len(rounds) + 1.0)
        sys.stdout.write("what a group prints is no row\n")
        yield Row("tap", "ms", (10.0 * rounds[-1],), at_most=15, reference="echo", at_most_times=1.5)
        yield Row("echo", "ms", (10.0,))
        yield Row(f"program in {find_spec('exam').origin.removesuffix('/exam/__init__.py')}", "", (1.0,))

    yield measure
