"""The rules for a new password, wherever one is chosen."""

from __future__ import annotations

from typing import Any

from flask_security import PasswordUtil

from exam.domain.language import say
from exam.store.accounts import Person, StoredAccount
from exam.web.accounts.passwords.weak import weakness_of
from exam.web.http.current import services


class PasswordRules(PasswordUtil):
    """The library's rules, and none that is common or contains a name."""

    def validate(self, password: str, is_register: bool, **given: Any) -> tuple[list[str] | None, str]:
        """What is wrong with the password of a `person`, or of the `user` who changes it; and the password as kept."""
        faults, kept = super().validate(password, is_register, **given)
        weakness = None if faults else weakness_of(kept, _names(given.get("person") or given["user"].stored))
        return [say(weakness)] if weakness else faults, kept


def _names(person: Person | StoredAccount) -> tuple[str, str, str]:
    return person.username, person.full_name, services().settings.clinic().name
