"""What a server process gives back to the system."""

from pathlib import Path

import pytest

from exam.serving import memory
from exam.serving.memory import Growth


def test_memory_goes_back_each_time_a_process_has_grown_by_so_much(monkeypatch):
    sizes, returned = [0], []

    def give_back():
        returned.append(sizes[0])
        sizes[0] = 5

    monkeypatch.setattr(memory, "resident", lambda: sizes[0])
    monkeypatch.setattr(memory, "return_memory", give_back)
    growth = Growth()
    for size in (memory.MOST_GROWN, memory.MOST_GROWN + 1, memory.MOST_GROWN + 5, memory.MOST_GROWN + 6):
        sizes[0] = size
        growth.look()
    assert returned == [memory.MOST_GROWN + 1, memory.MOST_GROWN + 6]


@pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="needs Linux's account of its memory")
def test_what_was_free_is_no_longer_in_memory():
    taken = [bytes(100_000) for _ in range(300)]
    full = memory.resident()
    last = taken.pop()
    taken.clear()
    memory.return_memory()
    assert memory.resident() < full - 10_000_000
    assert last


def test_a_system_that_says_no_sizes_does_without(monkeypatch, tmp_path):
    monkeypatch.setattr(memory, "SIZES", tmp_path / "none")
    assert memory.resident() == 0


def test_a_system_without_such_heaps_does_without(monkeypatch):
    monkeypatch.setattr("exam.serving.memory.ctypes.CDLL", lambda name: object())
    memory.share_heap()
    memory.return_memory()
