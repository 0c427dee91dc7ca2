"""`dermyo transfer`: the sheet of an emergency."""

from tests.commands.inputs import LEFT_L5


def test_the_transfer_sheet_of_an_emergency_is_written(run, file, tmp_path):
    emergency = LEFT_L5 | {"red_flags": {"saddle_numbness": True}}
    sheet = tmp_path / "sheet.pdf"
    assert run("transfer", file(emergency), "-o", sheet, "--paper", "letter") == (0, [], [])
    assert sheet.read_bytes().startswith(b"%PDF-")


def test_what_cannot_be_printed_is_said(run, file, tmp_path):
    emergency = LEFT_L5 | {"red_flags": {"saddle_numbness": True}, "patient": {"reference": "12 👍"}}
    status, _, (warning,) = run("transfer", file(emergency), "-o", tmp_path / "sheet.pdf")
    assert status == 0
    assert "empty boxes: 👍 (symbols). Where: Transfer sheet" in warning


def test_without_an_emergency_there_is_none(run, file, tmp_path):
    refused = (1, [], ["no emergency alert is raised, so there is no transfer sheet"])
    assert run("transfer", file(LEFT_L5), "-o", tmp_path / "sheet.pdf") == refused
    assert not (tmp_path / "sheet.pdf").exists()
