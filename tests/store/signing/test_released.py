"""A database that a released version wrote: upgraded, it opens as it was signed, and all of it is in the trail.

`released/0.1.0.sqlite3.gz` was written by the program of 0.1.0 itself (commit bfeac43b, with every id of
`tests/reference/released/0.1.0.json`), through its own store, not by hand.
"""

import gzip
from pathlib import Path

import pytest
from sqlalchemy import select, text

from exam.domain.record.model import Examiner
from exam.store.database import connect
from exam.store.listing import Wanted
from exam.store.schema import upgrade
from exam.store.tables import trail
from exam.store.trail.verifying import verify
from tests.older import copied_at

RELEASED = Path(__file__).parent / "released" / "0.1.0.sqlite3.gz"
VESALIUS, FALLOPPIO = 1, 2
ME = Examiner("Andreas Vesalius", "surgeon", "12345")
SHA256 = "b1f7c480fc9c858d01bc4c6653824663671b245135a5b460d9c407f764115985"
ACHILLES, ANKLE = "findings.reflexes.achilles.left", "findings.strength.ankle_dorsiflexion.left"


@pytest.fixture
def engine(kind, empty_url, tmp_path):
    """The file itself, brought up to date; on PostgreSQL its rows in the tables that 0.1.0 made there."""
    file = tmp_path / "released.sqlite3"
    file.write_bytes(gzip.decompress(RELEASED.read_bytes()))
    written = connect(f"sqlite:///{file}")
    with written.connect() as connection:
        assert connection.scalar(text("SELECT version_num FROM alembic_version")) == "0001"
    released = copied_at(written, empty_url, "0001") if kind == "postgresql" else written
    upgrade(released)
    yield released
    for engine in {written, released}:
        engine.dispose()


def test_all_of_it_is_in_the_trail(engine):
    found = verify(engine)
    assert (found.faults, found.head.count) == ([], found.rows)
    with engine.connect() as connection:
        assert {*connection.scalars(select(trail.c.act))} == {"found at the upgrade"}


def test_what_it_signed_is_valid(engine, exams):
    (line,) = exams.list(VESALIUS)
    exam = exams.open(line.id, VESALIUS)
    assert (exam.status, exam.signature.sha256, exam.signature.frozen) == ("finished", SHA256, "")
    assert exam.signature.intact
    assert (exam.record.examiner, exam.record.patient.reference, exam.record.patient.age) == (ME, "Müller 4711", 54)
    assert (exam.record.at(ANKLE), exam.record.at(ACHILLES)) == ("3", 2)
    assert [one.text for one in exam.addenda] == ["The right knee was not examined."]


def test_it_is_gone_on_with(engine, exams):
    (signed,), (draft,) = (exams.list(VESALIUS, Wanted("muller")), exams.list(FALLOPPIO, Wanted("aft 1")))
    assert exams.add_addendum(signed.id, VESALIUS, "Since the upgrade.").signature.intact
    assert exams.sign(draft.id, FALLOPPIO, Examiner("Gabriele Falloppio")).signature.intact
    assert exams.sign(exams.correct(signed.id, VESALIUS), VESALIUS, ME).signature.intact
    assert verify(engine).faults == []
