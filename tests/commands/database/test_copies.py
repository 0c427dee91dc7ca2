"""`dermyo backup` and `dermyo restore`, as whoever runs Dermyo uses them."""

import pytest

from exam.cli import main
from exam.store.trail.verifying import verify
from tests.older import copied_at


def run(capsys, *words):
    status = main([*map(str, words)])
    out, err = capsys.readouterr()
    return status, out, err


def test_a_backup_is_written_and_restored_elsewhere(engine, tmp_path, capsys, monkeypatch):
    status, out, err = run(capsys, "backup", tmp_path / "backup")
    assert (status, err) == (0, "")
    assert out.startswith(f"{tmp_path / 'backup'}\n5 rows and 7 entries of the trail match.\nNewest: ")
    monkeypatch.setenv("DERMYO_DATA", str(tmp_path / "new"))
    status, out, err = run(capsys, "restore", tmp_path / "backup")
    assert (status, err) == (0, "")
    assert out.startswith(f"Restored {tmp_path / 'backup'}.\n5 rows and 7 entries of the trail match.\n")
    assert (tmp_path / "new").stat().st_mode & 0o777 == 0o700
    assert (tmp_path / "new/dermyo.sqlite3").stat().st_mode & 0o777 == 0o600
    assert run(capsys, "verify")[1].startswith("5 rows and 8 entries of the trail match.")


def test_only_the_newest_of_a_folder_are_kept(engine, tmp_path, capsys):
    folder = tmp_path / "backups"
    folder.mkdir()
    for day in range(1, 4):
        (folder / f"dermyo-2026110{day}T000000Z.backup").write_bytes(b"old")
    (folder / "notes.txt").write_text("mine")
    status, out, _ = run(capsys, "backup", folder, "--keep", "2")
    assert status == 0
    names = sorted(file.name for file in folder.iterdir())
    assert names[0] == "dermyo-20261103T000000Z.backup"
    assert names[1:] == [out.splitlines()[0].rpartition("/")[2], "notes.txt"]


def test_a_database_that_does_not_match_is_backed_up_and_said(engine, tmp_path, capsys):
    with engine.begin() as connection:
        connection.exec_driver_sql("UPDATE answers SET value = '51' WHERE path = 'patient.age'")
    status, out, err = run(capsys, "backup", tmp_path / "backup")
    assert (status, out) == (1, "")
    assert "was written, but does not match its trail:" in err
    assert err.endswith("/2: changed\n")
    engine.dispose()
    status, _, err = run(capsys, "restore", tmp_path / "backup", "--replace")
    assert status == 1
    assert "--changed-too" in err
    assert run(capsys, "restore", tmp_path / "backup", "--replace", "--changed-too")[0] == 0


@pytest.mark.parametrize(
    ("line", "status", "said"),
    [
        ("backup {}/no/such/folder/file", 2, "No such file or directory"),
        ("backup {}/file --keep 2", 2, "--keep needs a folder"),
        ("backup {}/file --database sqlite:////no/such/file", 1, "there is no database"),
        ("restore {}/no-such-file", 2, "no such file"),
        ("restore {0}/broken --database sqlite:///{0}/new", 1, "no backup of Dermyo"),
    ],
)
def test_what_cannot_be_done_changes_nothing(engine, tmp_path, capsys, line, status, said):
    (tmp_path / "broken").write_text("broken" * 100)
    before = verify(engine).head
    refused, out, err = run(capsys, *line.format(tmp_path).split())
    assert (refused, out) == (status, "")
    assert said in err
    assert verify(engine).head == before
    assert sorted(file.name for file in tmp_path.iterdir()) == ["broken", "data"]


def test_a_backup_of_an_earlier_version_is_brought_up_to_date(engine, tmp_path, capsys):
    copied_at(engine, f"sqlite:///{tmp_path / 'backup'}", "0003").dispose()
    engine.dispose()
    lines = run(capsys, "restore", tmp_path / "backup", "--replace")[1].splitlines()
    assert lines[1] == "5 rows and 5 entries of the trail match."
    assert lines[3].startswith("The backup had no audit trail: an earlier version wrote it, or somebody removed it.")


def test_a_backup_can_be_held_against_a_hash_that_was_noted_elsewhere(engine, tmp_path, capsys):
    noted = run(capsys, "backup", tmp_path / "backup")[1].splitlines()[-1].removeprefix("Newest: ")
    engine.dispose()
    restore = ("restore", tmp_path / "backup", "--replace", "--against")
    assert run(capsys, *restore, "f" * 64)[0] == 1
    assert "does not hold the hash ffff" in run(capsys, *restore, "f" * 64)[2]
    assert run(capsys, *restore, "abc")[0] == 2
    status, out, _ = run(capsys, *restore, noted)
    assert (status, "had no audit trail" in out) == (0, False)
