"""The tests of the examination: what each examines, and when it is offered."""

from fnmatch import fnmatch
from itertools import groupby

import pytest

from reference.clauses import read_clause

STEP_OF = {
    "reflexes": "reflexes",
    "light_touch": "sensation",
    "pinprick": "sensation",
    "strength": "strength",
    "function": "strength",
    "tension": "tension",
    "long_tract": "further",
    "saddle": "further",
    "other": "further",
    "territory": "further",
    "gait": "further",
    "local": "further",
}
# What the localisation must not get wrong, from the table of mappings: the root a test is named for.
LEADING_ROOT = {
    "reflexes.patellar": {"L3", "L4"},
    "reflexes.medial_hamstring": {"L5"},
    "reflexes.achilles": {"S1"},
    "strength.hip_flexion": {"L2"},
    "strength.hip_adduction": {"L3"},
    "strength.knee_extension": {"L3", "L4"},
    "strength.ankle_dorsiflexion": {"L4", "L5"},
    "strength.great_toe_extension": {"L5"},
    "strength.hip_abduction": {"L5"},
    "strength.ankle_inversion": {"L5"},
    "strength.ankle_eversion": {"L5", "S1"},
    "strength.ankle_plantarflexion": {"S1"},
    "strength.knee_flexion": {"S1"},
    "strength.great_toe_flexion": {"S1"},
    "tension.straight_leg_raise": {"L5", "S1"},
    "tension.femoral_stretch": {"L2", "L3", "L4"},
}
# Which nerve decides between a root and the nerve it imitates.
DECIDING_NERVE = {
    "strength.ankle_inversion": "tibial",
    "strength.ankle_eversion": "common_fibular",
    "strength.ankle_dorsiflexion": "common_fibular",
    "strength.hip_abduction": "superior_gluteal",
    "strength.hip_extension": "inferior_gluteal",
    "strength.hip_adduction": "obturator",
    "strength.knee_extension": "femoral",
    "strength.knee_flexion": "sciatic",
    "reflexes.achilles": "tibial",
}


def test_a_family_is_tested_in_its_step(reference):
    assert {family.id: family.step for family in reference.families.values() if not family.history} == STEP_OF


def test_the_tests_of_a_group_are_together(reference):
    headings = [
        heading for heading, _ in groupby((reference.step_of(test), test.group) for test in reference.tests.values())
    ]
    assert len(headings) == len(set(headings))


def test_the_questions_of_a_group_are_together(reference):
    headings = [heading for heading, _ in groupby((row.step, row.group) for row in reference.questions.values())]
    assert len(headings) == len(set(headings))


@pytest.mark.parametrize(("test", "roots"), LEADING_ROOT.items())
def test_a_test_leads_to_its_root(reference, test, roots):
    assert set(reference.tests[test].primary_roots) == roots


@pytest.mark.parametrize(("test", "nerve"), DECIDING_NERVE.items())
def test_a_test_knows_its_nerve(reference, test, nerve):
    assert reference.tests[test].nerve == nerve


def test_a_dermatome_belongs_to_its_root(reference):
    dermatomes = [test for test in reference.tests.values() if reference.step_of(test) == "sensation"]
    assert all(test.primary_roots == (test.id.split(".")[1],) for test in dermatomes)


def test_light_touch_and_pinprick_are_tested_at_the_same_points(reference):
    points = {test.id: (test.label, test.subtitle, test.nerve) for test in reference.tests.values()}
    assert all(points[f"light_touch.{root}"] == points[f"pinprick.{root}"] for root in reference.roots)


def test_every_root_and_nerve_named_is_known(reference):
    rows = [*reference.tests.values(), *reference.nerves.values(), *reference.sites.values()]
    named = {root for row in rows for root in getattr(row, "roots", ())}
    named |= {root for test in reference.tests.values() for root in test.primary_roots + test.secondary_roots}
    assert named <= set(reference.roots)
    tested = {test.nerve for test in reference.tests.values()} - {""}
    ranked = {id.removeprefix("nerve.") for id in reference.causes if id.startswith("nerve.")}
    assert tested | ranked == set(reference.nerves)


def test_no_root_is_primary_and_secondary_at_once(reference):
    assert [t.id for t in reference.tests.values() if set(t.primary_roots) & set(t.secondary_roots)] == []


def test_the_roots_of_a_test_are_listed_from_above(reference):
    order = list(reference.roots)
    for test in reference.tests.values():
        for roots in (test.primary_roots, test.secondary_roots):
            assert list(roots) == sorted(roots, key=order.index), test.id


def test_a_test_with_a_root_belongs_to_that_roots_nerve(reference):
    """A root that a test leads to must run in the nerve that carries it."""
    for test in reference.tests.values():
        nerve = reference.nerves.get(test.nerve)
        assert nerve is None or set(test.primary_roots) <= set(nerve.roots), test.id


def test_only_what_is_done_if_needed_waits_to_be_opened(reference):
    waiting = {test.id for test in reference.tests.values() if test.opened_by}
    assert waiting == {test.id for test in reference.tests.values() if reference.step_of(test) == "further"}


def test_what_opens_a_test_can_happen(reference):
    """Every clause must name a path and a value that the record has; one that does not would never open anything."""
    for test in reference.tests.values():
        for clause in test.opened_by.any if test.opened_by else ():
            assert can_hold(reference, read_clause(clause)), f"{test.id}: {clause}"


def can_hold(reference, clause):
    path = ".".join(clause.path)
    if clause.operator == "includes":
        return clause.path[1] in ("pain_sites", "paraesthesia_sites") and clause.value in reference.sites
    if not path.startswith("findings."):
        return path in reference.questions and clause.value is True
    return bool(values := values_at(reference, clause)) and str(clause.value) in values


def values_at(reference, clause):
    """The grades that the tests a clause means can have, as texts."""
    sides = ("both", "right", "left")
    wanted = ".".join(part for part in clause.path[1:] if part not in sides)
    tests = [test for test in reference.tests.values() if fnmatch(test.id, wanted)]
    return {str(grade.value) for test in tests for grade in reference.scales[test.scale].grades}


def test_no_test_opens_only_itself(reference):
    waiting = [test for test in reference.tests.values() if test.opened_by]
    opening = {
        test.id: {clause.split()[0].removeprefix("findings.") for clause in test.opened_by.any} for test in waiting
    }
    assert [name for name, paths in opening.items() if name in paths] == []


@pytest.mark.parametrize("group", ["Long tracts", "Saddle"])
def test_symptoms_of_both_legs_open_cord_and_saddle(reference, group):
    tests = [test for test in reference.tests.values() if test.group == group and test.id != "other.upper_limb_signs"]
    assert tests
    assert all("red_flags.bilateral_leg_symptoms is true" in test.opened_by.any for test in tests)


def test_every_cauda_equina_question_opens_the_saddle(reference):
    asked = [q.id for q in reference.questions.values() if q.group == "Bladder, bowel and saddle"]
    for test in (row for row in reference.tests.values() if row.group == "Saddle"):
        assert {f"{path} is true" for path in asked} <= set(test.opened_by.any), test.id


def test_the_side_of_a_crossed_test_is_said(reference):
    landmark = reference.tests["tension.crossed_straight_leg_raise"].landmark
    assert "under the leg that hurts, not under the leg you raise" in landmark
