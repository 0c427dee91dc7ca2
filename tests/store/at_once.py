"""One act that another one waits for, on PostgreSQL."""

import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

import pytest
from sqlalchemy import text

from exam.store import database
from exam.store.database import reading

WAITING = text("SELECT count(*) FROM pg_locks WHERE NOT granted")
PATIENCE = 20


@contextmanager
def one_waits_for_the_other(engine):
    """A function that does a first act, and a second one that begins when the first has every lock that it needs.

    It returns what the second comes to: its result, or what it raises.
    """
    write = database._write_trail
    with ThreadPoolExecutor(1) as beside, pytest.MonkeyPatch.context() as patch:

        def both(first, second):
            given = []

            def held(connection):
                if not given:
                    given.append(beside.submit(second))
                    wait_until_one_waits(engine)
                write(connection)

            patch.setattr(database, "_write_trail", held)
            first()
            error = given[0].exception(PATIENCE)
            return given[0].result() if error is None else error

        yield both


def wait_until_one_waits(engine):
    """Until some act waits for a lock."""
    until = time.monotonic() + PATIENCE
    with reading(engine) as connection:
        while not connection.scalar(WAITING) and time.monotonic() < until:
            time.sleep(0.02)
        assert connection.scalar(WAITING)
