"""A database with an examination in every state, its backup, and a server beside it."""

import subprocess
import sys

import pytest

from exam.domain.record.answers import Answer
from exam.domain.record.model import Examiner
from exam.store.copies.backup import back_up
from exam.store.database import connect

# Writes, and has the database open until it is asked to stop.
SERVER = """
import sys
from exam.store.database import connect
from exam.store.trail.access import Trail
engine = connect(f"sqlite:///{sys.argv[1]}")
Trail(engine).note("seen after the backup")
print("open", flush=True)
sys.stdin.readline()
"""


@pytest.fixture
def signed(exams, me, exam_id):
    """An examination in every state that a copy must hold."""
    exams.append(exam_id, me, [Answer("findings.reflexes.achilles.left", 0)])
    signed = exams.sign(exam_id, me, Examiner("Andreas Vesalius"))
    exams.keep_output(exam_id, me, signed.state, "text", b"the note")
    exams.correct(exam_id, me)
    return exams.add_addendum(exam_id, me, "Seen again.")


@pytest.fixture
def backup(tmp_path, engine, signed):
    file = tmp_path / "backup"
    assert back_up(engine, file).faults == []
    return file


@pytest.fixture
def reopened():
    """Opens a database, and closes it in the end."""
    engines = []

    def reopened(url):
        engines.append(connect(url))
        return engines[-1]

    yield reopened
    for engine in engines:
        engine.dispose()


@pytest.fixture
def serve():
    """Starts a process that writes to a database and keeps it open until it reads a line."""

    def serve(file):
        return subprocess.Popen(
            [sys.executable, "-c", SERVER, file],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )

    return serve
