"""Which two causes the next test is said to distinguish."""

from exam.domain.reasoning.localise.localise import localise
from reference import load_reference
from tests.domain.records import paths_of, record_of

TESTS = load_reference().tests


def test_what_cannot_be_distinguished_is_what_the_next_test_is_said_to_distinguish():
    low = dict.fromkeys(paths_of(TESTS["reflexes.achilles"]), 1) | dict.fromkeys(
        paths_of(TESTS["reflexes.patellar"]), 2
    )
    toe = set(paths_of(TESTS["strength.great_toe_flexion"]))
    strong = {path: "5" for test in TESTS.values() if test.family == "strength" for path in paths_of(test)}
    found = low | {path: grade for path, grade in strong.items() if path not in toe}
    found |= {"presentation.symptom_side": "right", "findings.light_touch.L5.right": 1, "patient.age": 47}
    found |= {"presentation.pain_sites.midline": ["low_back"], "presentation.features.back_pain": True}
    now = localise(record_of(found), thorough=False)
    first, second, *others = dict.fromkeys(one.cause for one in now.candidates)
    assert (now.statement, first, second) == ("cannot_separate", "root.S1", "no_neurological_lesion")
    assert "polyneuropathy" in others[:2]
    assert now.next_tests[0].test == "tension.straight_leg_raise"
    assert now.next_tests[0].separates == (first, second)
