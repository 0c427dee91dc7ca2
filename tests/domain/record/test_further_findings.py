"""Findings that point outside the roots: read, written, and refused by path where the value is wrong."""

import pytest

from exam.domain.record.canonical import canonical_text
from exam.domain.record.reading import RecordRefused, read_record
from exam.domain.record.writing import write_record
from tests.domain.record.refusals import put
from tests.domain.records import written

NOT_PRESENT = "is not absent or present"
SIDED = {
    **{
        f"territory.{area}": ([0, 1, 2], 3, "3 is not a sensation score of 0, 1 or 2")
        for area in ("lateral_thigh", "medial_leg", "lateral_leg", "first_web_space", "sole", "lateral_foot")
    },
    **{
        name: (["absent", "present"], True, f"true {NOT_PRESENT}")
        for name in (
            *("other.fasciculations", "other.calf_swelling", "other.limb_cold", "other.foot_wasting"),
            *("other.gluteal_wasting", "gait.foot_drop", "gait.trendelenburg", "local.fadir"),
            *("local.trochanteric_tenderness", "local.sacroiliac_provocation"),
        )
    },
    "other.proprioception_great_toe": (["normal", "reduced", "absent"], 1, "1 is not normal, reduced or absent"),
    "tension.crossed_femoral_stretch": (["negative", "positive"], "yes", '"yes" is not negative or positive'),
}
OF_THE_PERSON = {
    "gait.spastic": (["absent", "present"], "mild", f'"mild" {NOT_PRESENT}'),
    "gait.wide_based": (["absent", "present"], 0, f"0 {NOT_PRESENT}"),
    "saddle.bulbocavernosus_reflex": (["present", "absent"], "weak", '"weak" is not present or absent'),
}
PATHS = [
    *((f"findings.{name}.{side}", row) for name, row in SIDED.items() for side in ("right", "left")),
    *((f"findings.{name}", row) for name, row in OF_THE_PERSON.items()),
]


@pytest.mark.parametrize(("path", "row"), PATHS)
def test_each_value_is_read_and_written_unchanged(path, row):
    for value in row[0]:
        assert write_record(read_record(put(path, value))) == put(path, value)


@pytest.mark.parametrize(("path", "row"), PATHS)
def test_a_wrong_value_is_refused_with_its_path(path, row):
    with pytest.raises(RecordRefused) as refused:
        read_record(put(path, row[1]))
    assert [str(fault) for fault in refused.value.faults] == [f"{path}: {row[2]}"]


@pytest.mark.parametrize("name", OF_THE_PERSON)
def test_what_concerns_the_person_has_no_side(name):
    with pytest.raises(RecordRefused):
        read_record(put(f"findings.{name}.left", OF_THE_PERSON[name][0][0]))


@pytest.mark.parametrize("name", SIDED)
def test_what_concerns_a_leg_needs_its_side(name):
    with pytest.raises(RecordRefused) as refused:
        read_record(put(f"findings.{name}", SIDED[name][0][0]))
    assert str(refused.value).endswith('is not an object with "right" and "left"')


def test_a_record_without_them_is_written_as_before():
    old = written(
        findings={"other": {"pedal_pulses": {"left": "absent"}}, "strength": {"hip_flexion": {"right": "4-"}}}
    )
    assert canonical_text(read_record(old)) == (
        '{"findings":{"other":{"pedal_pulses":{"left":"absent"}},"strength":{"hip_flexion":{"right":"4-"}}},'
        '"format":"dermyo-exam/1","patient":{"reference":"' + old["patient"]["reference"] + '"}}'
    )
