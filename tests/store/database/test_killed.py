"""A server killed in the middle of its writes has stored every answer that it acknowledged."""

import signal
import subprocess
import sys

import pytest

from exam.domain.record.model import FindingKey
from exam.store.database import connect

# Gives one answer after another, and prints each once the store has accepted it.
WRITER = """
import sys
from exam.domain.record.answers import Answer
from exam.store.database import connect
from exam.store.exams import Exams
url, exam_id, user_id = sys.argv[1:]
exams = Exams(connect(url))
for number in range(100_000):
    side, grade = ("right", "left")[number % 2], number // 2 % 5
    exams.append(exam_id, int(user_id), [
        Answer(f"findings.reflexes.patellar.{side}", grade), Answer(f"findings.reflexes.achilles.{side}", grade)])
    print(number, flush=True)
"""


def test_nothing_acknowledged_is_lost_and_nothing_is_half_stored(url, exams, exam_id, me):
    command = [sys.executable, "-c", WRITER, url, exam_id, str(me)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as writer:
        for _ in range(20):
            last = int(writer.stdout.readline())
        writer.send_signal(signal.SIGKILL)
        last = max([last, *map(int, writer.stdout.read().split("\n")[:-1])])
    after = exams.open(exam_id, me)
    # One more may have been stored just before it could be printed.
    assert after.revision - 2 in (last, last + 1)
    kept = after.revision - 2
    for side, number in (("right", kept - kept % 2), ("left", kept - (kept + 1) % 2)):
        for test in ("reflexes.patellar", "reflexes.achilles"):
            assert after.record.findings[FindingKey(test, side)] == number // 2 % 5


@pytest.mark.parametrize("pragma", [("synchronous", 2), ("journal_mode", "wal"), ("foreign_keys", 1)])
def test_sqlite_is_configured_to_lose_nothing(tmp_path, pragma):
    engine = connect(f"sqlite:///{tmp_path / 'x.sqlite3'}")
    with engine.connect() as connection:
        assert connection.exec_driver_sql(f"PRAGMA {pragma[0]}").scalar() == pragma[1]
    engine.dispose()


def test_two_processes_write_in_turn(url, exams, exam_id, me):
    program = WRITER.replace("100_000", "5")
    command = [sys.executable, "-c", program, url, exam_id, str(me)]
    writers = [subprocess.Popen(command, stdout=subprocess.DEVNULL) for _ in range(2)]
    assert [writer.wait(60) for writer in writers] == [0, 0]
    assert exams.open(exam_id, me).revision == 1 + 2 * 5
