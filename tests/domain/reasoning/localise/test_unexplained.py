"""What the leading cause does not explain, so that no ranking looks more certain than it is."""

from dataclasses import replace

import msgspec
import pytest

from exam.domain.reasoning.assess import assess
from exam.domain.reasoning.conclusions import Candidate, RatherThan, Reason, UnexplainedFinding
from exam.domain.reasoning.localise.unexplained import _row_of, unexplained
from reference.model import Cell
from tests.domain.records import record_of

LEFT_L5 = {
    "presentation.symptom_side": "left",
    "findings.strength.great_toe_extension.left": "3",
    "findings.strength.ankle_dorsiflexion.left": "4",
    "findings.strength.hip_abduction.left": "4",
    "findings.strength.ankle_inversion.left": "4",
    "findings.light_touch.L5.left": 1,
    "findings.light_touch.S1.left": 2,
    "findings.reflexes.achilles.left": 2,
    "findings.strength.ankle_plantarflexion.left": "5",
}


def left_l5(**more):
    record = record_of(LEFT_L5 | {f"findings.{path}": value for path, value in more.items()})
    found = assess(record)
    assert (found.leading.cause, found.leading.side) == ("root.L5", "left")
    return found


def test_they_are_in_the_order_of_the_examination_right_before_left():
    brisk = {"reflexes.achilles.left": 3, "reflexes.patellar.left": 3, "reflexes.patellar.right": 3}
    places = [(one.finding, one.side) for one in left_l5(**brisk).unexplained]
    assert places == [("reflexes.patellar", "right"), ("reflexes.patellar", "left"), ("reflexes.achilles", "left")]


def test_what_a_root_supplies_and_what_is_normal_is_explained():
    assert left_l5().unexplained == ()


@pytest.mark.parametrize(
    ("finding", "side", "value"),
    [
        ("strength.hip_flexion", "left", "4"),
        ("reflexes.patellar", "right", 1),
        ("reflexes.achilles", "left", 3),
    ],
)
def test_what_the_leading_cause_hardly_shows_is_unexplained(finding, side, value):
    found = left_l5(**{f"{finding}.{side}": value})
    assert found.unexplained == (UnexplainedFinding(finding, side, value),)


@pytest.mark.parametrize(
    ("path", "finding"),
    [
        ("long_tract.trunk_sensory_level", UnexplainedFinding("long_tract.trunk_sensory_level", "none", "present")),
        ("long_tract.plantar_response.left", UnexplainedFinding("long_tract.plantar_response", "left", "extensor")),
    ],
)
def test_a_root_does_not_explain_a_sign_of_the_long_tracts(path, finding):
    """The statement then names no root alone; the sign would stay unexplained by one."""
    record = record_of(LEFT_L5 | {f"findings.{path}": finding.value})
    found = assess(record)
    assert found.statement == "cannot_separate"
    assert unexplained("fits_one", found.candidates, record) == (finding,)


def test_what_could_not_be_tested_is_not_found():
    assert left_l5(**{"strength.knee_extension.left": {"not_tested": "pain"}}).unexplained == ()


def test_a_finding_of_the_other_leg_is_unexplained_by_a_root_of_this_one():
    found = left_l5(**{"light_touch.L5.right": 1})
    assert found.unexplained == (UnexplainedFinding("light_touch.L5", "right", 1),)


def test_where_two_causes_cannot_be_separated_either_may_explain_it():
    areas = ("L5", "S1", "L3")
    record = record_of(
        {"presentation.symptom_side": "left"} | {f"findings.light_touch.{area}.left": 1 for area in areas}
    )
    found = assess(record)
    assert found.statement == "cannot_separate"
    assert found.unexplained == (UnexplainedFinding("light_touch.L3", "left", 1),)


def test_a_reason_for_the_cause_is_explained_by_it():
    record = record_of(LEFT_L5 | {"findings.strength.knee_extension.left": "4"})
    first, *others = (replace(cause, reasons=()) for cause in assess(record, thorough=False).candidates)
    weak = UnexplainedFinding("strength.knee_extension", "left", "4")
    assert unexplained("fits_one", (first, *others), record) == (weak,)
    reason = Reason(
        "strength.knee_extension", "left", "4", "supports", 1.0, "judgement", (), RatherThan("root.S1", "left")
    )
    assert unexplained("fits_one", (replace(first, reasons=(reason,)), *others), record) == ()
    against = replace(reason, direction="against")
    assert unexplained("fits_one", (replace(first, reasons=(against,)), *others), record) == (weak,)


def test_nothing_is_unexplained_where_no_lesion_leads():
    record = record_of({"findings.strength.knee_extension.left": "4"})
    found = assess(record)
    assert (found.statement, found.unexplained) == ("not_enough_examined", ())
    healthy = [cause for cause in found.candidates if cause.cause == "no_neurological_lesion"]
    assert unexplained("no_lesion_found", healthy, record) == ()


def test_where_no_single_lesion_fits_the_nearest_one_with_a_name_may_explain_it():
    record = record_of(
        {"findings.strength.knee_extension.left": "4", "findings.strength.great_toe_extension.left": "4"}
    )
    ranked = [
        Candidate("other_lesion", (), "left", 0.7, None, ()),
        Candidate("no_neurological_lesion", (), "none", 0.2, None, ()),
        Candidate("root.L5", ("L5",), "left", 0.1, None, ()),
        Candidate("root.L4", ("L4",), "left", 0.1, None, ()),
    ]
    knee = UnexplainedFinding("strength.knee_extension", "left", "4")
    assert unexplained("fits_none", ranked, record) == (knee,)


def test_unexplained_findings_are_not_computed_after_a_tap():
    record = record_of(LEFT_L5 | {"findings.strength.knee_extension.left": "4"})
    assert assess(record, thorough=False).unexplained == ()


def explained(monkeypatch, cause, **figures):
    """Whether a cause explains a weak left knee extension, if it is abnormal with these probabilities."""
    cells = [Cell(cause=name.replace("root_", "root."), p=p, range=(p, p)) for name, p in figures.items()]
    row = msgspec.structs.replace(_row_of("strength.knee_extension"), cells=tuple(cells))
    monkeypatch.setattr("exam.domain.reasoning.localise.unexplained._row_of", lambda _: row)
    record = record_of({"findings.strength.knee_extension.left": "4"})
    return unexplained("fits_one", [Candidate(cause, ("L5",), "left", 0.9, None, ())], record) == ()


@pytest.mark.parametrize(("probability", "is_explained"), [(0.04, True), (0.0399, False)])
def test_a_cause_explains_what_is_twice_as_frequent_with_it(monkeypatch, probability, is_explained):
    assert explained(monkeypatch, "root.L5", none=0.02, root_L5=probability) is is_explained


def test_two_roots_explain_what_one_of_them_shows_often(monkeypatch):
    assert explained(monkeypatch, "root.L4+L5", none=0.02, root_L4=0.3, root_L5=0.02)


def test_a_lesion_of_both_legs_may_explain_either():
    record = record_of({f"findings.strength.great_toe_extension.{side}": "4" for side in ("right", "left")})
    assert unexplained("fits_one", [Candidate("root.L5", ("L5",), "both", 0.9, None, ())], record) == ()


def test_nothing_is_unexplained_where_too_little_was_examined_though_a_root_is_first():
    record = record_of({"findings.strength.knee_extension.left": "4"})
    first = Candidate("root.S1", ("S1",), "left", 0.4, None, ())
    assert len(unexplained("fits_one", [first], record)) == 1
    assert unexplained("not_enough_examined", [first], record) == ()


def test_nothing_is_unexplained_where_no_lesion_is_one_of_two_that_cannot_be_separated():
    record = record_of({"findings.strength.knee_extension.left": "4"})
    first = Candidate("root.S1", ("S1",), "left", 0.4, None, ())
    healthy = Candidate("no_neurological_lesion", (), "none", 0.4, None, ())
    assert unexplained("cannot_separate", [first, healthy], record) == ()
