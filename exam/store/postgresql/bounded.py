"""Connections that end when the server says nothing, as one whose machine or disk no longer responds."""

from __future__ import annotations

from typing import Any

from psycopg import Connection, OperationalError
from psycopg.errors import _WaitTimeout

# What is not limited by the server itself: a commit waits for a synchronous standby as long as that takes. Shorter than
# a tablet waits for an answer.
LONGEST_SILENCE = 12.0  # seconds


class ServerSilent(OperationalError):
    """The server said nothing for too long. What was sent to it may have been done, or may be done later."""


class BoundedConnection(Connection[Any]):
    """Waits for the server as long as `longest` says; None for as long as it takes."""

    longest: float | None = LONGEST_SILENCE

    def wait(self, gen: Any, interval: float = 0.1, timeout: float | None = None) -> Any:
        """See psycopg. Raises `ServerSilent`: the connection is closed then, since nothing is known of what it did."""
        longest = self.longest
        try:
            return super().wait(gen, interval, longest if timeout is None else timeout)
        except _WaitTimeout as late:
            if timeout is not None:
                raise
            self.pgconn.finish()
            raise ServerSilent(f"the database server said nothing for {longest:g} seconds") from late
