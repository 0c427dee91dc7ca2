"""Every answer is stored as it is given, and the record is computed from them."""

import pytest
from sqlalchemy import func, select

from exam.domain.record.answers import Answer
from exam.domain.record.model import FindingKey, NotTested
from exam.domain.record.reading import read_record
from exam.domain.record.writing import write_record
from exam.store.stored import AnswerRefused, Conflict, ExamNotFound
from exam.store.tables import answers, revisions

PATELLAR = "findings.reflexes.patellar.left"
KNEE = "findings.strength.knee_extension.left"


def rows(engine):
    with engine.connect() as connection:
        return [connection.scalar(select(func.count()).select_from(table)) for table in (revisions, answers)]


def test_a_new_examination_has_its_reference_and_when_it_began(exams, exam_id, me):
    exam = exams.open(exam_id, me)
    assert exam.record.patient.reference == "A-1"
    assert exam.record.examined_at is not None
    assert (exam.revision, exam.status, exam.undoable) == (1, "draft", False)
    assert exam.record.findings == {}


def test_an_answer_is_there_when_it_is_opened_again(exams, tap, exam_id, me):
    tap(KNEE, "4-")
    exam = exams.open(exam_id, me)
    assert exam.record.grade("strength.knee_extension", "left") == "4-"
    assert exam.record.grade("strength.knee_extension", "right") is None
    assert exam.origins[KNEE] == "tapped"
    assert exam.revision == 2


def test_a_later_answer_replaces_an_earlier_one_and_none_clears_it(tap):
    tap(KNEE, "4")
    assert tap(KNEE, "5").record.grade("strength.knee_extension", "left") == "5"
    cleared = tap(KNEE, None)
    assert cleared.record.findings == {}
    assert KNEE not in cleared.origins


def test_every_kind_of_value_comes_back_as_it_was_given(exams, exam_id, me):
    given = [
        Answer("patient.age", 47),
        Answer("presentation.pain_sites.right", ["buttock", "lateral_leg"]),
        Answer("presentation.duration_weeks", 1.5),
        Answer("presentation.features.pain_below_knee", False),
        Answer("findings.light_touch.L5.left", {"not_tested": "pain"}),
        Answer("comments.strength", "Gave way; “pain”, not weakness.\nTo be repeated."),
    ]
    record = exams.append(exam_id, me, given).after.record
    assert record.patient.age == 47
    assert record.presentation.pain_sites["right"] == ("buttock", "lateral_leg")
    assert record.presentation.duration_weeks == 1.5
    assert record.presentation.features == {"pain_below_knee": False}
    assert record.findings[FindingKey("light_touch.L5", "left")] == NotTested("pain")
    assert record.comments["strength"].endswith("“pain”, not weakness.\nTo be repeated.")


@pytest.mark.sampled(3)
@pytest.mark.parametrize(
    ("path", "value"),
    [
        (KNEE, "7"),
        (KNEE, 4.5),
        (PATELLAR, True),
        ("findings.strength.knee_extension", {"left": "4"}),
        ("findings.strength.knee_extension.left.not_tested", "pain"),
        ("findings.strength.knee_bending.left", "5"),
        ("patient.reference", "x" * 65),
        ("patient.reference", None),
        ("format", "dermyo-exam/1"),
        ("comments.strength", "\0"),
        ("comments.strength", "\ud800"),
    ],
)
def test_a_faulty_answer_is_refused_by_its_path_and_nothing_is_stored(engine, exams, exam_id, me, path, value):
    before, stood = rows(engine), exams.open(exam_id, me)
    with pytest.raises(AnswerRefused) as refused:
        exams.append(exam_id, me, [Answer(PATELLAR, 2), Answer(path, value)])
    assert any(fault.path.startswith(path) or path.startswith(fault.path) for fault in refused.value.faults)
    assert rows(engine) == before
    assert exams.open(exam_id, me) == stood


def test_the_same_answer_sent_twice_is_stored_once(engine, tap):
    first = tap(KNEE, "4", answer_id="a1")
    tap(KNEE, "5", answer_id="a2")
    before = rows(engine)
    again = tap(KNEE, "4", answer_id="a1")
    assert again.record.grade("strength.knee_extension", "left") == "5"
    assert (again.revision, rows(engine)) == (first.revision + 1, before)


def test_an_answer_id_counts_for_its_own_examination_only(exams, tap, me):
    tap(KNEE, "4", answer_id="a1")
    other = exams.create("B-2", me)
    there = exams.append(other, me, [Answer(KNEE, "3")], answer_id="a1").after
    assert there.record.grade("strength.knee_extension", "left")


@pytest.mark.parametrize("answer_id", ["", "x" * 65, "tablet-\0"])
def test_an_invalid_answer_id_is_refused(tap, answer_id):
    with pytest.raises(AnswerRefused, match="answer_id"):
        tap(KNEE, "4", answer_id=answer_id)


def test_all_normal_fills_what_is_empty_and_nothing_else(exams, exam_id, me, tap):
    tap(KNEE, "4")
    tap("findings.strength.knee_extension.right", {"not_tested": "amputation"})
    section = ("knee_extension", "ankle_dorsiflexion")
    normal = [Answer(f"findings.strength.{test}.{side}", "5") for test in section for side in ("right", "left")]
    exam = exams.append(exam_id, me, normal, origin="all_normal").after
    assert exam.record.grade("strength.knee_extension", "left") == "4"
    assert exam.record.findings[FindingKey("strength.knee_extension", "right")] == NotTested("amputation")
    assert exam.record.grade("strength.ankle_dorsiflexion", "left") == "5"
    assert exam.origins[KNEE] == "tapped"
    assert exam.origins["findings.strength.ankle_dorsiflexion.right"] == "all_normal"


def test_all_normal_with_nothing_empty_adds_no_revision(exams, exam_id, me, tap):
    before = tap(PATELLAR, 1)
    assert exams.append(exam_id, me, [Answer(PATELLAR, 2)], origin="all_normal") == (before, before)


def test_an_answer_changed_elsewhere_is_a_conflict_and_is_not_overwritten(exams, exam_id, me, tap):
    seen = tap(KNEE, "4").revision
    tap(KNEE, "3", seen_revision=seen)
    with pytest.raises(Conflict) as conflict:
        tap(KNEE, "5", seen_revision=seen)
    assert (conflict.value.path, conflict.value.value) == (KNEE, "3")
    assert exams.open(exam_id, me).record.grade("strength.knee_extension", "left") == "3"


def test_another_answer_elsewhere_is_no_conflict(tap):
    seen = tap(KNEE, "4").revision
    tap(PATELLAR, 1, seen_revision=seen)
    tap(PATELLAR, 1, seen_revision=seen)
    assert tap(KNEE, "5", seen_revision=seen).record.grade("strength.knee_extension", "left") == "5"


def test_answers_can_be_read_from_the_examination_as_it_is_now(exams, exam_id, me, tap):
    tap("presentation.pain_sites.left", ["knee"])

    def and_the_heel(exam):
        return [Answer("presentation.pain_sites.left", [*exam.record.presentation.pain_sites["left"], "heel"])]

    before, after = exams.append(exam_id, me, and_the_heel)
    assert before.record.presentation.pain_sites["left"] == ("knee",)
    assert after.record.presentation.pain_sites["left"] == ("knee", "heel")
    assert after == exams.open(exam_id, me)


def test_a_whole_record_is_stored_as_it_was_read(exams, me):
    given = {
        "format": "dermyo-exam/1",
        "patient": {"reference": "C-3", "sex": "female"},
        "presentation": {"symptom_side": "left", "pain_sites": {"right": [], "left": ["knee"]}},
        "findings": {
            "reflexes": {"achilles": {"right": 2, "left": {"not_tested": "declined"}}},
            "stated_otherwise_normal": True,
        },
    }
    exam = exams.open(exams.import_record(read_record(given), me), me)
    assert write_record(exam.record) == given
    assert not exam.undoable


def test_an_examination_is_found_by_its_examiner_alone(exams, exam_id, colleague):
    for touch in (
        lambda: exams.open(exam_id, colleague),
        lambda: exams.append(exam_id, colleague, [Answer(KNEE, "5")]),
        lambda: exams.undo(exam_id, colleague),
        lambda: exams.add_addendum(exam_id, colleague, "No."),
        lambda: exams.open("0" * 32, colleague),
        lambda: exams.open("\0", colleague),
    ):
        with pytest.raises(ExamNotFound):
            touch()
    assert exams.list(colleague) == []
