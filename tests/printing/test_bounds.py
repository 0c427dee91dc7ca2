"""No print takes longer than ten seconds: it is stopped, and the next one is printed as if nothing had happened."""

import os
import signal
import subprocess
import sys
from contextlib import suppress
from datetime import datetime, timedelta, timezone
from threading import Thread
from time import monotonic

import pytest

from exam.printing import bounds
from exam.printing.bounds import Beside, PressBusy, PrintFailed, PrintTooLong, within_bound
from exam.printing.pdf import Enclosure, print_note

# A time keeps its zone on the way: it is part of the bytes.
WHEN = datetime(2026, 11, 21, 9, 30, tzinfo=timezone(timedelta(hours=5, minutes=30)))
ENCLOSED = (Enclosure("record.json", "{}", WHEN, "A record"),)
SHORT = "<title>A note</title><p>Ankle dorsiflexion 4 left"
# Thousands of cells: more than a minute of work.
ENDLESS = "<title>A note</title><table>" + ("<tr>" + "<td>word " * 60) * 400


@pytest.fixture(scope="module")
def beside():
    """A printing process of these tests."""
    process = Beside()
    yield process
    process.stop()


@pytest.fixture(autouse=True)
def own_process(beside, monkeypatch):
    monkeypatch.setattr(bounds, "BESIDE", beside)


def in_a_thread(make):
    """What a thread other than the main one returns or raises."""
    found = []

    def run():
        try:
            found.append(make())
        except RuntimeError as error:
            found.append(type(error))

    thread = Thread(target=run)
    thread.start()
    thread.join(60)
    return found[0]


def printed(html):
    return print_note(html, paper="a4", enclosed=ENCLOSED)


def test_another_thread_prints_beside_the_same_bytes(beside):
    assert in_a_thread(lambda: printed(SHORT)) == printed(SHORT)
    first = beside._process.pid
    assert in_a_thread(lambda: printed(SHORT + "!")) == printed(SHORT + "!")
    assert beside._process.pid == first


def test_a_print_gives_way_to_taps(beside):
    in_a_thread(lambda: printed(SHORT))
    assert os.getpriority(os.PRIO_PROCESS, beside._process.pid) == os.getpriority(os.PRIO_PROCESS, 0) + 5


def test_a_long_print_is_stopped_in_the_main_thread(monkeypatch):
    monkeypatch.setattr(bounds, "LONGEST", 0.3)
    before, started = signal.getsignal(signal.SIGALRM), monotonic()
    with pytest.raises(PrintTooLong):
        printed(ENDLESS)
    assert monotonic() - started < 20
    assert signal.getsignal(signal.SIGALRM) is before
    assert signal.getitimer(signal.ITIMER_REAL) == (0, 0)
    monkeypatch.undo()
    assert printed(SHORT).startswith(b"%PDF-")


def test_it_is_stopped_where_exceptions_are_not_passed_on(monkeypatch):
    """WeasyPrint goes on when a picture cannot be read, whatever the reason."""
    monkeypatch.setattr(bounds, "LONGEST", 0.1)

    def make():
        while True:
            with suppress(Exception):
                sum(range(1000))

    with pytest.raises(PrintTooLong):
        within_bound(make, bytes)


def test_a_long_print_beside_is_stopped_and_the_next_is_printed(beside, monkeypatch):
    in_a_thread(lambda: printed(SHORT))
    first, started = beside._process.pid, monotonic()
    monkeypatch.setattr(bounds, "LONGEST", 0.5)
    assert in_a_thread(lambda: printed(ENDLESS)) is PrintTooLong
    assert monotonic() - started < 20
    monkeypatch.setattr(bounds, "LONGEST", 30.0)
    assert in_a_thread(lambda: printed(SHORT)) == printed(SHORT)
    assert beside._process.pid != first


def test_a_process_that_ended_is_started_again(beside):
    in_a_thread(lambda: printed(SHORT))
    beside._process.kill()
    beside._process.wait()
    assert in_a_thread(lambda: printed(SHORT)) == printed(SHORT)


def test_a_fault_of_a_print_is_no_timeout_and_ends_with_it(beside):
    assert in_a_thread(lambda: beside.printed(b"no job")) is PrintFailed
    assert in_a_thread(lambda: printed(SHORT)) == printed(SHORT)


def test_a_process_that_does_not_start_is_a_fault(monkeypatch):
    monkeypatch.setattr(bounds, "PROGRAM", "raise SystemExit")
    with pytest.raises(PrintFailed, match="did not start"):
        Beside().printed(b"")


def test_a_process_that_ends_before_it_has_the_job_is_a_fault(beside, monkeypatch):
    monkeypatch.setattr(bounds, "PROGRAM", "import sys; sys.stdout.buffer.write(b'\\0' * 7 + b'\\5ready')")
    with pytest.raises(PrintFailed, match="ended"):
        Beside().printed(b"x" * 10_000_000)


def test_who_waits_for_a_long_print_is_refused_too(beside, monkeypatch):
    monkeypatch.setattr(bounds, "LONGEST", 0.05)
    beside._lock.acquire()
    with pytest.raises(PressBusy):
        beside.printed(b"")
    beside._lock.release()


def test_the_process_of_a_parent_is_left_alone(beside, monkeypatch):
    """A server that divides into several has one each."""
    in_a_thread(lambda: printed(SHORT))
    parents = beside._process
    monkeypatch.setattr(beside, "_owner", -1)
    assert in_a_thread(lambda: printed(SHORT)) == printed(SHORT)
    assert parents.poll() is None
    assert beside._process is not parents
    bounds._end(parents)


def test_it_ends_with_the_process_that_started_it():
    process = subprocess.Popen(
        [sys.executable, "-I", "-c", bounds.PROGRAM, "text", *sys.path], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    assert bounds.received(process.stdout) == b"ready"
    process.stdin.close()
    assert process.wait(20) == 0
    process.stdout.close()
