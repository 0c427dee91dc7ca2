"""A commit that waits for a synchronous standby, and a server that is a standby itself, or was the primary once."""

from __future__ import annotations

from sqlalchemy import Connection, Engine, event, text
from sqlalchemy.engine import ExceptionContext

from exam.store.postgresql.bounded import BoundedConnection, ServerSilent
from exam.store.postgresql.waiting import bound_waiting

READ_ONLY = "25006"
# Commits of this program that have waited for a while, also those that nobody waits for any more.
WAITING = text(
    "SELECT 1 FROM pg_stat_activity WHERE usename = current_user AND datname = current_database() "
    "AND wait_event = 'SyncRep' AND query_start < clock_timestamp() - interval '1 second' LIMIT 1"
)
# A transaction that wrote nothing does not wait for the standby, though what it found may not be there yet.
WROTE_NOTHING = text(
    "SELECT CASE WHEN pg_current_xact_id_if_assigned() IS NULL THEN pg_logical_emit_message(true, 'dermyo', '') END"
)


class Standby:
    """What is known of the synchronous standby in this process: whether commits may wait for it just now."""

    is_suspected = False

    def keeps_waiting(self, connection: Connection) -> bool:
        """Whether commits wait for it: one more would wait too, and occupy one of the server's connections."""
        self.is_suspected = self.is_suspected and connection.execute(WAITING).first() is not None
        return self.is_suspected


def wait_for_what_was_found(connection: Connection) -> None:
    """Have a transaction wait for the standby with its commit even if it only found that all is stored already."""
    connection.execute(WROTE_NOTHING)


def watch(engine: Engine) -> Standby:
    """Bound how long a connection of this engine waits, and leave a server that does not take writes any more."""
    standby = Standby()

    def look(context: ExceptionContext) -> None:
        original = context.original_exception
        if isinstance(original, ServerSilent):
            standby.is_suspected = True
        if getattr(original, "sqlstate", None) == READ_ONLY:
            # The primary that it was is a standby now, and another one the primary: connect anew.
            context.is_disconnect = True

    event.listen(engine, "connect", bound_waiting)
    event.listen(engine, "do_connect", lambda _dialect, _record, given, how: BoundedConnection.connect(*given, **how))
    event.listen(engine, "checkout", lambda connection, _record, _proxy: setattr(connection, "longest", LONGEST))
    event.listen(engine, "handle_error", look)
    return standby


LONGEST = BoundedConnection.longest
