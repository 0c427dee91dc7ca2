"""`dermyo account`: the last administrator is let in again, and the trail says so."""

import io
from datetime import UTC, datetime, timedelta

import pytest

from exam.cli import main
from exam.config import Config
from exam.data_folder import open_data_folder
from exam.store.accounts import Accounts, Person
from exam.store.database import connect
from exam.store.schema import upgrade
from exam.store.sessions.kept import KeptSessions, Limits
from exam.store.trail.access import Trail
from exam.store.trail.verifying import verify

NEW = "seven pairs of cervical nerves"


@pytest.fixture
def engine(tmp_path, monkeypatch):
    monkeypatch.setenv("DERMYO_DATA", str(tmp_path / "data"))
    config = Config(data=tmp_path / "data")
    open_data_folder(config)
    engine = connect(config.database_url)
    upgrade(engine)
    yield engine
    assert verify(engine).faults == []
    engine.dispose()


@pytest.fixture
def accounts(engine):
    accounts = Accounts(engine)
    accounts.add(Person("a.vesalius", "Andreas Vesalius"), "-", first=True)
    return accounts


@pytest.fixture
def typed(monkeypatch):
    """What arrives on standard input, which is no terminal unless the second is given."""

    def typed(first, second=None):
        monkeypatch.setattr("sys.stdin", io.StringIO(f"{first}\n"))
        if second is not None:
            monkeypatch.setattr("sys.stdin.isatty", lambda: True)
            answers = iter((first, second))
            monkeypatch.setattr("exam.commands.accounts.recovery.getpass", lambda question: next(answers))

    return typed


def test_a_forgotten_password_is_replaced_and_every_session_ends(engine, accounts, typed, capsys):
    account = accounts.find(username="a.vesalius")
    sessions = KeptSessions(engine, Limits(timedelta(hours=1), timedelta(hours=1)))
    token = sessions.begin(account.id, "", "", datetime.now(UTC))
    typed(NEW)
    assert main(["account", "recover", "A.Vesalius"]) == 0
    assert capsys.readouterr().out == (
        "a.vesalius can sign in with the new password, changes it then, and manages accounts.\n"
    )
    after = accounts.find(username="a.vesalius")
    assert after.password.startswith("$argon2id$")
    assert after.session_key != account.session_key
    assert after.must_change_password
    assert not sessions.is_open(token, account.id, datetime.now(UTC), used=False)
    entries = [(entry.actor, entry.act) for entry in Trail(engine).entries()]
    assert ("command line", "password set for another") in entries


def test_one_that_was_deactivated_and_lost_its_access_gets_both_again(accounts, typed, capsys):
    second = accounts.add(Person("g.fallopio", "Gabriele Falloppio"), "-")
    accounts.set_active(second.id, active=False)
    typed(NEW, NEW)
    assert main(["account", "recover", "g.fallopio"]) == 0
    after = accounts.find(id=second.id)
    assert after.active
    assert after.access == {"clinician", "administrator"}


@pytest.mark.parametrize(
    ("first", "second", "said"),
    [
        ("short", None, "Password must be at least 12"),
        (NEW, "another", "do not match"),
        ("password1234", None, "common"),
    ],
)
def test_a_password_that_the_application_refuses_is_refused(accounts, typed, capsys, first, second, said):
    typed(first, second)
    assert main(["account", "recover", "a.vesalius"]) == 1
    assert said in capsys.readouterr().err
    assert accounts.find(username="a.vesalius").password == "-"


def test_names_that_are_not_there_and_databases_that_are_not(accounts, typed, capsys, monkeypatch, tmp_path):
    assert main(["account", "recover", "nobody"]) == 2
    assert 'there is no "nobody"; dermyo account list names all' in capsys.readouterr().err
    monkeypatch.setenv("DERMYO_DATA", str(tmp_path / "elsewhere"))
    assert main(["account", "list"]) == 1
    assert "there is no database at" in capsys.readouterr().err
    assert not (tmp_path / "elsewhere").exists()


def test_all_are_listed(accounts, capsys):
    second = accounts.add(Person("g.fallopio", "Gabriele Falloppio"), "-")
    accounts.set_active(second.id, active=False)
    assert main(["account", "list"]) == 0
    assert capsys.readouterr().out == (
        "a.vesalius (Andreas Vesalius): administrator, auditor, clinician\n"
        "g.fallopio (Gabriele Falloppio): clinician; deactivated\n"
    )
