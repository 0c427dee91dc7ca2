"""How rows of a loaded server are made, without one."""

from types import SimpleNamespace

from bench.speed.load import answers, workers
from bench.speed.load.capacity import Loaded
from bench.speed.rows import Row, ratio, verdicts


class Line:
    """A client whose taps take 20 milliseconds."""

    def __init__(self):
        self.times, self.failed, self.taps = [], [], []

    def tap(self, number):
        self.taps.append(number)
        self.times.append(0.02)


def server(**more):
    used = iter((1.0, 1.5, 2.0, 2.5))
    return SimpleNamespace(used=lambda: next(used), used_by_postgres=lambda: next(used), **more)


def test_the_cpu_of_a_tap_is_what_was_used_meanwhile_divided_by_the_taps(monkeypatch):
    lines = [Line() for _ in range(8)]

    def rate(some, _):
        for line in some:
            line.times = [0.02] * 5
        return 40.0

    monkeypatch.setattr("bench.speed.load.capacity._rate", rate)
    rows = {row.is_of: row for row in Loaded("PostgreSQL", server(postgres=True), lines).measure(8, 1.0, at_least=110)}
    name = "PostgreSQL, 8 clients"
    # Each used one second more, for 40 taps.
    assert rows[f"{name}: CPU of Dermyo for a tap", "median"].samples == (25.0,)
    assert rows[f"{name}: CPU of PostgreSQL for a tap", "median"].samples == (25.0,)
    assert rows[f"{name}: tap", "p99"].figure == 20.0
    assert [one.is_held for one in verdicts(rows[f"{name}: taps", "median"], rows.values())] == [False]


def test_more_processes_are_compared_with_the_fewest():
    class Pretended:
        def __init__(self, name, rate):
            self.rows = [
                Row(f"{name}, 8 clients: taps", "a second", (rate,)),
                Row(f"{name}, 8 clients: tap", "ms", (20.0,)),
                Row(f"{name}, 8 clients: tap", "ms", (20.0,), "p99"),
            ]

        def measure(self, number, _):
            assert number == 8
            return self.rows

    servers = {
        ("SQLite", 1): Pretended("SQLite, 1 process", 40.0),
        ("SQLite", 2): Pretended("SQLite, 2 processes", 70.0),
    }
    rows = list(workers._measure(servers, 1, 10.0))
    assert [(row.label, row.statistic) for row in rows] == [
        ("SQLite, 1 process, 8 clients: taps", "median"),
        ("SQLite, 1 process, 8 clients: tap", "p99"),
        ("SQLite, 2 processes, 8 clients: taps", "median"),
        ("SQLite, 2 processes, 8 clients: tap", "p99"),
    ]
    assert [ratio(row, rows) for row in rows] == [None, None, 1.75, None]


def test_each_length_has_as_many_taps_and_a_short_one_takes_turns():
    lines = [Line() for _ in range(3)]
    kept = {"SQLite": [(10, lines[0]), (10, lines[1]), (800, lines[2])]}
    rows = list(answers._measure(kept, [10, 800]))
    assert [(row.label, len(row.samples)) for row in rows] == [
        ("SQLite: tap with 10 answers", 12),
        ("SQLite: tap with 800 answers", 12),
        ("SQLite: errors", 1),
    ]
    assert [one.limit for one in verdicts(rows[1], rows)] == ["at most 1.2 times"]
    assert [len(line.taps) for line in lines] == [6, 6, 12]
