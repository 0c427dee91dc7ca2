"""`dermyo backup` without a file, by a timer or by the server."""

import json
import logging
import sqlite3

import pytest

from exam.backups.folder import turn
from exam.cli import main


@pytest.fixture
def folder(engine, tmp_path, monkeypatch):
    folder = tmp_path / "backups"
    monkeypatch.setenv("DERMYO_BACKUPS", str(folder))
    return folder


@pytest.fixture
def log(monkeypatch):
    """What the server's own call logs, without setting up the log of this process."""
    monkeypatch.setattr("exam.commands.database.scheduled.set_up", lambda kind: None)


def names(folder):
    return sorted(file.name for file in folder.iterdir())


def test_a_timer_makes_one_and_the_old_ones_go(folder, monkeypatch, capsys):
    monkeypatch.setenv("DERMYO_BACKUPS_KEPT", "2")
    folder.mkdir()
    for day in ("01", "02"):
        (folder / f"dermyo-202611{day}T000000Z.backup").write_bytes(b"old")
    assert main(["backup"]) == 0
    new = capsys.readouterr().out.splitlines()[0].rpartition("/")[2]
    assert names(folder) == sorted(["dermyo-20261102T000000Z.backup", new])


def test_the_folder_is_made_and_closed_to_others(folder, capsys):
    assert main(["backup"]) == 0
    assert folder.stat().st_mode & 0o777 == 0o700
    (file,) = folder.iterdir()
    assert file.stat().st_mode & 0o777 == 0o600


def test_the_server_makes_one_and_no_second_before_it_is_due(folder, log, capsys, caplog):
    caplog.set_level(logging.INFO, "exam")
    assert main(["backup", "--if-due"]) == 0
    assert main(["backup", "--if-due"]) == 0
    (name,) = names(folder)
    assert caplog.messages == [f"backed up: {name}"]


def test_while_another_process_makes_one_the_server_makes_none(folder, log):
    folder.mkdir()
    with turn(folder, waits=True):
        assert main(["backup", "--if-due"]) == 0
    assert names(folder) == []


@pytest.mark.parametrize("fault", ["no folder", "no database", "changed"])
def test_why_one_failed_is_kept_until_one_succeeds(engine, folder, tmp_path, request, fault):
    request.getfixturevalue("log")
    capsys, caplog = request.getfixturevalue("capsys"), request.getfixturevalue("caplog")
    undo = break_it(engine, folder, tmp_path, fault)
    words = {"no folder": "File exists", "no database": "there is no database", "changed": "does not match"}[fault]
    assert main(["backup"]) != 0
    kept = (tmp_path / "data/backup-fault").read_text()
    assert words in kept
    assert words in capsys.readouterr().err
    (tmp_path / "data/backup-fault").unlink()
    remove_all(folder)
    with pytest.raises(SystemExit) as left:
        main(["backup", "--if-due"])
    assert left.value.code == 1
    assert words in caplog.text
    # Not tried again at once, though it is due.
    assert main(["backup", "--if-due"]) == 0
    remove_all(folder)
    undo()
    assert main(["backup"]) == 0
    assert not (tmp_path / "data/backup-fault").exists()


def remove_all(folder):
    """Two in one second would have the same name."""
    for file in folder.glob("*") if folder.is_dir() else ():
        file.unlink()


def break_it(engine, folder, tmp_path, fault):
    database = tmp_path / "data/dermyo.sqlite3"
    if fault == "no folder":
        folder.write_text("a file")
        return folder.unlink
    engine.dispose()
    if fault == "no database":
        database.rename(tmp_path / "aside")
        return lambda: (tmp_path / "aside").rename(database)
    change(database, "51")
    return lambda: change(database, "50")


def change(database, value):
    connection = sqlite3.connect(database)
    with connection:
        connection.execute("UPDATE answers SET value = ? WHERE path = 'patient.age'", [json.dumps(int(value))])
    connection.close()


def test_without_a_folder_it_asks_for_one(engine, capsys):
    assert main(["backup"]) == 2
    assert capsys.readouterr().err == "dermyo: backup: name a file, or set DERMYO_BACKUPS\n"
