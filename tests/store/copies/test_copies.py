"""A backup is one state of the database, taken while it is used; what is restored from it is that state."""

import shutil
import sqlite3
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Event, Thread

import pytest
from sqlalchemy import text

from exam.domain.record.answers import Answer
from exam.store.accounts import Accounts, Person
from exam.store.copies.backup import CopyRefused, back_up
from exam.store.copies.restoring import BackupChanged, restore
from exam.store.database import DatabaseUnusable
from exam.store.exams import Exams
from exam.store.sessions.kept import KeptSessions, Limits
from exam.store.trail.verifying import verify


def test_a_backup_under_load_restores_and_verifies(tmp_path, engine, exams, me, exam_id, reopened):
    stop, tapped = Event(), []

    def tap():
        while not stop.is_set():
            time.sleep(0.01)
            tapped.append(exams.append(exam_id, me, [Answer("findings.reflexes.achilles.left", len(tapped) % 5)]))

    writer = Thread(target=tap)
    writer.start()
    while not tapped:
        pass
    before = len(tapped)
    assert back_up(engine, tmp_path / "backup").faults == []
    stop.set()
    writer.join()
    restored = f"sqlite:///{tmp_path / 'restored.sqlite3'}"
    assert restore(tmp_path / "backup", restored).faults == []
    copy = reopened(restored)
    assert verify(copy).faults == []
    assert before <= Exams(copy).open(exam_id, me).revision - 1 <= len(tapped)


def test_everything_is_restored(tmp_path, backup, exam_id, me, signed, reopened):
    restored = f"sqlite:///{tmp_path / 'restored.sqlite3'}"
    restore(backup, restored)
    copy = reopened(restored)
    after = Exams(copy).open(exam_id, me)
    assert (after.record, after.signature.sha256, after.addenda) == (
        signed.record,
        signed.signature.sha256,
        signed.addenda,
    )
    assert after.signature.intact
    assert Exams(copy).kept_output(exam_id, me, after.links[-1].sha256, "text") is None
    assert [account.username for account in Accounts(copy).all()] == ["a.vesalius"]
    with copy.connect() as connection:
        assert (
            connection.execute(text("SELECT act FROM trail ORDER BY number DESC")).scalar() == "restored from a backup"
        )


def test_a_backup_is_one_file_for_its_owner_alone(backup):
    assert backup.stat().st_mode & 0o777 == 0o600
    assert [file.name for file in backup.parent.iterdir() if file.name.startswith(("backup", ".backup"))] == ["backup"]


def test_a_backup_never_overwrites(tmp_path, engine, backup):
    with pytest.raises(CopyRefused, match="is there already"):
        back_up(engine, backup)


@pytest.mark.usefixtures("signed")
def test_a_backup_can_be_restored_on_postgresql(empty_url, backup, exam_id, me, reopened):
    """And goes on there: new rows get new numbers. On SQLite the same file takes it."""
    url = empty_url
    restore(backup, url)
    target = reopened(url)
    assert verify(target).faults == []
    assert Exams(target).open(exam_id, me).signature.intact
    assert Accounts(target).add(Person("g.fallopio", "Gabriele Falloppio"), "-").id > me
    target.dispose()
    with pytest.raises(CopyRefused, match=r"not empty|there is a database"):
        restore(backup, url)


def test_a_changed_backup_is_restored_only_if_that_is_wanted(tmp_path, backup):
    with sqlite3.connect(backup) as connection:
        connection.execute("UPDATE answers SET value = '4' WHERE path LIKE 'findings%'")
    connection.close()
    target = f"sqlite:///{tmp_path / 'restored.sqlite3'}"
    with pytest.raises(BackupChanged) as refused:
        restore(backup, target)
    assert [fault.wrong for fault in refused.value.found.faults] == ["changed", "changed"]
    assert not (tmp_path / "restored.sqlite3").exists()
    assert len(restore(backup, target, changed_too=True).faults) == 2


def test_a_database_that_is_there_is_put_aside_and_not_while_it_is_used(tmp_path, backup, serve, reopened):
    file = tmp_path / "used.sqlite3"
    shutil.copyfile(backup, file)
    with pytest.raises(CopyRefused, match="--replace"):
        restore(backup, f"sqlite:///{file}")
    with serve(file) as server:
        server.stdout.readline()
        with pytest.raises(CopyRefused, match="stop the server"):
            restore(backup, f"sqlite:///{file}", replace=True)
        server.communicate(b"stop")
    restore(backup, f"sqlite:///{file}", replace=True)
    (aside,) = tmp_path.glob("used.sqlite3.before-*Z")
    assert verify(reopened(f"sqlite:///{aside}")).head.count > verify(reopened(f"sqlite:///{backup}")).head.count


@pytest.mark.parametrize("content", [b"", b"not a database" * 100])
def test_a_file_that_is_no_backup_is_refused(tmp_path, content):
    (tmp_path / "notes.txt").write_bytes(content)
    with pytest.raises(DatabaseUnusable, match="no backup"):
        restore(tmp_path / "notes.txt", f"sqlite:///{tmp_path / 'restored.sqlite3'}")
    assert [file.name for file in tmp_path.iterdir()] == ["notes.txt"]


def test_a_session_that_was_ended_since_does_not_go_on_where_a_backup_is_restored(tmp_path, engine, me, kind, reopened):
    """Nor where a copy of the file of a stopped server is."""
    kept, now = KeptSessions(engine, Limits(timedelta(hours=8), timedelta(hours=12))), datetime.now(UTC)
    token = kept.begin(me, "192.0.2.7", "Safari", now)
    back_up(engine, tmp_path / "backup")
    assert KeptSessions(reopened(f"sqlite:///{tmp_path / 'backup'}"), kept._limits).of(me, now) == []
    copies = [tmp_path / "backup"]
    if kind == "sqlite":
        engine.dispose()
        copies.append(Path(shutil.copyfile(tmp_path / "test.sqlite3", tmp_path / "copied")))
        assert KeptSessions(reopened(f"sqlite:///{tmp_path / 'copied'}"), kept._limits).is_open(token, me, now)
    for copy in copies:
        url = f"sqlite:///{copy}-restored"
        restore(copy, url)
        assert not KeptSessions(reopened(url), kept._limits).is_open(token, me, now)


@pytest.mark.parametrize(
    "statement",
    [
        "CREATE TRIGGER later AFTER INSERT ON sessions BEGIN DELETE FROM voids; END",
        "CREATE VIEW found AS SELECT * FROM voids",
    ],
)
def test_what_would_act_by_itself_is_not_restored(tmp_path, backup, statement):
    with sqlite3.connect(backup) as connection:
        connection.execute(statement)
    connection.close()
    with pytest.raises(DatabaseUnusable, match="triggers or views"):
        restore(backup, f"sqlite:///{tmp_path / 'restored.sqlite3'}", changed_too=True)
    assert not (tmp_path / "restored.sqlite3").exists()


@pytest.mark.parametrize("kind", ["sqlite"], indirect=True)
def test_the_last_rows_of_a_server_that_was_killed_are_restored(tmp_path, engine, exams, me, reopened):
    """They are in a file beside the database while it is open."""
    draft = exams.create("A-9", me)
    shutil.copyfile(tmp_path / "test.sqlite3", tmp_path / "copied")
    shutil.copyfile(tmp_path / "test.sqlite3-wal", tmp_path / "copied-wal")
    url = f"sqlite:///{tmp_path / 'restored.sqlite3'}"
    restore(tmp_path / "copied", url)
    assert Exams(reopened(url)).open(draft, me).record.patient.reference == "A-9"
