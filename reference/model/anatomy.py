"""The roots and nerves that the tests examine."""

from __future__ import annotations

from reference.model.rows import NamedRow, Text


class Root(NamedRow, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A lumbar or sacral root: what it supplies and which disc usually presses on it."""

    id: Text
    label: Text
    disc: Text
    dermatome: Text
    key_point: Text
    myotome: Text
    reflex: Text
    pain: Text
    disagreement: str = ""


class Nerve(NamedRow, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A peripheral nerve of the leg: its roots, what it supplies, and what its lesion spares."""

    id: Text
    label: Text
    roots: tuple[str, ...]
    motor: Text
    sensory: Text
    spared: Text
    history: Text
