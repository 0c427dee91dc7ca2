"""The `dermyo` command itself: its usage, its version, and an output that goes away."""

import errno
import io
import runpy

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
