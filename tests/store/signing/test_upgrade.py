"""A database with notes that were signed before notes were frozen: upgraded, it opens, and pretends nothing."""

import json
from datetime import UTC, datetime

import pytest
from sqlalchemy import text

from exam.domain.record.canonical import canonical_text
from exam.domain.record.model import Examiner
from exam.domain.record.reading import read_record
from exam.store.database import connect
from exam.store.exams import Exams
from exam.store.schema import is_current, make_at, upgrade
from exam.store.signing.seal import sha256
from exam.store.state import Rules
from exam.store.stored import SigningStands
from exam.store.trail.verifying import verify

EXAM, AT = "a" * 32, datetime(2026, 11, 21, 9, 30, tzinfo=UTC)
ANSWERS = {"patient.reference": "A-1", "findings.strength.knee_extension.left": "4", "examiner.name": "A. Vesalius"}
RECORD = {
    "format": "dermyo-exam/1",
    "patient": {"reference": "A-1"},
    "findings": {"strength": {"knee_extension": {"left": "4"}}},
    "examiner": {"name": "A. Vesalius"},
}
SIGNED = canonical_text(read_record(RECORD))
ROWS = {
    "accounts": {
        "id": 1,
        "username": "a.vesalius",
        "username_key": "a.vesalius",
        "full_name": "A. Vesalius",
        "role": "",
        "registration": "",
        "password": "-",
        "active": True,
        "session_key": "s",
        "created_at": AT,
    },
    "exams": {
        "id": EXAM,
        "account_id": 1,
        "reference": "A-1",
        "reference_key": "a-1",
        "revision": 1,
        "created_at": AT,
        "updated_at": AT,
        "signed_at": AT,
    },
    "revisions": {
        "exam_id": EXAM,
        "revision": 1,
        "answer_id": "a",
        "origin": "created",
        "account_id": 1,
        "at": AT,
    },
    "signatures": {
        "exam_id": EXAM,
        "account_id": 1,
        "signed_by": "A. Vesalius",
        "signed_at": AT,
        "sha256": sha256(SIGNED),
        "record": SIGNED,
    },
    "addenda": {"exam_id": EXAM, "account_id": 1, "author": "A. Vesalius", "at": AT, "text": "The right knee."},
    "voids": {"exam_id": EXAM, "account_id": 1, "author": "A. Vesalius", "at": AT, "reason": "Wrong patient"},
    "withdrawn_signatures": {
        "exam_id": EXAM,
        "account_id": 1,
        "signed_by": "A. Vesalius",
        "signed_at": AT,
        "sha256": sha256(SIGNED),
        "record": SIGNED,
        "withdrawn_at": AT,
    },
}


LATER = {"0001": ("voids", "withdrawn_signatures"), "0002": ()}
"""Of each version, the tables that it did not have. Version 0.1.0 had those of 0001."""


@pytest.fixture(params=LATER)
def version(request):
    return request.param


@pytest.fixture
def engine(empty_url, version):
    """A database as a version before left it, upgraded."""
    engine = connect(empty_url, upgrades=True)
    make_at(engine, version)
    rows = {table: row for table, row in ROWS.items() if table not in LATER[version]} | {"answers": None}
    with engine.begin() as connection:
        for table, row in rows.items():
            for values in [row] if row else _answers():
                columns = ", ".join(values)
                marks = ", ".join(f":{name}" for name in values)
                connection.execute(text(f"INSERT INTO {table} ({columns}) VALUES ({marks})"), values)
    assert not is_current(engine)
    engine.dispose()
    engine = connect(empty_url)
    upgrade(engine)
    yield engine
    assert verify(engine).faults == []
    engine.dispose()


def _answers():
    for place, (path, value) in enumerate(ANSWERS.items()):
        yield {"exam_id": EXAM, "revision": 1, "position": place, "path": path, "value": json.dumps(value)}


def test_what_was_signed_before_opens_and_was_never_frozen(engine, version):
    exams = Exams(engine, Rules(freezer=lambda: lambda exam: pytest.fail("frozen afterwards")))
    assert is_current(engine)
    exam = exams.open(EXAM, 1)
    assert (exam.record.examiner, exam.status) == (Examiner("A. Vesalius"), "finished")
    assert verify(engine).faults == []
    assert (exam.signature.frozen, exam.signature.changed, exam.signature.sha256) == ("", (), sha256(SIGNED))
    assert [(one.text, one.sha256) for one in exam.addenda] == [("The right knee.", "")]
    void = None if version == "0001" else ("Wrong patient", "")
    assert (exam.void and (exam.void.reason, exam.void.sha256)) == void


def test_what_was_signed_before_takes_an_addendum_and_is_corrected(engine):
    exams = Exams(engine, Rules(freezer=lambda: lambda exam: json.dumps({"record": RECORD})))
    exam = exams.add_addendum(EXAM, 1, "Since the upgrade.")
    assert (exam.signature.changed, bool(exam.addenda[1].sha256)) == ((), True)
    with pytest.raises(SigningStands):
        exams.undo_signing(EXAM, 1)
    new_id = exams.correct(EXAM, 1)
    assert exams.sign(new_id, 1, Examiner("A. Vesalius")).signature.intact
    assert exams.open(EXAM, 1).corrected_by == new_id
