"""What surrounds every step: the patient, the steps, the alerts, the strip."""

from __future__ import annotations

from dataclasses import dataclass

from exam.domain.language import mark, say
from exam.domain.reasoning.conclusions import Outline
from exam.domain.words.grammar import inside
from exam.steps.sequence import after
from exam.steps.step import Step
from exam.store.stored import StoredExam
from exam.training.practice import is_practice
from exam.web.presenters.frame.alerts import AlertRow, ShownAlert, rows_of, shown_alerts, state_of
from exam.web.presenters.frame.contradictions import ShownContradiction, shown_contradictions
from exam.web.presenters.frame.patient_bar import PatientBar, patient_bar
from exam.web.presenters.frame.reading import ShownReading, shown_reading
from exam.web.presenters.frame.stepper import StepLink, stepper
from exam.web.presenters.frame.strip import ShownStrip, strip
from exam.web.presenters.frame.training import ShownTraining, shown_training

SAVED = mark("Saved")
READ_ONLY = mark("Read only")


@dataclass(frozen=True, slots=True)
class ExamPage:
    """One step of one examination, all but its own content. `message` is what just happened.

    `reading` says why somebody else than the examiner reads it. `recomputed` says so where a signed examination is not
    shown with its assessment at signing.
    """

    exam_id: str
    step: Step
    following: Step | None
    revision: int
    editable: bool
    undoable: bool
    patient: PatientBar
    stepper: tuple[StepLink, ...]
    alerts: tuple[ShownAlert, ...]
    contradictions: tuple[ShownContradiction, ...]
    strip: ShownStrip
    comment: str
    message: str
    training: ShownTraining | None = None
    recomputed: str = ""
    reading: ShownReading | None = None

    @property
    def title_inside(self) -> str:
        """The name of the step inside a sentence: "red flags"."""
        return inside(say(self.step.title))

    @property
    def enters(self) -> bool:
        """Whether results and answers are entered; in practice the patient shows them."""
        return self.editable and not (self.training and self.training.practises)

    @property
    def undoes(self) -> bool:
        """Whether the step is answered by taps that can be taken back; others are typed."""
        return self.editable and self.step.tapped

    @property
    def pressing(self) -> tuple[ShownAlert, ...]:
        """The alerts of the banner that stays on every step, emergencies first."""
        return tuple(alert for alert in self.alerts if alert.urgency != "routine")

    @property
    def alert_state(self) -> str:
        """Whether the emergencies are answered."""
        return state_of(self.alerts)

    @property
    def alert_rows(self) -> tuple[AlertRow, ...]:
        """The alerts below the first one, as the assessment shows them."""
        return rows_of(self.alerts)

    @property
    def unanswered(self) -> tuple[ShownAlert, ...]:
        """The emergencies that nobody answered."""
        return tuple(alert for alert in self.alerts if alert.urgency == "emergency" and not alert.answer)


def exam_page(exam: StoredExam, step: Step, assessment: Outline, *, hidden: bool, message: str = "") -> ExamPage:
    """The page of one step; without a message everything is saved."""
    alerts = shown_alerts(assessment, exam.record)
    return ExamPage(
        exam_id=exam.id,
        step=step,
        following=after(step),
        revision=exam.revision,
        editable=exam.status == "draft" and not exam.reading,
        undoable=exam.undoable and exam.status == "draft",
        reading=shown_reading(exam),
        patient=patient_bar(exam.record),
        stepper=stepper(step, exam.record, signed=exam.status == "finished"),
        alerts=alerts,
        contradictions=shown_contradictions(assessment.contradictions, exam.record),
        strip=strip(
            assessment,
            hidden=hidden,
            # What a patient to practise on has no result of is no test to do next.
            signed=exam.status == "finished" or is_practice(exam.record),
            tried={key.short_path for key in exam.record.findings},
            stated_normal=bool(exam.record.stated_otherwise_normal),
        ),
        comment=exam.record.comments.get(step.id, ""),
        message=message or say(READ_ONLY if exam.reading else SAVED),
        training=shown_training(exam.record, step.id),
    )
