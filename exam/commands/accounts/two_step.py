"""`dermyo account two-step-off`: for whoever lost phone and recovery codes, and has no administrator beside them."""

from __future__ import annotations

import sys

from exam.commands.database.copies import COMMAND_LINE
from exam.commands.database.settings import settings_for
from exam.commands.refusal import Refusal, WrongUsage
from exam.store.accounts import Accounts
from exam.store.database import DatabaseOutOfReach, DatabaseUnusable
from exam.store.factors.second import SecondFactors
from exam.store.opening import opened
from exam.store.trail.entries import acting


def turn_two_step_off(username: str, database: str | None) -> None:
    """Let an account sign in with its password alone; the trail says that the command line did it.

    Raises `Refusal` and `WrongUsage`.
    """
    try:
        with opened(settings_for(database).database_url) as engine, acting(COMMAND_LINE):
            account = Accounts(engine).find(username=username)
            if account is None:
                raise WrongUsage(f'account: there is no "{username}"; dermyo account list names all')
            was_on = SecondFactors(engine).turn_off(account.id)
    except (DatabaseUnusable, DatabaseOutOfReach) as fault:
        raise Refusal([f"dermyo: {fault}"]) from None
    said = "signs in with the password alone now" if was_on else "signed in with the password alone already"
    sys.stdout.write(f"{account.username} {said}.\n")
