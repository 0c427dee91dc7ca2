"""`dermyo serve`: the web application."""

from __future__ import annotations

import argparse
import os

from exam.commands.refusal import WrongUsage
from exam.config import ConfigFaulty, read_config


def serve(options: argparse.Namespace) -> None:
    """Serve until stopped. Raises `WrongUsage` for settings that cannot be used."""
    from exam.serving import serve as serve_forever

    given = {name: getattr(options, name) for name in ("host", "port", "database", "tls_cert", "tls_key")}
    try:
        config = read_config(os.environ, **given)
    except ConfigFaulty as faulty:
        raise WrongUsage(str(faulty)) from None
    serve_forever(config)
