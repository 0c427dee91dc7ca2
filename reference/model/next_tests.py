"""Which tests come next: those that distinguish two causes, and those that an emergency asks for first."""

from __future__ import annotations

from typing import Annotated

from msgspec import Meta

from reference.model.rows import Row, Text

Tests = Annotated[tuple[str, ...], Meta(min_length=1)]


class Discriminator(Row, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The tests that distinguish two causes, in the order in which a neurologist does them.

    Each of `causes` is an id of `causes.toml`, or the id of a kind, as `root` for any root lesion. Several roots
    together count as each of them.
    """

    id: Text
    causes: tuple[str, str]
    tests: Tests


class FirstTests(Row, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The tests that come before all others, in this order, while one of the alerts is raised or a cause leads.

    `looks_for` is the cause that they are done for.
    """

    id: Text
    alerts: tuple[str, ...] = ()
    causes: tuple[str, ...] = ()
    looks_for: Text
    tests: Tests
