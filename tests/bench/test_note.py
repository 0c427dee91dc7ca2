"""The measurement of the note: the biggest examination is one, and the clocks count what they say."""

import subprocess
import sys
import time

import pytest

from bench.note.biggest import biggest, full
from bench.note.clock import Times, of_command, of_ended_children, of_processes
from exam.domain.note.writing import write_note
from exam.domain.reasoning.assess import assess
from exam.domain.record.canonical import canonical_text
from exam.domain.record.reading import parse_record
from exam.printing.page import note_html
from exam.printing.pdf import Job, print_job
from reference import load_reference

BUSY = "import time\nwhile time.process_time() < 0.3: pass"


def test_the_biggest_examination_answers_everything_and_is_accepted():
    record = biggest()
    tests = load_reference().tests.values()
    assert len(record.findings) == sum(2 if test.sided else 1 for test in tests)
    assert set(record.comments) == set(load_reference().steps)
    assert all(len(text) == 2000 for text in record.comments.values())
    assert parse_record(canonical_text(record)) == record
    assert [len(full(length)) for length in (64, 200, 2000)] == [64, 200, 2000]


@pytest.mark.long
def test_the_biggest_examination_is_printed_long_before_it_would_be_stopped():
    """By the CPU, as on a machine that does nothing else."""
    record = biggest()
    html = note_html(write_note(record, assess(record)))
    before = time.process_time()
    assert print_job(Job(html, ("css/note/sheet.css", "css/note/print.css"), "a4")).startswith(b"%PDF-")
    assert time.process_time() - before < 5


def test_the_processes_that_a_command_leaves_behind_are_counted(tmp_path):
    start = "import subprocess, sys; subprocess.Popen([sys.executable, '-c', sys.argv[1]])"
    assert of_command([sys.executable, "-c", start, BUSY], tmp_path) >= 0.3


def test_living_and_ended_processes_are_counted():
    before = of_ended_children()
    other = subprocess.Popen([sys.executable, "-c", BUSY + "\ninput()"], stdin=subprocess.PIPE)
    until = time.monotonic() + 30
    while of_processes("python") < 0.25 and time.monotonic() < until:
        time.sleep(0.05)
    assert of_processes("python") >= 0.25
    assert of_processes("no such program") == 0
    other.communicate(b"\n")
    assert of_ended_children() - before >= 0.3


def test_medians_are_of_what_was_taken():
    times = Times()
    for used in (3.0, 1.0, 2.0):
        times.take(lambda used=used: used)
    assert times.median == 2.0
    assert times.written().split()[:3] == ["2.000", "s", "CPU"]
    assert "3.000 s CPU at most" in times.written()
