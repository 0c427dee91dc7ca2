"""`dermyo doctor` as a whole, on a database that was served, and on nothing."""

import json

import pytest

from exam.cli import main


@pytest.fixture
def installed(engine, tmp_path, monkeypatch):
    """A data folder with an examination, and a backup; on a machine with enough space and the tested libraries."""
    monkeypatch.setenv("DERMYO_BACKUPS", str(tmp_path / "backups"))
    monkeypatch.setattr("exam.commands.doctor.files.NEARLY_FULL", 0)
    assert main(["backup"]) == 0
    return tmp_path / "data"


def test_where_nothing_is_wrong_it_succeeds_and_says_what_it_looked_at(installed, capsys):
    capsys.readouterr()
    assert main(["doctor"]) == 0
    out, err = capsys.readouterr()
    assert err == ""
    topics = [line.split()[1] for line in out.splitlines() if not line.startswith(" ")]
    assert topics[0] == "program"
    assert {"libraries", "printing", "data", "disk", "secret", "HTTPS", "database", "accounts", "backups"} <= set(
        topics
    )
    assert not any(line.startswith("wrong") for line in out.splitlines())
    # Only a folder on the same disk is to be considered; the account of these tests manages accounts.
    assert "is on the same disk as the data\n" in out
    assert "A-1" not in out


def test_something_wrong_is_named_with_what_to_do_and_fails(installed, capsys):
    installed.chmod(0o755)
    capsys.readouterr()
    assert main(["doctor"]) == 1
    out, err = capsys.readouterr()
    assert f"wrong    data folder  other users may read: {installed} (755)\n" in out
    assert f"to do: chmod go= {installed}\n" in out
    assert err.startswith("dermyo: 1 wrong, ")


def test_as_json(installed, capsys):
    (installed / "backup-fault").write_text("2026-11-29T10:00:00+00:00\nthe disk is full\n")
    capsys.readouterr()
    assert main(["doctor", "--json"]) == 1
    found = json.loads(capsys.readouterr().out)
    assert found["wrong"] == 1
    (fault,) = (one for one in found["findings"] if one["level"] == "wrong")
    assert fault == {
        "topic": "backups",
        "level": "wrong",
        "words": "the last attempt failed at 2026-11-29 10:00 UTC: the disk is full",
        "todo": "put that right, then dermyo backup",
    }


def test_a_machine_where_nothing_was_served_yet_gets_no_files(tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("DERMYO_DATA", str(tmp_path / "data"))
    assert main(["doctor"]) == 0
    assert f"{tmp_path / 'data/dermyo.sqlite3'} is made at the first start\n" in capsys.readouterr().out
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_may_not_be_read_is_a_finding(monkeypatch, capsys):
    def refuse(config, now):
        raise PermissionError(13, "Permission denied", "/var/lib/dermyo/secret-key")
        yield

    monkeypatch.setattr("exam.commands.doctor.doctor.CHECKS", (refuse,))
    assert main(["doctor"]) == 1
    assert capsys.readouterr().out.startswith("wrong    files  /var/lib/dermyo/secret-key: Permission denied\n")


def test_settings_that_cannot_be_used_are_wrong_usage(monkeypatch, capsys):
    monkeypatch.setenv("DERMYO_PORT", "0")
    assert main(["doctor"]) == 2
    assert "DERMYO_PORT" in capsys.readouterr().err
