"""Passkeys of one's own account: added, listed, removed; all of a colleague's removed by an administrator."""

from __future__ import annotations

import hmac
from base64 import urlsafe_b64encode
from datetime import UTC, datetime

from flask import Blueprint, abort, current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from exam.domain.language import mark, say, say_count
from exam.domain.record.typed.characters import fault_of
from exam.domain.words.grammar import heading
from exam.steps.fields import one_line
from exam.store.factors.passkeys import MOST, NewPasskey, PasskeyKnown, StoredPasskey, TooManyPasskeys
from exam.web.accounts.again.asking import asks_again
from exam.web.accounts.passkeys import challenges
from exam.web.accounts.passkeys.authenticators import AnswerNotRight, made, to_make
from exam.web.accounts.passkeys.place import host, why_not
from exam.web.accounts.passkeys.proving import LATE, ask, place
from exam.web.accounts.views import ask_to_change, colleague_of
from exam.web.http.current import account, services, settings, user_id

blueprint = Blueprint("passkeys", __name__, url_prefix="/account")

ADD = "add"
LONGEST_NAME = 60
NOT_ACCEPTED = 422
ENOUGH = mark("An account has at most 10 passkeys. Remove one first.")
NOT_MADE = mark("The passkey was not added: the answer of the device is not valid for this address.")
KNOWN = mark("The passkey was not added: it was added before.")


@blueprint.get("/passkeys")
def show() -> ResponseReturnValue:
    """One's own passkeys."""
    return _show()


def _show(fault: str | None = None) -> str:
    own = services().passkeys.of(user_id())
    return render_template(
        "accounts/passkeys/own.html",
        passkeys=[_shown(one) for one in own],
        why_not=why_not(),
        most=len(own) >= MOST,
        name=request.form.get("name", "")[:LONGEST_NAME],
        fault=fault,
    )


@blueprint.post("/passkeys/new")
@asks_again(_show)
def begin() -> ResponseReturnValue:
    """Ask the browser to make a passkey of this name, on a page of its own: it asks only after a tap."""
    name, fault = _name()
    if fault:
        return _show(fault), NOT_ACCEPTED
    own = services().passkeys.of(user_id())
    if why_not() or len(own) >= MOST:
        return redirect(url_for("passkeys.show"), 303)
    mine = account()
    user = {"id": _handle(mine.id), "name": mine.username, "displayName": mine.full_name}
    here = [one for one in own if one.host == host()]
    asked = to_make(place(), challenges.begin(challenges.of_account(ADD, mine.id)), user, here)
    return render_template("accounts/passkeys/new.html", name=name, asked={"create": asked})


@blueprint.post("/passkeys")
def add() -> ResponseReturnValue:
    """Store the passkey that the browser made. The challenge was given after the password."""
    (name, fault), challenge = _name(), challenges.take(challenges.of_account(ADD, user_id()))
    fault = fault or (_add(name, challenge) if challenge and not why_not() else say(LATE))
    if fault:
        flash(fault, "error")
    else:
        flash(say('Passkey "{name}" added. You can sign in with it from now on.').format(name=name), "message")
    return redirect(url_for("passkeys.show"), 303)


@blueprint.post("/passkeys/<int(max=2147483647):number>/remove")
@asks_again(lambda number: _show())  # noqa: ARG005
def remove(number: int) -> ResponseReturnValue:
    """Remove one of one's own passkeys: it signs nobody in any more."""
    if services().passkeys.remove(user_id(), number):
        flash(say("Passkey removed. Delete it on your device too."), "message")
    return redirect(url_for("passkeys.show"), 303)


@blueprint.post("/passkeys/again")
def begin_again() -> ResponseReturnValue:
    """What the browser is asked, for the script of a form that takes a passkey in place of the password."""
    return {"get": ask("again", user_id())}


@blueprint.post("/people/<int(max=2147483647):account_id>/passkeys-off")
@asks_again(ask_to_change)
def remove_all_of(account_id: int) -> ResponseReturnValue:
    """Remove the passkeys of a colleague who lost a device."""
    colleague = colleague_of(account_id) or abort(404)
    count = services().passkeys.remove_all(colleague.id)
    message = say_count("{count} passkey of {name} was removed.", "{count} passkeys of {name} were removed.", count)
    flash(message.format(count=count, name=colleague.full_name), "message")
    return redirect(url_for("accounts.show_people"), 303)


def _add(name: str, challenge: str) -> str | None:
    """What was wrong with the answer of the browser; None once its passkey is stored."""
    try:
        new = made(place(), challenge, request.form.get("passkey", ""))
        mine = user_id()
        kept = NewPasskey(
            name=name,
            host=host(),
            credential_id=new.credential_id,
            public_key=new.public_key,
            user_handle=_handle(mine),
            transports=new.transports,
            sign_count=new.sign_count,
        )
        services().passkeys.add(mine, kept, datetime.now(UTC))
    except AnswerNotRight:
        return say(NOT_MADE)
    except TooManyPasskeys:
        return say(ENOUGH)
    except PasskeyKnown:
        return say(KNOWN)
    return None


def _name() -> tuple[str, str | None]:
    """The name that was typed, and what is wrong with it."""
    name = one_line(request.form.get("name", "")) or ""
    if not name or len(name) > LONGEST_NAME:
        return "", say("Give it a name of 1 to 60 characters.")
    fault = fault_of(name)
    return ("", f"{heading(fault)}.") if fault else (name, None)


def _handle(account_id: int) -> str:
    """Names an account for authenticators: always the same, and says nothing of who it is."""
    own = current_app.secret_key
    assert isinstance(own, str)
    made_of = hmac.digest(own.encode(), f"dermyo:passkeys:{account_id}".encode(), "sha256")
    return urlsafe_b64encode(made_of).decode().rstrip("=")


def _shown(one: StoredPasskey) -> dict[str, object]:
    by_clock = settings().clinic().by_clock
    return {
        "id": one.id,
        "name": one.name,
        "added": f"{by_clock(one.added_at):%Y-%m-%d}",
        "used": f"{by_clock(one.used_at):%Y-%m-%d %H:%M}" if one.used_at else "",
        "elsewhere": "" if one.host == host() else one.host,
    }
