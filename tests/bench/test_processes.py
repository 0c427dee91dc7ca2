"""A process that was killed stays listed until its parent notices; PostgreSQL takes it for one that runs."""

import subprocess
from threading import Timer

import pytest

from bench.servers.processes import end_tree, state, until_noticed


@pytest.fixture
def child():
    with subprocess.Popen(["sleep", "60"]) as child:
        yield child
        child.kill()


def test_its_number_is_free_once_its_parent_has_noticed(child):
    end_tree(child.pid)
    assert state(child.pid) == "Z"
    with pytest.raises(TimeoutError, match=str(child.pid)):
        until_noticed(child.pid, seconds=0)
    Timer(0.05, child.wait).start()
    until_noticed(child.pid)
    assert state(child.pid) == ""
