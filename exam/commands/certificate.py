"""`dermyo certificate`: a clinic's authority and its server's certificate, created, renewed or left unchanged."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from exam.certificates.folder import CertificateFolder, CertificateUnreadable
from exam.certificates.issue import Pair, ends_on, is_due, make_authority, make_server, may_vouch_for, names_of
from exam.certificates.names import Name, NameRefused, listed, read_names
from exam.commands.certificate_text import certificate_text
from exam.commands.refusal import Refusal, WrongUsage
from exam.config import Config, ConfigFaulty, read_config

NO_NAME = "give the name or address that tablets will use: dermyo certificate dermyo.local 192.168.1.10"
EVERY_TABLET = "--new-authority creates a new one, which every tablet must install"


@dataclass(frozen=True, slots=True)
class Asked:
    """The options of the command; without names it uses those of the existing certificate."""

    names: tuple[Name, ...]
    replace: bool
    new_authority: bool
    now: datetime


def make_certificate(words: Sequence[str], *, replace: bool, new_authority: bool) -> None:
    """Make or renew, and print what to do next. Raises `Refusal` and `WrongUsage`."""
    try:
        asked = Asked(read_names(words) if words else (), replace, new_authority, datetime.now(UTC))
        text = carry_out(asked, read_config(os.environ))
    except ConfigFaulty as faulty:
        raise WrongUsage(str(faulty)) from None
    except (NameRefused, CertificateUnreadable) as refused:
        raise Refusal([f"dermyo: {refused}"]) from None
    except OSError as error:
        raise Refusal([f"dermyo: cannot open {error.filename}: {error.strerror}"]) from None
    sys.stdout.write(text)


def carry_out(asked: Asked, config: Config) -> str:
    """Create what is missing or requested and change nothing else; returns the result and the next steps."""
    folder = CertificateFolder(config)
    server = folder.server()
    if server and not _must_make(server, asked):
        return certificate_text("There is", server, folder, config)
    names = asked.names or (names_of(server.certificate) if server else ())
    if not names:
        raise WrongUsage(NO_NAME)
    authority = _authority(folder, names, asked, server)
    made = make_server(names, authority, asked.now)
    folder.keep_server(made)
    return certificate_text("Created", made, folder, config)


def _must_make(server: Pair, asked: Asked) -> bool:
    """Whether to replace the existing one. Raises `Refusal` for other names, unless replacing was requested."""
    if asked.replace or asked.new_authority:
        return True
    existing = names_of(server.certificate)
    if asked.names and set(asked.names) != set(existing):
        kept = (
            f"the certificate for {listed(existing)} is valid until {ends_on(server.certificate)} and was not changed"
        )
        raise Refusal([f"dermyo: {kept}; --replace creates one for {listed(asked.names)}"])
    return is_due(server.certificate, asked.now)


def _authority(folder: CertificateFolder, names: Sequence[Name], asked: Asked, server: Pair | None) -> Pair:
    """The clinic's authority, created the first time or on request. Raises `Refusal` if it cannot sign these names."""
    existing = folder.authority()
    if asked.new_authority or (existing is None and server is None):
        made = make_authority(names, asked.now)
        folder.keep_authority(made)
        return made
    if existing is None:
        raise Refusal([f"dermyo: {folder.authority_file} is missing; {EVERY_TABLET}"])
    if is_due(existing.certificate, asked.now):
        raise Refusal([f"dermyo: the clinic's authority expires on {ends_on(existing.certificate)}; {EVERY_TABLET}"])
    strangers = [name for name in names if not may_vouch_for(existing.certificate, name)]
    if strangers:
        limit = "covers private networks and the names it was created for"
        raise Refusal([f"dermyo: the clinic's authority {limit}, not for {listed(strangers)}; {EVERY_TABLET}"])
    return existing
