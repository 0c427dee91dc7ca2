"""A finished copy takes the place of a database, and nothing that opens it meanwhile loses what it acknowledged."""

import shutil
import sqlite3
import time
from pathlib import Path

import pytest

from exam.store import database
from exam.store.copies.backup import CopyRefused
from exam.store.copies.restoring import restore
from exam.store.schema import upgrade
from exam.store.trail.access import Trail
from exam.store.trail.verifying import verify


def test_a_restore_that_ends_half_way_leaves_the_database_in_its_place(tmp_path, backup, reopened, monkeypatch):
    file = tmp_path / "used.sqlite3"
    shutil.copyfile(backup, file)

    def end(*_):
        raise OSError("the machine was switched off")

    monkeypatch.setattr(Path, "replace", end)
    with pytest.raises(OSError, match="switched off"):
        restore(backup, f"sqlite:///{file}", replace=True)
    assert len(list(tmp_path.glob("used.sqlite3.before-*Z"))) == 1
    assert verify(reopened(f"sqlite:///{file}")).faults == []


def test_what_was_put_aside_is_never_overwritten(tmp_path, backup):
    url = f"sqlite:///{tmp_path / 'used.sqlite3'}"
    for _ in range(4):
        restore(backup, url, replace=True)
    assert len(list(tmp_path.glob("used.sqlite3.before-*Z"))) == 3


@pytest.mark.parametrize("kind", ["sqlite"], indirect=True)
def test_a_server_that_starts_while_a_backup_is_restored_acknowledges_nothing_that_is_lost(
    tmp_path, backup, serve, reopened, monkeypatch
):
    """It waits for the database, and never writes into the one that is put aside."""
    file = tmp_path / "used.sqlite3"
    shutil.copyfile(backup, file)
    started, copyfile = [], shutil.copyfile

    def start(*names):
        started.append(serve(file))
        time.sleep(1)
        return copyfile(*names)

    monkeypatch.setattr(shutil, "copyfile", start)
    restore(backup, f"sqlite:///{file}", replace=True)
    said, _ = started[0].communicate(b"stop")
    acts = [entry.act for entry in Trail(reopened(f"sqlite:///{file}")).entries()]
    assert ("seen after the backup" in acts) is (said == b"open\n")
    (aside,) = tmp_path.glob("used.sqlite3.before-*Z")
    assert verify(reopened(f"sqlite:///{aside}")).head == verify(reopened(f"sqlite:///{backup}")).head
    assert verify(reopened(f"sqlite:///{file}")).faults == []


@pytest.mark.parametrize("kind", ["sqlite"], indirect=True)
def test_what_was_opened_and_then_replaced_takes_no_answer_and_the_next_attempt_opens_the_other(
    tmp_path, backup, reopened, monkeypatch
):
    """Who opens a database that is being restored waits until it may be read: by then another file has its name.

    SQLite would take the rows beside the other file for those of the file that it has open.
    """
    file, other = tmp_path / "used.sqlite3", tmp_path / "other"
    shutil.copyfile(backup, file)
    shutil.copyfile(backup, other)

    def replace(connection, patience):
        monkeypatch.undo()
        other.replace(file)
        Trail(reopened(f"sqlite:///{file}")).note("of another server")
        database._write_ahead(connection, patience)

    monkeypatch.setattr(database, "_write_ahead", replace)
    opened = reopened(f"sqlite:///{file}")
    with pytest.raises(database.DatabaseGone, match="was replaced while it was open"):
        Trail(opened).note("lost")
    Trail(opened).note("kept")
    acts = [entry.act for entry in Trail(reopened(f"sqlite:///{file}")).entries()]
    assert acts[:2] == ["kept", "of another server"]
    assert verify(reopened(f"sqlite:///{file}")).faults == []


def test_a_database_that_appears_while_a_backup_is_restored_stays(tmp_path, backup, monkeypatch):
    file, copyfile = tmp_path / "new.sqlite3", shutil.copyfile

    def appear(*names):
        file.write_bytes(b"of another")
        return copyfile(*names)

    monkeypatch.setattr(shutil, "copyfile", appear)
    with pytest.raises(CopyRefused, match="appeared meanwhile"):
        restore(backup, f"sqlite:///{file}")
    assert file.read_bytes() == b"of another"


def test_a_database_behind_a_link_is_replaced_where_it_is(tmp_path, backup, reopened):
    """The link stays: it may lead to another disk."""
    (tmp_path / "disk").mkdir()
    (tmp_path / "link.sqlite3").symlink_to(tmp_path / "disk/used.sqlite3")
    url = f"sqlite:///{tmp_path / 'link.sqlite3'}"
    for _ in range(2):
        restore(backup, url, replace=True)
    assert (tmp_path / "link.sqlite3").is_symlink()
    assert sorted(path.name[:19] for path in (tmp_path / "disk").iterdir()) == ["used.sqlite3", "used.sqlite3.before"]
    assert verify(reopened(url)).faults == []


@pytest.mark.parametrize("kind", ["sqlite"], indirect=True)
def test_an_empty_database_gives_way_and_one_of_another_program_does_not(tmp_path, backup, reopened):
    empty = f"sqlite:///{tmp_path / 'empty.sqlite3'}"
    served = reopened(empty)
    upgrade(served)
    served.dispose()
    assert restore(backup, empty).faults == []
    assert not list(tmp_path.glob("empty.sqlite3.before-*"))
    with sqlite3.connect(tmp_path / "other.sqlite3") as connection:
        connection.execute("CREATE TABLE notes (text)")
    connection.close()
    with pytest.raises(CopyRefused, match="--replace"):
        restore(backup, f"sqlite:///{tmp_path / 'other.sqlite3'}")
