"""The record's own types, and how it is written: right before left, without absent keys."""

import json
from dataclasses import FrozenInstanceError

import pytest

from exam.domain.record.model import ExamRecord, FindingKey, NotTested, Patient, as_side, split_side
from exam.domain.record.reading import read_record
from exam.domain.record.writing import write_record
from tests.domain.records import written

LEFT_ACHILLES = FindingKey("reflexes.achilles", "left")
ANAL_TONE = FindingKey("saddle.anal_tone", None)


@pytest.mark.parametrize(
    ("key", "short", "path"),
    [
        (LEFT_ACHILLES, "reflexes.achilles.left", "findings.reflexes.achilles.left"),
        (ANAL_TONE, "saddle.anal_tone", "findings.saddle.anal_tone"),
    ],
)
def test_a_finding_is_named_by_its_path(key, short, path):
    assert (key.short_path, key.path) == (short, path)


@pytest.mark.parametrize("key", [LEFT_ACHILLES, ANAL_TONE])
def test_a_finding_split_in_two_is_its_key(key):
    assert FindingKey(*split_side(key.short_path)) == key


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("patient.age", 61),
        ("red_flags.fever", False),
        ("presentation.pain_sites.left", ("knee",)),
        ("presentation.zoster_dermatomes.right", ("L2", "L3")),
        ("presentation.zoster_dermatomes.left", None),
        ("findings.reflexes.achilles.left", 0),
        ("findings.saddle.anal_tone", NotTested("declined")),
        ("findings.reflexes.achilles.right", None),
        ("red_flags.saddle_numbness", None),
        ("presentation.pain_sites", None),
        ("alerts.cauda_equina", None),
    ],
)
def test_a_path_leads_to_its_value(path, value):
    members = {
        "patient": {"reference": "1", "age": 61},
        "presentation": {"pain_sites": {"left": ["knee"]}, "zoster_dermatomes": {"right": ["L2", "L3"]}},
        "red_flags": {"fever": False},
        "findings": {"reflexes": {"achilles": {"left": 0}}, "saddle": {"anal_tone": {"not_tested": "declined"}}},
    }
    assert read_record({"format": "dermyo-exam/1", **members}).at(path) == value


@pytest.mark.parametrize(
    ("found", "grade"), [({}, None), ({LEFT_ACHILLES: 0}, 0), ({LEFT_ACHILLES: NotTested("pain")}, None)]
)
def test_a_test_that_could_not_be_done_has_no_grade(found, grade):
    assert ExamRecord(Patient("P-1"), findings=found).grade("reflexes.achilles", "left") == grade


def test_a_record_cannot_be_changed():
    record = read_record(written(red_flags={"fever": True}))
    with pytest.raises(FrozenInstanceError):
        record.examined_at = "now"
    with pytest.raises(TypeError):
        record.red_flags["fever"] = False


@pytest.mark.parametrize("word", ["right", "left"])
def test_a_side(word):
    assert as_side(word) == word


def test_what_is_not_a_side():
    with pytest.raises(ValueError, match='"both" is not a side'):
        as_side("both")


def test_an_empty_record_writes_only_what_is_required():
    assert write_record(ExamRecord(Patient("P-1"))) == written()


def test_a_record_is_written_in_one_order_right_before_left():
    given = written(
        findings={
            "stated_otherwise_normal": True,
            "strength": {"knee_extension": {"left": "4-", "right": {"not_tested": "pain"}}},
            "saddle": {"post_void_residual_ml": 80},
            "reflexes": {"patellar": {"left": 0}},
        },
        comments={"strength": "tired", "reflexes": "tense"},
        red_flags={"fever": False, "cancer_history": True},
        presentation={"pain_sites": {"midline": [], "left": ["knee"], "right": []}, "onset": "sudden", "features": {}},
        impression={"side": "left", "text": "L4"},
        examiner={},
        examined_at="2026-11-21T09:30:00+00:00",
    )
    assert json.dumps(write_record(read_record(given))) == json.dumps(
        written(
            examined_at="2026-11-21T09:30:00+00:00",
            presentation={"pain_sites": {"right": [], "left": ["knee"], "midline": []}, "onset": "sudden"},
            red_flags={"cancer_history": True, "fever": False},
            findings={
                "reflexes": {"patellar": {"left": 0}},
                "saddle": {"post_void_residual_ml": 80},
                "strength": {"knee_extension": {"right": {"not_tested": "pain"}, "left": "4-"}},
                "stated_otherwise_normal": True,
            },
            comments={"reflexes": "tense", "strength": "tired"},
            impression={"text": "L4", "side": "left"},
        )
    )


def test_answers_of_no_are_kept():
    given = written(
        presentation={"features": {"diabetes": False}, "examiner_had_seen_imaging": False},
        impression={"entered_before_ranking": False},
    )
    assert write_record(read_record(given)) == given
