"""Changes a database behind the program."""

from sqlalchemy import Boolean, DateTime, Integer, LargeBinary, text

from exam.store.database import connect
from exam.store.tables import Moment, answers, revisions
from exam.store.trail.verifying import verify


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


def place_of(table, row):
    subject = revisions if table is answers else table
    return f"{subject.name} {'/'.join(str(row[key.name]) for key in subject.primary_key)}"
