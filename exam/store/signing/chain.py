"""The chain of a signed note: what was added to it, each link with the hash of what came before.

An addendum, the declaration that the note is void, and a supervisor's counter-signature or return. None of them can be
changed, left out or put elsewhere without the hashes after it showing it.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Literal, NamedTuple

from sqlalchemy import Connection, Row, Table, insert, select, update

from exam.domain.language import mark
from exam.domain.note.frozen import addendum_text, counter_signature_text, return_text, sha256, void_text
from exam.store.stored import Addendum, CounterSignature, Link, Void
from exam.store.tables import addenda, counter_signatures, signatures, voids
from exam.store.trail.entries import wrote

Kind = Literal["addendum", "void", "counter-signature", "return"]


class Chain(NamedTuple):
    """What was added to a signed note, oldest first: as links, and as what was said.

    `complete` is false where a place between them is empty, or taken twice.
    """

    links: tuple[Link, ...] = ()
    addenda: tuple[Addendum, ...] = ()
    void: Void | None = None
    complete: bool = True
    counter: CounterSignature | None = None

    def last(self, signature: str) -> str:
        """The hash that the next link holds: that of the last one, or of the signature."""
        return self.links[-1].sha256 if self.links else signature


def read_chain(connection: Connection, exam_id: str, signature: str) -> Chain:
    """The chain of a note whose signature has this hash."""
    rows = _rows(connection, exam_id)
    links: list[Link] = []
    for row in rows:
        previous = links[-1].sha256 if links else signature
        number = sum(one.kind == "addendum" for one in rows[: len(links) + 1])
        links.append(_link(row, previous, number))
    of = {
        kind: [row for row in rows if row.kind == kind] for kind in ("addendum", "void", "counter-signature", "return")
    }
    said = tuple(Addendum(row.author, row.at, row.words, row.sha256 or "") for row in of["addendum"])
    void = next((Void(row.author, row.at, row.words, row.sha256 or "") for row in of["void"]), None)
    counter = next((_counter(row) for row in (*of["counter-signature"], *of["return"])), None)
    complete = all(row.place in (None, place) for place, row in enumerate(rows, 1))
    return Chain(tuple(links), said, void, complete, counter)


def add_addendum(connection: Connection, values: dict[str, Any], chain: Chain, signature: str) -> None:
    """Add an addendum at the end of the chain; `values` are its columns."""
    text = addendum_text(chain.last(signature), values["author"], values["at"], values["text"])
    _add(connection, addenda, values, chain, text, "addendum added")


def add_void(connection: Connection, values: dict[str, Any], chain: Chain, signature: str) -> None:
    """Add the declaration that the note is void at the end of the chain."""
    text = void_text(chain.last(signature), values["author"], values["at"], values["reason"])
    _add(connection, voids, values, chain, text, "declared void")


def add_counter_signature(connection: Connection, values: dict[str, Any], chain: Chain, signature: str) -> None:
    """Add what a supervisor said at the end of the chain: that the note was sent back, where it says why."""
    who = (chain.last(signature), values["author"], values["username"], values["at"])
    if values["returned"] is None:
        text, act = counter_signature_text(*who), mark("counter-signed")
    else:
        text, act = return_text(*who, values["returned"]), mark("sent back")
    _add(connection, counter_signatures, values, chain, text, act)


def _add(connection: Connection, table: Table, values: dict[str, Any], chain: Chain, text: str, act: str) -> None:
    now, exam_id = sha256(text), values["exam_id"]
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
    """A row of any of the tables; its `words` are a text or a reason, and `account` the user name of a supervisor."""

    kind: Kind
    author: str
    at: datetime
    words: str
    place: int | None
    sha256: str | None
    account: str = ""


def _rows(connection: Connection, exam_id: str) -> Sequence[_Added]:
    """What was written before there were chains comes first, in the order of its time."""
    said = connection.execute(select(addenda).where(addenda.c.exam_id == exam_id).order_by(addenda.c.id))
    void = connection.execute(select(voids).where(voids.c.exam_id == exam_id))
    counter = connection.execute(select(counter_signatures).where(counter_signatures.c.exam_id == exam_id))
    rows = [
        *(_added("addendum", row, row.text) for row in said),
        *(_added("void", row, row.reason) for row in void),
        *(_supervised(row) for row in counter),
    ]
    return sorted(rows, key=lambda row: (row.place or 0, row.at))


def _added(kind: Kind, row: Row[Any], words: str) -> _Added:
    return _Added(kind, row.author, row.at, words, row.place, row.sha256)


def _supervised(row: Row[Any]) -> _Added:
    kind: Kind = "counter-signature" if row.returned is None else "return"
    return _added(kind, row, row.returned or "")._replace(account=row.username)


def _counter(row: _Added) -> CounterSignature:
    returned = row.words if row.kind == "return" else None
    return CounterSignature(row.author, row.account, row.at, row.sha256 or "", returned)


def _link(row: _Added, previous: str, number: int) -> Link:
    text = _text(row, previous)
    found, name = sha256(text), f"addendum {number}" if row.kind == "addendum" else row.kind
    return Link(name, text, row.sha256 or found, matches=row.sha256 in (None, found), hashed=row.sha256 is not None)


def _text(row: _Added, previous: str) -> str:
    """What was hashed."""
    if row.kind == "addendum":
        return addendum_text(previous, row.author, row.at, row.words)
    if row.kind == "void":
        return void_text(previous, row.author, row.at, row.words)
    if row.kind == "return":
        return return_text(previous, row.author, row.account, row.at, row.words)
    return counter_signature_text(previous, row.author, row.account, row.at)
