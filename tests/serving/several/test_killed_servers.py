"""Servers that are killed while tablets tap: every answer that was acknowledged is stored, once and in order."""

import time
from pathlib import Path

import pytest

from bench.servers.application import Application
from bench.servers.kept import database, faults, opened
from bench.servers.processes import end_tree, until_free
from bench.servers.tablets import Tablet, tapping
from tests.journeys.servers.forked import FORKED, run
from tests.store.conftest import POSTGRESQL, make_database
from tests.store.conftest import server as server  # noqa: PLC0414 - a fixture

pytestmark = pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="needs Linux's list of processes")
PATIENCE = 120  # seconds
IN_POSTGRESQL = pytest.param("postgresql", marks=POSTGRESQL)


class Forked(Application):
    """A server that is forked from a process which has imported it: it is started many times."""

    def start(self):
        command, log = ["serve", "--port", str(self.port)], self.folder.with_suffix(".log")
        self.process = FORKED.Process(target=run, args=(command, self.environment(), log))
        self.process.start()

    def kill(self):
        end_tree(self.process.pid)
        self.process.join()
        until_free(self.port)

    def restart(self):
        self.kill()
        self.start()


@pytest.fixture(params=["sqlite", IN_POSTGRESQL])
def url(request, tmp_path):
    """Of a database without tables."""
    if request.param == "postgresql":
        return make_database(request, "killed").replace("postgresql+psycopg", "postgresql")
    return f"sqlite:///{tmp_path / 'killed.sqlite3'}"


@pytest.fixture
def begin(url, tmp_path):
    """Starts so many servers of one database, and opens an examination on each of so many tablets."""
    servers = []

    def begin(number, tablets):
        servers.extend(Forked(tmp_path / f"server-{at}", url) for at in range(number))
        addresses = [one.address for one in servers]
        ward = [Tablet(one, addresses, soonest=0.1) for one in opened(servers[0], tablets)]
        for one in servers:
            one.start()
        return servers, ward

    yield begin
    for one in servers:
        one.kill()


def until_acknowledged(servers, ward, more):
    """So many more answers of each tablet."""
    before, until = [len(tablet.acknowledged) for tablet in ward], time.monotonic() + PATIENCE
    while any(len(tablet.acknowledged) < had + more for tablet, had in zip(ward, before, strict=True)):
        assert time.monotonic() < until, [one.folder.with_suffix(".log").read_text()[-2000:] for one in servers]
        assert not any(tablet.refused for tablet in ward)
        time.sleep(0.02)


# One of each store in the gate.
@pytest.mark.sampled(1)
@pytest.mark.parametrize(
    ("url", "kills"),
    [
        ("sqlite", 1),
        pytest.param("postgresql", 1, marks=POSTGRESQL),
        pytest.param("sqlite", 200, marks=pytest.mark.long),
        pytest.param("postgresql", 200, marks=(*POSTGRESQL, pytest.mark.long)),
    ],
    indirect=["url"],
)
def test_a_server_is_killed_again_and_again(begin, url, kills):
    servers, ward = begin(1, 3)
    with tapping(ward):
        for kill in range(kills):
            until_acknowledged(servers, ward, 1)
            # At another moment of a tap each time.
            time.sleep(kill % 10 * 0.01)
            servers[0].restart()
        until_acknowledged(servers, ward, 1)
    with database(url) as engine:
        assert faults(engine, ward) == []
        # The check itself: of a tablet that believes in more than was stored, and of one that sent nothing.
        ward[0].acknowledged.extend([0.0, 0.0])
        ward[1].acknowledged.clear()
        named = [fault.partition(":")[0] for fault in faults(engine, ward)]
    assert named == ["0000000000000000", "0000000000000001"]


@pytest.mark.parametrize("url", [pytest.param("sqlite", marks=pytest.mark.long), IN_POSTGRESQL], indirect=True)
def test_one_of_two_servers_is_killed_and_the_tablets_go_on_with_the_other(begin, url):
    servers, ward = begin(2, 4)
    with tapping(ward):
        until_acknowledged(servers, ward, 2)
        servers[0].kill()
        until_acknowledged(servers, ward, 3)
    with database(url) as engine:
        assert faults(engine, ward) == []
