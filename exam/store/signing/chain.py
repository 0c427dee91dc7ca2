"""The chain of a signed note: each addendum, and the declaration that it is void, holds the hash of what came before.

So none of them can be changed, left out or put elsewhere without the hashes after it showing it.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import Connection, Row, Table, insert, select, update

from exam.domain.note.frozen import addendum_text, sha256, void_text
from exam.store.stored import Addendum, Link, Void
from exam.store.tables import addenda, signatures, voids
from exam.store.trail.entries import wrote


class Chain(NamedTuple):
    """What was added to a signed note, oldest first: as links, and as what was said.

    `complete` is false where a place between them is empty, or taken twice.
    """

    links: tuple[Link, ...] = ()
    addenda: tuple[Addendum, ...] = ()
    void: Void | None = None
    complete: bool = True

    def last(self, signature: str) -> str:
        """The hash that the next link holds: that of the last one, or of the signature."""
        return self.links[-1].sha256 if self.links else signature


def read_chain(connection: Connection, exam_id: str, signature: str) -> Chain:
    """The chain of a note whose signature has this hash."""
    rows = _rows(connection, exam_id)
    links: list[Link] = []
    for row in rows:
        previous = links[-1].sha256 if links else signature
        number = sum(row.text is not None for row in rows[: len(links) + 1])
        links.append(_link(row, previous, number))
    said = tuple(Addendum(row.author, row.at, row.text, row.sha256 or "") for row in rows if row.text is not None)
    void = next((_void(row) for row in rows if row.text is None), None)
    return Chain(tuple(links), said, void, all(row.place in (None, place) for place, row in enumerate(rows, 1)))


def add_addendum(connection: Connection, values: dict[str, Any], chain: Chain, signature: str) -> None:
    """Add an addendum at the end of the chain; `values` are its columns."""
    text = addendum_text(chain.last(signature), values["author"], values["at"], values["text"])
    _add(connection, addenda, values, chain, text)


def add_void(connection: Connection, values: dict[str, Any], chain: Chain, signature: str) -> None:
    """Add the declaration that the note is void at the end of the chain."""
    text = void_text(chain.last(signature), values["author"], values["at"], values["reason"])
    _add(connection, voids, values, chain, text)


def _add(connection: Connection, table: Table, values: dict[str, Any], chain: Chain, text: str) -> None:
    now, exam_id, act = sha256(text), values["exam_id"], "declared void" if table is voids else "addendum added"
    adding = insert(table).values(values | {"place": len(chain.links) + 1, "sha256": now})
    added = connection.execute(adding.returning(*table.primary_key)).scalar_one()
    connection.execute(update(signatures).where(signatures.c.exam_id == exam_id).values(last_sha256=now))
    wrote(connection, act, table, added, exam_id=exam_id)
    wrote(connection, act, signatures, exam_id, exam_id=exam_id)


def changed_links(chain: Chain, last: str | None) -> tuple[str, ...]:
    """What of a chain does not match its hashes: "addendum 2", "void", or "addenda" where one is missing.

    `last` is the hash of the last link as it was noted beside the signature.
    """
    changed = tuple(link.name for link in chain.links if not link.matches)
    hashed = [link.sha256 for link in chain.links if link.hashed]
    whole = chain.complete and (hashed[-1] if hashed else None) == last
    return changed if whole else (*changed, "addenda")


class _Added(NamedTuple):
    """A row of either table: an addendum has a `text`, the other a `reason`."""

    author: str
    at: datetime
    text: str | None
    reason: str | None
    place: int | None
    sha256: str | None


def _rows(connection: Connection, exam_id: str) -> Sequence[_Added]:
    """What was written before there were chains comes first, in the order of its time."""
    said = connection.execute(select(addenda).where(addenda.c.exam_id == exam_id).order_by(addenda.c.id))
    void = connection.execute(select(voids).where(voids.c.exam_id == exam_id))
    rows = [*(_added(row, text=row.text) for row in said), *(_added(row, reason=row.reason) for row in void)]
    return sorted(rows, key=lambda row: (row.place or 0, row.at))


def _added(row: Row[Any], *, text: str | None = None, reason: str | None = None) -> _Added:
    return _Added(row.author, row.at, text, reason, row.place, row.sha256)


def _void(row: _Added) -> Void:
    return Void(row.author, row.at, row.reason or "", row.sha256 or "")


def _link(row: _Added, previous: str, number: int) -> Link:
    if row.text is None:
        name, text = "void", void_text(previous, row.author, row.at, row.reason or "")
    else:
        name, text = f"addendum {number}", addendum_text(previous, row.author, row.at, row.text)
    found = sha256(text)
    return Link(name, text, row.sha256 or found, matches=row.sha256 in (None, found), hashed=row.sha256 is not None)
