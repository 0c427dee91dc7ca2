"""What the database has of what the tablets sent, and how an examination is opened on a tablet."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime

from flask import session
from flask_wtf.csrf import generate_csrf
from sqlalchemy import Engine, select

from bench.servers.application import Application
from bench.servers.tablets import Opened, Tablet
from exam import create_app
from exam.config import read_config
from exam.store.accounts import Person
from exam.store.database import connect
from exam.store.settings import Settings
from exam.store.tables import revisions
from exam.store.trail.verifying import verify


def opened(application: Application, number: int) -> list[Opened]:
    """So many tablets, each signed in with an account of its own and with a new examination; makes the tables."""
    app = create_app(read_config(application.environment()))
    services = app.extensions["dermyo"]
    lock_late(services.settings)
    found = []
    for at in range(number):
        account = services.accounts.add(Person(f"tablet-{at}", f"Tablet {at}"), "-", first=at == 0)
        services.readings.note(account.id)
        begun = services.sessions.begin(account.id, "127.0.0.1", "measurement", datetime.now(UTC))
        with app.test_request_context():
            token = generate_csrf()
            kept = {"csrf_token": session["csrf_token"], "_user_id": account.session_key, "_fresh": True}
        client = app.test_client()
        with client.session_transaction() as cookie:
            cookie.update(kept | {"session": begun})
        name = app.config["SESSION_COOKIE_NAME"]
        value = client.get_cookie(name)
        assert value is not None
        exam_id = services.exams.create(f"P-{at}", account.id)
        found.append(Opened(exam_id, account.id, f"{name}={value.value}", token, f"{at:016d}"))
    services.exams._engine.dispose()  # noqa: SLF001 - the connections of this process alone
    return found


def lock_late(settings: Settings) -> None:
    """Lock no session sooner than must be: what is measured waits for its turn."""
    settings.save_clinic(replace(settings.clinic(), lock_minutes=60))


@contextmanager
def database(url: str) -> Iterator[Engine]:
    """A database, to look into."""
    engine = connect(url.replace("postgresql://", "postgresql+psycopg://"))
    try:
        yield engine
    finally:
        engine.dispose()


def faults(engine: Engine, tablets: Sequence[Tablet]) -> list[str]:
    """What is lost, doubled or out of order, refused, or not as the trail says. Empty if all is well."""
    found = [f"{tablet.opened.browser}: {text}" for tablet in tablets for text in tablet.refused]
    for tablet in tablets:
        query = select(revisions.c.answer_id).where(revisions.c.exam_id == tablet.opened.exam_id)
        with engine.connect() as connection:
            ids = list(connection.execute(query.order_by(revisions.c.revision)).scalars())
        stored = [answer_id for answer_id in ids if answer_id.startswith(f"{tablet.opened.browser}-")]
        sent = [tablet.answer_id(number) for number in range(len(tablet.acknowledged) + 1)]
        # The last may have been stored without an acknowledgement.
        if stored not in (sent, sent[:-1]):
            found.append(f"{tablet.opened.browser}: acknowledged {len(sent) - 1}, stored {len(stored)}")
    return found + [f"{fault.place}: {fault.wrong}" for fault in verify(engine).faults]
