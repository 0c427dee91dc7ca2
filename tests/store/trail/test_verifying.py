"""A whole database is compared with its trail, and nothing is named that the program did."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import delete, select, text

from exam.domain.record.answers import Answer
from exam.store.accounts import Accounts
from exam.store.database import writing
from exam.store.schema import upgrade
from exam.store.stored import AnswerRefused
from exam.store.tables import answers, metadata, revisions, trail
from exam.store.trail import verifying
from exam.store.trail.digests import NOT_FOLLOWED, ROWS
from exam.store.trail.entries import Actor, acting, note
from exam.store.trail.verifying import verify
from tests.store.trail.changing import behind, faults


def test_every_table_is_followed_or_named(engine):
    assert {*ROWS, revisions, answers, *NOT_FOLLOWED} == set(metadata.tables.values())


def test_what_the_program_does_is_all_in_the_trail(full):
    assert faults(full) == []
    found = verify(full)
    with full.connect() as connection:
        assert all(connection.execute(select(table)).first() for table in (*ROWS, revisions))
        assert found.head.count == len(connection.execute(select(trail)).all())


@pytest.mark.tampers
def test_a_trail_whose_end_was_cut_off_is_found_by_a_hash_that_stands_elsewhere(full):
    head = verify(full).head
    assert verify(full, head.sha256).known == head.count
    behind(full, delete(trail).where(trail.c.number == head.count))
    assert verify(full, head.sha256).known is None


def test_an_act_says_who_and_where(engine, exams, exam_id, me):
    with acting(Actor(me, "a.vesalius", "192.0.2.7")):
        exams.append(exam_id, me, [Answer("patient.age", 50)])
        with writing(engine) as connection:
            note(connection, "printed", exam_id)
    with engine.connect() as connection:
        rows = connection.execute(select(trail).order_by(trail.c.number.desc()).limit(3)).mappings().all()
    assert [(row["act"], row["actor"], row["account_id"], row["address"]) for row in rows] == [
        ("printed", "a.vesalius", me, "192.0.2.7"),
        ("listed", "a.vesalius", me, "192.0.2.7"),
        ("tapped", "a.vesalius", me, "192.0.2.7"),
    ]
    assert rows[0]["subject"] == ""
    assert rows[2]["subject"] == f"revisions {exam_id}/2"


def test_what_is_refused_leaves_no_entry(engine, exams, exam_id, me):
    before = verify(engine).head
    with pytest.raises(AnswerRefused):
        exams.append(exam_id, me, [Answer("patient.age", 500)])
    assert verify(engine).head == before


def test_writers_at_once_make_one_chain(engine, exams, me):
    ids = [exams.create(f"A-{number}", me) for number in range(4)]

    def tap(exam_id):
        for grade in range(5):
            exams.append(exam_id, me, [Answer("findings.reflexes.achilles.left", grade)])

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(tap, ids))
    assert faults(engine) == []


def test_a_database_from_before_enters_its_trail_whole(full, older):
    engine = older(full, "0003")
    upgrade(engine)
    found = verify(engine)
    assert (found.faults, found.head.count) == ([], found.rows)
    with engine.connect() as connection:
        assert set(connection.execute(select(trail.c.act)).scalars()) == {"found at the upgrade"}


def test_what_a_later_step_writes_enters_the_trail(used, older):
    """A clinician who was there before; the first account keeps all that it could do."""
    engine = older(used, "0004")
    upgrade(engine)
    # Examinations lost the salt that they have now, and a signature that it is a student's.
    assert {fault.place.split()[0] for fault in verify(engine).faults} <= {"trail", "exams", "signatures"}
    assert Accounts(engine).find(id=1).access == {"clinician", "administrator", "auditor"}


def test_it_has_no_patient_text(full):
    with full.connect() as connection:
        said = " ".join(str(value) for row in connection.execute(select(trail)) for value in row)
    assert not any(word in said for word in ("A-1", "A-2", "Seen again", "wrong patient", "Vesalius", "MRI"))


@pytest.mark.parametrize(
    ("change", "place"),
    [
        ("UPDATE exams SET updated_at = 'no moment'", "exams"),
        ("UPDATE exams SET updated_at = replace(updated_at, ' ', 'T')", "exams"),
        ("UPDATE trail SET at = 'no moment' WHERE number = 1", "trail 1"),
        ("UPDATE trail SET subject = CAST(subject AS BLOB), digest = 5 WHERE number = 1", "trail 1"),
        ("UPDATE addenda SET text = CAST(x'ff' AS TEXT)", "addenda"),
        ("UPDATE addenda SET text = CAST(text AS BLOB)", "addenda"),
        ("UPDATE kept_outputs SET content = CAST(content AS TEXT)", "kept_outputs"),
        ("UPDATE accounts SET active = 5", "accounts"),
        ("UPDATE answers SET position = position + 10", "revisions"),
        ("CREATE TRIGGER later AFTER INSERT ON sessions BEGIN DELETE FROM voids; END", "trigger later"),
        ("CREATE VIEW found AS SELECT * FROM voids", "view found"),
    ],
)
@pytest.mark.parametrize("kind", ["sqlite"], indirect=True)
@pytest.mark.tampers
def test_what_only_sqlite_takes_is_named_too(full, change, place):
    """A column of SQLite holds what its type cannot be, and what a driver would read as the same or not at all."""
    behind(full, text(change))
    assert any(fault.startswith(place) for fault, _ in faults(full))


def test_it_sees_one_state_while_others_write(full, exams, me, monkeypatch):
    """What is written between two of its queries is in neither."""
    walked = verifying._walk

    def write_meanwhile(*given):
        last = walked(*given)
        exams.create("A-3", me)
        return last

    monkeypatch.setattr(verifying, "_walk", write_meanwhile)
    assert faults(full) == []
