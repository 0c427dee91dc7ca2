"""One button answers a red flag and its course; the two are never apart."""

import pytest

from exam.domain.record.answers import Answer, fold
from exam.steps.courses import course_path, flag_path, with_courses
from exam.steps.sequence import asking, step_named

FLAG, COURSE = "red_flags.saddle_numbness", "red_flag_course.saddle_numbness"
FLAGS = step_named("red-flags")


@pytest.mark.parametrize(
    ("text", "answers"),
    [
        ("new", ((FLAG, True), (COURSE, "new"))),
        ("long_standing", ((FLAG, True), (COURSE, "long_standing"))),
        ("true", ((FLAG, True), (COURSE, None))),
        ("false", ((COURSE, None), (FLAG, False))),
        ("", ((COURSE, None), (FLAG, None))),
    ],
)
def test_one_tap_gives_both_answers(text, answers, record):
    assert FLAGS.read({FLAG: text}, record()) == answers


@pytest.mark.parametrize("then", ["new", "long_standing", "true", "false", ""])
@pytest.mark.parametrize("first", ["new", "long_standing"])
def test_whatever_is_tapped_next_makes_a_record(first, then, record):
    given = [Answer("patient.reference", "4471"), *FLAGS.read({FLAG: first}, record())]
    assert fold([*given, *FLAGS.read({FLAG: then}, fold(given))])


def test_other_red_flags_are_one_answer(record):
    assert FLAGS.read({"red_flags.fever": "true"}, record()) == (("red_flags.fever", True),)
    assert with_courses({"red_flags.fever": "new"}) == {"red_flags.fever": "new"}


def test_a_course_is_asked_where_its_red_flag_is():
    assert asking(COURSE) is FLAGS
    assert (course_path(FLAG), flag_path(COURSE), flag_path("red_flags.fever")) == (COURSE, FLAG, "red_flags.fever")
