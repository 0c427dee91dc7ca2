"""SQL that is compiled once for all databases of the tests.

SQLAlchemy compiles each statement anew for each engine, and nearly every test has an engine of its own.
"""

from functools import partial

from sqlalchemy import create_engine

from exam.store import database


class ByKind(dict):
    """Compiled statements by the kind of database, where SQLAlchemy files them under the engine's own dialect."""

    def get(self, key, default=None):
        return super().get(of_kind(key), default)

    def __setitem__(self, key, compiled):
        super().__setitem__(of_kind(key), compiled)


def of_kind(key):
    dialect, *rest = key
    return (type(dialect), *rest)


def compile_statements_once():
    """Give every engine that `connect` makes from now on the same compiled statements."""
    database.create_engine = partial(create_engine, execution_options={"compiled_cache": ByKind()})
