"""What was examined, for a patient: what was not is never named, and no finding is lost."""

import pytest

from exam.domain.sheets.examined import examined, parts
from exam.languages.catalogue import catalogue
from reference import load_reference
from tests.domain.records import record_of
from tests.domain.sheets.patients import CAUDA_EQUINA, LEFT_L5


def lines(answers, code="en"):
    return {one.label: (one.result, one.abnormal) for one in examined(record_of(answers), catalogue(code))}


def test_each_part_that_was_examined_has_a_line():
    assert lines(LEFT_L5) == {
        "Reflexes (a tap on knee and ankle)": ("As expected where it was tested.", False),
        "Feeling in the skin of your legs": ("Different from usual: left.", True),
        "Strength of your legs": ("Weaker than expected: left. Could not be tested: right.", True),
        "Stretching the nerves of your legs": ("Different from usual: right and left.", True),
        "The way you walk": ("As expected where it was tested.", False),
    }


def test_what_is_of_the_whole_person_names_no_side():
    found = lines(CAUDA_EQUINA)
    assert found["Feeling and muscles around the back passage, and the bladder"] == ("Something was found.", True)
    assert found["Strength of your legs"] == ("Weaker than expected: right and left.", True)


@pytest.mark.parametrize(
    ("path", "value", "result"),
    [
        ("findings.saddle.post_void_residual_ml", 620, ("Something was found.", True)),
        ("findings.saddle.post_void_residual_ml", 20, ("It was measured.", False)),
        ("findings.strength.hip_flexion.right", {"not_tested": "declined"}, ("Could not be tested: right.", False)),
        (
            "findings.strength.hip_flexion.right",
            {"grade": "4", "limited_by": "pain"},
            ("Weaker than expected: right. Pain made this hard to test: right.", True),
        ),
        ("findings.reflexes.patellar.left", 3, ("Different from usual: left.", True)),
    ],
)
def test_a_single_result(path, value, result):
    assert list(lines({path: value}).values()) == [result]


def test_every_test_of_the_reference_has_a_part():
    reference = load_reference()
    assert {reference.family_of(test).plain for test in reference.tests} == set(parts())
    assert all(parts().values())


def test_nothing_examined_has_no_lines():
    assert lines({}) == {}
