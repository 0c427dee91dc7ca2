"""Notes to test: parts of a record, and an assessment with a little of everything."""

from datetime import UTC, datetime

from exam.domain.note.writing import write_note
from exam.domain.reasoning.conclusions import (
    Assessment,
    Candidate,
    KneeOrSpine,
    RatherThan,
    Reason,
)
from exam.domain.record.reading import read_record

WHEN = datetime(2026, 11, 21, 9, 30, tzinfo=UTC)
HEAD = {"format": "dermyo-exam/1", "patient": {"reference": "4471"}}


def record(**parts):
    return read_record({**HEAD, **parts})


def reason(finding, value, direction="supports", decibans=3.0, basis="judgement", sources=()):
    return Reason(finding, "left", value, direction, decibans, basis, sources, RatherThan("root.S1", "left"))


WEAK_TOE = reason("strength.great_toe_extension", "4-", decibans=6.1, basis="published", sources=("jeon2013",))
JERK = reason("reflexes.achilles", 2, "against", 4.0, basis="recalled", sources=("morimoto2024",))
L5 = Candidate("root.L5", ("L5",), "left", 0.71, robust=True, reasons=(WEAK_TOE, JERK, reason("light_touch.L5", 1)))
S1 = Candidate("root.S1", ("S1",), "left", 0.2, robust=None, reasons=())
L4 = Candidate("root.L4", ("L4",), "left", 0.05, robust=None, reasons=())
EMPTY = Assessment(
    program="0.1.0",
    knowledge="2026-11-21+0a1b2c3d",
    statement="fits_one",
    leading=L5,
    candidates=(L5, S1, L4),
    urgency="routine",
    alerts=(),
    imaging=(),
    other_tests=(),
    knee_or_spine=KneeOrSpine("unclear", ()),
    not_examined=(),
    next_tests=(),
    examined=3,
    deficits=("left",),
)


def note(assessment=EMPTY, **parts):
    return write_note(record(**parts), assessment)
