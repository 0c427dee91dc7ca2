"""What an examination turned out to be, read and written."""

from datetime import date

import pytest

from exam.domain.outcomes.outcome import Outcome, outcome_json, read_outcome, sides_of
from exam.domain.record.reading import RecordRefused

L5 = {"cause": "root.L5", "side": "left", "known_by": "mri", "known_on": "2026-11-21"}
WAYS = ("mri", "surgery", "electrodiagnosis", "injection", "another_test", "course", "another_specialist")
SIJ = L5 | {"cause": "other", "side": "none", "other": "Sacroiliac joint pain"}


def refused(value, **days):
    with pytest.raises(RecordRefused) as found:
        read_outcome(value, **days)
    return [str(fault) for fault in found.value.faults]


def test_an_outcome_is_read_as_it_was_entered():
    assert read_outcome(L5) == Outcome("root.L5", "left", "mri", date(2026, 11, 21))
    assert read_outcome(SIJ) == Outcome("other", "none", "mri", date(2026, 11, 21), "Sacroiliac joint pain")


@pytest.mark.parametrize("value", [L5, SIJ, L5 | {"cause": "root.L4+L5", "side": "both"}])
def test_an_outcome_is_written_as_it_is_read(value):
    assert outcome_json(read_outcome(value)) == value


@pytest.mark.parametrize("how", WAYS)
def test_each_way_of_knowing_is_read(how):
    assert read_outcome(L5 | {"known_by": how}).known_by == how


@pytest.mark.parametrize(
    ("cause", "sides"),
    [
        ("root.L5", ("right", "left", "both")),
        ("root.L4+L5", ("right", "left", "both")),
        ("nerve.femoral", ("right", "left", "both")),
        ("upper_motor_neuron", ("right", "left", "both")),
        ("polyneuropathy", ("both",)),
        ("cauda_equina", ("both",)),
        ("no_neurological_lesion", ("none",)),
        ("other", ("right", "left", "both", "none")),
    ],
)
def test_a_cause_has_the_sides_that_the_ranking_gives_it(cause, sides):
    assert sides_of(cause) == sides


@pytest.mark.parametrize(
    ("change", "faults"),
    [
        ({"cause": "root.L9"}, ['cause: "root.L9" is not a cause']),
        ({"cause": "root.L5+L4"}, ['cause: "root.L5+L4" is not a cause']),
        ({"cause": "other_lesion"}, ['cause: "other_lesion" is not a cause']),
        ({"cause": None}, ["cause: null is not a cause"]),
        ({"side": "none"}, ['side: "none" is not one of right, left, both']),
        ({"cause": "no_neurological_lesion"}, ['side: "left" is not one of none']),
        (
            {"known_by": "guess"},
            [f'known_by: "guess" is not one of {", ".join(WAYS)}'],
        ),
        ({"known_on": "21.11.2026"}, ['known_on: "21.11.2026" is not a day, as 2026-11-21']),
        ({"known_on": "20261121"}, ['known_on: "20261121" is not a day, as 2026-11-21']),
        ({"known_on": None}, ["known_on: null is not a day, as 2026-11-21"]),
        ({"other": "Hip"}, ["other: is only for a lesion that no cause describes"]),
        ({"other": 7}, ["other: 7 is not a text"]),
        ({"cause": "other"}, ["other: needs at least one character: say what it was"]),
        ({"cause": "other", "other": " \u200b"}, ["other: needs at least one character: say what it was"]),
        ({"cause": "other", "other": "x" * 201}, ["other: is 201 characters long; the limit is 200"]),
        ({"mood": "low"}, ["mood: is not a key of this format"]),
    ],
)
def test_a_faulty_outcome_is_refused(change, faults):
    assert refused(L5 | change) == faults


def test_every_fault_is_named_at_once():
    faults = refused({"other": "Hip"})
    assert [fault.partition(":")[0] for fault in faults] == ["cause", "side", "known_by", "known_on"]


def test_it_is_known_from_the_examination_on_and_not_in_the_future():
    first, last = date(2026, 11, 21), date(2026, 11, 28)
    assert read_outcome(L5, first=first, last=first).known_on == date(2026, 11, 21)
    assert refused(L5 | {"known_on": "2026-11-20"}, first=first) == ["known_on: is before the examination"]
    assert refused(L5 | {"known_on": "2026-11-29"}, last=last) == ["known_on: is in the future"]


def test_words_are_read_without_invisible_characters_and_spaces_around():
    assert read_outcome(SIJ | {"other": " Hip\u200b joint "}).other == "Hip joint"
