"""The arguments of the commands on a database."""

from __future__ import annotations

import argparse
from typing import Any

DATABASE = "SQLAlchemy URL of the database (SQLite in the data folder)"


def add_database_commands(commands: Any) -> None:
    """Add the commands to those of `dermyo`; `commands` is what argparse calls subparsers."""
    verify = commands.add_parser("verify", help="check that nothing in the database was changed behind the program")
    verify.add_argument("--database", help=DATABASE)
    verify.add_argument(
        "--against", default="", metavar="HASH", help="a hash of the trail that was noted elsewhere: its end is found"
    )
    verify.set_defaults(command=_verify)


def _verify(options: argparse.Namespace) -> None:
    from exam.commands.database.verify import verify_database

    verify_database(options.database, options.against)
