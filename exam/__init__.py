"""Dermyo: guides a clinician through the lumbar neurological examination and ranks the lesions that fit."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from flask import Flask

    from exam.config import Config


def create_app(config: Config | None = None) -> Flask:
    """Create the web application; without `config`, its settings come from the environment."""
    # Imported here, so that the pure packages and the command line do not load the web framework.
    from exam.config import read_config
    from exam.logs.lines import set_up
    from exam.web.app import make_app

    if config is None:
        # Called by another server than ours.
        config = read_config(os.environ)
        set_up(config.log)
    return make_app(config)
