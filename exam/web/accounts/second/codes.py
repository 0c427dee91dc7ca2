"""Secrets of authenticator apps and the codes they make (RFC 6238: six digits, every 30 seconds), and recovery codes.

A secret is stored encrypted with a key that is made of the server's own, and for one account: it is of no use to
whoever reads the database alone, nor in the row of another account.
"""

from __future__ import annotations

import base64
import secrets
from datetime import datetime
from hashlib import sha256

import segno
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from flask import current_app
from passlib.exc import TokenError
from passlib.totp import TOTP

DIGITS, SECONDS = 6, 30
# A code before and one after are taken too: clocks differ, and typing takes time.
WINDOW = 30
RECOVERY_CODES = 8
NONCE = 12
ISSUER = "Dermyo"
# A recovery code: 16 of 32 characters, so 80 random bits, which nobody finds by their hash.
LETTERS, LONGEST = "abcdefghijkmnpqrstuvwxyz23456789", 16


class NotReadable(Exception):
    """A secret that was encrypted with another key, or for another account."""


def new_secret(account_id: int) -> str:
    """A new secret of an account, encrypted."""
    return _encrypted(TOTP.new().base32_key, account_id)


def readable_secret(secret: str, account_id: int) -> str:
    """A secret in groups of four characters, to type it into an app. Raises `NotReadable`."""
    key = _decrypted(secret, account_id)
    return " ".join(key[start : start + 4] for start in range(0, len(key), 4))


def drawing_of(secret: str, account_id: int, username: str) -> str:
    """The QR code that an app reads, as an SVG element. Raises `NotReadable`."""
    address = TOTP(key=_decrypted(secret, account_id)).to_uri(label=username, issuer=ISSUER)
    # No title, and no size: the page names it and sizes it. Black on white, as cameras expect, also in the dark.
    drawing: str = segno.make(address, micro=False).svg_inline(dark="#000", light="#fff", omitsize=True)
    return drawing


def step_of(code: str, secret: str, account_id: int, now: datetime) -> int | None:
    """The number of the half minute whose code this is, about now; None for a wrong one. Raises `NotReadable`."""
    totp = TOTP(key=_decrypted(secret, account_id), digits=DIGITS, period=SECONDS)
    try:
        return int(totp.match(code, time=now.timestamp(), window=WINDOW).counter)
    except TokenError:
        return None


def new_recovery_codes() -> list[str]:
    """New recovery codes, in groups of four characters."""
    codes = ("".join(secrets.choice(LETTERS) for _ in range(LONGEST)) for _ in range(RECOVERY_CODES))
    return ["-".join(code[start : start + 4] for start in range(0, LONGEST, 4)) for code in codes]


def hash_of(code: str) -> str:
    """What is stored of a recovery code, however it is typed."""
    return sha256("".join(filter(str.isalnum, code.casefold())).encode()).hexdigest()


def _encrypted(text: str, account_id: int) -> str:
    nonce = secrets.token_bytes(NONCE)
    return base64.urlsafe_b64encode(nonce + _cipher().encrypt(nonce, text.encode(), _bound(account_id))).decode()


def _decrypted(secret: str, account_id: int) -> str:
    try:
        stored = base64.urlsafe_b64decode(secret)
        return _cipher().decrypt(stored[:NONCE], stored[NONCE:], _bound(account_id)).decode()
    except (InvalidTag, ValueError):
        raise NotReadable from None


def _cipher() -> AESGCM:
    own = current_app.secret_key
    assert isinstance(own, str)
    return AESGCM(HKDF(SHA256(), 32, salt=None, info=b"dermyo second factor").derive(own.encode()))


def _bound(account_id: int) -> bytes:
    return str(account_id).encode()
