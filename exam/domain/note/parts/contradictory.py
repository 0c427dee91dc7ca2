"""What of a record contradicts itself, in the words of the screen: whoever signs has seen it, and the note says it too.

A complaint and findings on different sides may both be right; the note says so where no contradiction is certain.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from exam.domain.language import mark, say
from exam.domain.note.headings import LABELS
from exam.domain.note.history import Line, filled
from exam.domain.reasoning.conclusions import Assessment, Contradiction
from exam.domain.record.grades import is_abnormal
from exam.domain.record.model import ExamRecord
from exam.domain.words.facts import SIDES_OF_COMPLAINT, facts_line
from exam.domain.words.grammar import heading
from reference import load_reference
from reference.vocabulary import SIDES, Side

ABNORMAL_ON: dict[tuple[Side, ...], str] = {
    ("right",): mark("abnormal findings on the right only"),
    ("left",): mark("abnormal findings on the left only"),
    ("right", "left"): mark("abnormal findings on the right and left"),
}
UNCHANGED = mark(
    "These entries cannot both be right. Nothing was changed, and the alerts and the ranking use them as they are."
)
OF_SIDES = ("findings_left_complaint_right", "findings_right_complaint_left")
"""The contradictions that say already that complaint and findings are on different sides."""


class ContradictionWords(NamedTuple):
    """A contradiction in words: what it is, and inside a sentence what the record says there."""

    label: str
    because: str


def contradiction_words(one: Contradiction, record: ExamRecord) -> ContradictionWords:
    """The words of one contradiction, without a full stop."""
    return ContradictionWords(say(load_reference().contradictions[one.id].label), facts_line(one.because, record))


def contradictory_lines(record: ExamRecord, assessment: Assessment) -> tuple[Line, ...]:
    """Every contradiction in one line, and where the sides differ without one; none where nothing contradicts."""
    found = assessment.contradictions
    differ = "" if any(one.id in OF_SIDES for one in found) else sides_differ(record)
    return filled(
        (
            Line(say(LABELS["contradictory"]), _together(found, record)),
            Line(say(LABELS["sides_differ"]), f"{differ}." if differ else ""),
        )
    )


def _together(found: Iterable[Contradiction], record: ExamRecord) -> str:
    said = [contradiction_words(one, record) for one in found]
    return " ".join((*(f"{one.label} ({one.because})." for one in said), say(UNCHANGED))) if said else ""


def sides_differ(record: ExamRecord) -> str:
    """The complaint and the findings in words, where it is in one leg and they are in the other; empty elsewhere."""
    side, found = record.presentation.symptom_side, abnormal_sides(record)
    return sides_words(record) if side in SIDES and found and side not in found else ""


def sides_words(record: ExamRecord, nothing_found: str = "") -> str:
    """The side of the complaint, and the legs with an abnormal finding, or `nothing_found`."""
    side, found = record.presentation.symptom_side, abnormal_sides(record)
    complaint = say(SIDES_OF_COMPLAINT[side]) if side else say("side of the complaint not recorded")
    findings = say(ABNORMAL_ON[found]) if found else nothing_found
    return say("{complaint}; {findings}").format(complaint=heading(complaint), findings=findings)


def abnormal_sides(record: ExamRecord) -> tuple[Side, ...]:
    """The legs in which a test is abnormal, right before left."""
    abnormal = {key.side for key, found in record.findings.items() if is_abnormal(key.test, found)}
    return tuple(side for side in SIDES if side in abnormal)
