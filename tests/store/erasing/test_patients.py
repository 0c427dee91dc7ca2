"""What an administrator erases is gone from every table and from the file; the trail still says that it was there."""

import time
from datetime import UTC, datetime
from pathlib import Path
from threading import Thread

import pytest
from sqlalchemy import select

from exam.domain.record.answers import Answer
from exam.domain.record.model import Examiner
from exam.store.copies.backup import back_up
from exam.store.copies.export.reading import import_export
from exam.store.copies.export.writing import export
from exam.store.database import DatabaseOutOfReach, connect
from exam.store.erasing.patients import Erasing
from exam.store.erasing.rows import WITHOUT_PATIENTS, column_of_examination
from exam.store.people.emergency import EmergencyAccesses
from exam.store.stored import AnswerRefused, ChangedUnseen, ExamNotFound
from exam.store.tables import answers, erased_exams, metadata, revisions
from exam.store.tables import exams as exam_rows
from exam.store.trail.verifying import verify
from tests.store.conftest import POSTGRESQL

REFERENCE, COMMENT = "QX-4711", "Limps since the zebrafinch flew off"
WHO = Examiner("Andreas Vesalius")


def erase(erasing, account_id, reference=REFERENCE):
    return erasing.erase(reference, account_id, "asked for by the patient", erasing.found(reference).seen)


def files_of(engine):
    """The bytes of an SQLite database and of what is beside it."""
    return {end: Path(engine.url.database + end).read_bytes() for end in ("", "-wal")}


def test_every_row_of_every_table_is_gone_and_the_trail_matches(engine, erasing, exams, me, of_patient, exam_id):
    assert erase(erasing, me) == 4
    with engine.begin() as connection:
        for table in metadata.sorted_tables:
            column = column_of_examination(table)
            if column is not None:
                assert not set(of_patient) & set(connection.scalars(select(column)))
    assert exams.open(exam_id, me).record.patient.reference == "A-1"
    with pytest.raises(ExamNotFound):
        exams.open(of_patient[0], me)
    assert erasing.found(REFERENCE) is None
    assert verify(engine).faults == []


def test_the_examinations_of_the_patient_have_a_row_in_every_table(engine, of_patient):
    """So that the tests here see what erasing forgets."""
    with engine.begin() as connection:
        for table in metadata.sorted_tables:
            column = column_of_examination(table)
            assert column is None or set(of_patient) & set(connection.scalars(select(column))), table.name


def test_every_table_names_its_examination_or_has_nothing_of_a_patient():
    """A new table must be erased with its examination, or say here why it has no patient."""
    named = {table.name for table in metadata.sorted_tables if "exam_id" in table.c or table is exam_rows}
    assert set(metadata.tables) - named - set(WITHOUT_PATIENTS) == set()
    assert named & set(WITHOUT_PATIENTS) == {"trail", "erased_exams"}
    assert set(WITHOUT_PATIENTS) <= set(metadata.tables)


@pytest.mark.parametrize("kind", ["sqlite"], indirect=True)
def test_no_byte_of_it_is_left_in_the_files(engine, erasing, exams, me, of_patient):
    """Also where SQLite does not overwrite what it deletes, as most of its builds, nor what moved within the file."""
    assert switched_off(engine)
    other = exams.create("B-2", me)
    for at in range(50):
        exams.append(other, me, [Answer("comments.strength", f"goes on {at}" * 40)])
    texts = [REFERENCE.encode(), REFERENCE.lower().encode(), COMMENT.encode()]
    assert all(any(text in content for content in files_of(engine).values()) for text in texts)
    erase(erasing, me)
    assert not [text for text in texts for content in files_of(engine).values() if text in content]
    assert b"goes on 7" in files_of(engine)[""]


def switched_off(engine):
    """Let the one connection leave what it deletes, as a build of SQLite without `SECURE_DELETE` does."""
    with engine.begin() as connection:
        return connection.exec_driver_sql("PRAGMA secure_delete=OFF").scalar() == 0


def test_what_was_erased_stays_so_though_the_file_cannot_be_cleared(erasing, me, of_patient, monkeypatch):
    def out_of_reach(_engine):
        raise DatabaseOutOfReach("database is locked")

    monkeypatch.setattr("exam.store.erasing.patients.clear", out_of_reach)
    assert erase(erasing, me) == 4
    assert not erasing.clear()
    assert [one.is_cleared for one in erasing.erasures()] == [False]


@pytest.mark.parametrize("kind", ["sqlite"], indirect=True)
def test_what_somebody_still_reads_is_removed_from_the_file_later(engine, erasing, me, of_patient):
    reader = connect(engine.url)
    with reader.begin() as connection:
        connection.execute(select(answers)).all()
        assert erase(erasing, me) == 4
        assert [one.is_cleared for one in erasing.erasures()] == [False]
    reader.dispose()
    assert erasing.clear()
    assert [one.is_cleared for one in erasing.erasures()] == [True]
    assert not any(COMMENT.encode() in content for content in files_of(engine).values())


@pytest.mark.parametrize("kind", [pytest.param("postgresql", marks=POSTGRESQL)], indirect=True)
def test_clearing_big_tables_takes_as_long_as_it_takes(erasing, me, of_patient, monkeypatch):
    """A connection in autocommit is otherwise ended after the few seconds of a ping."""
    monkeypatch.setattr("exam.store.postgresql.asking.LONGEST_PING", 0.0)
    erase(erasing, me)
    assert [one.is_cleared for one in erasing.erasures()] == [True]


def test_what_stays_says_who_when_why_and_how_much(engine, erasing, me, colleague, of_patient):
    with engine.begin() as connection:
        mine = revisions.c.exam_id == of_patient[0]
        before = len(connection.execute(select(revisions).where(mine)).all())
    erase(erasing, me)
    (erasure,) = erasing.erasures()
    assert (erasure.who, erasure.by, erasure.reason) == ("Andreas Vesalius", "reference", "asked for by the patient")
    assert erasure.examinations == tuple(sorted(of_patient))
    assert erasure.is_cleared
    with engine.begin() as connection:
        rows = {row.exam_id: row for row in connection.execute(select(erased_exams))}
    assert rows[of_patient[0]].revisions == before
    assert erasure.rows == sum(row.rows for row in rows.values())
    assert rows[of_patient[3]].account_id == colleague
    assert erasing.erased_at(of_patient[3], colleague) == erasure.at
    assert erasing.erased_at(of_patient[3], me) is None


def test_the_counts_are_by_clinician_and_show_nothing_else(erasing, of_patient):
    found = erasing.found(f" {REFERENCE.lower()} ")
    assert [(one.name, one.drafts, one.signed, one.discarded) for one in found.of] == [
        ("Andreas Vesalius", 1, 1, 1),
        ("Gabriele Falloppio", 1, 0, 0),
    ]
    assert found.number == 4
    assert all(one.first <= one.last <= datetime.now(UTC) for one in found.of)
    assert erasing.found("") is None
    assert erasing.found("QX-471") is None


def test_who_read_in_an_emergency_stays_and_what_was_typed_about_the_patient_does_not(
    engine, erasing, me, colleague, exam_id, of_patient
):
    accesses = EmergencyAccesses(engine)
    accesses.take(colleague, "A-1", "asked by the ward")
    erase(erasing, me)
    assert {(one.exams, one.reason) for one in accesses.unseen(me)} == {(0, ""), (1, "asked by the ward")}


def test_nothing_is_erased_that_was_not_seen(erasing, exams, me, of_patient):
    seen = erasing.found(REFERENCE).seen
    exams.create(REFERENCE, me)
    for reference in (REFERENCE, "A-1", "nobody"):
        with pytest.raises(ChangedUnseen):
            erasing.erase(reference, me, "asked", seen)
    assert erasing.found(REFERENCE).number == 5


def test_who_taps_meanwhile_sees_that_it_is_gone_and_nothing_stays(engine, erasing, exams, me, exam_id):
    tapped, ended = [], []

    def tap():
        try:
            while True:
                exams.append(exam_id, me, [Answer("patient.age", len(tapped) % 100)])
                tapped.append(exam_id)
                time.sleep(0.01)
        except ExamNotFound as gone:
            ended.append(gone)

    writer = Thread(target=tap, daemon=True)
    writer.start()
    while len(tapped) < 3:
        time.sleep(0.01)
    erase(erasing, me, "A-1")
    writer.join()
    assert len(ended) == 1
    with engine.begin() as connection:
        assert not connection.execute(select(answers)).first()
    assert verify(engine).faults == []


@pytest.mark.sampled(3)
@pytest.mark.parametrize("reason", ["", "  ", "x" * 501, "asked by qx-4711", "QX-4711 asked"])
def test_the_reason_is_given_and_names_nobody(erasing, me, of_patient, reason):
    with pytest.raises(AnswerRefused):
        erasing.erase(REFERENCE, me, reason, erasing.found(REFERENCE).seen)
    assert erasing.found(REFERENCE).number == 4


def test_versions_go_together_and_what_was_compared_or_renamed_is_counted(engine, erasing, exams, me):
    """A corrected reference: the version before has the old one, and is of the same patient."""
    first = exams.create("OLD-1", me)
    exams.sign(first, me, WHO)
    second = exams.correct(first, me)
    exams.append(second, me, [Answer("patient.reference", REFERENCE)])
    renamed = exams.create(REFERENCE, me)
    exams.append(renamed, me, [Answer("patient.reference", "C-3")])
    compared = exams.create(REFERENCE, me, earlier_id=first)
    exams.append(compared, me, [Answer("patient.reference", "D-4")])
    found = erasing.found(REFERENCE)
    assert (found.number, found.renamed, found.compared) == (2, 2, 1)
    assert erasing.found("old-1").seen == found.seen
    erase(erasing, me)
    assert exams.open(compared, me).earlier is None
    exams.sign(compared, me, WHO)
    assert exams.open(compared, me).signature.intact
    assert verify(engine).faults == []


@pytest.mark.parametrize("kind", ["sqlite"], indirect=True)
def test_copies_made_afterwards_hold_what_stays_and_nothing_else(tmp_path, engine, erasing, me, of_patient):
    erase(erasing, me)
    assert back_up(engine, tmp_path / "backup").faults == []
    assert export(engine, tmp_path / "export").found.faults == []
    target = f"sqlite:///{tmp_path / 'imported.sqlite3'}"
    assert import_export(tmp_path / "export", target).faults == []
    copy = connect(target)
    assert Erasing(copy).erasures() == erasing.erasures()
    copy.dispose()
    assert COMMENT.encode() not in (tmp_path / "backup").read_bytes()


def test_nobody_can_guess_from_a_digest_what_an_erased_row_said(engine, exams, me, exam_id, of_patient):
    """Each row of an examination has a random part."""
    with engine.begin() as connection:
        salts = list(connection.scalars(select(exam_rows.c.salt)))
    assert len(set(salts)) == len(salts) == 5
    assert {len(salt) for salt in salts} == {32}
