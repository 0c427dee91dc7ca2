"""An examination with its outcome as a case: nothing of whom it is of, and `dermyo evaluate` reads it."""

import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exam.domain.evaluation.cases import score_case
from exam.domain.record.model import ExamRecord, FindingKey, Patient
from exam.domain.record.reading import RecordRefused, read_record
from exam.domain.research.case import KnownAfter, alone, name_of, research_case, weeks_between
from tests.domain.records import FINDINGS, QUESTIONS, reasons, sites, some_of, written

L5 = KnownAfter("root.L5", "left", "mri", 7)
MARKER = "Zebedee"
MOMENT = "1987-06-05T04:03:02+00:00"


def of(known=L5, number=1, **members):
    return research_case(number, read_record(written(**members)), known)


def test_a_case_has_the_record_and_what_it_turned_out_to_be():
    found = of(findings={"reflexes": {"achilles": {"right": 2, "left": 0}}}, examined_at=MOMENT)
    assert found == {
        "id": "R-0001",
        "source": {"kind": "clinic"},
        "record": {
            "format": "dermyo-exam/1",
            "patient": {"reference": "R-0001"},
            "findings": {"reflexes": {"achilles": {"right": 2, "left": 0}}},
        },
        "expected": {
            "cause": "root.L5",
            "roots": ["L5"],
            "side": "left",
            "emergency": None,
            "emergency_basis": "not recorded",
            "also_acceptable": [],
            "label": "L5",
        },
        "outcome": {"known_by": "mri", "weeks_after": 7},
        "alert_answers": {},
    }


@pytest.mark.parametrize(
    ("cause", "side", "expected", "roots", "label", "emergency"),
    [
        ("root.L4+L5", "right", "root.L4+L5", ["L4", "L5"], "L4+L5", None),
        ("no_neurological_lesion", "none", "no_neurological_lesion", [], "no_neurological_lesion", None),
        ("other", "both", "other", [], "other", None),
        ("cauda_equina", "both", "cauda_equina", [], "cauda_equina", True),
        ("nerve.femoral", "left", "nerve.femoral", [], "nerve.femoral", None),
    ],
)
def test_what_is_expected(cause, side, expected, roots, label, emergency):
    block = of(KnownAfter(cause, side, "surgery", 0))["expected"]
    assert (block["cause"], block["side"], block["roots"], block["label"]) == (expected, side, roots, label)
    assert block["emergency"] is emergency
    assert block["emergency_basis"] == ("outcome" if emergency else "not recorded")


def test_the_answers_to_alerts_are_beside_the_record():
    review = {"answer": "acted_on", "text": "phoned", "by": "A. Vesalius", "at": MOMENT}
    old = {"answer": "known_and_old", "by": "A. Vesalius", "at": MOMENT}
    found = of(alert_reviews={"infection_risk": review, "cauda_equina": old})
    assert found["alert_answers"] == {"cauda_equina": "known_and_old", "infection_risk": "acted_on"}
    assert "alert_reviews" not in found["record"]


@pytest.mark.parametrize(
    ("examined", "known", "weeks"),
    [
        (date(2026, 1, 1), date(2026, 1, 1), 0),
        (date(2026, 1, 1), date(2026, 1, 7), 0),
        (date(2026, 1, 1), date(2026, 1, 8), 1),
        (date(2026, 1, 1), date(2027, 1, 1), 52),
        (date(2026, 1, 2), date(2026, 1, 1), None),
        (None, date(2026, 1, 1), None),
    ],
)
def test_weeks_are_whole_where_the_day_of_the_examination_is_known(examined, known, weeks):
    assert weeks_between(examined, known) == weeks


@pytest.mark.parametrize(("number", "name"), [(1, "R-0001"), (9999, "R-9999"), (10000, "R-10000")])
def test_a_name_is_a_running_number(number, name):
    assert name_of(number) == name


def test_a_word_that_the_format_no_longer_has_is_refused():
    gone = ExamRecord(Patient("P-1"), findings={FindingKey("reflexes.crossed_adductor", "left"): 1})
    with pytest.raises(RecordRefused, match="crossed_adductor"):
        research_case(1, gone, L5)


def test_those_that_nobody_else_is_like_are_counted():
    cases = [
        of(patient={"reference": "a", "age": 41, "sex": "female"}),
        of(patient={"reference": "b", "age": 49, "sex": "female"}),
        of(patient={"reference": "c", "age": 50, "sex": "female"}),
        of(patient={"reference": "d", "age": 44, "sex": "male"}),
        of(patient={"reference": "e"}),
        of(patient={"reference": "f"}),
        of(KnownAfter("root.L5", "right", "mri", 7)),
        of(KnownAfter("root.S1", "left", "mri", 7)),
    ]
    assert alone(cases) == 4


def _placed(findings):
    """Findings by path as a record holds them."""
    found = {}
    for path, value in findings.items():
        *groups, last = path.split(".")[1:]
        inside = found
        for group in groups:
            inside = inside.setdefault(group, {})
        inside[last] = value
    return found


def _asked(questions):
    found = {"presentation": {"features": {}, "imaging_limits": {}}, "red_flags": {}}
    for path, value in questions.items():
        *groups, last = path.split(".")
        inside = found
        for group in groups:
            inside = inside.setdefault(group, {})
        inside[last] = value
    return found


def _marked(findings, questions, where, age, reason):
    """A record whose every text, name, reference and date is the marker, or from 1987."""
    text, asked = f"{MARKER} is a name", _asked(questions)
    story = asked["presentation"] | {
        "symptom_side": "both",
        "duration_weeks": 6.5,
        "old_deficit": {"right": text, "left": text},
    }
    for path, places in where.items():
        _, kind, side = path.split(".")
        story.setdefault(kind, {})[side] = places
    findings = findings | {"findings.strength.hip_flexion.left": {"not_tested": reason}}
    return {
        "format": "dermyo-exam/1",
        "patient": {"reference": f"{MARKER}-17", "age": age, "sex": "other"},
        "examined_at": MOMENT,
        "presentation": story,
        "red_flags": asked["red_flags"],
        "findings": _placed(findings),
        "earlier": {"examined_at": "1987-01-02T03:04:05+00:00", "worse": ["strength.hip_flexion.left"]},
        "earlier_findings": {"strength": {"hip_flexion": {"left": "5"}}},
        "comments": dict.fromkeys(("complaint", "red_flags", "reflexes", "strength", "assessment", "note"), text),
        "alert_reviews": {"infection_risk": {"answer": "acted_on", "text": text, "by": text, "at": MOMENT}},
        "handover": {"to": text, "at": MOMENT, "by": text, "agreed": text},
        "impression": {"text": text, "cause": "root.L5", "side": "left", "diagnoses": ["spinal_stenosis"]},
        "plan": {"text": text, "safety_net_given": True, "safety_net_text": text, "review_in_weeks": 6},
        "examiner": {"name": text, "role": text, "registration": text},
    }


marked = st.builds(
    _marked, some_of(FINDINGS, 20), some_of(QUESTIONS, 6), sites, st.integers(min_value=0, max_value=120), reasons
)


@given(marked)
def test_no_text_no_name_no_reference_and_no_date_is_in_it(data):
    said = json.dumps(research_case(12, read_record(data), L5))
    assert MARKER not in said
    assert "1987" not in said
    assert "diagnoses" not in said
    assert "is a name" not in said


def test_what_was_found_is_in_it():
    data = _marked({"findings.reflexes.achilles.right": 1}, {"red_flags.fever": True}, {}, 95, "pain")
    found = research_case(12, read_record(data), L5)["record"]
    assert found["patient"] == {"reference": "R-0012", "age": 90, "sex": "other"}
    assert found["findings"] == {
        "reflexes": {"achilles": {"right": 1}},
        "strength": {"hip_flexion": {"left": {"not_tested": "pain"}}},
    }
    assert found["red_flags"] == {"fever": True}
    assert found["presentation"]["old_deficit"] == {"right": "stated", "left": "stated"}
    assert found["presentation"]["duration_weeks"] == 6.5
    assert found["impression"] == {"cause": "root.L5", "side": "left"}


def test_it_is_evaluated_as_a_published_case_is():
    findings = {
        "strength": {"great_toe_extension": {"right": "5", "left": "4"}, "hip_abduction": {"left": "4"}},
        "reflexes": {"achilles": {"right": 2, "left": 2}},
        "light_touch": {"L5": {"left": 1}},
    }
    outcome = score_case(of(presentation={"symptom_side": "left"}, findings=findings))
    assert (outcome.id, outcome.first, outcome.strict) == ("R-0001", True, True)
    assert (outcome.expected.label, outcome.expected.emergency) == ("L5", None)
