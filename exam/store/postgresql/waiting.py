"""How long Dermyo waits for a PostgreSQL server, for another's lock and for one statement."""

from __future__ import annotations

from typing import Any

from sqlalchemy import URL

from exam.store.turns import PATIENCE

# How long one statement may take, in seconds.
LONGEST_STATEMENT = 10
# For a server that vanished without a word; what the URL says takes precedence.
NETWORK = {
    "connect_timeout": PATIENCE,
    "keepalives_idle": 5,
    "keepalives_interval": 2,
    "keepalives_count": 3,
    "tcp_user_timeout": 10_000,
}


def network(url: URL) -> dict[str, Any]:
    """What an engine is told of the network; nothing for another database."""
    if url.get_backend_name() != "postgresql":
        return {}
    settings = {name: value for name, value in NETWORK.items() if name not in url.query}
    return {"connect_args": settings, "pool_timeout": PATIENCE}


def bound_waiting(connection: Any, _record: Any) -> None:
    """Bound what a new connection waits for."""
    connection.execute(f"SET lock_timeout = '{PATIENCE}s'")
    connection.execute(f"SET statement_timeout = '{LONGEST_STATEMENT}s'")
    connection.commit()
