"""A server process that ends again and again is started again, and the server goes on."""

import os
import signal
import time
import urllib.error
import urllib.request
from pathlib import Path

import pytest

from exam.serving.start import Server
from tests.ports import free_port
from tests.serving.running import started

PATIENCE = 60  # seconds


def workers(server):
    return [int(pid) for pid in Path(f"/proc/{server.pid}/task/{server.pid}/children").read_text().split()]


def responds(port):
    try:
        urllib.request.urlopen(f"http://127.0.0.1:{port}/help", timeout=5).close()
    except (urllib.error.URLError, OSError):
        return False
    return True


@pytest.mark.long
@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="needs Linux's list of processes")
def test_processes_that_are_killed_twice_within_a_moment_are_started_again(tmp_path):
    port = free_port()
    with started(tmp_path / "data", port) as server:
        assert server.stdout.readline().startswith("Dermyo is running")
        for _ in range(2):
            before = workers(server)
            for pid in before:
                os.kill(pid, signal.SIGKILL)
            until = time.monotonic() + PATIENCE
            while not (len(set(workers(server)) - set(before)) == len(before) and responds(port)):
                assert time.monotonic() < until
                assert server.poll() is None, "the server ended"
                time.sleep(0.1)
        assert server.poll() is None


def test_the_pause_grows_and_is_over_once_processes_last(monkeypatch):
    clock, server = [1000.0], Server.__new__(Server)
    server.interrupt_signal = False
    monkeypatch.setattr("exam.serving.start.monotonic", lambda: clock[0])
    monkeypatch.setattr("exam.serving.start.sleep", lambda seconds: clock.append(clock.pop() + seconds))
    pauses = []
    for after in (0, 0, 0, 0, 0, 0, 0, 0, 61):
        clock.append(clock.pop() + after)
        began = clock[0]
        server._wait_before_restart()
        pauses.append(round(clock[0] - began))
    assert pauses == [0, 1, 2, 4, 8, 16, 30, 30, 0]
