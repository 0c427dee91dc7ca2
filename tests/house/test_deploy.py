"""What `deploy/` and docs/operate.md name is there: settings, commands and files."""

import re
from dataclasses import fields
from pathlib import Path

import pytest

from exam.cli import main
from exam.config import Config, read_config

ROOT = Path(__file__).parents[2]
DEPLOY = [path for path in sorted((ROOT / "deploy").rglob("*")) if path.is_file()]
PAGE = ROOT / "docs/operate.md"
VARIABLES = {item.metadata["variable"] for item in fields(Config)}


def words_of(pattern, paths):
    return {word for path in paths for word in re.findall(pattern, path.read_text())}


def test_every_setting_that_is_named_exists():
    assert {path.name for path in DEPLOY} >= {"Containerfile", "dermyo.env", "dermyo.service", "nginx.conf"}
    assert words_of(r"DERMYO_\w+", [*DEPLOY, PAGE]) - VARIABLES == set()


def test_the_settings_of_the_service_can_be_read():
    lines = (ROOT / "deploy/dermyo.env").read_text().splitlines()
    given = dict(line.removeprefix("#").split("=") for line in lines if re.match(r"#?DERMYO_\w+=\S+$", line))
    config = read_config(given)
    assert (str(config.data), str(config.backups), config.backup_hours) == ("/var/lib/dermyo", "/var/backups/dermyo", 0)
    assert (config.proxies, config.secure_cookies) == (1, True)


@pytest.mark.parametrize(
    "command",
    sorted(words_of(r"(?:dermyo-as-server|`dermyo|bin/dermyo|dermyo@)[ ]?([a-z][a-z-]{2,})(?!\.env)", [*DEPLOY, PAGE])),
)
def test_every_command_that_is_named_exists(command, capsys):
    if command in ("service", "timer"):
        return
    with pytest.raises(SystemExit) as left:
        main([command, "--help"])
    assert left.value.code == 0


def test_every_file_of_deploy_that_the_page_names_is_there():
    named = words_of(r"deploy/[\w./@-]*\w", [PAGE])
    assert len(named) >= 6
    assert {name for name in named if not (ROOT / name).exists()} == set()


def unit(name):
    """The settings of a unit of systemd, each by its name; none is given twice."""
    lines = (ROOT / "deploy/systemd" / name).read_text().splitlines()
    given = [line.split("=", 1) for line in lines if "=" in line and not line.startswith("#")]
    assert len(dict(given)) == len(given)
    return dict(given)


def test_systemd_waits_until_the_server_responds_and_lets_a_first_start_upgrade():
    """`serve` tells it (tests/serving). Within the usual 90 seconds a large database might not be up to date."""
    service = unit("dermyo.service")
    assert (service["Type"], service["TimeoutStartSec"], service["Restart"]) == ("notify", "1h", "on-failure")


def test_an_upgrade_installs_what_the_first_installation_did():
    page = PAGE.read_text()
    first, upgrade = (
        page.split(f"\n## {title}\n")[1].split("\n## ")[0] for title in ("One machine, with Debian", "Upgrade")
    )
    installs = [line for line in first.splitlines() if "deploy/" in line and line.startswith("    ")]
    assert len(installs) == 4
    assert [line for line in installs if line not in upgrade and "dermyo.env" not in line] == []
