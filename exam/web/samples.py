"""Samples for the page of components: invented records passed through the presenters, so that every state is shown."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from exam.domain.language import say
from exam.domain.reasoning.assess import assess
from exam.domain.record.answers import Answer, fold
from exam.domain.record.model import ExamRecord
from exam.steps.sequence import step_with
from exam.store.stored import StoredExam
from exam.web.presenters.assessment.view import ShownAssessment, assessment_view
from exam.web.presenters.frame.page import ExamPage, exam_page
from exam.web.presenters.frame.strip import ShownStrip, strip
from exam.web.presenters.reference.citations import Citation
from exam.web.presenters.step.complaint import ShownComplaint, shown_complaint
from exam.web.presenters.step.leg_pad import LegPad, leg_pad
from exam.web.presenters.step.questions import ShownQuestion, question_groups
from exam.web.presenters.step.rows import ShownRow, row
from exam.web.presenters.step.section import ShownSection, section
from reference import load_reference

NOBODY = "0" * 32
LEFT_L5: Mapping[str, Any] = {
    "patient.reference": "Sample",
    "patient.age": 54,
    "presentation.symptom_side": "left",
    "presentation.pain_sites.left": ["buttock", "lateral_leg"],
    "presentation.paraesthesia_sites.left": ["dorsal_foot"],
    "presentation.features.back_pain": True,
    "findings.light_touch.L4.right": 2,
    "findings.light_touch.L5.right": 2,
    "findings.light_touch.L5.left": 1,
    "findings.reflexes.achilles.right": 2,
    "findings.reflexes.achilles.left": 3,
    "findings.strength.ankle_dorsiflexion.right": "5",
    "findings.strength.ankle_dorsiflexion.left": "4",
    "findings.strength.great_toe_extension.right": {"not_tested": "pain"},
    "findings.strength.great_toe_extension.left": "2",
    "findings.tension.straight_leg_raise.left": "positive",
    "findings.tension.straight_leg_raise_degrees.right": 80,
    "findings.tension.straight_leg_raise_degrees.left": 35,
}
ALARMING: Mapping[str, Any] = {
    "patient.reference": "Sample",
    "red_flags.saddle_numbness": True,
    "red_flags.fever": True,
    "findings.strength.ankle_dorsiflexion.right": "3",
    "findings.strength.ankle_dorsiflexion.left": "2",
}
FILLED = ("findings.strength.ankle_dorsiflexion.right", "findings.light_touch.L5.right", "red_flags.osteoporosis")
# Together: empty, tapped, filled as normal, rare, raised, could not be tested, measured, typed, without a side.
TESTS = (
    "strength.knee_extension",
    "strength.ankle_dorsiflexion",
    "strength.great_toe_extension",
    "reflexes.achilles",
    "light_touch.L5",
    "tension.straight_leg_raise_degrees",
    "saddle.anal_tone",
)
CONTRADICTING = {"presentation.symptom_side": "right", "red_flags.numbness_tingling_or_weakness": False}
BOTH_LEGS = "red_flags.bilateral_leg_symptoms"
QUESTIONS = {
    BOTH_LEGS: True,
    "red_flags.urinary_urgency_or_hesitancy": True,
    "red_flag_course.urinary_urgency_or_hesitancy": "long_standing",
    "red_flags.fever": True,
    "red_flags.osteoporosis": False,
}
SHOWN_QUESTIONS = (*QUESTIONS, "red_flags.severe_pain")


@dataclass(frozen=True, slots=True)
class Samples:
    """What the page of components shows."""

    page: ExamPage
    alarmed: ExamPage
    contradicted: ExamPage
    view: ShownAssessment
    alarmed_view: ShownAssessment
    tests: ShownSection
    rows: tuple[ShownRow, ...]
    questions: tuple[ShownQuestion, ...]
    complaint: ShownComplaint
    pad: LegPad | None
    strips: Mapping[str, ShownStrip]

    @property
    def listed(self) -> tuple[Citation, ...]:
        """The sources of both records, each once."""
        listed = (*self.view.sources.listed, *self.alarmed_view.sources.listed)
        return tuple({one.id: one for one in listed}.values())


def samples() -> Samples:
    """Every component's sample."""
    record, alarming = _record(LEFT_L5), _record(ALARMING)
    origins = dict.fromkeys(FILLED, "all_normal") | {BOTH_LEGS: "derived"}
    return Samples(
        page=_page(record),
        alarmed=_page(alarming),
        contradicted=_page(_record({**LEFT_L5, **CONTRADICTING})),
        view=assessment_view(assess(record), record),
        alarmed_view=assessment_view(assess(alarming), alarming),
        tests=section(step_with("sensation"), record, origins),
        rows=tuple(row(load_reference().tests[test], record, origins) for test in TESTS),
        questions=_questions(origins),
        complaint=shown_complaint(record),
        pad=leg_pad(step_with("complaint"), record, lambda _, row: f"#{row}"),
        strips=_strips(record, alarming),
    )


def _record(answers: Mapping[str, Any]) -> ExamRecord:
    return fold(Answer(path, value) for path, value in answers.items())


def _page(record: ExamRecord) -> ExamPage:
    now = datetime.now(UTC)
    exam = StoredExam(
        NOBODY,
        record,
        1,
        {},
        undoable=True,
        created_at=now,
        updated_at=now,
        examiner_name="Sample",
        signature=None,
        addenda=(),
    )
    return exam_page(exam, step_with("sensation"), assess(record), hidden=False)


def _questions(origins: Mapping[str, str]) -> tuple[ShownQuestion, ...]:
    record = _record({"patient.reference": "Sample", **QUESTIONS})
    rows = [row for group in question_groups("red_flags", record, origins) for row in group.rows]
    return tuple(row for row in rows if not row.paths.isdisjoint(SHOWN_QUESTIONS))


def _strips(record: ExamRecord, alarming: ExamRecord) -> dict[str, ShownStrip]:
    """Each state that the strip can be in, by its name."""
    found = assess(record)
    return {
        say("Strip: nothing examined"): strip(assess(_record({"patient.reference": "Sample"})), hidden=False),
        say("Strip: a leading cause, and what to test next"): strip(found, hidden=False),
        say("Strip: two causes not distinguished, long names"): strip(assess(alarming), hidden=False),
        say("Strip: my impression first"): strip(found, hidden=True),
        say("Strip: signed"): strip(found, hidden=False, signed=True),
    }
