"""`dermyo patient-sheet`: the sheet of a record, in a language, on a paper."""

import pytest

from tests.commands.inputs import GRADE_7, LEFT_L5, UNREADABLE


@pytest.fixture
def printed(monkeypatch):
    """Replace the printing, which has tests of its own."""
    sheets = []

    def print_quickly(sheet, code, paper):
        sheets.append((sheet.title, code, paper))
        return b"%PDF-sheet"

    monkeypatch.setattr("exam.commands.sheets.patient.patient_pdf", print_quickly)
    return sheets


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ((), ("Your exam: back and legs", "en", "a4")),
        (("--language", "es", "--paper", "letter"), ("Su examen: espalda y piernas", "es", "letter")),
    ],
)
def test_a_sheet_is_written_in_the_language_asked_for(run, file, tmp_path, printed, options, expected):
    assert run("patient-sheet", file(LEFT_L5), "-o", tmp_path / "sheet.pdf", *options) == (0, [], [])
    assert (tmp_path / "sheet.pdf").read_bytes() == b"%PDF-sheet"
    assert printed == [expected]


def test_a_refused_record_writes_nothing(run, file, tmp_path, printed):
    assert run("patient-sheet", file(UNREADABLE), "-o", tmp_path / "sheet.pdf") == (1, [], [GRADE_7])
    assert not (tmp_path / "sheet.pdf").exists()
    assert printed == []


def test_an_unknown_language_is_wrong_usage(run, file, tmp_path):
    status, _, errors = run("patient-sheet", file(LEFT_L5), "-o", tmp_path / "sheet.pdf", "--language", "fr")
    assert status == 2
    assert "invalid choice: 'fr'" in errors[-1]
