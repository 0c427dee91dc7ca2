"""Creates certificates: a clinic's authority, and the server's certificate signed by it.

The limits are Apple's for a server on a private authority: at most 825 days, a key for TLS servers by name, SHA-2
(support.apple.com/103769). The shorter lifetimes that Apple announced later are for public authorities
(support.apple.com/102028).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from ipaddress import ip_network

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

AUTHORITY_DAYS = 3650
# Below the limit: Apple counts every started day, and validity starts in the past.
SERVER_DAYS = 820
# Long enough for a monthly timer, or for a person who checks each quarter.
RENEWED_BEFORE = timedelta(days=100)
# A tablet's clock may be behind.
SLOW_CLOCK = timedelta(days=1)
# Names and networks that no public site can have (RFC 1918, 4193, 6761, 6762, 8375; .internal is reserved by ICANN).
PRIVATE_NAMES = ("local", "internal", "home.arpa", "localhost")
PRIVATE_NETWORKS = (
    *("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "169.254.0.0/16", "127.0.0.0/8"),
    *("fc00::/7", "fe80::/10", "::1/128"),
)
NO_USAGE = dict.fromkeys(
    (
        *("digital_signature", "content_commitment", "key_encipherment", "data_encipherment", "key_agreement"),
        *("key_cert_sign", "crl_sign", "encipher_only", "decipher_only"),
    ),
    False,
)


@dataclass(frozen=True, slots=True)
class Pair:
    """A certificate and its key."""

    certificate: x509.Certificate
    key: ec.EllipticCurvePrivateKey


def make_authority(names: Sequence[x509.GeneralName], now: datetime) -> Pair:
    """A new authority that can certify only private names and networks, and `names`.

    A tablet trusts every certificate that it signs: with this limit, a stolen key cannot impersonate a bank.
    """
    key = ec.generate_private_key(ec.SECP256R1())
    subject = _common_name(f"Dermyo at {names[0].value} ({now:%Y-%m-%d})"[:64])
    builder = _unsigned(subject, subject, key, now, now - SLOW_CLOCK + timedelta(days=AUTHORITY_DAYS))
    builder = builder.add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
    builder = builder.add_extension(_usage("key_cert_sign", "crl_sign"), critical=True)
    builder = builder.add_extension(x509.NameConstraints(_permitted(names), None), critical=True)
    return Pair(builder.sign(key, SHA256()), key)


def make_server(names: Sequence[x509.GeneralName], authority: Pair, now: datetime) -> Pair:
    """A new certificate of the server for `names`, with a new key; it expires no later than its authority."""
    key = ec.generate_private_key(ec.SECP256R1())
    ends = min(now - SLOW_CLOCK + timedelta(days=SERVER_DAYS), authority.certificate.not_valid_after_utc)
    builder = _unsigned(_common_name("Dermyo"), authority.certificate.subject, key, now, ends)
    builder = builder.add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
    builder = builder.add_extension(_usage("digital_signature"), critical=True)
    builder = builder.add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), critical=False)
    builder = builder.add_extension(x509.SubjectAlternativeName(names), critical=False)
    issuer = x509.AuthorityKeyIdentifier.from_issuer_public_key(authority.key.public_key())
    return Pair(builder.add_extension(issuer, critical=False).sign(authority.key, SHA256()), key)


def may_vouch_for(authority: x509.Certificate, name: x509.GeneralName) -> bool:
    """Whether the authority was created for this name, so that it can certify it."""
    allowed = authority.extensions.get_extension_for_class(x509.NameConstraints).value.permitted_subtrees or []
    return any(_covers(one, name) for one in allowed)


def is_due(certificate: x509.Certificate, now: datetime) -> bool:
    """Whether it is time to renew."""
    return now > certificate.not_valid_after_utc - RENEWED_BEFORE


def fingerprint(certificate: x509.Certificate) -> str:
    """Its SHA-256, as tablets show it."""
    return certificate.fingerprint(SHA256()).hex(":").upper()


def ends_on(certificate: x509.Certificate) -> str:
    """The last day of validity, in words."""
    return _day(certificate.not_valid_after_utc)


def renewed_from(certificate: x509.Certificate) -> str:
    """The first day on which it is due for renewal, in words."""
    return _day(certificate.not_valid_after_utc - RENEWED_BEFORE)


def names_of(server: x509.Certificate) -> tuple[x509.GeneralName, ...]:
    """The names and addresses in a server's certificate."""
    return tuple(server.extensions.get_extension_for_class(x509.SubjectAlternativeName).value)


def _day(moment: datetime) -> str:
    return f"{moment.day} {moment:%B %Y}"


def _common_name(name: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])


def _unsigned(
    subject: x509.Name, issuer: x509.Name, key: ec.EllipticCurvePrivateKey, now: datetime, ends: datetime
) -> x509.CertificateBuilder:
    builder = x509.CertificateBuilder().subject_name(subject).issuer_name(issuer).public_key(key.public_key())
    builder = builder.serial_number(x509.random_serial_number())
    builder = builder.not_valid_before(now - SLOW_CLOCK).not_valid_after(ends)
    identifier = x509.SubjectKeyIdentifier.from_public_key(key.public_key())
    return builder.add_extension(identifier, critical=False)


def _usage(*allowed: str) -> x509.KeyUsage:
    return x509.KeyUsage(**NO_USAGE | dict.fromkeys(allowed, True))


def _permitted(names: Iterable[x509.GeneralName]) -> list[x509.GeneralName]:
    """Private names and networks, and each of `names` that is not among them."""
    private: list[x509.GeneralName] = [x509.DNSName(name) for name in PRIVATE_NAMES]
    private += [x509.IPAddress(ip_network(network)) for network in PRIVATE_NETWORKS]
    others = [name for name in names if not any(_covers(one, name) for one in private)]
    return private + [
        x509.IPAddress(ip_network(one.value)) if isinstance(one, x509.IPAddress) else one for one in others
    ]


def _covers(allowed: x509.GeneralName, name: x509.GeneralName) -> bool:
    """As browsers check it: a name covers its subdomains, a network its addresses."""
    if isinstance(allowed, x509.IPAddress) and isinstance(name, x509.IPAddress):
        return name.value in allowed.value  # type: ignore[operator]
    if isinstance(allowed, x509.DNSName) and isinstance(name, x509.DNSName):
        return name.value == allowed.value or name.value.endswith(f".{allowed.value}")
    return False
