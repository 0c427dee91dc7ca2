"""What each step's template needs."""

from __future__ import annotations

from collections.abc import Container
from functools import cache
from typing import Any

from flask import current_app, url_for
from markupsafe import Markup

from exam.domain.language import said_once
from exam.domain.reasoning.assess import assess
from exam.domain.reasoning.conclusions import Assessment, Outline
from exam.steps import assessment, complaint
from exam.steps.step import Step
from exam.store.stored import StoredExam
from exam.web.exams import impression_first
from exam.web.exams.visits.compare import comparison
from exam.web.http.current import settings, user_id
from exam.web.presenters.assessment.imaging_questions import imaging_questions
from exam.web.presenters.assessment.impression import impression
from exam.web.presenters.assessment.phrases import phrases
from exam.web.presenters.assessment.plan import plan
from exam.web.presenters.assessment.view import assessment_view
from exam.web.presenters.practice.answer import known_answer
from exam.web.presenters.step.cells import BehindDots, ShownCell
from exam.web.presenters.step.complaint import shown_complaint
from exam.web.presenters.step.leg_pad import leg_pad
from exam.web.presenters.step.section import section


def content(
    step: Step, exam: StoredExam, found: Outline, *, hidden: bool, touched: Container[str] | None = None
) -> dict[str, Any]:
    """The template of a step and its variables; of its tests only those at the `touched` paths, if any are given."""
    if step.id == assessment.ID:
        return _assessed(exam, found if isinstance(found, Assessment) else assess(exam.record), hidden=hidden)

    def address(other: Step, row: str) -> str:
        return url_for("examination.show_step", exam_id=exam.id, slug=other.slug, _anchor=row)

    saved = "section/_saved.html"
    shown = {
        "saved": saved,
        "section": section(step, exam.record, exam.origins, touched),
        "pad": leg_pad(step, exam.record, address),
    }
    if step.id == complaint.ID:
        return {"template": "complaint/complaint.html", "complaint": shown_complaint(exam.record), **shown}
    return {"template": "section/section.html", **shown}


def _assessed(exam: StoredExam, found: Assessment, *, hidden: bool) -> dict[str, Any]:
    return {
        "template": "assessment/assessment.html",
        "view": assessment_view(found, exam.record, hidden=hidden),
        "saved": "assessment/conclusion/_saved.html",
        "impression": impression(exam.record, found, hidden=hidden),
        "plan": plan(exam.record),
        "phrases": lambda kind: phrases(kind, settings().phrases(user_id(), kind), exam.record, found),
        "imaging_questions": cache(lambda: imaging_questions(exam.record, exam.origins, found, hidden=hidden)),
        "hidden": hidden,
        "compared": cache(lambda: comparison(exam)),
        "impression_first": impression_first.chosen(),
        "known_answer": None if hidden else known_answer(exam.record, found),
    }


def more_answers(cell: ShownCell) -> Markup:
    """The answers behind the dots of a cell where none of them is chosen: drawn once, they are always the same."""
    return _drawn(cell.behind_dots)


# Every test on both sides, in each of a few languages.
@said_once(1024)
def _drawn(behind: BehindDots) -> Markup:
    return Markup(current_app.jinja_env.get_template("rows/_more_answers.html").render(c=behind))  # noqa: S704 -- rendered by a template, which escapes
