"""The database of the commands on a database."""

from tests.commands.database.conftest import engine

__all__ = ["engine"]
