"""How a named cause compares with the known answer."""

import pytest

from exam.domain.evaluation.expected import Expected
from exam.domain.evaluation.judging import judged

L5 = Expected("root.L5", "left", "L5", False, ("root.L5+S1",))
CORD = Expected("upper_motor_neuron", "both", "cord", False, ("polyneuropathy",))
RIGHT_CORD = Expected("upper_motor_neuron", "right", "cord", False, ())
FIBULAR = Expected("nerve.common_fibular", "left", "fibular", False, ())
UNNAMED = Expected("other", "none", "muscle", False, ())
NOTHING = Expected("no_neurological_lesion", "none", "none", False, ())


@pytest.mark.parametrize(
    ("expected", "cause", "side", "found"),
    [
        (L5, "root.L5", "left", "right"),
        (L5, "root.L5+S1", "left", "defensible"),
        (L5, "root.L5", "right", "other_side"),
        (L5, "root.L5", "none", "other_side"),
        (L5, "root.L5+S1", "right", "wrong"),
        (L5, "root.L4+L5", "left", "partly"),
        (L5, "root.L4+L5", "both", "partly"),
        (L5, "root.L4+L5", "right", "wrong"),
        (L5, "root.S1", "left", "wrong"),
        (CORD, "upper_motor_neuron", "none", "right"),
        (CORD, "polyneuropathy", "none", "defensible"),
        (CORD, "cauda_equina", "both", "wrong"),
        (CORD, "upper_motor_neuron", "right", "right"),
        (RIGHT_CORD, "upper_motor_neuron", "right", "right"),
        (RIGHT_CORD, "upper_motor_neuron", "left", "other_side"),
        (RIGHT_CORD, "upper_motor_neuron", "both", "right"),
        (RIGHT_CORD, "upper_motor_neuron", "none", "right"),
        (FIBULAR, "nerve.common_fibular", "left", "right"),
        (FIBULAR, "nerve.superficial_fibular", "left", "defensible"),
        (FIBULAR, "nerve.deep_fibular", "right", "wrong"),
        (FIBULAR, "nerve.common_fibular", "right", "other_side"),
        (UNNAMED, "myopathy", "both", "right"),
        (NOTHING, "no_neurological_lesion", "none", "right"),
        (NOTHING, "root.L5", "left", "wrong"),
    ],
)
def test_a_cause_is_right_can_be_defended_or_is_not_what_is_known(expected, cause, side, found):
    assert judged(expected, cause, side) == found
