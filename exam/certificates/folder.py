"""Where a clinic's certificates are stored: a subfolder of the data folder, inaccessible to other users."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePrivateKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)

from exam.certificates.issue import Pair
from exam.config import Config
from exam.data_folder import certificate_for_tablets, make_data_folder, server_certificate

# A certificate and its key share one file, so that neither can be replaced without the other.
AUTHORITY = "authority.pem"


class CertificateUnreadable(ValueError):
    """A file that should contain a certificate but does not; the message names it."""


class CertificateFolder:
    """The pairs stored for one configuration."""

    def __init__(self, config: Config) -> None:
        self._config = config
        self.server_file = server_certificate(config)
        self.for_tablets = certificate_for_tablets(config)
        self.authority_file = self.server_file.with_name(AUTHORITY)

    def authority(self) -> Pair | None:
        """The clinic's authority, if there is one. Raises `CertificateUnreadable`."""
        return _read(self.authority_file)

    def server(self) -> Pair | None:
        """The server's certificate, if there is one. Raises `CertificateUnreadable`."""
        return _read(self.server_file)

    def given_to_tablets(self) -> x509.Certificate:
        """The file that tablets install, rewritten if it is missing. Raises `CertificateUnreadable`."""
        authority = self.authority()
        if authority and not self.for_tablets.exists():
            self._give_to_tablets(authority)
        return certificate_in(self.for_tablets)

    def keep_authority(self, pair: Pair) -> None:
        """Store an authority, replacing the previous one."""
        self._write(self.authority_file, _pem(pair))
        self._give_to_tablets(pair)

    def keep_server(self, pair: Pair) -> None:
        """Store a server's certificate, replacing the previous one."""
        self._write(self.server_file, _pem(pair))

    def _give_to_tablets(self, authority: Pair) -> None:
        self._write(self.for_tablets, authority.certificate.public_bytes(Encoding.PEM))

    def _write(self, path: Path, content: bytes) -> None:
        make_data_folder(self._config)
        _write(path, content)


def certificate_in(path: Path) -> x509.Certificate:
    """The first certificate of a file. Raises `CertificateUnreadable`, and `OSError` when it cannot be opened."""
    try:
        return x509.load_pem_x509_certificate(path.read_bytes())
    except ValueError:
        raise CertificateUnreadable(f"{path} holds no certificate that can be read") from None


def _read(path: Path) -> Pair | None:
    if not path.exists():
        return None
    certificate = certificate_in(path)
    try:
        key = load_pem_private_key(path.read_bytes(), password=None)
    except ValueError:
        raise CertificateUnreadable(f"{path} holds no key that can be read") from None
    if not isinstance(key, EllipticCurvePrivateKey) or key.public_key() != certificate.public_key():
        raise CertificateUnreadable(f"{path} holds a key that is not its certificate's")
    return Pair(certificate, key)


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(exist_ok=True, mode=0o700)
    draft = path.with_name(f"{path.name}.{secrets.token_hex(4)}")
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(content)
    draft.replace(path)


def _pem(pair: Pair) -> bytes:
    key = pair.key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    return pair.certificate.public_bytes(Encoding.PEM) + key
