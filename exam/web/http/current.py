"""What a request works with: the store, and the account that is signed in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import cast

from flask import abort, current_app
from flask_security import current_user

from exam.config import Config
from exam.domain.record.model import Examiner
from exam.printing.press import Press
from exam.store.accounts import Accounts, StoredAccount
from exam.store.exams import Exams
from exam.store.settings import Settings


@dataclass(frozen=True, slots=True)
class Services:
    """What one application keeps open."""

    config: Config
    exams: Exams
    accounts: Accounts
    settings: Settings
    press: Press


def services() -> Services:
    """The services of the application that handles this request."""
    return cast("Services", current_app.extensions["dermyo"])


def exams() -> Exams:
    """The stored examinations."""
    return services().exams


def accounts() -> Accounts:
    """The stored accounts."""
    return services().accounts


def settings() -> Settings:
    """The settings of the clinic and of each account."""
    return services().settings


def press() -> Press:
    """Where notes are printed."""
    return services().press


def account() -> StoredAccount:
    """The account that is signed in. Without one the request ends in 401."""
    if not current_user.is_authenticated:
        abort(401)
    return cast("StoredAccount", current_user.stored)


def user_id() -> int:
    """The id of the account that is signed in."""
    return account().id


def require_founder() -> None:
    """Refuse everyone but the first account, with 403."""
    if not account().founder:
        abort(403)


def examiner() -> Examiner:
    """The account that is signed in, as a note names its examiner."""
    mine = account()
    return Examiner(name=mine.full_name, role=mine.role or None, registration=mine.registration or None)
