"""The names and addresses that a certificate is for, as a person types them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from ipaddress import ip_address

from cryptography.x509 import DNSName, GeneralName, IPAddress

LABEL = re.compile(r"(?!-)[a-z0-9-]{1,63}(?<!-)")
LONGEST_NAME = 253
# This computer itself, so that someone using it can check whether Dermyo responds.
THIS_COMPUTER = ("localhost", "127.0.0.1", "::1")
# A host name or an address, as a certificate contains it.
Name = GeneralName


class NameRefused(ValueError):
    """Something that cannot be used in an address bar; the message names it."""


def read_names(words: Sequence[str]) -> tuple[Name, ...]:
    """Host names and addresses, each once, this computer's own last. Raises `NameRefused`."""
    return tuple(dict.fromkeys(_read(word) for word in (*words, *THIS_COMPUTER)))


def written(name: Name) -> str:
    """A name as it is typed."""
    return str(name.value)


def for_tablets(names: Sequence[Name]) -> list[Name]:
    """The names that work from another computer; all of them if none does."""
    return [name for name in names if written(name) not in THIS_COMPUTER] or list(names)


def listed(names: Sequence[Name]) -> str:
    """The names in a sentence."""
    return ", ".join(map(written, for_tablets(names)))


def _read(word: str) -> Name:
    try:
        address = ip_address(word.removeprefix("[").removesuffix("]"))
    except ValueError:
        return DNSName(_host(word))
    if address.is_unspecified or address.is_multicast:
        raise NameRefused(f'"{word}" is not the address of one computer')
    return IPAddress(address)


def _host(word: str) -> str:
    name = word.lower().removesuffix(".")
    labels = name.split(".")
    # Browsers read a name that ends in a number as an IPv4 address.
    if len(name) > LONGEST_NAME or labels[-1].isdecimal() or not all(LABEL.fullmatch(label) for label in labels):
        raise NameRefused(f'"{word}" is neither a host name ("dermyo.local") nor an IP address ("192.168.1.10")')
    return name
