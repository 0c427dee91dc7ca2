"""Databases of earlier releases, with data."""

from datetime import UTC, datetime

from sqlalchemy import MetaData, delete, func, inspect, select

from exam.store.database import connect
from exam.store.schema import make_at


def copied_at(engine, url, version):
    """A copy of a database as it was after a migration, made at an empty place: what later ones made is left out."""
    older = connect(url, upgrades=True)
    make_at(older, version)
    as_it_was = MetaData()
    as_it_was.reflect(older)
    later = {*inspect(engine).get_table_names()} - {*as_it_was.tables}
    with engine.connect() as source, older.begin() as connection:
        for table in as_it_was.sorted_tables:
            if table.name == "alembic_version":
                continue
            for row in source.execute(select(*table.columns)).mappings():
                connection.execute(table.insert().values(_in_utc(row)))
            if connection.dialect.name == "postgresql" and "id" in table.columns:
                _count_on(connection, table)
        if "trail" in as_it_was.tables:
            _forget(connection, as_it_was.tables["trail"], later)
    return older


def _in_utc(row):
    """SQLite has no time zones."""
    naive = {name: value for name, value in row.items() if isinstance(value, datetime) and value.tzinfo is None}
    return dict(row) | {name: value.replace(tzinfo=UTC) for name, value in naive.items()}


def _count_on(connection, table):
    """Number the next row behind those that were copied with their numbers."""
    counter = connection.scalar(select(func.pg_get_serial_sequence(table.name, "id")))
    if counter and (last := connection.scalar(select(func.max(table.c.id)))):
        connection.execute(select(func.setval(counter, last)))


def _forget(connection, trail, later):
    """Take out what the trail says of tables that came later."""
    for name in later:
        connection.execute(delete(trail).where(trail.c.subject.startswith(f"{name} ")))
