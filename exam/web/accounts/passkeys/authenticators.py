"""What is asked of an authenticator, and the checks of what it answers (WebAuthn), by Yubico's fido2.

An authenticator must know its user by itself, by a fingerprint, a face or a PIN, and so holds two factors. Who made it
is not asked (no attestation): a clinic would need a list of makers, and a name on it makes no passkey of a stranger.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from fido2 import cbor
from fido2.cose import CoseKey
from fido2.server import Fido2Server
from fido2.utils import websafe_decode, websafe_encode
from fido2.webauthn import (
    Aaguid,
    AttestedCredentialData,
    AuthenticationResponse,
    PublicKeyCredentialRpEntity,
    RegistrationResponse,
    UserVerificationRequirement,
)

from exam.store.factors.passkeys import StoredPasskey

NAME = "Dermyo"
WAITS = 300_000  # milliseconds, as long as the challenge
# ECDSA with P-256, Ed25519, RSA: what phones, tablets, Windows and security keys make.
ALGORITHMS = (-7, -8, -257)
# An RSA key and its certificates need some thousand characters.
LONGEST_ANSWER = 20_000
LONGEST_ID = 1023
TRANSPORTS = ("internal", "hybrid", "usb", "nfc", "ble", "smart-card")

Checked = TypeVar("Checked")


class AnswerNotRight(Exception):
    """What came is no answer of an authenticator to this challenge, at this address."""


@dataclass(frozen=True, slots=True)
class Place:
    """The server as browsers know it: its host name, and its origin."""

    host: str
    origin: str

    def server(self) -> Fido2Server:
        """What checks an answer for this host; the origin is compared as it is, with its port."""
        there = PublicKeyCredentialRpEntity(name=NAME, id=self.host)
        return Fido2Server(there, verify_origin=lambda origin: origin == self.origin)


@dataclass(frozen=True, slots=True)
class Made:
    """A passkey that an authenticator made."""

    credential_id: str
    public_key: str
    sign_count: int
    transports: str


def to_make(place: Place, challenge: str, user: dict[str, str], before: Sequence[StoredPasskey]) -> dict[str, Any]:
    """What a browser is asked, to make a passkey of a user on an authenticator that has none of those before."""
    return {
        "rp": {"id": place.host, "name": NAME},
        "user": user,
        "challenge": challenge,
        "pubKeyCredParams": [{"type": "public-key", "alg": algorithm} for algorithm in ALGORITHMS],
        "timeout": WAITS,
        "excludeCredentials": _named(before),
        "authenticatorSelection": {
            "residentKey": "required",
            "requireResidentKey": True,
            "userVerification": "required",
        },
        "attestation": "none",
    }


def to_sign(place: Place, challenge: str, own: Sequence[StoredPasskey] = ()) -> dict[str, Any]:
    """What a browser is asked, to sign with one of these passkeys; with none named, with any that it has for here."""
    return {
        "challenge": challenge,
        "timeout": WAITS,
        "rpId": place.host,
        "allowCredentials": _named(own),
        "userVerification": "required",
    }


def made(place: Place, challenge: str, given: str) -> Made:
    """The passkey in an answer to `to_make`. Raises `AnswerNotRight`."""
    return _checked(given, lambda answer: _made(place, challenge, answer))


def credential_of(given: str) -> str:
    """The number of the passkey that an answer names, base64url. Raises `AnswerNotRight`."""
    return _checked(given, lambda answer: websafe_encode(AuthenticationResponse.from_dict(answer).raw_id))


def signed(place: Place, challenge: str, given: str, passkey: StoredPasskey, *, was_named: bool) -> int:
    """How often the authenticator says that it was used, in an answer to `to_sign` that this passkey signed.

    Where no passkey `was_named`, the authenticator names the account. Raises `AnswerNotRight`.
    """
    return _checked(given, lambda answer: _signed(place, challenge, answer, passkey, was_named=was_named))


def _made(place: Place, challenge: str, answer: dict[str, Any]) -> Made:
    found = place.server().register_complete(_state(challenge), RegistrationResponse.from_dict(answer))
    new = found.credential_data
    if new is None or not 0 < len(new.credential_id) <= LONGEST_ID or new.public_key.ALGORITHM not in ALGORITHMS:
        raise AnswerNotRight
    said = answer["response"].get("transports") or ()
    return Made(
        websafe_encode(new.credential_id),
        websafe_encode(cbor.encode(new.public_key)),
        found.counter,
        ",".join(one for one in TRANSPORTS if one in said),
    )


def _signed(place: Place, challenge: str, answer: dict[str, Any], passkey: StoredPasskey, *, was_named: bool) -> int:
    read = AuthenticationResponse.from_dict(answer)
    handle = websafe_encode(read.response.user_handle or b"")
    if handle != passkey.user_handle and (handle or not was_named):
        raise AnswerNotRight
    key: Any = cbor.decode(websafe_decode(passkey.public_key))
    number = websafe_decode(passkey.credential_id)
    known = AttestedCredentialData.create(Aaguid.NONE, number, CoseKey.parse(key))
    place.server().authenticate_complete(_state(challenge), [known], read)
    return read.response.authenticator_data.counter


def _checked(given: str, check: Callable[[dict[str, Any]], Checked]) -> Checked:
    if len(given) > LONGEST_ANSWER:
        raise AnswerNotRight
    try:
        return check(json.loads(given))
    except Exception:  # noqa: BLE001 - whatever the library stumbles over is no answer of an authenticator
        raise AnswerNotRight from None


def _state(challenge: str) -> dict[str, Any]:
    return {"challenge": challenge, "user_verification": UserVerificationRequirement.REQUIRED}


def _named(passkeys: Sequence[StoredPasskey]) -> list[dict[str, Any]]:
    return [
        {
            "type": "public-key",
            "id": one.credential_id,
            "transports": one.transports.split(",") if one.transports else [],
        }
        for one in passkeys
    ]
