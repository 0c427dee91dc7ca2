"""One application for each test, with an account signed in."""

import shutil
import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

import flask
import pytest
from flask import g, session
from flask_wtf.csrf import generate_csrf
from sqlalchemy import select

from exam import create_app
from exam.config import Config
from exam.data_folder import open_data_folder
from exam.store.accounts import Accounts, Person
from exam.store.database import connect
from exam.store.schema import upgrade
from exam.store.service.readings import Readings
from exam.store.tables import trail
from exam.store.trail.verifying import verify
from exam.web.http.current import Services
from exam.web.presenters.frame.signed_in import role_words
from tests.conftest import is_long, is_one_of
from tests.routes import compile_routes_once
from tests.statements import compile_statements_once
from tests.web.addresses import compile_addresses_once
from tests.web.house_rules import PATIENT, SIGNED_IN, RuleClient

compile_addresses_once()
compile_statements_once()
compile_routes_once()

ADD = Accounts.add
# Of so many tests the gate compares what one wrote with the trail.
VERIFIED = 8
EXAMINER = Person("a.vesalius", "Andreas Vesalius", "Physiotherapist", "PH 1543")


@pytest.fixture(scope="session")
def made_once(tmp_path_factory):
    """What every application of these tests starts with: a database with its tables."""
    folder = tmp_path_factory.mktemp("made_once")
    engine = connect(f"sqlite:///{folder / 'tables.sqlite3'}")
    upgrade(engine)
    engine.dispose()
    return folder


@pytest.fixture
def config(tmp_path, made_once):
    config = Config(data=tmp_path / "data")
    open_data_folder(config)
    shutil.copy(made_once / "tables.sqlite3", config.database_file)
    return config


@pytest.fixture
def demonstrations_made_once(made_once, monkeypatch):
    """The tables of the demonstrations are copied as well, where there is none yet."""

    def copy_or_upgrade(engine):
        if Path(engine.url.database).stat().st_size:
            upgrade(engine)
        else:
            shutil.copyfile(made_once / "tables.sqlite3", engine.url.database)

    monkeypatch.setattr("exam.store.training.demonstrations.upgrade", copy_or_upgrade)


@pytest.fixture
def app(request, config, demonstrations_made_once, monkeypatch):
    # Signing prints the note, which takes longer than most of these tests.
    monkeypatch.setattr("exam.web.note.signing.make_outputs", lambda exam: True)
    app = create_app(config)
    app.testing = True
    app.test_client_class = RuleClient
    app.after_request(take_along_who)
    RuleClient.reads_all = is_long(request.config)
    if not request.node.get_closest_marker("unread"):
        monkeypatch.setattr(Accounts, "add", add_one_that_has_read)
    yield app
    if is_one_of(VERIFIED, request.node) and not request.node.get_closest_marker("tampers"):
        engine = connect(config.database_url)
        assert verify(engine).faults == []
        engine.dispose()


def take_along_who(response):
    """Tell the house rules who was signed in, where the request asked for it."""
    user, taken = g.get("_login_user"), flask.request.environ.get(SIGNED_IN, [])
    if user and user.is_authenticated:
        taken.append((user.stored.full_name, role_words(user.stored)))
    return response


def add_one_that_has_read(kept, person, password, **how):
    """Add an account that was already led to the intended use."""
    account = ADD(kept, person, password, **how)
    Readings(kept._engine).note(account.id)
    return replace(account, has_read=True)


@pytest.fixture
def services(app) -> Services:
    """The store behind the application: `services.exams`, `services.accounts`."""
    return app.extensions["dermyo"]


@pytest.fixture
def account(request, services, config, made_once):
    """The first account. Its password is no hash, so nobody signs in with it by the form."""
    if request.node.get_closest_marker("unread") or not config.database_url.startswith("sqlite"):
        return services.accounts.add(EXAMINER, "-", first=True)
    copy_first_account(made_once / "account.sqlite3", made_once / "tables.sqlite3", config.database_file)
    return services.accounts.find(username=EXAMINER.username)


def copy_first_account(made, empty, into):
    """Copy the rows of the first account, with their entries in the trail, into a database without an account.

    Made by the store once for all tests: that takes a fifth of the time of a short one.
    """
    if not made.exists():
        shutil.copy(empty, made)
        engine = connect(f"sqlite:///{made}")
        add_one_that_has_read(Accounts(engine), EXAMINER, "-", first=True)
        engine.dispose()
    with closing(sqlite3.connect(into)) as database:
        database.execute("ATTACH ? AS made", (str(made),))
        for table in written_with_it(made, empty):
            database.execute(f"INSERT INTO main.{table} SELECT * FROM made.{table}")
        database.commit()


@cache
def written_with_it(made, empty):
    """The tables with a row of the first account or about it."""
    with closing(sqlite3.connect(made)) as database:
        database.execute("ATTACH ? AS empty", (str(empty),))
        names = [name for (name,) in database.execute("SELECT name FROM main.sqlite_master WHERE type = 'table'")]
        count = "SELECT (SELECT count(*) FROM main.{0}) > (SELECT count(*) FROM empty.{0})"
        return [name for name in names if database.execute(count.format(name)).fetchone()[0]]


@pytest.fixture
def colleague(services, account):
    return services.accounts.add(Person("g.fallopio", "Gabriele Falloppio"), "-")


@pytest.fixture
def sign_in(app):
    """Signs an account in without its password: a client that sends the forms' token as a header with everything."""

    def sign_in(account):
        begun = app.extensions["dermyo"].sessions.begin(account.id, "127.0.0.1", "test", datetime.now(UTC))
        with app.test_request_context():
            token = generate_csrf()
            kept = {"csrf_token": session["csrf_token"], "_user_id": account.session_key, "_fresh": True}
            kept |= {"session": begun}
        client = app.test_client()
        with client.session_transaction() as cookie:
            cookie.update(kept)
        client.environ_base["HTTP_X_CSRFTOKEN"] = token
        return client

    return sign_in


@pytest.fixture
def client(sign_in, account):
    """A browser with the first account signed in."""
    return sign_in(account)


@pytest.fixture
def other_tablet(sign_in, account):
    """The same account on another tablet, in a session of its own."""
    return sign_in(account)


@pytest.fixture
def anonymous(app):
    """A browser that nobody signed in with."""
    return app.test_client()


@pytest.fixture
def exam_id(services, account):
    """A new draft of the first account."""
    return services.exams.create(PATIENT, account.id)


@pytest.fixture
def acts(config):
    """What the trail says since it was asked last: act, actor, examination, address."""
    engine, read = connect(config.database_url), [0]

    def acts():
        with engine.connect() as connection:
            columns = (trail.c.number, trail.c.act, trail.c.actor, trail.c.exam_id, trail.c.address)
            rows = connection.execute(select(*columns).where(trail.c.number > read[0]).order_by(trail.c.number)).all()
        read[0] = max((row.number for row in rows), default=read[0])
        return [(row.act, row.actor, row.exam_id, row.address) for row in rows]

    yield acts
    engine.dispose()
