"""`dermyo account two-step-off`: for whoever lost phone and recovery codes, and has no administrator beside them."""

from __future__ import annotations

import sys

from exam.commands.accounts.named import account_named
from exam.store.factors.second import SecondFactors


def turn_two_step_off(username: str, database: str | None) -> None:
    """Let an account sign in with its password alone; the trail says that the command line did it.

    Raises `Refusal` and `WrongUsage`.
    """
    with account_named(username, database, SecondFactors) as (factors, account):
        was_on = factors.turn_off(account.id)
    said = "signs in with the password alone now" if was_on else "signed in with the password alone already"
    sys.stdout.write(f"{account.username} {said}.\n")
