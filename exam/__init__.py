"""Dermyo: walks a clinician through the lumbar neurological examination and says which lesion the findings fit."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from flask import Flask

    from exam.config import Config


def create_app(config: Config | None = None) -> Flask:
    """The web application; without `config` its settings come from the environment."""
    # Here and not above: the pure packages and the command line do without a web framework.
    from exam.config import read_config
    from exam.web.app import make_app

    return make_app(config or read_config(os.environ))
