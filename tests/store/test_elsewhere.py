"""Two browsers at one examination: neither overwrites what it has not seen, nor is asked about its own answers."""

import pytest

from exam.domain.record.answers import Answer
from exam.store.stored import Conflict

KNEE = "findings.strength.knee_extension.left"
ANKLE = "findings.strength.ankle_dorsiflexion.left"
HERE, THERE = "tablet-1", "other-1"


def test_a_browser_is_not_asked_about_what_it_answered_itself(tap):
    seen = tap(KNEE, "3").revision
    tap(KNEE, "4", answer_id="tablet-1", seen_revision=seen)
    later = tap(KNEE, "5", answer_id="tablet-2", seen_revision=seen)
    assert later.record.grade("strength.knee_extension", "left") == "5"


def test_it_is_asked_about_what_another_one_answered_before_its_own(tap):
    seen = tap(ANKLE, "4").revision
    tap(KNEE, "3", answer_id=THERE)
    tap(ANKLE, "5", answer_id=HERE, seen_revision=seen)
    with pytest.raises(Conflict) as conflict:
        tap(KNEE, "4", answer_id="tablet-2", seen_revision=seen)
    assert (conflict.value.path, conflict.value.value, conflict.value.revision) == (KNEE, "3", seen + 1)


def test_a_browser_that_chose_is_not_asked_again(tap):
    seen = tap(KNEE, "3", answer_id=THERE).revision
    assert tap(KNEE, "4", answer_id=HERE, seen_revision=seen).record.grade("strength.knee_extension", "left") == "4"


def test_browsers_without_a_name_count_as_different(tap):
    seen = tap(KNEE, "3").revision
    tap(KNEE, "4", answer_id="a1", seen_revision=seen)
    with pytest.raises(Conflict):
        tap(KNEE, "5", answer_id="a2", seen_revision=seen)


def test_all_normal_leaves_what_another_browser_just_cleared(exams, exam_id, me, tap):
    seen = tap(KNEE, "4").revision
    tap(KNEE, None, answer_id=THERE)
    normal = [Answer(KNEE, "5"), Answer(ANKLE, "5")]
    exam = exams.append(exam_id, me, normal, origin="all_normal", answer_id=HERE, seen_revision=seen).after
    assert [key.short_path for key in exam.record.findings] == ["strength.ankle_dorsiflexion.left"]


def test_an_unseen_answer_of_another_browser_is_not_undone(exams, exam_id, me, tap):
    seen = tap(KNEE, "4", answer_id=HERE).revision
    tap(ANKLE, "3", answer_id=THERE)
    with pytest.raises(Conflict) as conflict:
        exams.undo(exam_id, me, answer_id="tablet-2", seen_revision=seen)
    assert conflict.value.path == ANKLE
    after = exams.undo(exam_id, me, answer_id="tablet-2", seen_revision=seen + 1).after
    assert after.record.findings.keys() == {("strength.knee_extension", "left")}


def test_ones_own_answer_is_undone_though_another_browser_answered_before_it(exams, exam_id, me, tap):
    seen = tap(KNEE, "4", answer_id=THERE).revision - 1
    tap(ANKLE, "3", answer_id=HERE, seen_revision=seen)
    exams.undo(exam_id, me, answer_id="tablet-2", seen_revision=seen)
    with pytest.raises(Conflict):
        exams.undo(exam_id, me, answer_id="tablet-3", seen_revision=seen)
