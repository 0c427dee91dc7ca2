"""Who read the statement of intended use, and when."""

from __future__ import annotations

from datetime import UTC, datetime

from sqlalchemy import Engine, insert, select

from exam.domain.language import mark
from exam.domain.words.regulatory_status import STATEMENT
from exam.store.database import reading, wait_for_turn, writing
from exam.store.tables import intended_use_readings
from exam.store.trail.entries import wrote


class Readings:
    """Who read the present statement."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def read_at(self, account_id: int) -> datetime | None:
        """When this account read it; None if it has not."""
        columns = intended_use_readings.c
        this = (columns.account_id == account_id) & (columns.statement == STATEMENT)
        with reading(self._engine) as connection:
            return connection.scalar(select(columns.at).where(this))

    def note(self, account_id: int) -> None:
        """Store that this account read it now; nothing where it did before."""
        columns = intended_use_readings.c
        this = (columns.account_id == account_id) & (columns.statement == STATEMENT)
        row = {"account_id": account_id, "statement": STATEMENT, "at": datetime.now(UTC)}
        with writing(self._engine) as connection:
            wait_for_turn(connection, "intended_use")
            if connection.execute(select(columns.at).where(this)).first() is None:
                connection.execute(insert(intended_use_readings).values(row))
                wrote(connection, mark("intended use read"), intended_use_readings, account_id, STATEMENT)
