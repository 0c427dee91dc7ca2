"""A PostgreSQL server that says nothing, or waits for a standby that is lost: an error within seconds, and no more."""

import time

import pytest
from sqlalchemy import NullPool, create_engine, text

from exam.domain.record.answers import Answer
from exam.store.database import DatabaseOutOfReach, connect, reading, take_time, writing
from exam.store.exams import Exams
from exam.store.postgresql import bounded, standby
from tests.store.conftest import POSTGRESQL

pytestmark = pytest.mark.parametrize("kind", [pytest.param("postgresql", marks=POSTGRESQL)], indirect=True)
KNEE = Answer("findings.strength.knee_extension.left", "4")


@pytest.fixture
def impatient(url, monkeypatch):
    """The store's engine, which waits for one second."""
    monkeypatch.setattr(bounded.BoundedConnection, "longest", 1.0)
    monkeypatch.setattr(standby, "LONGEST", 1.0)
    engine = connect(url)
    yield engine
    engine.dispose()


@pytest.fixture
def without_standby(url):
    """Commits wait for a standby that does not exist, until this is called."""
    administration = create_engine(url, isolation_level="AUTOCOMMIT", poolclass=NullPool)

    def wait_for(name):
        with administration.connect() as connection:
            connection.execute(text(f"ALTER SYSTEM SET synchronous_standby_names = '{name}'"))
            connection.execute(text("SELECT pg_reload_conf()"))
        time.sleep(0.3)  # until every process of the server has read it

    wait_for("nobody")
    yield lambda: wait_for("")
    wait_for("")
    administration.dispose()


def refused(act):
    began = time.monotonic()
    with pytest.raises(DatabaseOutOfReach) as error:
        act()
    return str(error.value), time.monotonic() - began


def test_a_statement_on_which_the_server_says_nothing_is_given_up(impatient):
    with reading(impatient) as connection:
        first = connection.execute(text("SELECT pg_backend_pid()")).scalar()

    def sleep():
        with reading(impatient) as connection:
            connection.execute(text("SELECT pg_sleep(60)"))

    words, seconds = refused(sleep)
    assert words == "the database server said nothing for 1 seconds"
    assert seconds < 3
    with writing(impatient) as connection:
        assert connection.execute(text("SELECT pg_backend_pid()")).scalar() != first


def test_one_that_reads_the_whole_database_takes_its_time_and_the_next_does_not(impatient):
    with reading(impatient) as connection:
        take_time(connection)
        connection.execute(text("SELECT pg_sleep(1.5)"))
    with pytest.raises(DatabaseOutOfReach), reading(impatient) as connection:
        connection.execute(text("SELECT pg_sleep(1.5)"))


def test_while_the_standby_is_lost_nothing_is_acknowledged_and_pages_are_read(
    impatient, exams, exam_id, me, without_standby
):
    patient = Exams(impatient)
    _, seconds = refused(lambda: patient.append(exam_id, me, [KNEE], answer_id="t-1"))
    assert 0.5 < seconds < 4
    words, seconds = refused(lambda: patient.append(exam_id, me, [KNEE], answer_id="t-1"))
    assert words == "commits wait for the synchronous standby, which does not respond"
    assert seconds < 0.9
    # What only this server has is shown to nobody.
    assert patient.open(exam_id, me).revision == 1
    without_standby()
    assert patient.append(exam_id, me, [KNEE], answer_id="t-1").after.revision == 2


def test_what_was_stored_before_is_not_acknowledged_either(impatient, exams, me, request):
    form = {"form_id": "form-1"}
    begun = exams.create("A-2", me, **form)
    back = request.getfixturevalue("without_standby")
    patient = Exams(impatient)
    refused(lambda: patient.create("A-2", me, **form))
    back()
    assert patient.create("A-2", me, **form) == begun


def test_a_server_that_takes_no_writes_any_more_is_left(impatient, exam_id, me):
    with impatient.connect() as connection:
        connection.execute(text("SET SESSION CHARACTERISTICS AS TRANSACTION READ ONLY"))
        connection.commit()
    patient = Exams(impatient)
    refused(lambda: patient.append(exam_id, me, [KNEE], answer_id="t-1"))
    assert patient.append(exam_id, me, [KNEE], answer_id="t-1").after.revision == 2
