"""An authenticator of software, with a browser before it: it makes passkeys, signs, and does wrong where asked to."""

import hashlib
import json
import secrets
import struct
from base64 import urlsafe_b64decode, urlsafe_b64encode

from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.hashes import SHA256
from fido2 import cbor

PRESENT, VERIFIED, MADE = 0x01, 0x04, 0x40
ORIGIN = "http://localhost"


def text_of(data):
    return urlsafe_b64encode(data).decode().rstrip("=")


def bytes_of(text):
    return urlsafe_b64decode(text + "=" * (-len(text) % 4))


class Curve:
    """P-256."""

    def __init__(self):
        self.secret = ec.generate_private_key(ec.SECP256R1())
        numbers = self.secret.public_key().public_numbers()
        self.public = {1: 2, 3: -7, -1: 1, -2: numbers.x.to_bytes(32), -3: numbers.y.to_bytes(32)}

    def signs(self, data):
        return self.secret.sign(data, ec.ECDSA(SHA256()))


class Edwards:
    """Ed25519."""

    def __init__(self):
        self.secret = ed25519.Ed25519PrivateKey.generate()
        self.public = {1: 1, 3: -8, -1: 6, -2: self.secret.public_key().public_bytes_raw()}

    def signs(self, data):
        return self.secret.sign(data)


class Rsa:
    """RSA, as Windows makes it."""

    def __init__(self):
        self.secret = rsa.generate_private_key(65537, 2048)
        numbers = self.secret.public_key().public_numbers()
        self.public = {1: 3, 3: -257, -1: numbers.n.to_bytes(256), -2: numbers.e.to_bytes(3)}

    def signs(self, data):
        return self.secret.sign(data, PKCS1v15(), SHA256())


class Authenticator:
    """Holds one passkey. `wrong` says what to do otherwise than asked: origin, host, flags, count, kind."""

    def __init__(self, key=Curve, counts=True):
        self.key, self.id, self.counts = key(), secrets.token_bytes(16), counts
        self.count, self.handle = 0, b""

    def makes(self, asked, **wrong):
        """The answer to `create`."""
        self.handle = bytes_of(asked["user"]["id"])
        key = cbor.encode(wrong.get("key", self.key.public))
        made = b"\0" * 16 + struct.pack(">H", len(self.id)) + self.id + key
        data = self._data(asked["rp"]["id"], wrong.get("flags", PRESENT | VERIFIED | MADE), wrong) + made
        made = cbor.encode({"fmt": "none", "attStmt": {}, "authData": data})
        client = self._client("webauthn.create", asked, wrong)
        return self._answer({"clientDataJSON": client, "attestationObject": made}, transports=["usb", "odd", "nfc"])

    def signs(self, asked, **wrong):
        """The answer to `get`."""
        client = self._client("webauthn.get", asked, wrong)
        data = self._data(asked["rpId"], wrong.get("flags", PRESENT | VERIFIED), wrong)
        signature = self.key.signs(data + hashlib.sha256(client).digest())
        handle = wrong.get("handle", self.handle)
        given = {"clientDataJSON": client, "authenticatorData": data, "signature": wrong.get("signature", signature)}
        return self._answer(given | ({"userHandle": handle} if handle else {}))

    def _client(self, kind, asked, wrong):
        said = {"type": wrong.get("kind", kind), "challenge": wrong.get("challenge", asked["challenge"])}
        return json.dumps(said | {"origin": wrong.get("origin", ORIGIN), "crossOrigin": False}).encode()

    def _data(self, host, flags, wrong):
        self.count = wrong.get("count", self.count + 1 if self.counts else 0)
        return hashlib.sha256(wrong.get("host", host).encode()).digest() + struct.pack(">BI", flags, self.count)

    def _answer(self, response, **more):
        said = {name: text_of(data) for name, data in response.items()} | more
        sent = {"id": text_of(self.id), "rawId": text_of(self.id), "type": "public-key", "response": said}
        return json.dumps(sent | {"clientExtensionResults": {}})
