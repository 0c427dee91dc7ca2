"""Takes what a database has into its new trail: from then on it is followed."""

from __future__ import annotations

from collections.abc import Collection
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, insert

from exam.store.tables import trail
from exam.store.trail.digests import Place, chained, stored_places
from exam.store.trail.entries import Head, read_head

ADOPTED = "found at the upgrade"
AT_ONCE = 500


def adopt(connection: Connection, followed: Collection[str] = ()) -> int:
    """Write one entry for each row that is there; returns how many. It says nothing of what happened before.

    The tables that are `followed` already, by name, are left out.
    """
    head, now, places = read_head(connection), datetime.now(UTC), list(stored_places(connection, followed))
    for first in range(0, len(places), AT_ONCE):
        rows = []
        for place in places[first : first + AT_ONCE]:
            values = _values(place) | {"number": head.count + 1, "at": now}
            head = Head(head.count + 1, chained(head.sha256, values))
            rows.append(values | {"sha256": head.sha256})
        connection.execute(insert(trail), rows)
    return len(places)


def _values(place: Place) -> dict[str, Any]:
    return {
        "account_id": None,
        "actor": "program",
        "address": "",
        "act": ADOPTED,
        "exam_id": place.exam_id,
        "subject": place.subject,
        "digest": place.digest,
    }
