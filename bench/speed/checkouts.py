"""Checkouts that are measured beside each other, and the processes that measure in each of them."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.speed.groups import Group
from bench.speed.rows import Row, pooled, row_of

ROOT = Path(__file__).parents[2]
# Of another checkout the program is measured, with the measurement and its tests from here.
FROM_HERE = ("bench", "tests")


class NotMeasured(Exception):
    """A group could not be measured in a checkout."""


@contextmanager
def tree_of(other: Path | None) -> Iterator[Path]:
    """The folder to measure in: this checkout, or the program of another with the measurement from here."""
    if other is None:
        yield ROOT
        return
    with TemporaryDirectory(prefix="dermyo-checkout-") as name:
        folder = Path(name)
        for entry in other.resolve().iterdir():
            if entry.name not in FROM_HERE and not entry.name.startswith("."):
                (folder / entry.name).symlink_to(entry)
        for name_here in FROM_HERE:
            (folder / name_here).symlink_to(ROOT / name_here)
        yield folder


@contextmanager
def measuring(group: Group, tree: Path) -> Iterator[subprocess.Popen[str]]:
    """A process that measures rounds of a group in this tree, once it is set up. Raises `NotMeasured`."""
    command = [sys.executable, "-m", "bench.speed.one", group.module]
    environment = {**os.environ, "PYTHONPATH": str(tree)}
    process = subprocess.Popen(
        command, cwd=tree, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    try:
        # What another checkout measures is not disturbed by what this one sets up.
        _line(process)
        yield process
    finally:
        # It takes down what it set up once its input ends.
        process.communicate()


def one_round(process: subprocess.Popen[str]) -> list[Row]:
    """The rows of one more round. Raises `NotMeasured` where the process has ended."""
    assert process.stdin
    with suppress(BrokenPipeError):
        process.stdin.write("\n")
        process.stdin.flush()
    return [row_of(given) for given in json.loads(_line(process))]


def _line(process: subprocess.Popen[str]) -> str:
    """What it says next."""
    assert process.stdout
    line = process.stdout.readline()
    if not line:
        raise NotMeasured(f"it ended with status {process.wait()}; what it said is above")
    return line


def measured(group: Group, trees: Sequence[Path], rounds: int) -> list[list[Row]]:
    """The rows of a group in each tree, of so many rounds. Which tree begins changes with each round."""
    found: list[list[list[Row]]] = [[] for _ in trees]
    with ExitStack() as stack:
        processes = [stack.enter_context(measuring(group, tree)) for tree in trees]
        order = list(range(len(trees)))
        for _ in range(rounds):
            for at in order:
                found[at].append(one_round(processes[at]))
            order.reverse()
    return [pooled(rows) for rows in found]
