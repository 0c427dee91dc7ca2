"""A file is complete or not there, whatever ends the writing; nothing of one that was killed stays for good."""

import errno
import fcntl
import os
import signal
import subprocess
import sys

import pytest

from exam.whole_files import whole_file

# Begins to write, with a file of SQLite's beside it, and waits to be killed.
WRITER = """
import sys
from pathlib import Path
from exam.whole_files import whole_file
with whole_file(Path(sys.argv[1])) as beside:
    beside.write_text("half")
    beside.with_name(beside.name + "-wal").write_text("half")
    print("writing", flush=True)
    sys.stdin.readline()
"""


def names(folder):
    return sorted(path.name for path in folder.iterdir())


def write(file, text, **how):
    with whole_file(file, **how) as beside:
        beside.write_text(text)


def writer(file):
    process = subprocess.Popen([sys.executable, "-c", WRITER, file], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    process.stdout.readline()
    return process


def test_a_file_is_written_for_its_owner_alone(tmp_path):
    write(tmp_path / "file", "all")
    assert (tmp_path / "file").read_text() == "all"
    assert (tmp_path / "file").stat().st_mode & 0o777 == 0o600
    assert names(tmp_path) == ["file"]


def test_one_for_everybody_has_the_rights_of_any_other(tmp_path):
    (tmp_path / "other").touch()
    write(tmp_path / "file", "all", private=False)
    assert (tmp_path / "file").stat().st_mode == (tmp_path / "other").stat().st_mode


def test_a_file_that_is_there_stays(tmp_path):
    (tmp_path / "file").write_text("first")
    with pytest.raises(FileExistsError, match="already"):
        write(tmp_path / "file", "second")
    write(tmp_path / "file", "third", replaces=True)
    assert (tmp_path / "file").read_text() == "third"


@pytest.mark.parametrize("has_links", [True, False])
def test_a_file_that_appears_meanwhile_stays(tmp_path, monkeypatch, has_links):
    def refuse(*_):
        raise PermissionError

    if not has_links:
        monkeypatch.setattr(os, "link", refuse)

    def appear():
        with whole_file(tmp_path / "file") as beside:
            beside.write_text("second")
            (tmp_path / "file").write_text("first")

    with pytest.raises(FileExistsError, match="already"):
        appear()
    assert (tmp_path / "file").read_text() == "first"
    (tmp_path / "file").unlink()
    write(tmp_path / "file", "third")
    assert names(tmp_path) == ["file"]


def test_after_a_fault_nothing_is_left(tmp_path):
    def fail():
        with whole_file(tmp_path / "file") as beside:
            beside.write_text("half")
            raise ValueError("wrong")

    with pytest.raises(ValueError, match="wrong"):
        fail()
    assert names(tmp_path) == []


def test_a_link_is_followed_and_stays(tmp_path):
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "elsewhere/file")
    write(tmp_path / "link", "all")
    write(tmp_path / "link", "again", replaces=True)
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "elsewhere/file").read_text() == "again"


def test_links_in_a_circle_are_refused(tmp_path):
    (tmp_path / "one").symlink_to(tmp_path / "other")
    (tmp_path / "other").symlink_to(tmp_path / "one")
    with pytest.raises(OSError, match="symbolic links"):
        write(tmp_path / "one", "all", replaces=True)


def test_what_a_killed_process_left_is_removed_by_the_next_and_nothing_else(tmp_path):
    for other in (".dermyo-unfinished-notes", "notes"):
        (tmp_path / other).touch()
    killed, busy = writer(tmp_path / "killed"), writer(tmp_path / "busy")
    killed.send_signal(signal.SIGKILL)
    killed.communicate()
    assert len(names(tmp_path)) == 6
    write(tmp_path / "file", "all")
    left = names(tmp_path)
    assert len(left) == 5
    assert [name for name in left if not name.startswith(".")] == ["file", "notes"]
    busy.communicate(b"go on\n")
    assert names(tmp_path) == [".dermyo-unfinished-notes", "busy", "file", "notes"]
    assert (tmp_path / "busy").read_text() == "half"


def test_the_folder_is_put_on_the_disk_after_the_name(tmp_path, monkeypatch):
    """A power cut then takes neither what is in the file nor its name."""
    order, sync = [], os.fsync

    def noted(descriptor):
        order.append((os.fstat(descriptor).st_ino, names(tmp_path)))
        sync(descriptor)

    monkeypatch.setattr(os, "fsync", noted)
    write(tmp_path / "file", "all")
    written, folder = order
    assert written[0] == (tmp_path / "file").stat().st_ino
    assert "file" not in written[1]
    assert folder[0] == tmp_path.stat().st_ino
    assert "file" in folder[1]


def test_a_file_system_without_locks_will_do(tmp_path, monkeypatch):
    """Nobody can tell there whether a file was left or is being written, so none is removed."""
    (tmp_path / ".dermyo-unfinished-00000000").touch()

    def refuse(*_):
        raise OSError(errno.ENOLCK, "No locks available")

    monkeypatch.setattr(fcntl, "flock", refuse)
    write(tmp_path / "file", "all")
    assert names(tmp_path) == [".dermyo-unfinished-00000000", "file"]
