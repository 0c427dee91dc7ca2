"""What a database says of itself, for `dermyo doctor`. Nothing is changed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import Connection, func, select, text

from exam.store.database import connect, reading
from exam.store.schema import known_versions, newest_version, version_of
from exam.store.tables import account_access, accounts, exams


@dataclass(frozen=True, slots=True)
class Standby:
    """A PostgreSQL server that follows: "streaming" and so on, and "sync", "quorum", "potential" or "async"."""

    name: str
    state: str
    kind: str


@dataclass(frozen=True, slots=True)
class Server:
    """A PostgreSQL server. `waits_for` is its `synchronous_standby_names`."""

    seconds_ahead: float
    most_connections: int
    is_read_only: bool
    waits_for: str
    standbys: tuple[Standby, ...]


@dataclass(frozen=True, slots=True)
class DatabaseState:
    """A database: the version of its tables, and the one of this program; how much is in it if they are the same."""

    kind: str
    release: str
    version: str | None
    newest: str | None
    is_known: bool
    accounts: int | None = None
    administrators: int = 0
    exams: int = 0
    server: Server | None = None


def state_of(url: str) -> DatabaseState:
    """The state of the database at this URL. Raises `DatabaseUnusable` and `DatabaseOutOfReach`."""
    engine = connect(url)
    try:
        with reading(engine) as connection:
            return _state(connection)
    finally:
        engine.dispose()


def _state(connection: Connection) -> DatabaseState:
    is_server = connection.dialect.name == "postgresql"
    version, newest = version_of(connection), newest_version()
    accounts_here, administrators, exams_here = _counts(connection) if version == newest else (None, 0, 0)
    release = connection.scalar(text("SHOW server_version" if is_server else "SELECT sqlite_version()"))
    return DatabaseState(
        "PostgreSQL" if is_server else "SQLite",
        str(release),
        version,
        newest,
        version in known_versions(),
        accounts_here,
        administrators,
        exams_here,
        _server(connection) if is_server else None,
    )


def _counts(connection: Connection) -> tuple[int, int, int]:
    """Active accounts, those of them that manage accounts, and examinations."""
    active = select(func.count()).select_from(accounts).where(accounts.c.active)
    managing = select(func.count()).select_from(accounts.join(account_access)).where(accounts.c.active)
    managing = managing.where(account_access.c.access == "administrator")
    queries = (active, managing, select(func.count()).select_from(exams))
    first, second, third = (connection.scalar(query) or 0 for query in queries)
    return first, second, third


def _server(connection: Connection) -> Server:
    now = connection.execute(text("SELECT clock_timestamp()")).scalar_one()
    rows = connection.execute(text("SELECT application_name, state, sync_state FROM pg_stat_replication"))
    return Server(
        (now - datetime.now(UTC)).total_seconds(),
        int(connection.execute(text("SHOW max_connections")).scalar_one()),
        connection.execute(text("SHOW transaction_read_only")).scalar_one() == "on",
        connection.execute(text("SHOW synchronous_standby_names")).scalar_one(),
        tuple(Standby(*(column or "" for column in row)) for row in rows),
    )
