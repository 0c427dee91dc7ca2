"""`dermyo verify`, as whoever runs Dermyo uses it."""

import pytest
from sqlalchemy import text

from exam.cli import main
from exam.store.trail.access import Trail


def run(capsys, *words):
    status = main(["verify", *words])
    out, err = capsys.readouterr()
    return status, out, err


def behind(engine, statement):
    with engine.begin() as connection:
        connection.execute(text(statement))


def test_what_matches_is_counted(engine, capsys):
    head = Trail(engine).head()
    assert run(capsys) == (0, f"5 rows and 6 entries of the trail match.\nNewest: {head.sha256}\n", "")
    assert f"is that of entry {head.count}." in run(capsys, "--against", head.sha256)[1]


def test_what_was_changed_is_named(engine, capsys):
    behind(engine, "UPDATE answers SET value = '51' WHERE path = 'patient.age'")
    status, out, err = run(capsys)
    assert (status, out) == (1, "")
    assert err.startswith("revisions ")
    assert err.endswith("/2: changed\n")


def test_how_the_ends_are_written_anew_is_said(engine, capsys):
    behind(engine, "DELETE FROM reference_ends")
    status, _, err = run(capsys)
    first, second = err.splitlines()
    assert (status, first.startswith("reference_ends "), first.endswith(": lost")) == (1, True, True)
    assert "by a restore: dermyo backup FILE, stop the server, dermyo restore FILE --replace" in second


def test_many_faults_are_counted(engine, capsys):
    behind(engine, "DELETE FROM trail")
    behind(
        engine,
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 60) "
        "INSERT INTO clinic_settings SELECT 'x' || i, 'y' FROM n",
    )
    lines = run(capsys)[2].splitlines()
    assert len(lines) == 51
    assert lines[-1] == "and 15 more"


def test_an_end_that_was_cut_off_is_said(engine, capsys):
    head = Trail(engine).head()
    behind(engine, f"DELETE FROM trail WHERE number = {head.count}")
    assert "cut off" in run(capsys, "--against", head.sha256)[2]


@pytest.mark.parametrize(
    ("words", "status", "said"),
    [
        (("--against", "abc"), 2, "64 hexadecimal digits"),
        (("--database", "sqlite:////no/such/file"), 1, "there is no database at /no/such/file"),
        (("--database", "nonsense"), 1, "database URL is not usable"),
    ],
)
def test_what_cannot_be_done_is_refused(engine, capsys, words, status, said):
    refused, out, err = run(capsys, *words)
    assert (refused, out) == (status, "")
    assert said in err


def test_a_file_that_is_no_database_is_refused(tmp_path, capsys):
    file = tmp_path / "notes.txt"
    file.write_text("not a database" * 100)
    status, _, err = run(capsys, "--database", f"sqlite:///{file}")
    assert status == 1
    assert "not a database" in err


def test_a_database_of_another_version_is_refused(engine, capsys):
    behind(engine, "UPDATE alembic_version SET version_num = '0003'")
    assert "another version of Dermyo" in run(capsys)[2]
