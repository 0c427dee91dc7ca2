"""Which mutants are listed as changing nothing."""

import pytest

from bench.mutants import mutants_of
from bench.mutation import EQUIVALENT, is_listed

SOURCE = "def f():\n    a = 1\n    return a + 1\n"


@pytest.mark.parametrize(
    ("row", "lines"),
    [
        ({"function": "f", "before": "1", "after": "2"}, [2, 3]),
        ({"function": "f", "before": "1", "after": "2", "line": "a = 1"}, [2]),
        ({"function": "g", "before": "1", "after": "2"}, []),
        ({"function": "f", "before": "1", "after": "2", "line": "b = 1"}, []),
    ],
)
def test_a_row_lists_the_mutants_of_its_function_or_of_one_line(row, lines):
    row |= {"module": "m", "why": "-"}
    assert [one.line for one in mutants_of(SOURCE) if is_listed(one, SOURCE, [row])] == lines


def test_every_listed_mutant_has_its_reason():
    assert EQUIVALENT.read_text("utf-8").count("[[mutant]]") == EQUIVALENT.read_text("utf-8").count("\nwhy = ")
