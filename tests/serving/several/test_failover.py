"""A PostgreSQL primary with a synchronous standby is lost in each way while tablets tap: nothing acknowledged is."""

import signal
import time
from pathlib import Path
from urllib.request import Request, urlopen

import pytest

from bench.servers.failover import clinic
from bench.servers.postgresql import until_it_follows
from bench.servers.processes import end
from bench.servers.tablets import tapping

pytestmark = [
    pytest.mark.long,
    pytest.mark.xdist_group("postgresql"),
    pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="needs Linux's list of processes"),
]
PATIENCE = 120  # seconds


@pytest.fixture
def ward():
    with clinic(4) as ward:
        yield ward


def until_acknowledged(ward, more):
    """So many more answers of each tablet."""
    before, until = [len(tablet.acknowledged) for tablet in ward.tablets], time.monotonic() + PATIENCE
    while any(len(tablet.acknowledged) < had + more for tablet, had in zip(ward.tablets, before, strict=True)):
        assert time.monotonic() < until, [len(tablet.acknowledged) for tablet in ward.tablets]
        assert not any(tablet.refused for tablet in ward.tablets)
        time.sleep(0.1)


def seconds_to_open(ward):
    """How long it takes until a page of the examination is there."""
    tablet, began = ward.tablets[0], time.monotonic()
    for address in tablet.servers:
        page = f"http://{address}/exams/{tablet.opened.exam_id}/strength"
        urlopen(Request(page, headers={"Cookie": tablet.opened.cookie}), timeout=60).close()
    return time.monotonic() - began


def test_the_primary_is_killed_and_comes_back_as_if_nothing_had_happened(ward):
    with tapping(ward.tablets):
        until_acknowledged(ward, 3)
        ward.first.kill()
        ward.second.promote()
        until_acknowledged(ward, 3)
        # It takes writes as before, is the first in the URL, and waits for a standby that is none any more.
        ward.first.start()
        for application in ward.applications:
            application.kill()
            application.start()
            application.until_it_responds()
        time.sleep(15)
        ward.first.stop()
        until_acknowledged(ward, 3)
    assert ward.faults(ward.second) == []


def test_the_standby_is_lost_and_then_the_primary_no_longer_responds(ward):
    with tapping(ward.tablets):
        until_acknowledged(ward, 3)
        ward.second.kill()
        time.sleep(20)
        kept = ward.acknowledged
        time.sleep(10)
        assert ward.acknowledged == kept
        assert seconds_to_open(ward) < 15
        waiting = ward.first.run("SELECT pid FROM pg_stat_activity WHERE wait_event = 'SyncRep'")
        assert 1 <= len(waiting) <= 8
        ward.second.start()
        until_it_follows(ward.first)
        until_acknowledged(ward, 3)
        frozen = ward.first.processes()
        end(frozen, signal.SIGSTOP)
        try:
            ward.second.promote()
            until_acknowledged(ward, 3)
        finally:
            end(frozen, signal.SIGCONT)
        until_acknowledged(ward, 3)
    assert ward.faults(ward.second) == []
