"""The settings of the commands on a database."""

from __future__ import annotations

import os

from exam.commands.refusal import WrongUsage
from exam.config import Config, ConfigFaulty, read_config


def settings_for(database: str | None) -> Config:
    """The settings of the environment, with another database if one is given. Raises `WrongUsage`."""
    try:
        return read_config(os.environ, database=database)
    except ConfigFaulty as faulty:
        raise WrongUsage(str(faulty)) from None
