"""`dermyo account passkeys-off`: for whoever lost a device that signs them in, and has no administrator beside them."""

from __future__ import annotations

import sys

from exam.commands.accounts.named import account_named
from exam.store.factors.passkeys import Passkeys


def remove_passkeys(username: str, database: str | None) -> None:
    """Remove every passkey of an account; the trail says that the command line did it.

    Raises `Refusal` and `WrongUsage`.
    """
    with account_named(username, database, Passkeys) as (factors, account):
        count = factors.remove_all(account.id)
    sys.stdout.write(f"Passkeys of {account.username} removed: {count}.\n")
