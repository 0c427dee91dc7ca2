"""Notes for the tests: one that holds everything a note can hold."""

from dataclasses import replace
from datetime import UTC, datetime

from exam.domain.note.history import Line
from exam.domain.note.life import Life, Replaced, Voided
from exam.domain.note.signature import Addition, Signed
from exam.domain.note.writing import write_note
from exam.domain.reasoning.assess import assess
from tests.domain.records import record_of

WHEN = datetime(2026, 11, 21, 9, 30, tzinfo=UTC)
FULL = {
    "presentation.symptom_side": "left",
    "presentation.pain_sites.left": ["knee", "lateral_leg"],
    "presentation.features.back_pain": True,
    "presentation.features.pain_below_knee": True,
    "red_flags.fever": True,
    "findings.strength.great_toe_extension.left": "3",
    "findings.strength.ankle_dorsiflexion.left": "3",
    "findings.strength.knee_extension.right": {"not_tested": "pain"},
    "findings.light_touch.L5.left": 1,
    "findings.reflexes.achilles.left": 2,
    "findings.tension.straight_leg_raise.left": "positive",
    "comments.strength": "Good effort.",
    "earlier": {"examined_at": "2026-10-03T09:30:00+00:00", "worse": ["strength.ankle_dorsiflexion.left"]},
    "earlier_findings.strength.ankle_dorsiflexion.left": "4",
    "impression.text": "Foot drop from the back.",
    "impression.cause": "root.L5",
    "impression.side": "left",
    "impression.diagnoses": ["herniated_disc"],
    "plan.text": "MRI if not better.",
    "plan.safety_net_given": True,
    "plan.safety_net_text": "Come back at once if the bladder fails.",
    "plan.review_in_weeks": 6,
}


VOID = Life(
    version=2,
    replaces=Replaced(1, "Andreas Vesalius", WHEN, "1" * 64),
    void=Voided("Andreas Vesalius", WHEN, "Wrong patient."),
)


def full_note():
    """A signed note with an addendum, which replaced another and was declared void; a test of it is unknown."""
    record = record_of(FULL)
    signature = Signed("Andreas Vesalius", WHEN, "0" * 64)
    addenda = [Addition("Andreas Vesalius", WHEN, "Seen.")]
    note = write_note(record, assess(record), signature=signature, addenda=addenda, life=VOID)
    return replace(note, unknown=(Line("findings, stride, dragging, left", "positive"),))
