"""Each check finds what it is for, and says what to do about it."""

import shutil
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from exam.certificates.folder import CertificateUnreadable
from exam.commands.doctor import backups, database, files, machine, network
from exam.commands.doctor.drives import network_drive
from exam.data_folder import note_begun
from exam.store.database import DatabaseOutOfReach
from exam.store.health.state import DatabaseState, Server, Standby

NOON = datetime(2026, 11, 29, 12, tzinfo=UTC)


@pytest.fixture
def lock(tmp_path, monkeypatch):
    """Writes the lock that the libraries are compared with."""

    def lock(text):
        (tmp_path / "lock").write_text(text)
        monkeypatch.setattr(machine, "LOCK", tmp_path / "lock")

    monkeypatch.setattr(machine, "_printing", lambda: machine.ok("printing", "a page"))
    return lock


def test_libraries_are_compared_with_the_lock(config, found, lock):
    lock("flask==0.1 \\\n    --hash=sha256:00\nno-such-library==1.0 \\\nnot-here==1 ; sys_platform == 'win32'\n")
    levels = found(machine.check_machine, config)
    assert levels == [("ok", "program"), ("wrong", "libraries"), ("warning", "libraries"), ("ok", "printing")]
    assert "missing: no-such-library install" in found.said
    assert "instead of 0.1 " in found.said
    installed = machine.metadata.version("flask")
    lock(f"flask==0.1 ; python_version < '3'\nflask=={installed} ; python_version >= '3'\n")
    assert ("ok", "libraries") in found(machine.check_machine, config)
    assert "all 1 as locked" in found.said


def test_without_a_lock_an_installed_package_is_compared_with_what_it_needs(config, found, lock, monkeypatch, tmp_path):
    monkeypatch.setattr(machine, "LOCK", tmp_path / "none")
    needed = ["flask>=3.1", "msgspec>=999", "psycopg[binary]>=3; extra == 'postgresql'", "no-such-library>=1"]
    monkeypatch.setattr(machine.metadata, "requires", lambda name: needed)
    found(machine.check_machine, config)
    assert "missing: no-such-library install" in found.said
    assert "instead of 999" in found.said
    monkeypatch.setattr(machine.metadata, "requires", lambda name: needed[:1])
    found(machine.check_machine, config)
    assert "all 1 as needed" in found.said


def test_what_cannot_print_names_the_packages(config, found, monkeypatch):
    def fail(html):
        raise OSError("cannot load library 'libpango-1.0-0'\nmore advice")

    monkeypatch.setattr("exam.printing.pdf.print_form", fail)
    assert ("wrong", "printing") in found(machine.check_machine, config)
    assert "cannot load library 'libpango-1.0-0' apt-get install libpango-1.0-0 " in found.said


@pytest.mark.parametrize("every", [True, False])
def test_what_can_print_says_with_which_fonts(config, found, monkeypatch, every):
    monkeypatch.setattr("exam.printing.pdf.print_form", lambda html: b"")
    monkeypatch.setattr("exam.printing.fonts.coverage.all_here", lambda: every)
    assert ("ok", "printing") in found(machine.check_machine, config)
    assert ("Latin script alone" in found.said) == (not every)


@pytest.fixture
def space(monkeypatch):
    def space(free):
        monkeypatch.setattr(files.shutil, "disk_usage", lambda path: Usage(0, 0, free))

    Usage = type(shutil.disk_usage("/"))  # noqa: N806
    space(2 * 1024**3)
    return space


def test_a_new_data_folder_is_as_it_should_be(config, found, space):
    assert found(files.check_files, config) == [("ok", "data folder"), ("ok", "disk"), ("ok", "secret key")]


def test_files_that_others_may_read_and_a_foreign_owner_are_found(config, found, space, monkeypatch):
    (config.data / "secret-key").write_text("0123456789abcdef" * 2)
    (config.data / "secret-key").chmod(0o644)
    monkeypatch.setattr(files.os, "getuid", lambda: 4711)
    assert found(files.check_files, config)[:2] == [("warning", "data folder"), ("wrong", "data folder")]
    assert f"chmod go= {config.data / 'secret-key'}" in found.said


@pytest.mark.parametrize(("free", "level"), [(64 * 1024**2 - 1, "wrong"), (1024**3 - 1, "warning"), (1024**3, "ok")])
def test_a_disk_that_fills_up_is_found(config, found, space, free, level):
    space(free)
    assert (level, "disk") in found(files.check_files, config)


@pytest.mark.parametrize("key", ["short", "a" * 64, "\u00e9" * 64])
def test_a_key_that_can_be_guessed_is_found_and_not_repeated(config, found, space, key):
    (config.data / "secret-key").write_text(key)
    (config.data / "secret-key").chmod(0o600)
    assert ("wrong", "secret key") in found(files.check_files, config)
    assert key not in found.said
    assert found(files.check_files, replace(config, secret_key="x"))[-1] == ("ok", "secret key")
    (config.data / "secret-key").write_text("0123456789abcdef" * 4)
    assert found(files.check_files, config)[-1] == ("ok", "secret key")


def test_a_key_that_cannot_be_read_is_found(config, found, space):
    (config.data / "secret-key").mkdir(mode=0o700)
    assert ("wrong", "secret key") in found(files.check_files, config)


def test_a_missing_data_folder_may_be_another_one(config, found):
    config.data.rmdir()
    assert found(files.check_files, config) == [("warning", "data folder")]


def test_network_drives_are_known_by_the_table_of_the_kernel(tmp_path):
    table = tmp_path / "mounts"
    table.write_text(
        "/dev/vda / ext4 rw 0 0\n"
        "nas:/x /srv/nas nfs4 rw 0 0\n"
        "nas:/y /srv/nas/local ext4 rw 0 0\n"
        "//pc/share /mnt/two\\040words cifs rw 0 0\n"
        "/dev/vdb /mnt/two\\040words ext4 rw 0 0\n"
        "u@h: /home/u fuse.sshfs rw 0 0\n"
    )
    places = ("/srv/nas/data", "/srv/nas/local/data", "/srv/nastier", "/mnt/two words/data", "/home/u", "/var")
    assert [network_drive(Path(place), table) for place in places] == ["nfs4", "", "", "", "fuse.sshfs", ""]
    assert network_drive(Path("/srv/nas"), tmp_path / "no table") == ""


def test_sqlite_on_a_network_drive_is_wrong(config, found, space, monkeypatch):
    monkeypatch.setattr(files, "network_drive", lambda folder: "nfs4")
    assert found(files.check_files, config).count(("wrong", "disk")) == 2
    # The demonstrations stay SQLite.
    by_url = replace(config, database="postgresql://db/dermyo")
    assert found(files.check_files, by_url).count(("wrong", "disk")) == 1


PROXY = {"proxies": 1, "secure_cookies": True, "hosts": ("clinic.example",)}


@pytest.mark.parametrize(
    ("settings", "levels", "said"),
    [
        ({}, ["ok"], "not needed"),
        (PROXY, ["ok"], "by the reverse proxy"),
        ({"host": "0.0.0.0"}, ["wrong"], "without HTTPS"),
        ({"secure_cookies": True}, ["wrong"], "nobody can stay signed in"),
        ({**PROXY, "secure_cookies": None}, ["warning"], "set DERMYO_SECURE_COOKIES=yes"),
        ({**PROXY, "hosts": (), "host": "0.0.0.0"}, ["warning"], "any host name"),
        ({**PROXY, "hosts": ()}, ["wrong"], "passes another name on"),
        ({"developer": True}, ["ok", "warning"], "DERMYO_DEVELOPER"),
    ],
)
def test_settings_of_the_network_that_contradict_each_other(config, found, settings, levels, said):
    result = found(network.check_network, replace(config, **settings))
    assert [level for level, topic in result if topic != "processes"] == levels
    assert said in found.said


@pytest.fixture
def certificate(config, monkeypatch):
    """A certificate that ends after some days."""
    file = config.data / "cert.pem"

    def certificate(days):
        def read(path):
            if days is None:
                raise CertificateUnreadable("no certificate")
            return type("Certificate", (), {"not_valid_after_utc": NOON + timedelta(days=days)})()

        monkeypatch.setattr("exam.certificates.folder.certificate_in", read)
        return replace(config, tls_cert=file, tls_key=file, host="0.0.0.0")

    return certificate


@pytest.mark.parametrize(("days", "level"), [(200, "ok"), (90, "warning"), (0, "wrong"), (None, "wrong")])
def test_the_certificate_and_when_it_ends(certificate, found, days, level):
    assert (level, "HTTPS") in found(network.check_network, certificate(days))


def test_cookies_without_https_beside_a_certificate(certificate, found):
    settings = replace(certificate(200), secure_cookies=False)
    assert ("warning", "HTTPS") in found(network.check_network, settings)


def test_a_data_folder_that_may_not_be_read(config, found, monkeypatch):
    def refuse(config):
        raise PermissionError(13, "Permission denied", "/data/tls")

    monkeypatch.setattr(network, "with_own_certificate", refuse)
    assert found(network.check_network, config) == [("wrong", "HTTPS")]


SERVER = Server(0.1, 100, False, "", ())
SYNC = Standby("second", "streaming", "sync")
STATE = DatabaseState("PostgreSQL", "15.1", "0009", "0009", True, 2, 2, 5, SERVER)


@pytest.fixture
def state(config, monkeypatch):
    """Settings whose database says this of itself."""

    def state(**changed):
        server = {key: changed.pop(key) for key in list(changed) if key in Server.__dataclass_fields__}
        found = replace(STATE, **changed)
        found = replace(found, server=found.server and replace(found.server, **server))
        monkeypatch.setattr(database, "state_of", lambda url: found)
        return replace(config, database="postgresql://db/dermyo")

    return state


@pytest.mark.parametrize(
    ("changed", "expected", "said"),
    [
        ({"standbys": (SYNC,)}, ("ok", "standby"), "second (streaming, sync)"),
        ({}, ("warning", "standby"), "none is connected"),
        ({"standbys": (Standby("", "streaming", "async"),)}, ("warning", "standby"), "unnamed (streaming, async)"),
        ({"waits_for": "second"}, ("wrong", "standby"), "commits wait for a standby (second)"),
        ({"is_read_only": True}, ("wrong", "database"), "target_session_attrs=read-write"),
        ({"seconds_ahead": -5.1}, ("wrong", "clock"), "5.1 seconds behind"),
        ({"seconds_ahead": 5.0}, ("ok", "clock"), "5.0 seconds ahead of"),
        ({"most_connections": 5}, ("warning", "database"), "this server may need 6"),
        ({"version": "0008", "accounts": None}, ("warning", "database"), "of an earlier version"),
        ({"version": "0099", "accounts": None, "is_known": False}, ("wrong", "database"), "of a later version"),
        ({"version": None, "accounts": None, "is_known": False}, ("ok", "database"), "made at the first start"),
        ({"accounts": 0}, ("warning", "accounts"), "make the first account now"),
        ({"administrators": 1}, ("warning", "accounts"), "make a second administrator"),
        ({"accounts": 1, "administrators": 1, "server": None}, ("ok", "accounts"), "5 examinations"),
    ],
)
def test_what_a_database_says_of_itself(state, found, changed, expected, said):
    assert expected in found(database.check_database, state(**changed))
    assert said in found.said


def test_a_database_out_of_reach_is_wrong(config, found, monkeypatch):
    def fail(url):
        raise DatabaseOutOfReach("connection refused")

    monkeypatch.setattr(database, "state_of", fail)
    settings = replace(config, database="postgresql://db/dermyo")
    assert found(database.check_database, settings) == [("wrong", "database")]


def test_a_lost_file_is_wrong_and_a_new_one_is_not(config, found):
    assert found(database.check_database, config) == [("ok", "database")]
    note_begun(config, config.database_file)
    assert found(database.check_database, config) == [("wrong", "database")]
    assert not config.database_file.exists()


def test_backups_are_counted_and_late_ones_are_wrong(config, found, tmp_path):
    assert found(backups.check_backups, config) == [("warning", "backups")]
    folder = tmp_path / "backups"
    settings = replace(config, backups=folder)
    assert found(backups.check_backups, settings) == [("wrong", "backups")]
    folder.mkdir()
    (folder / "dermyo-20261128T110000Z.backup").write_bytes(b"")
    assert found(backups.check_backups, settings) == [("ok", "backups"), ("warning", "backups")]
    assert f"1 in {folder}, the newest 25.0 hours old" in found.said
    (folder / "dermyo-20261128T110000Z.backup").rename(folder / "dermyo-20261127T110000Z.backup")
    assert found(backups.check_backups, settings)[0] == ("wrong", "backups")
