"""The codes of LOINC: each with its check digit, one name and one use, and none but those that were read."""

import pytest

from reference.codes.checks import check_digit, is_well_formed
from tests.reference.faults import edited, faults_of

READ = {
    "29545-1": "Physical findings",
    "8705-6": "Physical findings of Nervous system",
    "10202-0": "Physical findings of Nervous system Narrative",
    "32392-3": "Deep tendon reflex of Patella",
    "24968-0": "MR Lumbar spine",
    "30679-5": "MR Lumbar spine WO contrast",
    "24967-2": "MR Lumbar spine WO and W contrast IV",
    "36067-7": "MR Spine",
    "24963-1": "CT Lumbar spine",
    "24970-6": "XR Lumbar spine AP and Lateral",
    "28561-9": "XR Pelvis Views",
    "24762-7": "XR Hip Views",
    "28565-0": "XR Knee Views",
    "24802-1": "MR Knee",
    "25031-6": "NM Bone Views",
}
ULTRASOUND = "24531-6"


def test_the_codes_are_those_that_were_read_with_their_names(reference):
    assert {code: row.name for code, row in reference.codes.items()} == READ


def test_an_ultrasound_is_never_taken_for_an_mri(reference):
    assert is_well_formed(ULTRASOUND)
    assert ULTRASOUND not in reference.codes


def test_the_mri_of_the_lumbar_spine_and_the_knee_jerk_have_their_codes(reference):
    uses = {use: code for code, row in reference.codes.items() for use in row.of}
    assert (uses["study.mri_lumbar_spine"], uses["reflexes.patellar"]) == ("24968-0", "32392-3")
    assert (uses["document"], uses["document.findings"]) == ("29545-1", "8705-6")


@pytest.mark.parametrize(("number", "digit"), [("24968", 0), ("32392", 3), ("8705", 6), ("1", 8), ("100109", 8)])
def test_the_check_digit_of_a_number(number, digit):
    assert check_digit(number) == digit


@pytest.mark.parametrize("code", ["24968-1", "24698-0", "24968", "24968-", "LP24968-0", "24968-0 ", "-0", "12345678-2"])
def test_what_is_no_code(code):
    assert not is_well_formed(code)


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ('code = "24802-1"', 'code = "24802-2"', "24802-2: its check digit is wrong"),
        ('name = "MR Knee"', 'name = "Deep tendon reflex of Patella"', "another code has the name"),
        ('why = "No study of this example."', 'of = ["strength.dorsiflexion"]', 'is used for "strength.dorsiflexion"'),
        ('why = "No study of this example."', 'of = ["study.mri_knee"]', '"study.mri_knee" is no test, study or part'),
        ('why = "No study of this example."', "", "24802-1: needs what it is used for, or `why`"),
        ('why = "No study', 'of = ["document"]\nwhy = "No study', "24802-1: needs what it is used for, or `why`"),
    ],
)
def test_a_faulty_code_is_found(tmp_path, old, new, fault):
    found = faults_of(edited(tmp_path / "data", "codes.toml", old, new))
    assert found
    assert all(one.startswith("codes.toml: ") for one in found)
    assert any(fault in one for one in found)
