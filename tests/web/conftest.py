"""One application for each test, with an account signed in."""

import pytest
from flask_wtf.csrf import generate_csrf

from exam import create_app
from exam.config import Config
from exam.store.accounts import Person
from exam.web.current import Services
from tests.house_rules import PATIENT, RuleClient

EXAMINER = Person("a.vesalius", "Andreas Vesalius", "Physiotherapist", "PH 1543")


@pytest.fixture
def config(tmp_path):
    return Config(data=tmp_path / "data")


@pytest.fixture
def app(config):
    app = create_app(config)
    app.testing = True
    app.test_client_class = RuleClient
    return app


@pytest.fixture
def services(app) -> Services:
    """The store behind the application: `services.exams`, `services.accounts`."""
    return app.extensions["dermyo"]


@pytest.fixture
def account(services):
    """The first account. Its password is no hash, so nobody signs in with it by the form."""
    return services.accounts.add(EXAMINER, "-", first=True)


@pytest.fixture
def colleague(services, account):
    return services.accounts.add(Person("g.fallopio", "Gabriele Falloppio"), "-")


@pytest.fixture
def sign_in(app):
    """Signs an account in without its password: a client that sends the forms' token as a header with everything."""

    def sign_in(account):
        with app.test_request_context():
            token = generate_csrf()
            from flask import session

            kept = {"csrf_token": session["csrf_token"], "_user_id": account.session_key, "_fresh": True}
        client = app.test_client()
        with client.session_transaction() as session:
            session.update(kept)
        client.environ_base["HTTP_X_CSRFTOKEN"] = token
        return client

    return sign_in


@pytest.fixture
def client(sign_in, account):
    """A browser with the first account signed in."""
    return sign_in(account)


@pytest.fixture
def anonymous(app):
    """A browser that nobody signed in with."""
    return app.test_client()


@pytest.fixture
def exam_id(services, account):
    """A new draft of the first account."""
    return services.exams.create(PATIENT, account.id)
