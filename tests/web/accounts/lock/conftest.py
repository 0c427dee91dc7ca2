"""An account with a password and a PIN, and a clock that a test sets."""

from datetime import UTC, datetime, timedelta

import pytest
from flask_security import hash_password

from tests.web.accounts.test_views import PASSWORD
from tests.web.accounts.test_views import quick_hashes as quick_hashes  # noqa: PLC0414 - a fixture
from tests.web.conftest import EXAMINER

PIN = "7394"


@pytest.fixture
def account(app, services):
    with app.app_context():
        account = services.accounts.add(EXAMINER, hash_password(PASSWORD), first=True)
        services.pins.set(account.id, hash_password(PIN), datetime.now(UTC))
    return account


@pytest.fixture
def passes(monkeypatch):
    """Lets minutes pass for sessions."""
    begun, passed = datetime.now(UTC), [timedelta(0)]

    class Clock(datetime):
        @classmethod
        def now(cls, zone=None):
            return begun + passed[0]

    for module in ("kept_session", "lock.pages", "again.asking"):
        monkeypatch.setattr(f"exam.web.accounts.{module}.datetime", Clock)

    def passes(**time):
        passed[0] += timedelta(**time)

    return passes


@pytest.fixture
def locked(client):
    """A browser whose account has locked the tablet."""
    assert client.post("/account/lock").location == "/account/lock"
    return client
