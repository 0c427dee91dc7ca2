"""One account of a database, by its user name, for a command that changes what it signs in with."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

from exam.commands.database.copies import COMMAND_LINE
from exam.commands.database.settings import settings_for
from exam.commands.refusal import Refusal, WrongUsage
from exam.store.accounts import Accounts, StoredAccount
from exam.store.database import DatabaseOutOfReach, DatabaseUnusable
from exam.store.opening import opened
from exam.store.trail.entries import acting

Factors = TypeVar("Factors")


@contextmanager
def account_named(
    username: str, database: str | None, factors: Callable[[Any], Factors]
) -> Iterator[tuple[Factors, StoredAccount]]:
    """Those factors of a database, and the account; the trail says that the command line did it.

    Raises `Refusal` and `WrongUsage`.
    """
    try:
        with opened(settings_for(database).database_url) as engine, acting(COMMAND_LINE):
            account = Accounts(engine).find(username=username)
            if account is None:
                raise WrongUsage(f'account: there is no "{username}"; dermyo account list names all')
            yield factors(engine), account
    except (DatabaseUnusable, DatabaseOutOfReach) as fault:
        raise Refusal([f"dermyo: {fault}"]) from None
