"""Settings of the network that contradict each other, or leave records readable on the way."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from exam.commands.doctor.findings import Finding, ok, warning, wrong
from exam.commands.serve import with_own_certificate
from exam.config import Config

LOCAL = ("localhost", "127.0.0.1", "::1")


def check_network(config: Config, now: datetime) -> Iterator[Finding]:
    """HTTPS, host names, reverse proxies and server processes."""
    try:
        served = with_own_certificate(config)
    except OSError as error:
        yield wrong(
            "HTTPS", f"{error.filename} cannot be read: {error.strerror}", "run as the user that runs the server"
        )
        return
    problems = [*_https(served), *_names(served)]
    yield from problems
    if served.tls_cert:
        yield _certificate(served.tls_cert, now)
    elif not problems:
        yield ok("HTTPS", "by the reverse proxy" if served.proxies else "not needed on this machine alone")
    yield ok("processes", f"{config.workers} of {config.threads} threads each")
    if config.developer:
        yield warning("settings", "the page for developers is shown to everybody", "unset DERMYO_DEVELOPER")


def _https(config: Config) -> Iterator[Finding]:
    is_local, has_proxy, has_tls = config.host in LOCAL, config.proxies > 0, config.tls_cert is not None
    if not is_local and not has_proxy and not has_tls:
        yield wrong(
            "HTTPS",
            f"the server listens on {config.host} without HTTPS: passwords and records can be read on the network",
            "dermyo certificate NAME (docs/https.md); or set DERMYO_PROXIES behind a reverse proxy",
        )
    if config.secure_cookies and not has_tls and not has_proxy:
        words = "DERMYO_SECURE_COOKIES=yes without a certificate or a reverse proxy: nobody can stay signed in"
        yield wrong("HTTPS", words, "set up HTTPS, or unset DERMYO_SECURE_COOKIES")
    if has_tls and config.secure_cookies is False:
        yield warning("HTTPS", "cookies may also be sent without HTTPS", "unset DERMYO_SECURE_COOKIES")
    if has_proxy and not config.https_only:
        words = "behind a reverse proxy, cookies may also be sent without HTTPS"
        yield warning("HTTPS", words, "set DERMYO_SECURE_COOKIES=yes")


def _names(config: Config) -> Iterator[Finding]:
    if not config.trusted_hosts and config.proxies:
        words = "any host name is accepted behind a reverse proxy"
        yield warning("host names", words, "set DERMYO_HOSTS to the names that browsers use")
    if config.proxies and config.host in LOCAL and not config.hosts:
        words = f"only {', '.join(config.trusted_hosts)} are accepted, and a reverse proxy passes another name on"
        yield wrong("host names", words, "set DERMYO_HOSTS to the names that browsers use")


def _certificate(file: Path, now: datetime) -> Finding:
    from exam.certificates.folder import CertificateUnreadable, certificate_in
    from exam.certificates.issue import ends_on, is_due

    try:
        certificate = certificate_in(file)
    except (OSError, CertificateUnreadable) as fault:
        return wrong("HTTPS", f"the certificate cannot be read: {fault}", "see docs/https.md")
    if certificate.not_valid_after_utc <= now:
        return wrong("HTTPS", f"the certificate expired on {ends_on(certificate)}", "renew it: docs/https.md")
    if is_due(certificate, now):
        return warning("HTTPS", f"the certificate expires on {ends_on(certificate)}", "renew it: docs/https.md")
    return ok("HTTPS", f"{file}, valid until {ends_on(certificate)}")
