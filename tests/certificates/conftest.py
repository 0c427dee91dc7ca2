"""A clinic of its own for each test."""

import pytest

from exam.certificates.folder import CertificateFolder
from exam.certificates.names import read_names
from exam.cli import main
from exam.commands.certificate import Asked, carry_out
from exam.config import Config
from tests.certificates.clinic import TODAY


@pytest.fixture
def config(tmp_path):
    return Config(data=tmp_path / "data")


@pytest.fixture
def folder(config):
    return CertificateFolder(config)


@pytest.fixture
def ask(config):
    """Run the command on a given day: what it prints."""

    def ask(*words, on=TODAY, replace=False, new_authority=False):
        return carry_out(Asked(read_names(words) if words else (), replace, new_authority, on), config)

    return ask


@pytest.fixture
def run(config, monkeypatch, capsys):
    """Run the command as it is typed: its exit status, stdout and stderr."""
    monkeypatch.setenv("DERMYO_DATA", str(config.data))

    def run(*words):
        return main(["certificate", *words]), *capsys.readouterr()

    return run
