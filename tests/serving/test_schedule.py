"""A server process starts a backup when one is due, and not a second one meanwhile."""

from datetime import UTC, datetime, timedelta

import pytest

from exam.config import Config
from exam.serving import schedule
from exam.serving.schedule import Schedule

NOON = datetime(2026, 11, 29, 12, tzinfo=UTC)


class Loop:
    """Remembers what it is asked to call."""

    def __init__(self):
        self.calls = []

    def call_later(self, seconds, call, *given):
        self.calls.append((seconds, call, given))


@pytest.fixture
def config(tmp_path):
    (tmp_path / "backups").mkdir()
    return Config(data=tmp_path, backups=tmp_path / "backups")


@pytest.fixture
def started(monkeypatch):
    """The commands that were started; each runs until its `ended` is set."""
    commands = []

    class Process:
        def __init__(self, command, **how):
            self.ended = None
            commands.append((command, self))

        def poll(self):
            return self.ended

    monkeypatch.setattr(schedule.subprocess, "Popen", Process)
    return commands


def test_one_is_started_when_it_is_due_and_the_next_when_it_has_ended(config, started):
    looking = Schedule(config)
    looking.look(NOON)
    looking.look(NOON)
    assert [command[1:] for command, _ in started] == [("-m", "exam.cli", "backup", "--if-due")]
    started[0][1].ended = 0
    (config.backups / "dermyo-20261129T120000Z.backup").write_bytes(b"")
    looking.look(NOON + timedelta(hours=23))
    assert len(started) == 1
    looking.look(NOON + timedelta(hours=24))
    assert len(started) == 2


def test_it_looks_soon_and_then_every_minute_also_after_a_fault(config, monkeypatch, caplog):
    loop = Loop()
    monkeypatch.setattr(schedule.subprocess, "Popen", fail)
    Schedule(config).watch(loop)
    (seconds, call, given) = loop.calls.pop()
    assert seconds == 2
    call(*given)
    assert caplog.messages == ["no backup was started"]
    assert loop.calls[0][0] == 60


def fail(*_, **__):
    raise OSError("no memory")


@pytest.mark.parametrize("settings", [{"backups": None}, {"backup_hours": 0}])
def test_without_a_setting_it_never_looks(tmp_path, settings):
    loop = Loop()
    Schedule(Config(**{"data": tmp_path, "backups": tmp_path} | settings)).watch(loop)
    assert loop.calls == []
