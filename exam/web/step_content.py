"""What each step's template needs."""

from __future__ import annotations

from typing import Any

from exam.domain.conclusions import Assessment
from exam.steps import assessment, complaint
from exam.steps.step import Step
from exam.store.stored import StoredExam
from exam.web import impression_first
from exam.web.presenters.assessment import assessment_view
from exam.web.presenters.complaint import complaint as complaint_view
from exam.web.presenters.impression import impression
from exam.web.presenters.leg_pad import leg_pad
from exam.web.presenters.section import section


def content(step: Step, exam: StoredExam, found: Assessment, *, hidden: bool) -> dict[str, Any]:
    """The template of a step and its variables."""
    if step is assessment.STEP:
        return {
            "template": "assessment.html",
            "view": assessment_view(found, exam.record),
            "impression": impression(exam.record),
            "hidden": hidden,
            "impression_first": impression_first.chosen(),
        }
    shown = {"section": section(step, exam.record, exam.origins), "pad": leg_pad(step, exam.id, exam.record)}
    if step is complaint.STEP:
        return {"template": "complaint.html", "complaint": complaint_view(exam.record), **shown}
    return {"template": "section.html", **shown}
