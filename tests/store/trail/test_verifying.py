"""Every row that is changed behind the program is named, and nothing else."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import Boolean, DateTime, Integer, LargeBinary, delete, insert, select, text, update

from exam.domain.record.answers import Answer
from exam.domain.record.model import Examiner
from exam.domain.words.regulatory_status import Service
from exam.store.accounts import Accounts, Person
from exam.store.database import connect, writing
from exam.store.erasing.patients import Erasing
from exam.store.factors.passkeys import NewPasskey, Passkeys
from exam.store.factors.second import SecondFactors
from exam.store.outcomes.entries import Outcomes
from exam.store.people.covers import Covers, Span
from exam.store.people.emergency import EmergencyAccesses
from exam.store.people.hand_overs import HandOvers
from exam.store.people.supervisors import Supervisors
from exam.store.schema import upgrade
from exam.store.service.periods import Periods, Versions
from exam.store.service.readings import Readings
from exam.store.service.research import Decision, ResearchPermissions
from exam.store.sessions.pins import Pins
from exam.store.settings import Clinic, Own, Settings
from exam.store.state import local_now
from exam.store.stored import AnswerRefused
from exam.store.tables import Moment, answers, exams, metadata, revisions, trail
from exam.store.trail import verifying
from exam.store.trail.digests import NOT_FOLLOWED, ROWS
from exam.store.trail.entries import Actor, acting, note
from exam.store.trail.verifying import verify

ME = Examiner("Andreas Vesalius", "surgeon")


@pytest.fixture
def used(engine, exams, me, colleague, exam_id):
    """A database with a row in every table that the trail follows, but that nothing was erased from."""
    exams.append(exam_id, me, [Answer("findings.reflexes.achilles.left", 0)])
    exams.undo(exam_id, me)
    exams.append(exam_id, me, [Answer("findings.reflexes.achilles.left", 1), Answer("patient.age", 50)])
    exams.sign(exam_id, me, ME)
    exams.undo_signing(exam_id, me)
    signed = exams.sign(exam_id, me, ME)
    exams.keep_output(exam_id, me, signed.state, "text", b"the note")
    exams.add_addendum(exam_id, me, "Seen again.")
    exams.void(exam_id, me, "The wrong patient.")
    exams.discard(exams.create("A-2", me), me)
    HandOvers(engine).give(exams.create("A-3", me), me, colleague, "", seen_revision=1)
    now = datetime.now(UTC)
    Covers(engine).name(me, colleague, Span(now, now + timedelta(days=7)), "Leave", named_by=me)
    emergencies = EmergencyAccesses(engine)
    emergencies.mark_seen(emergencies.take(colleague, "A-1", "Unconscious in the ward"), me)
    SecondFactors(engine).turn_on(me, "encrypted", 5, ["a" * 64, "b" * 64], datetime.now(UTC))
    SecondFactors(engine).take_code(me, "a" * 64, datetime.now(UTC))
    Readings(engine).note(me)
    periods = Periods(engine)
    periods.begin(Service("A. Vesalius", date(2026, 11, 1), "knees"), Versions("1", "2"), date(2026, 12, 1), me)
    periods.withdraw("The clinic moves.", me)
    key = {"public_key": "a2V5", "user_handle": "aGFuZGxl", "transports": "usb", "sign_count": 0}
    passkeys = Passkeys(engine)
    passkeys.add(me, NewPasskey(name="Key", host="localhost", credential_id="aWQ", **key), now)
    passkeys.use(passkeys.of(me)[0].id, 1, now)
    accounts, supervisors = Accounts(engine), Supervisors(engine)
    student = accounts.add(Person("v.coiter", "Volcher Coiter"), "-", access=frozenset({"student"})).id
    supervisors.name(student, colleague, named_by=me)
    waiting = exams.sign(exams.create("A-5", student), student, ME)
    exams.send_back(waiting.id, colleague, "The reflexes are missing.", seen=waiting.last_hash)
    Pins(engine).set(me, "hash", datetime.now(UTC))
    settings = Settings(engine)
    settings.save_clinic(Clinic("Spine clinic"))
    settings.save_own(me, Own("letter"))
    settings.remove_phrase(me, settings.add_phrase(me, "plan", "Gone.").id)
    settings.add_phrase(me, "plan", "MRI.")
    return engine


@pytest.fixture
def full(used, exams, me):
    """A database with a row in every table that the trail follows."""
    signed = exams.sign(exams.create("A-6", me), me, ME).id
    outcome = {"cause": "other", "side": "none", "known_by": "course", "known_on": local_now().date().isoformat()}
    Outcomes(used).enter(signed, me, outcome | {"other": "Hip joint"}, form_id="form")
    research = ResearchPermissions(used)
    research.give(Decision("A. Vesalius", "head", date(2026, 11, 1), "approval 1"), date(2026, 12, 1), me)
    research.withdraw("The study ended.", me)
    exams.create("A-4", me)
    erasing = Erasing(used)
    erasing.erase("A-4", me, "asked for by the patient", erasing.found("A-4").seen)
    return used


def faults(engine):
    return [(fault.place, fault.wrong) for fault in verify(engine).faults]


def behind(engine, *statements):
    """Change something without the program, and without the database's own checks."""
    unchecked = connect(engine.url, upgrades=True)
    with unchecked.begin() as connection:
        if connection.dialect.name == "postgresql":
            connection.execute(text("SET LOCAL session_replication_role = replica"))
        for statement in statements:
            connection.execute(statement)
    unchecked.dispose()


def other(column, value):
    """Another value that the column takes."""
    if isinstance(column.type, Integer):
        return (value or 0) + 1000
    if isinstance(column.type, Moment | DateTime):
        return value.replace(year=1999) if value else text("CURRENT_TIMESTAMP")
    if isinstance(column.type, LargeBinary):
        return value + b"!"
    if isinstance(column.type, Boolean):
        return not value
    return f"x{(value or '')[1:]}"


def test_every_table_is_followed_or_named(engine):
    assert {*ROWS, revisions, answers, *NOT_FOLLOWED} == set(metadata.tables.values())


def test_what_the_program_does_is_all_in_the_trail(full):
    assert faults(full) == []
    found = verify(full)
    with full.connect() as connection:
        assert all(connection.execute(select(table)).first() for table in (*ROWS, revisions))
        assert found.head.count == len(connection.execute(select(trail)).all())


def place_of(table, row):
    subject = revisions if table is answers else table
    return f"{subject.name} {'/'.join(str(row[key.name]) for key in subject.primary_key)}"


@pytest.mark.tampers
def test_a_change_of_any_column_of_any_table_is_named(full):
    """A trail entry that is changed also makes the row that it speaks of look changed, or lost."""
    for table in (*ROWS, revisions, answers, trail):
        for column in table.columns:
            if column.primary_key or column.foreign_keys:
                continue
            with full.connect() as connection:
                row = connection.execute(select(table).order_by(column.is_(None))).mappings().first()
            here = [key == row[key.name] for key in table.primary_key]
            behind(full, update(table).where(*here).values({column: other(column, row[column.name])}))
            found = faults(full)
            assert (place_of(table, row), "changed") in found, column
            assert len(found) == 1 or table is trail
            behind(full, update(table).where(*here).values({column: row[column.name]}))
    assert faults(full) == []


@pytest.mark.tampers
def test_a_lost_row_of_any_table_is_named(full):
    for table in (*ROWS, revisions, answers, trail):
        keys = list(table.primary_key)
        with full.connect() as connection:
            row = connection.execute(select(table).order_by(*keys)).mappings().first()
        behind(full, delete(table).where(*[key == row[key.name] for key in keys]))
        wrong = "changed" if table is answers else "lost"
        assert (place_of(table, row), wrong) in faults(full)
        behind(full, insert(table).values(dict(row)))
    assert faults(full) == []


@pytest.mark.tampers
def test_a_row_that_nobody_wrote_is_named(full, me):
    behind(full, insert(answers).values(exam_id="x", revision=1, position=0, path="patient.age", value="50"))
    assert faults(full) == [("answers x/1", "not in the trail")]
    with full.connect() as connection:
        row = connection.execute(select(exams)).mappings().first()
    behind(full, insert(exams).values(dict(row) | {"id": "f" * 32, "form_id": None}))
    assert (f"exams {'f' * 32}", "not in the trail") in faults(full)


@pytest.mark.tampers
def test_a_row_that_is_moved_is_named(full):
    with full.connect() as connection:
        row = connection.execute(select(revisions).order_by(revisions.c.revision)).mappings().first()
    for table in (revisions, answers):
        here = (table.c.exam_id == row["exam_id"]) & (table.c.revision == row["revision"])
        behind(full, update(table).where(here).values(revision=99))
    assert faults(full) == [
        (f"revisions {row['exam_id']}/99", "not in the trail"),
        (f"revisions {row['exam_id']}/{row['revision']}", "lost"),
    ]


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
