"""`dermyo note`: a file is written whole or not at all."""

import os
from pathlib import Path

import pytest

from exam.cli import main
from tests.commands.inputs import GRADE_7, LEFT_L5, UNREADABLE


def test_a_note_is_written_as_pdf(run, file, tmp_path):
    note = tmp_path / "note.pdf"
    assert run("note", file({"record": LEFT_L5}), "-o", note, "--paper", "letter") == (0, [], [])
    assert note.read_bytes().startswith(b"%PDF-")
    assert b"%%EOF" in note.read_bytes()[-32:]
    assert note.stat().st_mode & 0o400


def test_what_cannot_be_printed_is_said_before_it_is(run, file, tmp_path, printed, monkeypatch):
    record = LEFT_L5 | {"patient": {"reference": "足下垂 12"}, "comments": {"strength": "कमर 👍"}}
    note = tmp_path / "note.pdf"
    status, _, (warning,) = run("note", file(record), "-o", note)
    assert (status, note.read_bytes()) == (0, b"%PDF-new")
    assert "empty boxes: 👍 (symbols). Where: Comments, Strength." in warning
    monkeypatch.setattr("exam.printing.fonts.coverage._characters_of", lambda _family: frozenset())
    _, _, (warning,) = run("note", file(record), "-o", note)
    assert warning.startswith("dermyo: warning: These characters have no font here")
    assert "足 下 垂" in warning
    assert "Where: Patient reference; " in warning
    assert "./setup --fonts" in warning


@pytest.fixture
def printed(monkeypatch):
    """Replace the printing, which has tests of its own."""
    papers = []

    def print_quickly(_record, _note, paper):
        papers.append(paper)
        return b"%PDF-new"

    monkeypatch.setattr("exam.commands.note.note_pdf", print_quickly)
    return papers


def test_a_note_replaces_an_older_one(run, file, tmp_path, printed):
    note = Path(file("%PDF-old", "note.pdf"))
    assert run("note", file(LEFT_L5), "-o", note)[0] == 0
    assert note.read_bytes() == b"%PDF-new"
    assert printed == ["a4"]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["note.pdf", "record.json"]


def test_a_refused_record_does_not_change_the_older_note(run, file, printed):
    note = Path(file("%PDF-old", "note.pdf"))
    assert run("note", file(UNREADABLE), "-o", note) == (1, [], [GRADE_7])
    assert note.read_bytes() == b"%PDF-old"
    assert printed == []


def test_a_note_that_takes_too_long_is_refused(run, file, monkeypatch):
    monkeypatch.setattr("exam.printing.bounds.LONGEST", 0.01)
    note = Path(file("%PDF-old", "note.pdf"))
    refused = "dermyo: printing took longer than 10 seconds and was stopped; shorten the longest comments"
    assert run("note", file(LEFT_L5), "-o", note) == (1, [], [refused])
    assert note.read_bytes() == b"%PDF-old"


@pytest.mark.parametrize(
    ("output", "reason"), [("none/note.pdf", "No such file or directory"), ("folder", "Is a directory")]
)
def test_a_note_that_cannot_be_written_leaves_nothing_behind(run, file, tmp_path, printed, output, reason):
    (tmp_path / "folder").mkdir()
    assert run("note", file(LEFT_L5), "-o", tmp_path / output) == (2, [], [f"dermyo: {tmp_path / output}: {reason}"])
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["folder", "record.json"]
    assert printed == ["a4"]


def test_a_note_is_written_into_a_pipe_without_replacing_it(run, file, tmp_path, printed):
    os.mkfifo(tmp_path / "pipe")
    reader = os.open(tmp_path / "pipe", os.O_RDONLY | os.O_NONBLOCK)
    assert run("note", file(LEFT_L5), "-o", tmp_path / "pipe") == (0, [], [])
    assert os.read(reader, 100) == b"%PDF-new"
    assert (tmp_path / "pipe").is_fifo()
    assert printed == ["a4"]


def test_a_note_is_written_to_the_target_of_a_link(run, file, tmp_path, printed):
    (tmp_path / "link.pdf").symlink_to(tmp_path / "note.pdf")
    assert run("note", file(LEFT_L5), "-o", tmp_path / "link.pdf")[0] == 0
    assert (tmp_path / "link.pdf").is_symlink()
    assert (tmp_path / "note.pdf").read_bytes() == b"%PDF-new"
    assert printed == ["a4"]


def test_an_interrupted_note_leaves_nothing_behind(file, tmp_path, printed, monkeypatch):
    def interrupt(*_arguments):
        raise KeyboardInterrupt

    monkeypatch.setattr(Path, "replace", interrupt)
    with pytest.raises(KeyboardInterrupt):
        main(["note", file(LEFT_L5), "-o", str(tmp_path / "note.pdf")])
    assert [path.name for path in tmp_path.iterdir()] == ["record.json"]
    assert printed == ["a4"]


def test_a_note_is_printed_as_text_in_each_form(run, file):
    status, shorthand, errors = run("note", file(LEFT_L5), "--text", "shorthand")
    assert (status, errors) == (0, [])
    assert [line for line in shorthand if line.startswith("Left: ")]
    assert run("note", file(LEFT_L5), "--text", "letter")[1][0].startswith("This is the result of")
    assert run("note", file(LEFT_L5), "--text", "full")[1][0] == "LUMBAR NEUROLOGICAL EXAMINATION"


def test_a_text_is_written_into_a_file(run, file, tmp_path):
    assert run("note", file(LEFT_L5), "--text", "letter", "-o", tmp_path / "letter.txt") == (0, [], [])
    assert (tmp_path / "letter.txt").read_text("utf-8").startswith("This is the result of")


def test_a_pdf_needs_a_file(run, file):
    assert run("note", file(LEFT_L5)) == (2, [], ["dermyo: note: a PDF needs a file: -o NOTE.pdf"])
