"""The parts of a tap are measured, each of them, with the statements that it sends."""

from bench.speed import parts
from bench.speed.rows import verdicts


def test_a_tap_by_its_parts():
    with parts.ready((2, 12), taps=2) as measure:
        rows = {row.label: row for row in measure()}
    assert [len(row.samples) for row in rows.values()] == [2, 2, 1, 2, 2, 2, 2, 2, 2, 2]
    assert rows["statements of a tap"].figure <= 18
    spent = {label.removeprefix("  of it: "): row.figure for label, row in rows.items() if "of it" in label}
    assert list(spent) == [
        "account and session",
        "store, with the list's summary",
        "ranking and alerts",
        "what changed",
        "what surrounds the step",
        "the step's own",
        "template",
    ]
    assert all(spent.values())
    assert [one.limit for one in verdicts(rows["tap with 12 answers"], rows.values())] == ["at most 1.2 times"]
