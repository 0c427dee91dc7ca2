"""Writers of one SQLite database take turns, whatever thread or process they are in."""

import os
import stat
import subprocess
import sys
import time
from collections import Counter
from threading import Thread
from types import SimpleNamespace

import pytest

from exam.store.turns import NoTurn, Turns

HOLDS = """
import sys, time
from pathlib import Path
from exam.store.turns import Turns
with Turns(Path(sys.argv[1])).turn(3):
    print("holds", flush=True)
    time.sleep(60)
"""
WRITES = """
import sys, time
from pathlib import Path
from exam.store.turns import Turns
turns, until, number = Turns(Path(sys.argv[1])), time.monotonic() + 1.0, 0
print("begins", flush=True)
while time.monotonic() < until:
    with turns.turn(3):
        time.sleep(0.004)
        number += 1
print(number, flush=True)
"""


def process(code, file):
    return subprocess.Popen([sys.executable, "-c", code, str(file)], stdout=subprocess.PIPE, text=True)


@pytest.fixture
def file(tmp_path):
    return tmp_path / "dermyo.sqlite3"


def test_one_at_a_time_and_the_patience_left(file):
    turns, order = Turns(file), []

    def write(name):
        with turns.turn(3) as left:
            order.append((name, "in"))
            time.sleep(0.02)
            order.append((name, "out"))
            assert 0 < left <= 3

    threads = [Thread(target=write, args=(name,)) for name in "abc"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [what for _, what in order] == ["in", "out"] * 3
    assert Counter(name for name, _ in order) == {"a": 2, "b": 2, "c": 2}


def test_it_is_given_up_when_the_patience_ends(file):
    turns = Turns(file)
    with turns.turn(3), pytest.raises(NoTurn), turns.turn(0.01):
        pytest.fail("two at once")
    with turns.turn(0.01):
        pass


def test_another_process_is_waited_for_and_one_that_was_killed_is_not(file):
    holder = process(HOLDS, file)
    try:
        assert holder.stdout.readline() == "holds\n"
        with pytest.raises(NoTurn), Turns(file).turn(0.05):
            pytest.fail("two at once")
    finally:
        holder.kill()
        holder.wait()
        holder.stdout.close()
    with Turns(file).turn(0.5):
        pass


def test_two_processes_that_never_pause_get_about_as_many_turns(file):
    both = [process(WRITES, file) for _ in range(2)]
    numbers = [int(one.communicate(timeout=30)[0].split()[1]) for one in both]
    assert min(numbers) > 10
    assert max(numbers) < 4 * min(numbers)


def test_where_no_file_can_be_made_the_threads_of_a_process_take_turns(tmp_path):
    turns = Turns(tmp_path / "missing" / "dermyo.sqlite3")
    with turns.turn(1), pytest.raises(NoTurn), turns.turn(0.01):
        pytest.fail("two at once")


def test_only_its_owner_reads_the_file_and_nothing_is_in_it(file):
    with Turns(file).turn(1):
        pass
    made = file.with_name("dermyo.sqlite3-turns")
    assert made.read_bytes() == b""
    assert os.name == "nt" or made.stat().st_mode & 0o777 == 0o600


def opened(**change):
    return SimpleNamespace(**{"st_mode": stat.S_IFREG | 0o600, "st_nlink": 1, "st_uid": 0, "st_gid": 0} | change)


def test_a_file_that_root_makes_is_the_owners_of_the_database(file, monkeypatch):
    file.touch(mode=0o640)
    file.chmod(0o660)
    owner, given = file.stat(), []
    monkeypatch.setattr("os.geteuid", lambda: 0)
    monkeypatch.setattr("os.fstat", lambda _file: opened(st_uid=0, st_gid=owner.st_gid + 1))
    monkeypatch.setattr("os.fchown", lambda _file, *who: given.append(who))
    with Turns(file).turn(1):
        pass
    assert given == [(owner.st_uid, owner.st_gid)]
    monkeypatch.undo()
    assert file.with_name("dermyo.sqlite3-turns").stat().st_mode & 0o777 == 0o660


@pytest.mark.parametrize("link", [os.symlink, os.link])
def test_root_gives_away_no_file_that_a_link_leads_to(file, tmp_path, monkeypatch, link):
    file.touch()
    file.chmod(0o660)
    of_root = tmp_path / "of-root"
    of_root.touch(mode=0o600)
    link(of_root, file.with_name("dermyo.sqlite3-turns"))
    monkeypatch.setattr("os.geteuid", lambda: 0)
    monkeypatch.setattr("os.fchown", lambda *_given: pytest.fail("given away"))
    with Turns(file).turn(1):
        pass
    assert of_root.stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("change", [{"st_mode": stat.S_IFIFO | 0o600}, {"st_nlink": 2}, {"st_uid": 4711}])
def test_root_gives_away_only_a_plain_file_of_its_own(file, monkeypatch, change):
    file.touch()
    file.chmod(0o660)
    found, given = opened(st_gid=file.stat().st_gid + 1, **change), []
    # Pytest asks for files as well.
    with monkeypatch.context() as patch:
        patch.setattr("os.geteuid", lambda: 0)
        patch.setattr("os.fstat", lambda _file: found)
        patch.setattr("os.fchown", lambda *of_whom: given.append(of_whom))
        with Turns(file).turn(1):
            pass
    assert given == []


def test_who_is_not_root_gives_no_file_away(file, monkeypatch):
    file.touch()
    monkeypatch.setattr("os.geteuid", lambda: 4711)
    monkeypatch.setattr("os.fchown", lambda *_given: pytest.fail("given away"))
    with Turns(file).turn(1):
        pass


def test_a_file_that_cannot_be_opened_is_logged_once(tmp_path, caplog):
    turns = Turns(tmp_path / "missing" / "dermyo.sqlite3")
    for _ in range(2):
        with turns.turn(1):
            pass
    assert [record.getMessage() for record in caplog.records] == [
        "writers of the database take no turns with other processes: No such file or directory"
    ]
