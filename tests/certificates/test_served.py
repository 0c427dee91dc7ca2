"""Which certificate the server uses."""

import re
from datetime import UTC, datetime, timedelta
from pathlib import Path

from exam.cli import main
from exam.commands.serve import warn_of_its_end, with_own_certificate
from exam.config import Config
from tests.certificates.clinic import NAMES


def test_the_server_finds_the_certificate(ask, config, folder):
    assert with_own_certificate(config) == config
    ask(*NAMES)
    found = with_own_certificate(config)
    assert (found.tls_cert, found.tls_key, found.https_only) == (folder.server_file, folder.server_file, True)


def test_another_certificate_or_a_proxy_takes_precedence(ask, tmp_path):
    another = Config(data=tmp_path, tls_cert=tmp_path / "c", tls_key=tmp_path / "k")
    behind = Config(data=tmp_path, proxies=1)
    ask(*NAMES)
    assert [with_own_certificate(config) for config in (another, behind)] == [another, behind]


def test_the_server_warns_before_the_certificate_expires(ask, config, capsys):
    ask(*NAMES, on=datetime.now(UTC) - timedelta(days=730))
    warn_of_its_end(with_own_certificate(config))
    assert capsys.readouterr().err.startswith("dermyo: the certificate expires on ")
    ask(*NAMES, on=datetime.now(UTC), replace=True)
    warn_of_its_end(with_own_certificate(config))
    assert capsys.readouterr().err == ""


def test_the_server_does_not_start_with_a_file_without_a_certificate(monkeypatch, tmp_path, capsys):
    monkeypatch.setenv("DERMYO_DATA", str(tmp_path))
    assert main(["serve", "--tls-cert", __file__, "--tls-key", __file__]) == 1
    assert capsys.readouterr().err == f"dermyo: {__file__} holds no certificate that can be read\n"


def test_the_server_does_not_start_unencrypted_when_it_cannot_read_its_certificate(run, monkeypatch, capsys):
    run(*NAMES)

    read = Path.read_bytes

    def closed(path):
        # Only this file: the program itself is read, too, where what it runs is measured.
        if path.name == "server.pem":
            raise PermissionError(13, "Permission denied", str(path))
        return read(path)

    monkeypatch.setattr("pathlib.Path.read_bytes", closed)
    assert main(["serve"]) == 1
    assert re.fullmatch(r"dermyo: cannot read .*server\.pem: Permission denied\n", capsys.readouterr().err)
