"""`dermyo account two-step-off`, for the administrator who lost phone and recovery codes."""

from datetime import UTC, datetime

import pytest

from exam.cli import main
from exam.store.factors.second import SecondFactors
from exam.store.trail.access import Trail
from tests.commands.accounts.test_recovery import accounts as accounts  # noqa: PLC0414 - a fixture
from tests.commands.accounts.test_recovery import engine as engine  # noqa: PLC0414 - a fixture


def run(capsys, *words):
    status = main(["account", "two-step-off", *words])
    out, err = capsys.readouterr()
    return status, out, err


def test_the_account_signs_in_with_its_password_alone(engine, accounts, capsys):
    factors = SecondFactors(engine)
    factors.turn_on(1, "x", 1, ["a" * 64], datetime.now(UTC))
    assert run(capsys, "A.Vesalius") == (0, "a.vesalius signs in with the password alone now.\n", "")
    assert factors.of(1) is None
    newest = next(Trail(engine).entries(limit=1))
    assert (newest.actor, newest.act) == ("command line", "two-step sign-in turned off")
    assert run(capsys, "a.vesalius") == (0, "a.vesalius signed in with the password alone already.\n", "")


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
