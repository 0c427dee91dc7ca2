"""What is said of the reference's rows is worked out once for each language."""

from exam.domain.language import said_once, say, speaking
from tests.pretend import Pretend


def test_it_is_worked_out_once_for_each_language_and_argument():
    asked = []

    @said_once(2)
    def answer(value):
        asked.append(value)
        return f"{say('Yes')} {value}"

    assert (answer("a"), answer("a")) == ("Yes a", "Yes a")
    with speaking(Pretend()):
        assert (answer("a"), answer("a")) == ("⟦Yes⟧ a", "⟦Yes⟧ a")
    assert asked == ["a", "a"]
    assert answer("a") == "Yes a"


def test_one_is_not_true_and_only_the_last_are_kept():
    asked = []

    @said_once(2)
    def kind(value):
        asked.append(value)
        return type(value).__name__

    assert [kind(value) for value in (1, True, 1.0)] == ["int", "bool", "float"]
    assert kind(1) == "int"
    assert len(asked) == 4
