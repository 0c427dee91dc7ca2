"""One button answers a red flag and its course: new or worse, long-standing, or no.

The two answers are always given together. A course without its flag is no record, and a course must not outlive it.
"""

from __future__ import annotations

from collections.abc import Mapping

from exam.steps import fields
from exam.steps.fields import Field, Form
from reference import load_reference
from reference.vocabulary import COURSES

FLAG, COURSE = "red_flags.", "red_flag_course."


def course_path(question: str) -> str:
    """The path of the course of a red flag: `red_flag_course.saddle_numbness`."""
    return COURSE + question.removeprefix(FLAG)


def flag_path(path: str) -> str:
    """The red flag that a course belongs to; any other path is unchanged."""
    return FLAG + path.removeprefix(COURSE) if path.startswith(COURSE) else path


def course_fields(step: str) -> Mapping[str, Field]:
    """The fields of the courses that belong to the questions of a step."""
    rows = load_reference().questions.values()
    return {course_path(row.id): fields.word for row in rows if row.course and row.step == step}


def with_courses(form: Form) -> Form:
    """A form with both answers of each red flag that has a course.

    Its text is `new`, `long_standing`, `false` or nothing; `true`, as older pages send it, leaves the course open.
    """
    courses = {FLAG + name for name in load_reference().courses}
    both: dict[str, str] = {}
    for path, text in form.items():
        both |= _both(path, text) if path in courses else {path: text}
    return both


def _both(path: str, text: str) -> Form:
    """The answer that may differ from another screen's comes first: a conflict is about the first that does."""
    flag, course = {path: "true" if text in COURSES else text}, {course_path(path): text if text in COURSES else ""}
    return course | flag if text in ("false", "") else flag | course
