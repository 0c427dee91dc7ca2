"""Whether a passkey proves who is there: the one place that takes an answer of an authenticator to sign."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from exam.domain.language import mark, say
from exam.store.accounts import StoredAccount
from exam.store.factors.passkeys import StoredPasskey
from exam.web.accounts.guessing import from_address, may_guess, too_often
from exam.web.accounts.passkeys import challenges
from exam.web.accounts.passkeys.authenticators import AnswerNotRight, Place, credential_of, signed, to_sign
from exam.web.accounts.passkeys.place import host, origin, own_here, why_not
from exam.web.http.current import accounts, services

ACTS = {
    "again": mark("passkey refused when asked again"),
    "unlock": mark("passkey refused at the lock"),
}
"""What an account proves, and what the trail says of one that does not."""
LATE = mark("That took too long, or was tried in another window as well. Try again.")
# The same for one that was removed, of an account that was deactivated, or for another address.
NOT_TAKEN = mark("This passkey is not accepted here. Use your password.")
COPIED = mark(
    "This passkey is not accepted: its counter did not go up, so it may have been copied. Use your password, and "
    "remove this passkey from your account."
)


class PasskeyRefused(Exception):
    """A passkey does not prove who is there. `act` is for the trail, the username "" where none is known."""

    def __init__(self, message: str, act: str, username: str = "") -> None:
        super().__init__(message)
        self.act, self.username = act, username


def place() -> Place:
    """Where this request was sent."""
    return Place(host(), origin())


def ask_to_sign_in() -> dict[str, Any]:
    """What the browser is asked, to sign in with any passkey for this address."""
    return to_sign(place(), challenges.begin(challenges.SIGN_IN))


def ask(purpose: str, account_id: int) -> dict[str, Any]:
    """What the browser is asked, to prove that the account of its session is still there."""
    return to_sign(place(), challenges.begin(challenges.of_account(purpose, account_id)), own_here(account_id))


def who_signed_in(given: str) -> StoredAccount:
    """The account whose passkey signed the challenge of this browser. Raises `PasskeyRefused`."""
    return _who(challenges.SIGN_IN, given, mark("passkey refused at sign-in"))


def refuse_another(purpose: str, account_id: int, given: str) -> None:
    """Raise `PasskeyRefused` unless a passkey of this account signed the challenge of this browser."""
    found = _who(challenges.of_account(purpose, account_id), given, ACTS[purpose], account_id)
    assert found.id == account_id


def fault_of(purpose: str, account_id: int, given: str) -> str | None:
    """Why a passkey does not prove that this account is there, as the trail then says too; None if it does."""
    # Nobody guesses a key: counted for the address alone, so that no name is locked, and the trail is not filled.
    if not may_guess(""):
        return too_often()
    try:
        refuse_another(purpose, account_id, given)
    except PasskeyRefused as refused:
        services().trail.note(refused.act)
        return str(refused)
    accounts().take_attempt_back("", from_address())
    return None


def _who(purpose: str, given: str, act: str, account_id: int | None = None) -> StoredAccount:
    challenge = challenges.take(purpose)
    if challenge is None or why_not():
        raise PasskeyRefused(say(LATE), act)
    passkey = _known(given, account_id)
    account = accounts().find(id=passkey.account_id) if passkey else None
    if passkey is None or account is None or not account.active:
        raise PasskeyRefused(say(NOT_TAKEN), act, account.username if account else "")
    try:
        count = signed(place(), challenge, given, passkey, was_named=account_id is not None)
    except AnswerNotRight:
        raise PasskeyRefused(say(NOT_TAKEN), act, account.username) from None
    if not services().passkeys.use(passkey.id, count, datetime.now(UTC)):
        raise PasskeyRefused(say(COPIED), mark("passkey refused: its counter did not go up"), account.username)
    return account


def _known(given: str, account_id: int | None) -> StoredPasskey | None:
    """The passkey that an answer names, if it is for this address, and of this account where one is asked for."""
    try:
        found = services().passkeys.find(credential_of(given))
    except AnswerNotRight:
        return None
    is_asked = found is not None and found.host == host() and account_id in (None, found.account_id)
    return found if is_asked else None
