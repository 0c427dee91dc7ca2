"""The arguments of the commands on accounts."""

from __future__ import annotations

import argparse
from typing import Any

DATABASE = "SQLAlchemy URL of the database (SQLite in the data folder)"


def add_account_commands(commands: Any) -> None:
    """Add the commands to those of `dermyo`; `commands` is what argparse calls subparsers."""
    account = commands.add_parser("account", help="the accounts, and a way back in when nobody can sign in")
    actions = account.add_subparsers(required=True, metavar="ACTION")
    every = actions.add_parser("list", help="every account, and what it may do")
    every.add_argument("--database", help=DATABASE)
    every.set_defaults(command=_list)
    recover = actions.add_parser(
        "recover", help="set a new password, activate the account, and let it manage accounts again"
    )
    recover.add_argument("username", metavar="USERNAME")
    recover.add_argument("--database", help=DATABASE)
    recover.set_defaults(command=_recover)
    two_step = actions.add_parser("two-step-off", help="let an account that lost its phone sign in with its password")
    two_step.add_argument("username", metavar="USERNAME")
    two_step.add_argument("--database", help=DATABASE)
    two_step.set_defaults(command=_two_step_off)
    passkeys = actions.add_parser("passkeys-off", help="remove every passkey of an account that lost a device")
    passkeys.add_argument("username", metavar="USERNAME")
    passkeys.add_argument("--database", help=DATABASE)
    passkeys.set_defaults(command=_passkeys_off)


def _list(options: argparse.Namespace) -> None:
    from exam.commands.accounts.recovery import list_accounts

    list_accounts(options.database)


def _recover(options: argparse.Namespace) -> None:
    from exam.commands.accounts.recovery import recover_account

    recover_account(options.username, options.database)


def _two_step_off(options: argparse.Namespace) -> None:
    from exam.commands.accounts.two_step import turn_two_step_off

    turn_two_step_off(options.username, options.database)


def _passkeys_off(options: argparse.Namespace) -> None:
    from exam.commands.accounts.passkeys import remove_passkeys

    remove_passkeys(options.username, options.database)
