"""Databases of earlier releases, with data."""

import pytest
from sqlalchemy import MetaData, delete, inspect, select

from exam.store.database import connect
from exam.store.schema import make_at


@pytest.fixture
def older(empty_url):
    """A function that copies a database to one as it was after a migration: what later ones made is left out."""
    made = []

    def older(engine, version):
        made.append(connect(empty_url, upgrades=True))
        make_at(made[-1], version)
        as_it_was = MetaData()
        as_it_was.reflect(made[-1])
        with engine.connect() as source, made[-1].begin() as connection:
            for table in as_it_was.sorted_tables:
                if table.name == "alembic_version":
                    continue
                for row in source.execute(select(*table.columns)).mappings():
                    connection.execute(table.insert().values(dict(row)))
            if "trail" in as_it_was.tables:
                _forget(
                    connection, as_it_was.tables["trail"], {*inspect(engine).get_table_names()} - {*as_it_was.tables}
                )
        return made[-1]

    yield older
    for engine in made:
        engine.dispose()


def _forget(connection, trail, later):
    """Take out what the trail says of tables that came later."""
    for name in later:
        connection.execute(delete(trail).where(trail.c.subject.startswith(f"{name} ")))
