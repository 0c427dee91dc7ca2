"""A database that does not respond, is locked or full raises one error within seconds, and nothing is half stored."""

import time

import pytest
from sqlalchemy import NullPool, create_engine, make_url, text

from exam.domain.record.answers import Answer
from exam.store import database
from exam.store.database import DatabaseOutOfReach, connect
from exam.store.exams import Exams
from tests.store.conftest import POSTGRESQL

on_postgresql = pytest.mark.parametrize("kind", [pytest.param("postgresql", marks=POSTGRESQL)], indirect=True)
KNEE = Answer("findings.strength.knee_extension.left", "4")


@pytest.fixture
def impatient(url, monkeypatch):
    """The examinations, with a patience of one second."""
    monkeypatch.setattr(database, "PATIENCE", 1)
    engine = connect(url)
    yield Exams(engine)
    engine.dispose()


@pytest.fixture
def other(url):
    """Another program at the same database."""
    engine = create_engine(url, poolclass=NullPool, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        yield connection


def is_refused_soon(act):
    began = time.monotonic()
    with pytest.raises(DatabaseOutOfReach) as refused:
        act()
    assert len(str(refused.value).splitlines()) == 1
    assert "knee_extension" not in str(refused.value.__cause__)
    return time.monotonic() - began < 5


def test_a_locked_examination_is_waited_for_and_then_refused(impatient, exam_id, me, other, kind):
    if kind == "sqlite":
        other.exec_driver_sql("BEGIN IMMEDIATE")
    else:
        other.exec_driver_sql("BEGIN")
        other.exec_driver_sql("SELECT * FROM exams FOR UPDATE")
    assert is_refused_soon(lambda: impatient.append(exam_id, me, [KNEE], answer_id="t-1"))
    other.exec_driver_sql("ROLLBACK")
    assert impatient.append(exam_id, me, [KNEE], answer_id="t-1").after.revision == 2


@on_postgresql
def test_a_server_that_stops_in_between_is_refused_until_it_is_back(impatient, exam_id, me, other, url, engine):
    name = make_url(url).database
    assert impatient.append(exam_id, me, [KNEE], answer_id="t-1").after.revision == 2
    administration = create_engine(make_url(url).set(database="postgres"), isolation_level="AUTOCOMMIT")
    with administration.connect() as connection:
        connection.execute(text(f"ALTER DATABASE {name} ALLOW_CONNECTIONS false"))
        try:
            ended = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = :name"
            connection.execute(text(ended), {"name": name})
            assert is_refused_soon(lambda: impatient.append(exam_id, me, [KNEE], answer_id="t-2"))
            assert is_refused_soon(lambda: impatient.open(exam_id, me))
        finally:
            connection.execute(text(f"ALTER DATABASE {name} ALLOW_CONNECTIONS true"))
    administration.dispose()
    assert impatient.append(exam_id, me, [KNEE], answer_id="t-2").after.revision == 3
    # Its connections were ended as well, and were used too recently to be asked.
    engine.dispose()


@on_postgresql
@pytest.mark.parametrize("code", ["53100", "53200", "57014", "40P01", "25006"])
def test_a_server_that_is_full_stores_nothing(impatient, exam_id, me, other, code):
    raises = f"BEGIN RAISE EXCEPTION 'no space left' USING ERRCODE = '{code}'; END"
    other.exec_driver_sql(f"CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ {raises} $$")
    other.exec_driver_sql("CREATE TRIGGER full_disk BEFORE INSERT ON answers EXECUTE FUNCTION refuse()")
    try:
        assert is_refused_soon(lambda: impatient.append(exam_id, me, [KNEE], answer_id="t-1"))
    finally:
        other.exec_driver_sql("DROP FUNCTION refuse() CASCADE")
    assert impatient.open(exam_id, me).revision == 1


def test_a_trail_that_takes_no_entry_stores_nothing(impatient, exam_id, me, other):
    assert impatient.append(exam_id, me, [KNEE], answer_id="t-1").after.revision == 2
    other.exec_driver_sql("CREATE UNIQUE INDEX mine ON trail (act) WHERE act = 'tapped'")
    try:
        with pytest.raises(DatabaseOutOfReach, match="the audit trail takes no entry"):
            impatient.append(exam_id, me, [KNEE], answer_id="t-2")
    finally:
        other.exec_driver_sql("DROP INDEX mine")
    assert impatient.append(exam_id, me, [KNEE], answer_id="t-2").after.revision == 3


def test_one_that_cannot_be_found_is_refused_soon():
    engine = connect("postgresql+psycopg://nobody@127.0.0.1:9/x")
    assert is_refused_soon(lambda: Exams(engine).open("a", 1))
