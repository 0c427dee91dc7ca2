"""A database server that was killed, as when its machine loses its power, can start again at once."""

from pathlib import Path

import pytest

from bench.servers.postgresql import primary
from bench.servers.processes import is_alive, state

pytestmark = [
    pytest.mark.long,
    pytest.mark.xdist_group("postgresql"),
    pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="needs Linux's list of processes"),
]


def test_its_number_is_free_and_what_was_committed_is_there():
    with primary() as server:
        server.run("CREATE TABLE kept AS SELECT 1 AS one")
        first, *others = server.processes()
        server.kill()
        assert others
        assert not any(map(is_alive, others))
        assert state(first) == ""
        server.start()
        assert server.run("SELECT one FROM kept") == [(1,)]
        assert server.processes()[0] != first


def test_one_that_cannot_start_says_why():
    with primary() as server:
        server.stop()
        (server.folder / "PG_VERSION").unlink()
        with pytest.raises(TimeoutError, match="PG_VERSION"):
            server.start()
