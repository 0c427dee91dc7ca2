"""The `dermyo` command itself: its usage, its version, and an output that goes away."""

import ast
import errno
import io
import runpy
from pathlib import Path

import pytest

from exam import cli
from exam.cli import main
from exam.domain.reasoning.version import PROGRAM
from tests.commands.inputs import LEFT_L5


@pytest.mark.parametrize(
    "arguments",
    [
        *(
            [],
            ["assess"],
            ["cure", "a.json"],
            ["note", "--text", "a.json"],
            ["reference"],
            ["assess", "--xml", "a.json"],
        ),
        *(["serve", "--port", port] for port in ("0", "65536", "-1", "http", "\u00b2")),
    ],
)
def test_wrong_usage(run, arguments):
    status, out, err = run(*arguments)
    assert (status, out) == (2, [])
    assert err[0].startswith("usage: dermyo")


def test_the_version_is_printed(run):
    assert run("--version") == (0, [f"dermyo {PROGRAM}"], [])


def test_a_closed_output_is_not_an_error(file, monkeypatch):
    class Gone(io.StringIO):
        def write(self, _text):
            raise BrokenPipeError

    monkeypatch.setattr("sys.stdout", Gone())
    monkeypatch.setattr("sys.stderr", io.StringIO())
    assert main(["assess", file(LEFT_L5)]) == 0


def test_an_output_that_cannot_be_written_is_reported(file, monkeypatch, capsys):
    class Full(io.StringIO):
        def flush(self):
            raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("sys.stdout", Full())
    assert main(["assess", file(LEFT_L5)]) == 2
    assert capsys.readouterr().err == "dermyo: the output cannot be written: No space left on device\n"


def test_the_command_runs_as_a_module(capsys, monkeypatch):
    monkeypatch.setattr("sys.argv", ["dermyo", "--version"])
    with pytest.raises(SystemExit) as left:
        runpy.run_path(cli.__file__, run_name="__main__")
    assert (left.value.code, capsys.readouterr().out) == (0, f"dermyo {PROGRAM}\n")


def test_every_command_over_one_record_is_prepared_and_warns_before_it_prints():
    folder = Path(cli.__file__).parent / "commands"
    trees = [ast.parse(path.read_text(encoding="utf-8")) for path in sorted(folder.rglob("*.py"))]
    functions = [node for tree in trees for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]
    called = {one.name: {node.func.id for node in ast.walk(one) if is_call(node)} for one in functions}
    over_one = {name: calls for name, calls in called.items() if "record_of" in calls}
    assert len(over_one) >= 5
    assert [name for name, calls in over_one.items() if "prepare" not in calls] == []
    prints = {name: calls for name, calls in over_one.items() if any(one.endswith("_pdf") for one in calls)}
    assert len(prints) >= 4
    assert [name for name, calls in prints.items() if "warn_of" not in calls] == []


def is_call(node):
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
