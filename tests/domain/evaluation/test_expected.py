"""Which named causes a case accepts."""

import pytest

from exam.domain.evaluation.expected import Expected, expected_in
from exam.domain.record.reading import RecordRefused
from tests.domain.evaluation.scored_cases import expected


@pytest.mark.parametrize(
    ("case", "named", "accepted"),
    [
        (("root.L5", "left"), ("root.L5", "left"), True),
        (("root.L5", "left"), ("root.L5", "right"), False),
        (("root.L5", "left"), ("root.L5", "both"), False),
        (("root.L5", "left"), ("root.L4+L5", "left"), False),
        (("nerve.tibial", "left"), ("nerve.tibial", "left"), True),
        # the branches of the common fibular nerve, on its side
        (("nerve.common_fibular", "left"), ("nerve.deep_fibular", "left"), True),
        (("nerve.common_fibular", "left"), ("nerve.superficial_fibular", "left"), True),
        (("nerve.deep_fibular", "left"), ("nerve.common_fibular", "left"), False),
        (("nerve.common_fibular", "left"), ("nerve.tibial", "left"), False),
        # a disease that had no name when the case was written
        *((("other", "both"), (cause, "both"), True) for cause in ("other_lesion", "motor_neuron_disease")),
        *((("other", "both"), (cause, "both"), True) for cause in ("myopathy", "arterial")),
        (("other", "both"), ("polyneuropathy", "both"), False),
        (("other", "both"), ("nerve.femoral", "both"), False),
        # of a cause of the whole person, strictly the very side
        (("cauda_equina", "left"), ("cauda_equina", "both"), False),
        (("polyneuropathy", "both"), ("polyneuropathy", "both"), True),
        (("no_neurological_lesion", "none"), ("no_neurological_lesion", "none"), True),
    ],
)
def test_what_is_right_strictly(case, named, accepted):
    assert expected(*case, "anything").accepts(*named) is accepted
    assert expected(*case, "anything").accepts_leniently(*named) is (accepted or case[0] == named[0] == "cauda_equina")


def test_a_branch_of_the_fibular_nerve_on_the_other_side_is_not_accepted(sides_of):
    sides_of("nerve.deep_fibular", "leg")
    assert not expected("nerve.common_fibular", "left").accepts("nerve.deep_fibular", "right")


def test_a_lesion_of_the_blood_supply_is_accepted_for_the_label_vascular_on_any_side(sides_of):
    sides_of("arterial", "leg")
    vascular = expected("no_neurological_lesion", "none", "vascular")
    assert vascular.accepts("no_neurological_lesion", "none")
    assert vascular.accepts("arterial", "left")
    assert vascular.accepts("arterial", "both")
    assert not vascular.accepts("root.L5", "left")
    assert not expected("no_neurological_lesion", "none", "local/normal").accepts("arterial", "left")


@pytest.fixture
def sides_of(monkeypatch):
    """Decide what a cause affects, whether or not the reference has it."""

    class Kinds:
        of = "leg"

        def kind_named(self, _cause):
            return self

    def decide(_cause, of):
        kinds = Kinds()
        kinds.of = of
        monkeypatch.setattr("exam.domain.evaluation.expected.load_reference", lambda: kinds)

    return decide


def test_a_name_that_came_later_needs_its_side_only_if_it_is_of_a_leg(sides_of):
    other = expected("other", "left", "other")
    sides_of("arterial", "leg")
    assert other.accepts("arterial", "left")
    assert not other.accepts("arterial", "right")
    sides_of("motor_neuron_disease", "person")
    assert other.accepts("motor_neuron_disease", "both")


@pytest.mark.parametrize(
    ("side", "named", "accepted"),
    [
        ("left", ("root.L4", "left"), True),
        ("left", ("root.L4", "right"), False),
        ("left", ("root.L4", "both"), False),
        ("left", ("root.L3", "left"), False),
        ("left", ("root.L4+L5", "left"), False),
        # a cause of the whole person, and no lesion, have no side to compare
        ("left", ("polyneuropathy", "both"), True),
        ("left", ("upper_motor_neuron", "right"), True),
        ("left", ("no_neurological_lesion", "none"), True),
        ("left", ("cauda_equina", "both"), False),
        # nor has a case that names no side
        ("none", ("root.L4", "right"), True),
    ],
)
def test_what_is_right_leniently(side, named, accepted):
    acceptable = ("root.L4", "polyneuropathy", "upper_motor_neuron", "no_neurological_lesion")
    case = expected("root.L5", side, "L5", *acceptable)
    assert case.accepts_leniently(*named) is accepted
    assert not case.accepts(*named)


@pytest.mark.parametrize(
    ("cause", "side", "root", "accepted"),
    [
        ("root.L5", "left", ("L5", "left"), True),
        ("root.L5", "left", ("L5", "right"), False),
        ("root.L5", "left", ("L4", "left"), False),
        ("root.L4+L5", "right", ("L5", "right"), True),
        ("root.L4+L5", "both", ("L4", "right"), True),
        ("root.L4+L5", "both", ("S1", "left"), False),
        ("root.L5", "none", ("L5", "left"), False),
        ("nerve.common_fibular", "left", ("L5", "left"), False),
    ],
)
def test_which_single_root_is_right(cause, side, root, accepted):
    assert expected(cause, side).accepts_root(*root) is accepted


def test_the_block_of_a_case_is_read():
    block = {"cause": "root.L5", "side": "left", "label": "L5", "emergency": True, "also_acceptable": ["root.S1"]}
    assert expected_in({"expected": block}) == Expected("root.L5", "left", "L5", True, ("root.S1",))
    assert expected_in({"expected": {"cause": "other"}}) == Expected("other", "none", "other", False, ())


def test_whether_it_was_an_emergency_may_be_unknown():
    assert expected_in({"expected": {"cause": "root.L5", "emergency": None}}).emergency is None
    assert expected_in({"expected": {"cause": "root.L5", "emergency": False}}).emergency is False


@pytest.mark.parametrize(
    ("case", "fault"),
    [
        ({}, "expected.cause: is required"),
        ({"expected": "root.L5"}, "expected.cause: is required"),
        ({"expected": {}}, "expected.cause: is required"),
        ({"expected": {"cause": ["root.L5"]}}, "expected.cause: is required"),
        (
            {"expected": {"cause": "root.L5", "also_acceptable": "S1"}},
            "expected.also_acceptable: is not a list of words",
        ),
        (
            {"expected": {"cause": "root.L5", "also_acceptable": [1]}},
            "expected.also_acceptable: is not a list of words",
        ),
    ],
)
def test_a_faulty_block_is_refused(case, fault):
    with pytest.raises(RecordRefused) as refused:
        expected_in(case)
    assert str(refused.value) == fault
