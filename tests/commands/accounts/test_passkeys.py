"""`dermyo account passkeys-off`, for whoever lost a device that signs them in."""

from datetime import UTC, datetime

import pytest

from exam.cli import main
from exam.store.factors.passkeys import NewPasskey, Passkeys
from exam.store.trail.access import Trail
from tests.commands.accounts.test_recovery import accounts as accounts  # noqa: PLC0414 - a fixture
from tests.commands.accounts.test_recovery import engine as engine  # noqa: PLC0414 - a fixture


def run(capsys, *words):
    status = main(["account", "passkeys-off", *words])
    out, err = capsys.readouterr()
    return status, out, err


def test_all_of_the_account_are_removed(engine, accounts, capsys):
    passkeys = Passkeys(engine)
    for number in ("YQ", "Yg"):
        key = {"public_key": "a2V5", "user_handle": "aGFuZGxl", "transports": "", "sign_count": 0}
        passkeys.add(1, NewPasskey(name="Key", host="localhost", credential_id=number, **key), datetime.now(UTC))
    assert run(capsys, "A.Vesalius") == (0, "Passkeys of a.vesalius removed: 2.\n", "")
    assert passkeys.of(1) == []
    newest = next(Trail(engine).entries(limit=1))
    assert (newest.actor, newest.act) == ("command line", "passkey removed")
    assert run(capsys, "a.vesalius") == (0, "Passkeys of a.vesalius removed: 0.\n", "")


@pytest.mark.parametrize(
    ("words", "status", "said"),
    [
        (("nobody",), 2, 'there is no "nobody"'),
        (("a.vesalius", "--database", "sqlite:////no/such/file"), 1, "there is no database at /no/such/file"),
    ],
)
def test_what_cannot_be_done_is_said(engine, accounts, capsys, words, status, said):
    found, out, err = run(capsys, *words)
    assert (found, out) == (status, "")
    assert said in err
