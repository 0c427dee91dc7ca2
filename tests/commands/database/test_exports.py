"""`dermyo export` and `dermyo import`, as whoever runs Dermyo uses them."""

import zipfile

import pytest
from argon2 import PasswordHasher

from exam.cli import main
from exam.config import Config
from exam.store.accounts import Accounts
from exam.store.database import connect
from exam.store.trail.access import Trail


def run(capsys, *words):
    status = main([*map(str, words)])
    out, err = capsys.readouterr()
    return status, out, err


def test_everything_is_exported_and_imported_elsewhere(engine, tmp_path, capsys, monkeypatch):
    Accounts(engine).set_access(1, frozenset({"clinician", "administrator", "auditor"}))
    file = tmp_path / "export.zip"
    status, out, err = run(capsys, "export", file)
    assert (status, err) == (0, "")
    lines = out.splitlines()
    assert lines[:2] == [f"{file}: 1 examinations", "7 rows and 9 entries of the trail match."]
    noted = lines[2].removeprefix("Newest: ")
    monkeypatch.setenv("DERMYO_DATA", str(tmp_path / "new"))
    status, out, err = run(capsys, "import", file, "--against", noted)
    assert (status, err) == (0, "")
    assert out.startswith(f"Imported {file}.\n7 rows and 10 entries of the trail match.\n")
    name, password = out.splitlines()[-1].split()
    assert name == "a.vesalius"
    copy = connect(Config(data=tmp_path / "new").database_url)
    assert PasswordHasher().verify(Accounts(copy).find(username=name).password, password)
    copy.dispose()
    assert (tmp_path / "new/dermyo.sqlite3").stat().st_mode & 0o777 == 0o600
    assert "The hash that was given is that of entry 9." in run(capsys, "verify", "--against", noted)[1]
    assert run(capsys, "import", file) == (
        1,
        "",
        f"dermyo: there is a database at {tmp_path / 'new/dermyo.sqlite3'}: import into a new one\n",
    )


@pytest.mark.parametrize(
    ("line", "status", "said"),
    [
        ("export {0}/no/such/folder/file", 2, "No such file or directory"),
        ("export {0}/broken", 1, "broken is there already"),
        ("export {0}/file --database sqlite:////no/such/file", 1, "there is no database"),
        ("import {0}/no-such-file", 2, "no such file"),
        ("import {0}/broken --database sqlite:///{0}/new", 1, "no export of Dermyo"),
        ("import {0}/broken --against abc", 2, "64 hexadecimal digits"),
    ],
)
def test_what_cannot_be_done_changes_nothing(engine, tmp_path, capsys, line, status, said):
    (tmp_path / "broken").write_text("broken" * 100)
    refused, out, err = run(capsys, *line.format(tmp_path).split())
    assert (refused, out) == (status, "")
    assert said in err
    assert sorted(file.name for file in tmp_path.iterdir()) == ["broken", "data"]


def test_a_database_that_does_not_match_is_exported_and_said(engine, tmp_path, capsys):
    with engine.begin() as connection:
        connection.exec_driver_sql("UPDATE answers SET value = '51' WHERE path = 'patient.age'")
    status, out, err = run(capsys, "export", tmp_path / "export.zip")
    assert (status, out) == (1, "")
    assert "was written, but the database does not match its trail:" in err
    assert zipfile.is_zipfile(tmp_path / "export.zip")
    new = ("--database", f"sqlite:///{tmp_path / 'new'}")
    status, _, err = run(capsys, "import", tmp_path / "export.zip", *new)
    assert status == 1
    assert "--changed-too" in err
    assert run(capsys, "import", tmp_path / "export.zip", *new, "--changed-too")[0] == 0


def test_a_patient_is_exported_with_an_index(engine, tmp_path, capsys, monkeypatch):
    monkeypatch.setattr("exam.printing.press.print_note", lambda html, **how: b"%PDF")
    file = tmp_path / "patient.zip"
    status, out, err = run(capsys, "export", file, "--reference", "a-1")
    assert (status, out, err) == (0, f"{file}: 1 examinations\n", "")
    with zipfile.ZipFile(file) as archive:
        assert b"a-1" in archive.read("index.html")
        assert len([name for name in archive.namelist() if name.endswith("/note.fhir.json")]) == 1
    assert next(Trail(engine).entries()).actor == "command line"
    assert run(capsys, "export", file, "--reference", "a-1")[0] == 1
    other = tmp_path / "other.zip"
    status, out, err = run(capsys, "export", other, "--reference", "nobody")
    assert (status, out, err) == (1, "", "dermyo: no examination has this reference\n")
    assert not other.exists()
