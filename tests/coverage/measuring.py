"""A plugin of pytest, `-p tests.coverage.measuring`: which lines and branches of the program the tests run.

SlipCover takes its probes out of a line once it has run: the rules cost little more, the web half as much again.
So the gate measures the rules, by naming them in MEASURED, and ./test --long everything. Each test process leaves a
file, which `tests.coverage.report` reads.
"""

import ast
import json
import os
from pathlib import Path
from threading import Lock

import pytest
from slipcover import FileMatcher, ImportManager, Slipcover
from slipcover.importer import wrap_spec_from_file_location

ROOT = Path(__file__).parents[2]
# Folders of the program, between spaces.
PROGRAM = os.environ.get("MEASURED", "exam reference").split()


class Measuring:
    """Measures what is imported from now on."""

    def __init__(self):
        ast.parse = one_at_a_time(ast.parse)
        self.measured = Slipcover(branch=True, source=[str(ROOT / name) for name in PROGRAM])
        program = FileMatcher(sources=[ROOT / name for name in PROGRAM])
        ImportManager(self.measured, program).__enter__()
        wrap_spec_from_file_location(self.measured, program)  # the migrations
        self.is_written = False

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_setup(self, item):
        """Measures until the first random example or journey, which `tests.conftest` puts after all the others.

        A line that only chance runs is not tested, and a journey runs the program in other processes.
        """
        if getattr(item.obj, "is_hypothesis_test", False) or item.get_closest_marker("browser"):
            self.write()

    def pytest_sessionfinish(self):
        self.write()

    def write(self):
        if not self.is_written:
            process = os.environ.get("PYTEST_XDIST_WORKER", "alone")
            (ROOT / f".coverage.{process}.json").write_text(json.dumps(self.measured.get_coverage()), encoding="utf-8")
            self.is_written = True


def one_at_a_time(parse):
    """Threads that read the migrations at once must wait here: Python 3.11 mixes up the trees that it builds."""
    lock = Lock()

    def parsed(*source, **how):
        with lock:
            return parse(*source, **how)

    return parsed


@pytest.hookimpl(tryfirst=True)
def pytest_load_initial_conftests(early_config):
    """Before any test is read, and so before the program is imported."""
    if early_config.known_args_namespace.numprocesses is None or "PYTEST_XDIST_WORKER" in os.environ:
        early_config.pluginmanager.register(Measuring())
