"""Every setting, read once, documented."""

import re
from dataclasses import fields
from pathlib import Path

import pytest

from exam.config import Config, ConfigFaulty, read_config
from exam.data_folder import open_data_folder, secret_key

ROOT = Path(__file__).parents[1]
VARIABLES = [item.metadata["variable"] for item in fields(Config)]


@pytest.mark.parametrize("item", fields(Config), ids=VARIABLES)
def test_every_setting_is_documented_with_its_default(item):
    rows = re.findall(
        r"^\| `(DERMYO_\w+)` \| (.*?) \| (.*?) \|$", (ROOT / "docs/settings.md").read_text(), re.MULTILINE
    )
    documented = {variable: (default, meaning) for variable, default, meaning in rows}
    default, meaning = documented[item.metadata["variable"]]
    assert meaning.startswith(item.metadata["meaning"])
    if isinstance(item.default, (int, str)) and not isinstance(item.default, bool):
        assert default == f"`{item.default}`"


def test_every_documented_setting_exists():
    assert set(re.findall(r"DERMYO_\w+", (ROOT / "docs/settings.md").read_text())) == set(VARIABLES)


def test_the_environment_is_read_in_one_place():
    allowed = {
        *("exam/__init__.py", "exam/commands/certificate.py", "exam/commands/serve.py"),
        "exam/commands/database/settings.py",
        *("exam/serving/bridge.py", "exam/serving/start.py"),
    }
    # A setting of NumPy's.
    allowed.add("exam/cli.py")
    # The folder of all programs for files that may be deleted is no setting of ours.
    allowed.add("exam/prepared.py")
    # Changed for a moment, for the library that looks for fonts.
    allowed.add("exam/printing/fonts/machine.py")
    found = {str(path.relative_to(ROOT)) for path in (ROOT / "exam").rglob("*.py") if "os.environ" in path.read_text()}
    assert found == allowed


def test_settings_come_from_the_command_line_then_the_environment_then_the_defaults():
    config = read_config({"DERMYO_PORT": "9000", "DERMYO_WORKERS": "4", "DERMYO_HOST": ""}, port=9001, host=None)
    assert (config.port, config.workers, config.threads, config.host) == (9001, 4, 3, "127.0.0.1")
    assert config.data.is_absolute()


@pytest.mark.parametrize(
    ("variable", "word"),
    [
        ("DERMYO_PORT", "0"),
        ("DERMYO_PORT", "65536"),
        ("DERMYO_PORT", "-1"),
        ("DERMYO_SECURE_COOKIES", "1"),
        ("DERMYO_SESSION_HOURS", "8.5"),
        ("DERMYO_TLS_CERT", "only.pem"),
    ],
)
def test_an_invalid_setting_is_refused_by_its_name(variable, word):
    with pytest.raises(ConfigFaulty, match=variable):
        read_config({variable: word})


@pytest.mark.parametrize("key", ["secret", "x" * 31, "ab" * 32])
def test_a_key_that_can_be_guessed_is_refused_and_not_repeated(key):
    with pytest.raises(ConfigFaulty, match=r"^DERMYO_SECRET_KEY needs at least 32 random characters$"):
        read_config({"DERMYO_SECRET_KEY": key})
    good = "0123456789abcdef" * 4
    assert read_config({"DERMYO_SECRET_KEY": good}).secret_key == good


def test_settings_are_passed_to_a_server_process_unchanged():
    config = read_config(
        {}, port=9001, hosts=("a.example", "b.example"), secure_cookies=True, tls_cert=Path("c"), tls_key=Path("k")
    )
    assert read_config(config.as_environment()) == config


@pytest.mark.parametrize("given", ["postgres://me@here/x", "postgresql://me@here/x", "postgresql+psycopg://me@here/x"])
def test_postgresql_is_always_reached_by_psycopg_3(given):
    assert Config(database=given).database_url == "postgresql+psycopg://me@here/x"


def test_other_urls_are_not_changed():
    assert Config(database="sqlite:////a/b").database_url == "sqlite:////a/b"
    assert Config(data=Path("/d")).database_url == "sqlite:////d/dermyo.sqlite3"


def test_a_local_server_answers_to_local_names_and_another_to_those_it_is_given():
    assert "localhost" in Config().trusted_hosts
    assert Config(host="0.0.0.0").trusted_hosts == ()
    assert Config(hosts=("clinic.example",)).trusted_hosts == ("clinic.example",)


def test_cookies_are_restricted_to_https_where_there_is_https():
    assert not Config().https_only
    assert Config(tls_cert=Path("c"), tls_key=Path("k")).https_only
    assert Config(secure_cookies=True).https_only


def test_the_secret_key_is_created_once_and_only_its_owner_can_read_it(tmp_path):
    config = Config(data=tmp_path / "data")
    key = secret_key(config)
    assert len(key) == 64
    assert secret_key(config) == key
    assert (config.data / "secret-key").stat().st_mode & 0o777 == 0o600
    assert [path.name for path in config.data.glob("secret-key*")] == ["secret-key"]
    assert secret_key(Config(data=tmp_path / "other")) != key
    assert secret_key(Config(data=config.data, secret_key="given")) == "given"


def test_only_the_owner_can_read_the_database_even_in_an_open_folder(tmp_path):
    tmp_path.chmod(0o755)
    config = Config(data=tmp_path)
    open_data_folder(config)
    assert config.database_file.stat().st_mode & 0o777 == 0o600
