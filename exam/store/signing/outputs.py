"""The outputs of a signed note: made once, kept, and the same bytes from then on."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime

from sqlalchemy import Connection, Engine, delete, insert, select
from sqlalchemy.exc import IntegrityError

from exam.store.database import reading, writing
from exam.store.people.permission import readable_row
from exam.store.tables import kept_outputs
from exam.store.trail.entries import wrote


class KeptOutputs:
    """The part of a store that keeps outputs. An output belongs to one state of a note: an addendum makes another."""

    _engine: Engine

    def kept_output(self, exam_id: str, user_id: int, state: str, kind: str) -> bytes | None:
        """The bytes that are kept; None if there are none yet, or if they are not those that were kept.

        Raises `ExamNotFound`.
        """
        with reading(self._engine) as connection:
            readable_row(connection, exam_id, user_id)
            return _intact(connection, exam_id, state, kind)

    def keep_output(self, exam_id: str, user_id: int, state: str, kind: str, content: bytes) -> bytes:
        """Keep an output, and return what is kept: where two servers made it at once, the one that came first.

        Raises `ExamNotFound`.
        """
        key = {"exam_id": exam_id, "state": state, "kind": kind}
        values = key | {"content": content, "sha256": hashlib.sha256(content).hexdigest(), "made_at": datetime.now(UTC)}
        try:
            with writing(self._engine) as connection:
                readable_row(connection, exam_id, user_id)
                connection.execute(insert(kept_outputs).values(values))
                wrote(connection, "output kept", kept_outputs, *key.values(), exam_id=exam_id)
        except IntegrityError:
            first = self.kept_output(exam_id, user_id, state, kind)
            return content if first is None else first
        return content


def changed_outputs(connection: Connection, exam_id: str, state: str) -> tuple[str, ...]:
    """The kinds of the outputs kept of this state that are not the bytes that were kept, as "output pdf-a4"."""
    here = (kept_outputs.c.exam_id == exam_id) & (kept_outputs.c.state == state)
    columns = (kept_outputs.c.kind, kept_outputs.c.content, kept_outputs.c.sha256)
    rows = connection.execute(select(*columns).where(here).order_by(kept_outputs.c.kind))
    return tuple(f"output {row.kind}" for row in rows if hashlib.sha256(row.content).hexdigest() != row.sha256)


def forget_outputs(connection: Connection, exam_id: str) -> None:
    """Delete what was kept of a note whose signing is undone: nobody has it."""
    keys = list(kept_outputs.primary_key)
    gone = connection.execute(delete(kept_outputs).where(kept_outputs.c.exam_id == exam_id).returning(*keys))
    for key in gone.all():
        wrote(connection, "output removed", kept_outputs, *key, exam_id=exam_id)


def _intact(connection: Connection, exam_id: str, state: str, kind: str) -> bytes | None:
    this = (kept_outputs.c.exam_id == exam_id) & (kept_outputs.c.state == state) & (kept_outputs.c.kind == kind)
    row = connection.execute(select(kept_outputs.c.content, kept_outputs.c.sha256).where(this)).first()
    if row is None or hashlib.sha256(row.content).hexdigest() != row.sha256:
        return None
    return bytes(row.content)
