"""`dermyo audit` of a database."""

import json

import pytest
from pypdf import PdfReader

from exam.domain.audit.counting import audit
from exam.store.outcomes.audits import Audits
from exam.store.settings import Clinic, Settings
from tests.domain.audit.test_counting import L5, SAID


@pytest.fixture
def counted(monkeypatch):
    monkeypatch.setattr(Audits, "audit", lambda _: audit(125, [(SAID, L5)] * 25))


def test_a_database_without_signed_notes_says_so(run, engine):
    assert run("audit") == (0, ["How often Dermyo was right here", "", "No examination has been signed yet."], [])


def test_the_counts_of_a_database_are_written_as_json(run, engine, counted):
    status, out, err = run("audit", "--json", "--database", str(engine.url))
    assert (status, err) == (0, [])
    assert json.loads("\n".join(out))["examinations"]["with_outcome"] == 25


def test_the_pdf_has_the_name_of_the_clinic(run, engine, counted, tmp_path):
    Settings(engine).save_clinic(Clinic(name="Back clinic"))
    assert run("audit", "--pdf", tmp_path / "audit.pdf") == (0, [], [])
    assert "Back clinic" in PdfReader(tmp_path / "audit.pdf").pages[0].extract_text()


def test_without_a_database_it_is_refused(run, tmp_path):
    status, out, err = run("audit", "--database", f"sqlite:///{tmp_path / 'none.sqlite3'}")
    assert (status, out, err) == (1, [], [f"dermyo: there is no database at {tmp_path / 'none.sqlite3'}"])


def test_a_database_or_files_are_audited_and_not_both(run):
    assert run("audit", "--database", "sqlite://", "--add", "a.json")[0] == 2
