"""What an assessment contains."""

from exam.domain.reasoning.conclusions import Candidate, RatherThan, Reason


def reason(finding, direction):
    return Reason(f"strength.{finding}", "left", "4", direction, 3.0, "judgement", (), RatherThan("root.S1", "left"))


def test_the_reasons_of_a_cause_are_for_or_against_it_in_their_order():
    first, second, third = reason("a", "supports"), reason("b", "against"), reason("c", "supports")
    cause = Candidate("root.L5", ("L5",), "left", 0.7, robust=True, reasons=(first, second, third))
    assert cause.supports == (first, third)
    assert cause.against == (second,)
