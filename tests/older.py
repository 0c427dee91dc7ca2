"""Databases of earlier releases, with data."""

from sqlalchemy import MetaData, delete, inspect, select

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
                connection.execute(table.insert().values(dict(row)))
        if "trail" in as_it_was.tables:
            _forget(connection, as_it_was.tables["trail"], later)
    return older


def _forget(connection, trail, later):
    """Take out what the trail says of tables that came later."""
    for name in later:
        connection.execute(delete(trail).where(trail.c.subject.startswith(f"{name} ")))
