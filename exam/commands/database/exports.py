"""`dermyo export` and `dermyo import`."""

from __future__ import annotations

import secrets
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from argon2 import PasswordHasher

from exam.commands.database.copies import COMMAND_LINE
from exam.commands.database.settings import settings_for
from exam.commands.database.verify import faults_of, refuse_no_hash, text_of
from exam.commands.refusal import Refusal, WrongUsage
from exam.data_folder import make_data_folder
from exam.store.accounts import Accounts
from exam.store.copies.backup import CopyRefused
from exam.store.copies.export.reading import import_export
from exam.store.copies.export.writing import export
from exam.store.copies.restoring import BackupChanged
from exam.store.database import DatabaseOutOfReach, DatabaseUnusable
from exam.store.opening import opened
from exam.store.trail.entries import acting
from exam.whole_files import whole_file

NO_PASSWORDS = "No password is in an export. Sign in with these, and set new ones for everybody:"


def export_database(database: str | None, file: Path) -> None:
    """Write an export, and print how much is in it.

    Raises `Refusal`, also after an export was written of a database that does not match its trail, and `WrongUsage`.
    """
    with _faults(file), opened(settings_for(database).database_url) as engine, acting(COMMAND_LINE):
        exported = export(engine, file)
    if exported.found.faults:
        lines = faults_of(exported.found, "")
        raise Refusal([f"dermyo: {file} was written, but the database does not match its trail:", *lines])
    sys.stdout.write(f"{file}: {exported.examinations:,} examinations\n{text_of(exported.found)}\n")


def export_patient(database: str | None, file: Path, reference: str) -> None:
    """Write the examinations of a patient, of every clinician, with their notes and an index.

    Raises `Refusal`, also where no examination has this reference, and `WrongUsage`.
    """
    from exam.web.app import make_app
    from exam.web.note.whole_patient import write_patient

    config = settings_for(database)
    with _faults(file), acting(COMMAND_LINE):
        with opened(config.database_url):
            pass
        try:
            with whole_file(file) as beside, beside.open("wb") as stream:
                number = write_patient(make_app(config), reference, stream)
                if not number:
                    raise CopyRefused("no examination has this reference")
        except FileExistsError:
            raise CopyRefused(f"{file} is there already") from None
    sys.stdout.write(f"{file}: {number:,} examinations\n")


def import_database(file: Path, database: str | None, *, changed_too: bool, against: str) -> None:
    """Read an export into an empty database, and print how much is in it, and a new password for each administrator.

    Raises `Refusal` and `WrongUsage`.
    """
    refuse_no_hash("import", against)
    config = settings_for(database)
    if not file.is_file():
        raise WrongUsage(f"{file}: no such file")
    with _faults(file), acting(COMMAND_LINE):
        if config.database is None:
            make_data_folder(config)
        found = import_export(file, config.database_url, against=against, changed_too=changed_too)
        passwords = _new_passwords(config.database_url)
    lines = [f"Imported {file}.", text_of(found), NO_PASSWORDS, *(f"  {name}  {word}" for name, word in passwords)]
    sys.stdout.write("\n".join(lines) + "\n")


def _new_passwords(url: str) -> list[tuple[str, str]]:
    """A password that nobody else has for each active administrator: somebody must be able to sign in."""
    made = []
    with opened(url) as engine:
        accounts = Accounts(engine)
        for account in accounts.all():
            if account.active and "administrator" in account.access:
                password = secrets.token_urlsafe(18)
                hashed = PasswordHasher().hash(password)
                accounts.keep_credentials(account.id, hashed, secrets.token_hex(16), must_change=True)
                made.append((account.username, password))
    return made


@contextmanager
def _faults(file: Path) -> Iterator[None]:
    """Faults as the command line says them."""
    try:
        yield
    except BackupChanged as changed:
        lines = faults_of(changed.found, "")
        raise Refusal(
            ["dermyo: the export does not match its trail; --changed-too takes it as it is:", *lines]
        ) from None
    except (CopyRefused, DatabaseUnusable, DatabaseOutOfReach) as fault:
        raise Refusal([f"dermyo: {fault}"]) from None
    except OSError as error:
        raise WrongUsage(f"{error.filename or file}: {error.strerror}") from None
