"""`dermyo serve`: the web application."""

from __future__ import annotations

import argparse
import os
import sys
from dataclasses import replace
from datetime import UTC, datetime

from exam.commands.doctor.drives import network_drive
from exam.commands.refusal import Refusal, WrongUsage
from exam.config import Config, ConfigFaulty, read_config
from exam.data_folder import server_certificate
from exam.store.database import sqlite_file


def serve(options: argparse.Namespace) -> None:
    """Serve until stopped. Raises `WrongUsage` for settings that cannot be used, `Refusal` for a bad certificate.

    An unreadable certificate must not lead to serving without one: that would send health data unencrypted.
    """
    from exam.serving import serve as serve_forever

    given = {name: getattr(options, name) for name in ("host", "port", "database", "tls_cert", "tls_key")}
    try:
        config = with_own_certificate(read_config(os.environ, **given))
        warn_of_its_end(config)
        warn_of_network_drive(config)
    except ConfigFaulty as faulty:
        raise WrongUsage(str(faulty)) from None
    except OSError as error:
        raise Refusal([f"dermyo: cannot read {error.filename}: {error.strerror}"]) from None
    serve_forever(config)


def with_own_certificate(config: Config) -> Config:
    """The same settings with the certificate that `dermyo certificate` made, unless HTTPS is already set up."""
    own = server_certificate(config)
    if config.tls_cert or config.proxies or not own.exists():
        return config
    return replace(config, tls_cert=own, tls_key=own)


def warn_of_network_drive(config: Config) -> None:
    """Warn on stderr when the database is an SQLite file on a network drive."""
    file = sqlite_file(config.database_url)
    kind = network_drive(file.absolute().parent) if file else ""
    if kind:
        words = f"{file} is on a network drive ({kind}), where SQLite can lose or damage records; see docs/operate.md"
        sys.stderr.write(f"dermyo: warning: {words}\n")


def warn_of_its_end(config: Config) -> None:
    """Warn on stderr when the certificate is about to expire: after that no tablet opens a page."""
    if config.tls_cert is None or not config.tls_cert.is_file():
        return
    from exam.certificates.folder import CertificateUnreadable, certificate_in
    from exam.certificates.issue import ends_on, is_due

    try:
        certificate = certificate_in(config.tls_cert)
    except CertificateUnreadable as unreadable:
        raise Refusal([f"dermyo: {unreadable}"]) from None
    if is_due(certificate, datetime.now(UTC)):
        sys.stderr.write(f"dermyo: the certificate expires on {ends_on(certificate)}; see docs/https.md to renew it\n")
