"""The groups of a cold start: a real command and a real server. `./setup` is tested in tests/house/installing."""

import sys

import pytest

from bench.speed.rows import verdicts
from bench.speed.starting import commands, setup


def test_a_command_is_timed_from_its_start_to_its_end():
    assert 0.2 < commands.seconds([sys.executable, "-c", "import time; time.sleep(0.2)"]) < 60
    with pytest.raises(Exception, match="non-zero exit status 3"):
        commands.seconds([sys.executable, "-c", "raise SystemExit(3)"])


@pytest.mark.long
def test_a_round_has_every_row_and_its_limit():
    with commands.ready() as measure:
        rows = list(measure())
    limits = {row.label: [one.limit for one in verdicts(row, rows)] for row in rows}
    assert limits == {
        "dermyo assess": ["at most 0.6 s"],
        "Python that loads NumPy and msgspec": [],
        "dermyo assess, with nothing kept on disk": [],
        "dermyo serve, until the first page": [],
        "server process that has shown one page: memory alone": ["at most 70 MB"],
    }
    assert len(rows[-1].samples) == 2
    assert all(row.figure > 0 for row in rows)


def test_the_clone_is_of_this_checkout():
    assert (setup.CHECKOUT / "bench" / "speed" / "starting" / "setup.py").is_file()
