"""What follows from an answer is stored behind it, undone with it, and gives way to an answer by hand."""

import pytest

from exam.domain.record.answers import Answer
from exam.store.exams import Exams
from exam.store.state import Rules

KNEE, ANKLE = "findings.strength.knee_extension.left", "findings.strength.ankle_dorsiflexion.left"
FEVER = "red_flags.fever"


def follows_the_knee(exam, given):
    """An ankle as weak as the knee, as long as nobody graded it; cleared with the knee."""
    knee = exam.record.at(KNEE)
    open_or_derived = exam.record.at(ANKLE) is None or ANKLE in exam.derived
    return [Answer(ANKLE, knee)] if KNEE in given and open_or_derived else []


@pytest.fixture
def exams(engine):
    return Exams(engine, Rules(follow=follows_the_knee))


def test_what_follows_is_a_revision_of_its_own_in_the_same_change(exams, exam_id, me):
    saved = exams.append(exam_id, me, [Answer(KNEE, "4")])
    assert (saved.before.revision, saved.after.revision) == (1, 3)
    assert saved.after.record.at(ANKLE) == "4"
    assert dict(saved.after.origins) == {
        "patient.reference": "tapped",
        "examined_at": "tapped",
        KNEE: "tapped",
        ANKLE: "derived",
    }
    assert saved.after.derived == (ANKLE,)
    assert exams.open(exam_id, me) == saved.after


def test_an_answer_from_which_nothing_follows_adds_nothing(exams, exam_id, me, tap):
    assert tap(FEVER, True).revision == 2


def test_undo_takes_both_back_at_once(exams, exam_id, me, tap):
    tap(FEVER, True)
    tap(KNEE, "4")
    tap(KNEE, "3")
    undone = exams.undo(exam_id, me).after
    assert (undone.record.at(KNEE), undone.record.at(ANKLE), undone.derived) == ("4", "4", (ANKLE,))
    undone = exams.undo(exam_id, me).after
    assert (undone.record.at(KNEE), undone.record.at(ANKLE), undone.derived) == (None, None, ())
    assert undone.record.at(FEVER) is True


def test_an_answer_by_hand_is_derived_no_longer_and_its_undo_makes_it_so_again(exams, exam_id, me, tap):
    tap(KNEE, "4")
    assert tap(ANKLE, "2").derived == ()
    assert tap(KNEE, "3").record.at(ANKLE) == "2"
    exams.undo(exam_id, me)
    undone = exams.undo(exam_id, me).after
    assert (undone.record.at(ANKLE), undone.derived) == ("4", (ANKLE,))


def test_all_normal_leaves_what_was_derived(exams, exam_id, me, tap):
    tap(KNEE, "4")
    filled = exams.append(exam_id, me, [Answer(ANKLE, "5")], origin="all_normal", seen_revision=1, answer_id="b-1")
    assert filled.after.record.at(ANKLE) == "4"


def test_an_answer_by_hand_meets_no_conflict_with_what_was_derived(exams, exam_id, me):
    exams.append(exam_id, me, [Answer(KNEE, "4")], answer_id="one-1")
    saved = exams.append(exam_id, me, [Answer(ANKLE, "2")], answer_id="two-1", seen_revision=1)
    assert saved.after.record.at(ANKLE) == "2"


def test_an_answer_sent_twice_derives_once(exams, exam_id, me):
    first = exams.append(exam_id, me, [Answer(KNEE, "4")], answer_id="one-1")
    again = exams.append(exam_id, me, [Answer(KNEE, "4")], answer_id="one-1")
    assert again.after == first.after


def test_what_followed_counts_as_changed_since(exams, exam_id, me, tap):
    tap(KNEE, "4")
    assert exams.open(exam_id, me).changed_since(1) == {KNEE, ANKLE}
