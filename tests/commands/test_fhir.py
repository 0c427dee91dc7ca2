"""`dermyo fhir`: a document on standard output or in a file, the same each time."""

import base64
import json

import pytest

from tests.commands.inputs import GRADE_7, LEFT_L5, UNREADABLE


@pytest.fixture
def papers(monkeypatch):
    """Replace the printing, which has tests of its own."""
    asked = []

    def print_quickly(_record, _note, paper):
        asked.append(paper)
        return b"%PDF-quick"

    monkeypatch.setattr("exam.commands.fhir.note_pdf", print_quickly)
    return asked


def pdfs_in(document):
    found = [entry["resource"] for entry in document["entry"]]
    return [one["content"][0]["attachment"] for one in found if one["resourceType"] == "DocumentReference"]


def test_a_case_is_written_to_standard_output_twice_the_same(run, file, papers):
    first, second = (run("fhir", file({"record": LEFT_L5})) for _ in range(2))
    assert first == second
    assert (first[0], first[2]) == (0, [])
    document = json.loads("\n".join(first[1]))
    assert (document["resourceType"], document["type"]) == ("Bundle", "document")
    assert document["entry"][0]["resource"]["status"] == "preliminary"
    assert [base64.b64decode(one["data"]) for one in pdfs_in(document)] == [b"%PDF-quick"]
    assert papers == ["a4", "a4"]


@pytest.mark.parametrize("option", ["-o", "--out", "--output"])
def test_a_document_is_written_into_a_file(run, file, tmp_path, papers, option):
    written = tmp_path / "document.json"
    assert run("fhir", file(LEFT_L5), option, written, "--paper", "letter") == (0, [], [])
    assert json.loads(written.read_text(encoding="utf-8"))["type"] == "document"
    assert papers == ["letter"]


def test_without_the_pdf_nothing_is_printed(run, file, papers):
    status, lines, _ = run("fhir", file(LEFT_L5), "--no-pdf")
    assert status == 0
    assert pdfs_in(json.loads("\n".join(lines))) == []
    assert papers == []


def test_what_cannot_be_printed_is_said_where_something_is(run, file, papers):
    record = LEFT_L5 | {"patient": {"reference": "12 👍"}}
    _, _, (warning,) = run("fhir", file(record))
    assert "empty boxes: 👍 (symbols). Where: Patient reference" in warning
    assert run("fhir", file(record), "--no-pdf")[2] == []


def test_a_refused_record_writes_nothing(run, file, tmp_path, papers):
    older = tmp_path / "document.json"
    older.write_text("older")
    assert run("fhir", file(UNREADABLE), "-o", older) == (1, [], [GRADE_7])
    assert run("fhir", file("{}x")) == (1, [], ["is not JSON: Extra data: line 1 column 3 (char 2)"])
    assert older.read_text() == "older"
    assert papers == []


def test_a_file_that_cannot_be_read_or_written_is_named(run, file, tmp_path, papers):
    missing, folder = tmp_path / "none.json", tmp_path / "none" / "document.json"
    assert run("fhir", missing) == (2, [], [f"dermyo: {missing}: No such file or directory"])
    assert run("fhir", file(LEFT_L5), "-o", folder) == (2, [], [f"dermyo: {folder}: No such file or directory"])
    assert papers == ["a4"]


def test_a_real_note_is_inside(run, file):
    status, lines, _ = run("fhir", file(LEFT_L5))
    (pdf,) = pdfs_in(json.loads("\n".join(lines)))
    assert status == 0
    assert base64.b64decode(pdf["data"]).startswith(b"%PDF-")
    assert pdf["size"] == len(base64.b64decode(pdf["data"]))
