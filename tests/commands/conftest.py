"""How a command is run and given a file."""

import json

import pytest

from exam.cli import main


@pytest.fixture(autouse=True)
def nothing_is_kept(monkeypatch):
    """No command writes into the home folder of whoever runs the tests."""
    monkeypatch.setattr("exam.prepared.cache_folder", lambda: None)


@pytest.fixture
def file(tmp_path):
    """Write a file and name it."""

    def write(data, name="record.json"):
        path = tmp_path / name
        path.write_text(data if isinstance(data, str) else json.dumps(data))
        return str(path)

    return write


@pytest.fixture
def run(capsys):
    """Run a command: its exit status, the lines of stdout, the lines of stderr."""

    def command(*arguments):
        try:
            status = main([str(argument) for argument in arguments])
        except SystemExit as left:
            status = left.code
        out, err = capsys.readouterr()
        return status, out.splitlines(), err.splitlines()

    return command
