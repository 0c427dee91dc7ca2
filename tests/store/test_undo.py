"""Every change can be undone, one after another, and an undo is itself stored."""

from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exam.domain.record.answers import Answer
from exam.domain.record.model import Examiner
from exam.store import log as logs
from exam.store.listing import Wanted
from exam.store.log import Revision
from exam.store.snapshots.snapshot import snapshot_of
from exam.store.stored import ExamSigned

KNEE = "findings.strength.knee_extension.left"
ANKLE = "findings.strength.ankle_dorsiflexion.left"
STRENGTH = [Answer(KNEE, "5"), Answer(ANKLE, "5")]


def grades(exam):
    return {key.short_path: value for key, value in exam.record.findings.items()}


def test_undo_restores_the_previous_answer(exams, exam_id, me, tap):
    tap(KNEE, "4")
    tap(KNEE, "3")
    exam = exams.undo(exam_id, me).after
    assert grades(exam) == {"strength.knee_extension.left": "4"}
    assert exam.revision == 4


def test_undo_twice_goes_back_two_steps_and_then_no_further(exams, exam_id, me, tap):
    tap(KNEE, "4")
    tap(ANKLE, "3")
    assert exams.undo(exam_id, me).after.undoable
    emptied = exams.undo(exam_id, me).after
    assert grades(emptied) == {}
    assert not emptied.undoable
    assert exams.undo(exam_id, me) == (emptied, emptied)
    assert emptied.record.patient.reference == "A-1"


def test_undo_of_all_normal_clears_exactly_what_it_filled(exams, exam_id, me, tap):
    tap(KNEE, "4")
    exams.append(exam_id, me, STRENGTH, origin="all_normal")
    exam = exams.undo(exam_id, me).after
    assert grades(exam) == {"strength.knee_extension.left": "4"}
    assert exam.origins[KNEE] == "tapped"


def test_a_correction_of_all_normal_taken_back_is_all_normal_again(exams, exam_id, me, tap):
    exams.append(exam_id, me, STRENGTH, origin="all_normal")
    assert tap(KNEE, "4").origins[KNEE] == "tapped"
    exam = exams.undo(exam_id, me).after
    assert (grades(exam)["strength.knee_extension.left"], exam.origins[KNEE]) == ("5", "all_normal")


def test_a_tap_after_an_undo_starts_a_new_history(exams, exam_id, me, tap):
    tap(KNEE, "4")
    tap(ANKLE, "3")
    exams.undo(exam_id, me)
    tap(ANKLE, "2")
    exams.undo(exam_id, me)
    assert grades(exams.undo(exam_id, me).after) == {}


def test_a_tap_that_changed_nothing_is_no_step(exams, exam_id, me, tap):
    tap(KNEE, "4")
    tap(KNEE, "4")
    assert grades(exams.undo(exam_id, me).after) == {}


def test_an_undo_sent_twice_takes_back_one_step(exams, exam_id, me, tap):
    tap(KNEE, "4")
    tap(ANKLE, "3")
    exams.undo(exam_id, me, answer_id="u1")
    assert grades(exams.undo(exam_id, me, answer_id="u1").after) == {"strength.knee_extension.left": "4"}


def test_a_changed_reference_is_taken_back_too(exams, exam_id, me, tap):
    tap("patient.reference", "A-2")
    assert [line.reference for line in exams.list(me, Wanted(search="a-2"))] == ["A-2"]
    assert exams.undo(exam_id, me).after.record.patient.reference == "A-1"
    assert exams.list(me, Wanted(search="a-2")) == []


def test_a_signed_examination_is_not_undone(exams, exam_id, me, tap):
    tap(KNEE, "4")
    exams.sign(exam_id, me, Examiner("Andreas Vesalius"))
    with pytest.raises(ExamSigned):
        exams.undo(exam_id, me)
    assert not exams.open(exam_id, me).undoable


PATHS = [f"findings.strength.{test}.{side}" for test in ("knee_extension", "hip_flexion") for side in ("right", "left")]
STEPS = st.lists(
    st.one_of(
        st.none(),
        st.tuples(st.sampled_from(PATHS), st.sampled_from(["3", "5", None])),
        st.lists(st.sampled_from(PATHS), min_size=1, max_size=4, unique=True),
    ),
    max_size=12,
)


def test_what_an_undo_would_take_back_is_found_soon_among_thousands_of_answers():
    log = [Revision(1, "created", (Answer("patient.reference", "A-1"),)), Revision(2, "tapped", (Answer("a", 4),))]
    log += [Revision(number, "tapped", (Answer("a", 4),)) for number in range(3, 3000)]
    began = process_time()
    assert logs.step_back(log).undoes == 2
    # Looking at each pair of answers took several seconds, for every tap.
    assert process_time() - began < 0.5


@given(STEPS)
def test_after_any_steps_undoing_them_all_passes_each_earlier_state(steps):
    log = [Revision(1, "created", (Answer("patient.reference", "A-1"),))]
    states = [logs.values_of(log)]
    for step in steps:
        added = _take(log, step)
        log += [added] if added else []
        now = logs.values_of(log)
        if step is None and len(states) > 1:
            states.pop()
        elif now != states[-1]:
            states.append(now)
        assert now == states[-1]
        assert snapshot_of(log).named_origins().keys() == now.keys()
    while len(states) > 1:
        states.pop()
        log.append(logs.step_back(log))
        assert logs.values_of(log) == states[-1]
    assert logs.step_back(log) is None


def _take(log, step):
    if step is None:
        return logs.step_back(log)
    if isinstance(step, tuple):
        return snapshot_of(log).step_on([Answer(*step)], "tapped")
    return snapshot_of(log).step_on([Answer(path, "5") for path in step], "all_normal")
