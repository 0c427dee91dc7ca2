"""The words for a cause."""

import pytest

from exam.domain.record.causes import is_cause, root_cause, roots_of

CAUSES = """
    root.L2 root.L3 root.L4 root.L5 root.S1 root.L4+L5 root.L2+S1 nerve.common_fibular nerve.femoral nerve.tibial
    nerve.sciatic nerve.obturator plexus.lumbosacral polyneuropathy upper_motor_neuron cauda_equina
    no_neurological_lesion
"""


@pytest.mark.parametrize(
    ("roots", "cause"),
    [(("L5",), "root.L5"), (("S1", "L4", "L5"), "root.L4+L5+S1"), (("L5", "L5"), "root.L5")],
)
def test_roots_are_named_from_above(roots, cause):
    assert root_cause(roots) == cause


@pytest.mark.parametrize(
    ("cause", "roots"),
    [("root.L5", ("L5",)), ("root.L4+L5", ("L4", "L5")), ("nerve.femoral", ()), ("no_neurological_lesion", ())],
)
def test_the_roots_that_a_cause_names(cause, roots):
    assert roots_of(cause) == roots


@pytest.mark.parametrize("cause", CAUSES.split())
def test_a_cause_of_the_format(cause):
    assert is_cause(cause)


@pytest.mark.parametrize(
    "word", ["", "root", "root.", "root.S2", "root.L5+L4", "root.L5+L5", "root.L4+", "nerve.common_fibular:deep", "L5"]
)
def test_what_is_not_a_cause_of_the_format(word):
    assert not is_cause(word)
