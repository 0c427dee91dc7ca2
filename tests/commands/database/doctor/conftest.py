"""What the checks are tried on."""

from datetime import UTC, datetime

import pytest

from exam.config import Config

NOON = datetime(2026, 11, 29, 12, tzinfo=UTC)


@pytest.fixture
def config(tmp_path):
    (tmp_path / "data").mkdir(mode=0o700)
    return Config(data=tmp_path / "data")


@pytest.fixture
def found():
    """What a check finds, as (level, topic); its words are kept in `said`."""

    def found(check, config):
        findings = list(check(config, NOON))
        found.said = " ".join(f"{one.words} {one.todo}" for one in findings)
        assert all(one.todo for one in findings if one.level != "ok")
        return [(one.level, one.topic) for one in findings]

    return found
