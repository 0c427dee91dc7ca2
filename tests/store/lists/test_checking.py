"""Verifying names whatever was done to the ends behind the program, by the examination alone."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import delete, insert, select, text, update

from exam.domain.record.model import Examiner
from exam.store.copies.backup import back_up
from exam.store.copies.restoring import restore
from exam.store.database import connect
from exam.store.listing import Wanted
from exam.store.tables import exams as table
from exam.store.tables import folded, reference_ends
from exam.store.trail.verifying import verify
from tests.store.trail.changing import behind, faults

pytestmark = pytest.mark.tampers
ENDS = reference_ends.c
EARLIER = datetime(1999, 1, 1, tzinfo=UTC)
REFERENCES = {"signed": "Müller 12", "draft": "4711"}
ADDED = {"ending": "9999", "account_id": 1, "finished_at": None}


@pytest.fixture
def listed(exams, me):
    """The ids of a signed examination and a draft."""
    made = {name: exams.create(reference, me) for name, reference in REFERENCES.items()}
    exams.sign(made["signed"], me, Examiner("Andreas Vesalius"))
    return made


@pytest.mark.parametrize("which", ["signed", "draft"])
@pytest.mark.parametrize(
    ("change", "wrong"),
    [
        (lambda here: update(reference_ends).where(here).values(ending="another"), ["lost", "not made by the program"]),
        (lambda here: delete(reference_ends).where(here), ["lost"]),
        (lambda here: update(reference_ends).where(here).values(account_id=ENDS.account_id + 1), ["changed"]),
        (lambda here: update(reference_ends).where(here).values(finished_at=EARLIER), ["changed"]),
    ],
    ids=["ending", "lost", "account_id", "finished_at"],
)
def test_a_change_of_one_end_is_named(engine, listed, which, change, wrong):
    exam_id = listed[which]
    one = max(folded(REFERENCES[which])[at:] for at in range(2))
    behind(engine, change((ENDS.exam_id == exam_id) & (ENDS.ending == one)))
    assert faults(engine) == [(f"reference_ends {exam_id}", one) for one in wrong]


def test_an_end_that_was_added_is_named(engine, listed):
    behind(engine, *(insert(reference_ends).values(ADDED | {"exam_id": one}) for one in (listed["draft"], "f" * 32)))
    assert faults(engine) == [
        (f"reference_ends {one}", "not made by the program") for one in (listed["draft"], "f" * 32)
    ]


def test_ends_that_are_all_gone_are_named_once_for_each_examination(engine, listed):
    behind(engine, delete(reference_ends))
    assert faults(engine) == [(f"reference_ends {one}", "lost") for one in sorted(listed.values())]


def test_an_examination_that_was_changed_or_removed_itself_is_named_once(engine, listed):
    behind(
        engine,
        update(table).where(table.c.id == listed["draft"]).values(reference="another"),
        delete(table).where(table.c.id == listed["signed"]),
    )
    assert [one for one in faults(engine) if one[0].startswith(("exams", "reference_ends"))] == [
        (f"exams {listed['draft']}", "changed"),
        (f"exams {listed['signed']}", "lost"),
    ]


def test_a_reference_without_a_letter_has_no_ends(engine, exams, me):
    """Of an accent alone nothing is left to search."""
    exam_id = exams.create("\u0301", me)
    with engine.connect() as connection:
        assert connection.execute(select(reference_ends).where(ENDS.exam_id == exam_id)).all() == []
    assert faults(engine) == []


@pytest.mark.parametrize("kind", ["sqlite"], indirect=True)
@pytest.mark.parametrize(
    ("change", "place"),
    [
        ("UPDATE reference_ends SET ending = CAST(ending AS BLOB) WHERE ending = '4711'", "reference_ends"),
        ("UPDATE reference_ends SET finished_at = replace(finished_at, ' ', 'T')", "reference_ends"),
        ("UPDATE exams SET reference = CAST(reference AS BLOB)", "exams"),
        ("UPDATE exams SET reference = CAST(x'ff' AS TEXT)", "exams"),
    ],
)
def test_what_only_sqlite_takes_is_named_too(engine, listed, change, place):
    behind(engine, text(change))
    found = faults(engine)
    assert found
    assert all(fault.startswith(f"{place} ") for fault, _ in found)


def test_a_restored_backup_has_them_anew(engine, empty_url, exams, me, listed, tmp_path):
    behind(engine, delete(reference_ends))
    assert exams.list(me, Wanted("muller")) == []
    assert back_up(engine, tmp_path / "backup").faults
    assert restore(tmp_path / "backup", empty_url).faults == []
    restored = connect(empty_url)
    assert verify(restored).faults == []
    assert [line.id for line in type(exams)(restored).list(me, Wanted("muller"))] == [listed["signed"]]
    restored.dispose()
