"""The groups of rows, in the order in which they are measured and stand in docs/performance.md."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Group:
    """What is measured together. `rounds` is how often, unless asked otherwise."""

    title: str
    module: str
    rounds: int


GROUPS = {
    "tablet": Group("Pages and taps on a tablet, in Chromium", "bench.speed.tablet", 10),
    "weight": Group("What comes over the wire", "bench.speed.tablet.weight", 1),
    "load": Group("Taps a second of the whole server", "bench.speed.load.capacity", 3),
    "workers": Group("More server processes", "bench.speed.load.workers", 3),
    "clinic": Group("A clinic of 50 tablets", "bench.speed.load.clinic", 2),
    "answers": Group("A tap in a long examination", "bench.speed.load.answers", 5),
    "size": Group("The size of the database", "bench.speed.load.size", 1),
    "note": Group("A note", "bench.speed.printing", 5),
    "list": Group("The list and its search, with 100 to 100,000 examinations", "bench.speed.growth.lists", 5),
    "audit": Group("The audit of 10,000 examinations with outcomes", "bench.speed.growth.audits", 2),
    "start": Group("A cold start", "bench.speed.starting.commands", 5),
    "setup": Group("From a fresh clone to the first page", "bench.speed.starting.setup", 1),
    "parts": Group("A tap by its parts, processor time of the application alone", "bench.speed.parts", 5),
    "reasoning": Group("The ranking and the assessment, without the server", "bench.speed.reasoning", 5),
}
