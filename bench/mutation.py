"""How well the tests guard the reasoning: `python -m bench.mutation [MODULE...]` puts one fault after another into
`exam/domain/reasoning` and runs its tests, in a process of its own for each. A fault that no test notices survives.

Nothing is written to the modules: the fault replaces the code of the loaded function. Caches are cleared.
"""

from __future__ import annotations

import argparse
import ast
import functools
import gc
import importlib
import os
import signal
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from types import CodeType, FunctionType, ModuleType
from typing import Any

import pytest

from bench.mutants import Mutant, mutants_of

ROOT = Path(__file__).parents[1]
CODE = ROOT / "exam" / "domain" / "reasoning"
EQUIVALENT = Path(__file__).with_name("equivalent_mutants.toml")
TESTS = ("tests/domain/reasoning", "tests/domain/evaluation")
SECONDS = 300
NOTICED, SURVIVED = 1, 0
PRINTED = os.dup(1)


def main() -> None:
    """Run the tests against each mutant and print those that survive and are not known to change nothing."""
    parser = argparse.ArgumentParser(prog="python -m bench.mutation", description=__doc__)
    parser.add_argument("modules", nargs="*", help="names of modules, as ranking; all of them when none is given")
    chosen = parser.parse_args().modules
    paths = [path for path in sorted(CODE.rglob("*.py")) if not chosen or path.stem in chosen]
    os.environ["OPENBLAS_NUM_THREADS"] = "1"
    sys.exit(
        pytest.main(
            [
                "-o",
                "addopts=--import-mode=importlib",
                "-p",
                "no:terminal",
                "-p",
                "no:xdist",
                "-p",
                "no:cacheprovider",
                *TESTS,
            ],
            plugins=[Mutation(paths)],
        )
    )


class Mutation:
    """A pytest plugin that runs the collected tests for each mutant: the most effective first, the slow ones last."""

    def __init__(self, paths: list[Path]) -> None:
        self.paths = paths
        self.noticed: dict[str, int] = {}

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Instead of running the tests once."""
        for path in self.paths:
            known, survivors, source = equivalents(path), [], path.read_text("utf-8")
            mutants = list(mutants_of(source))
            tried = [one for one in mutants if not is_listed(one, source, known)]
            for mutant in tried:
                if self.survives(session, path, mutant):
                    survivors.append(mutant)
                    say(f"    {path.stem}:{mutant.words}")
            say(
                f"{path.stem}: {len(mutants)} mutants, {len(mutants) - len(tried)} equivalent, {len(survivors)} survive"
            )
        return True

    def survives(self, session: pytest.Session, path: Path, mutant: Mutant) -> bool:
        """Whether every test passes with the fault in place."""
        mirrored = f"test_{path.stem}.py"
        items = sorted(
            session.items,
            key=lambda one: (is_of_examples(one), -self.noticed.get(one.nodeid, 0), mirrored not in one.nodeid),
        )
        heard, tell = os.pipe()
        child = os.fork()
        if not child:
            os._exit(run(items, path, mutant, tell))
        os.close(tell)
        with os.fdopen(heard, "rb") as pipe:
            first = pipe.read().decode()
        self.noticed[first] = self.noticed.get(first, 0) + 1
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == SURVIVED


def is_of_examples(item: pytest.Item) -> bool:
    """Whether a test runs many examples of Hypothesis: these are slow, and slower to fail, so they run last."""
    return getattr(getattr(item, "obj", None), "is_hypothesis_test", False) is True


def run(items: list[pytest.Item], path: Path, mutant: Mutant, tell: int) -> int:
    """Run the tests with the fault, up to the first that fails: its name goes to `tell`. A test that hangs fails."""
    signal.alarm(SECONDS)
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.dup2(nowhere, 2)
    try:
        insert(path, mutant)
        for item, following in zip(items, [*items[1:], None], strict=True):
            item.config.hook.pytest_runtest_protocol(item=item, nextitem=following)
            if item.session.testsfailed:
                os.write(tell, item.nodeid.encode())
                return NOTICED
    except BaseException:  # noqa: BLE001  the module cannot be changed like this, or a test ends the process
        return NOTICED
    return SURVIVED


def insert(path: Path, mutant: Mutant) -> None:
    """Replace the loaded code by the fault, and clear what was computed without it."""
    module = importlib.import_module(".".join(path.relative_to(ROOT).with_suffix("").parts))
    if mutant.function:
        function_named(module, mutant.function).__code__ = code_named(mutant, str(path))
    for statement in mutant.tree.body:
        if isinstance(statement, (ast.Assign, ast.AnnAssign)) and depends(statement, mutant):
            assign(module, statement)
    for found in gc.get_objects():
        if isinstance(found, functools._lru_cache_wrapper) and found.__module__.startswith("exam."):  # noqa: SLF001
            found.cache_clear()


def function_named(module: ModuleType, name: str) -> FunctionType:
    """The function of this qualified name, without its decorators."""
    found: Any = module
    for part in name.split("."):
        found = vars(found)[part]
    found = getattr(found, "fget", None) or getattr(found, "__func__", None) or found
    while hasattr(found, "__wrapped__"):
        found = found.__wrapped__
    assert isinstance(found, FunctionType)
    return found


def code_named(mutant: Mutant, file: str) -> CodeType:
    """The compiled function with the fault."""
    return next(code for code in codes(compile(mutant.tree, file, "exec")) if code.co_qualname == mutant.function)


def codes(code: CodeType) -> Iterator[CodeType]:
    """The code of a compiled module, class or function, and of everything in it."""
    yield code
    for inner in code.co_consts:
        if isinstance(inner, CodeType):
            yield from codes(inner)


def depends(statement: ast.Assign | ast.AnnAssign, mutant: Mutant) -> bool:
    """Whether a constant has the fault, or was computed by the function that has it."""
    if not mutant.function:
        return statement.lineno <= mutant.line <= (statement.end_lineno or 0)
    called = {node.func.id for node in ast.walk(statement) if isinstance(node, ast.Call) and hasattr(node.func, "id")}
    return mutant.function in called


def assign(module: ModuleType, statement: ast.Assign | ast.AnnAssign) -> None:
    """Give a constant its other value, here and in every module that imported it."""
    target = statement.targets[0] if isinstance(statement, ast.Assign) else statement.target
    assert isinstance(target, ast.Name)
    assert statement.value is not None
    before = vars(module)[target.id]
    after = eval(compile(ast.Expression(statement.value), module.__name__, "eval"), vars(module))
    for other in list(sys.modules.values()):
        if vars(other).get(target.id) is before and other.__name__.startswith(("exam.", "reference.")):
            setattr(other, target.id, after)


def equivalents(path: Path) -> list[dict[str, str]]:
    """The rows of a module's mutants that are listed as changing nothing."""
    rows = tomllib.loads(EQUIVALENT.read_text("utf-8"))["mutant"]
    return [row for row in rows if row["module"] == path.stem]


def is_listed(mutant: Mutant, source: str, rows: list[dict[str, str]]) -> bool:
    """Whether a row describes the mutant; a row with `line` only on the line with that text."""
    fault = {"function": mutant.function, "before": mutant.before, "after": mutant.after}
    fault["line"] = source.splitlines()[mutant.line - 1].strip()
    return any(all(row.get(key, value) == value for key, value in fault.items()) for row in rows)


def say(line: str) -> None:
    """Print at once, also while pytest captures the output."""
    os.write(PRINTED, f"{line}\n".encode())


if __name__ == "__main__":
    main()
