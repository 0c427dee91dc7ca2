"""`dermyo account passkeys-off`: for whoever lost a device that signs them in, and has no administrator beside them."""

from __future__ import annotations

import sys

from exam.commands.database.copies import COMMAND_LINE
from exam.commands.database.settings import settings_for
from exam.commands.refusal import Refusal, WrongUsage
from exam.store.accounts import Accounts
from exam.store.database import DatabaseOutOfReach, DatabaseUnusable
from exam.store.factors.passkeys import Passkeys
from exam.store.opening import opened
from exam.store.trail.entries import acting


def remove_passkeys(username: str, database: str | None) -> None:
    """Remove every passkey of an account; the trail says that the command line did it.

    Raises `Refusal` and `WrongUsage`.
    """
    try:
        with opened(settings_for(database).database_url) as engine, acting(COMMAND_LINE):
            account = Accounts(engine).find(username=username)
            if account is None:
                raise WrongUsage(f'account: there is no "{username}"; dermyo account list names all')
            count = Passkeys(engine).remove_all(account.id)
    except (DatabaseUnusable, DatabaseOutOfReach) as fault:
        raise Refusal([f"dermyo: {fault}"]) from None
    sys.stdout.write(f"Passkeys of {account.username} removed: {count}.\n")
