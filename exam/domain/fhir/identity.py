"""Addresses that follow from content alone: the same examination always has the same ones.

Our own code systems have no host that we could claim, so each is named by a UUID too; `docs/formats.md` lists them.
"""

from __future__ import annotations

from uuid import UUID, uuid5

NAMESPACE = UUID("83f24584-9630-579b-9aa8-129a609342e5")
URNS = "urn:ietf:rfc:3986"
LOINC = "http://loinc.org"
SYSTEMS = (
    "tests",
    "grades",
    "sides",
    "limits",
    "not_tested",
    "alerts",
    "causes",
    "conditions",
    "studies",
    "sections",
    "marks",
)


def urn(*names: str) -> str:
    """The address of what these names mean, as `urn:uuid:...`."""
    return f"urn:uuid:{uuid5(NAMESPACE, '/'.join(names))}"


def system(name: str) -> str:
    """The address of one of our own code systems. Raises KeyError for any other name."""
    return OURS[name]


def id_in(address: str) -> str:
    """The id of a resource within its address."""
    return address.removeprefix("urn:uuid:")


OURS = {name: urn("system", name) for name in SYSTEMS}
