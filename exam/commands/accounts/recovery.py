"""`dermyo account`: for the day on which the last administrator cannot sign in."""

from __future__ import annotations

import secrets
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from getpass import getpass

from exam import create_app
from exam.commands.database.copies import COMMAND_LINE
from exam.commands.database.settings import settings_for
from exam.commands.refusal import Refusal, WrongUsage
from exam.store.accounts import AccountRefused, StoredAccount
from exam.store.database import DatabaseOutOfReach, DatabaseUnusable
from exam.store.opening import opened
from exam.store.trail.entries import acting
from exam.web.accounts.person_form import read_new_password
from exam.web.http.current import Services, services


def list_accounts(database: str | None) -> None:
    """Print every account by its user name. Raises `Refusal` and `WrongUsage`."""
    with _application(database) as kept:
        for account in kept.accounts.all():
            state = "" if account.active else "; deactivated"
            access = ", ".join(sorted(account.access)) or "nothing"
            sys.stdout.write(f"{account.username} ({account.full_name}): {access}{state}\n")


def recover_account(username: str, database: str | None) -> None:
    """Set a new password, asked for twice on a terminal, else the first line of standard input. Its owner changes it.

    The account is activated, may manage accounts, and is signed out everywhere; the trail says that the command line
    did it. Raises `Refusal` and `WrongUsage`.
    """
    with _application(database) as kept:
        account = kept.accounts.find(username=username)
        if account is None:
            raise WrongUsage(f'account: there is no "{username}"; dermyo account list names all')
        password, again = _asked()
        hashed, faults = read_new_password({"password": password, "password_again": again}, account)
        if faults:
            raise Refusal([f"dermyo: {fault}" for fault in faults.values()])
        _recover(kept, account, hashed)
    sys.stdout.write(f"{account.username} can sign in with the new password, changes it then, and manages accounts.\n")


def _recover(kept: Services, account: StoredAccount, hashed: str) -> None:
    if "administrator" not in account.access:
        kept.accounts.set_access(account.id, account.access | {"administrator"})
    kept.accounts.keep_credentials(account.id, hashed, secrets.token_hex(16), must_change=True)
    kept.sessions.end_all(account.id)
    if not account.active:
        kept.accounts.set_active(account.id, active=True)
    kept.accounts.forget_attempts(account.username)


@contextmanager
def _application(database: str | None) -> Iterator[Services]:
    """The application on a database that is there: it knows the rules for passwords."""
    config = settings_for(database)
    try:
        with opened(config.database_url):
            app = create_app(config)
        with app.app_context(), acting(COMMAND_LINE):
            yield services()
    except (AccountRefused, DatabaseUnusable, DatabaseOutOfReach) as fault:
        raise Refusal([f"dermyo: {fault}"]) from None


def _asked() -> tuple[str, str]:
    if sys.stdin.isatty():
        return getpass("New password: "), getpass("The same again: ")
    line = sys.stdin.readline().rstrip("\r\n")
    return line, line
