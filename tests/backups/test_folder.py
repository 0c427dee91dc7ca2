"""What is in the folder of backups, and when the next one is due."""

import os
from datetime import UTC, datetime, timedelta

import pytest

from exam.backups.folder import Backups, backups, delete_old, files, forget_fault, is_due, note_fault, turn
from exam.config import Config

NOON = datetime(2026, 11, 29, 12, tzinfo=UTC)


@pytest.fixture
def config(tmp_path):
    (tmp_path / "data").mkdir()
    (tmp_path / "backups").mkdir()
    return Config(data=tmp_path / "data", backups=tmp_path / "backups", backup_hours=6)


def put(config, *times):
    for time in times:
        (config.backups / f"dermyo-202611{time}00Z.backup").write_bytes(b"")


def test_the_newest_counts_and_what_is_no_backup_does_not(config):
    put(config, "29T0100", "29T0700", "28T1300")
    for other in ("dermyo-soon.backup", "dermyo-20261129T120000Z.backup.partial", ".dermyo-unfinished-0000aaaa"):
        (config.backups / other).write_bytes(b"")
    newest = datetime(2026, 11, 29, 7, tzinfo=UTC)
    assert backups(config, NOON) == Backups(3, newest, is_late=False)
    assert not is_due(config, NOON)
    assert is_due(config, newest + timedelta(hours=6))
    assert not backups(config, newest + timedelta(hours=12)).is_late
    assert backups(config, newest + timedelta(hours=12, seconds=1)).is_late


def test_without_any_or_without_the_folder_the_first_is_due_and_late(config):
    assert backups(config, NOON) == Backups(0, None, is_late=True)
    assert is_due(config, NOON)
    config.backups.rmdir()
    assert backups(config, NOON) == Backups(0, None, is_late=True)
    assert is_due(config, NOON)


def test_without_a_setting_or_with_a_timer_the_server_makes_none(config):
    assert backups(Config(data=config.data), NOON) is None
    assert not is_due(Config(data=config.data), NOON)
    by_timer = Config(data=config.data, backups=config.backups, backup_hours=0)
    assert not is_due(by_timer, NOON)
    put(config, "27T1200")
    assert not backups(by_timer, NOON).is_late
    assert backups(by_timer, NOON + timedelta(seconds=1)).is_late


def test_after_a_fault_it_is_tried_again_an_hour_later(config):
    note_fault(config, NOON, "the disk is full")
    assert (config.data / "backup-fault").stat().st_mode & 0o777 == 0o600
    found = backups(config, NOON)
    assert (found.failed_at, found.fault) == (NOON, "the disk is full")
    assert not is_due(config, NOON + timedelta(minutes=59))
    assert is_due(config, NOON + timedelta(minutes=60))
    forget_fault(config)
    assert is_due(config, NOON)
    assert backups(config, NOON).fault == ""
    (config.data / "backup-fault").write_text("not a time\nwhatever")
    assert backups(config, NOON).failed_at is None


def test_only_the_newest_are_kept(config):
    put(config, "29T0100", "29T0700", "28T1300")
    (config.backups / "notes.txt").write_text("mine")
    delete_old(config.backups, 2)
    names = ["dermyo-20261129T070000Z.backup", "dermyo-20261129T010000Z.backup"]
    assert [file.name for file in files(config.backups)] == names
    assert (config.backups / "notes.txt").exists()


def test_one_process_at_a_time_has_its_turn(config):
    with turn(config.backups, waits=True) as first, turn(config.backups, waits=False) as second:
        assert (first, second) == (True, False)
    child = os.fork()
    if not child:
        with turn(config.backups, waits=False) as again:
            os._exit(0 if again else 1)
    assert os.waitpid(child, 0)[1] == 0
