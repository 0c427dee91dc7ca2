"""The faults that are put into a module, one at a time."""

import ast

import pytest

from bench.mutants import mutants_of


def changes(source):
    return [(mutant.before, mutant.after) for mutant in mutants_of(source)]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("a < b", ["a <= b", "a >= b"]),
        ("a == b", ["a != b"]),
        ("a + b", ["a - b"]),
        ("a and b", ["a or b"]),
        ("not a", ["a"]),
        ("a if b else c", ["a if not b else c"]),
        ("min(a)", ["max"]),
        ("f(a, b=c)", ["f(a)"]),
        ("[a for a in b if c]", ["[a for a in b if not c]"]),
        ("3", ["4"]),
        ("True", ["False"]),
        ("'a'", ["'XXa'"]),
    ],
)
def test_each_kind_of_fault_is_made(before, after):
    assert [changed for _, changed in changes(f"def f():\n    return {before}")][1:] == after


def test_a_mutant_is_the_whole_module_with_one_fault():
    [nothing, bound] = mutants_of("A = B\n\nclass C:\n    def f(self, a: int = 2) -> int:\n        return a is A")
    assert (nothing.function, nothing.line, nothing.after) == ("C.f", 5, "return None")
    assert ast.unparse(bound.tree).endswith("return a is not A")
    assert ast.unparse(nothing.tree).startswith("A = B")


def test_docstrings_annotations_and_decorators_are_left_alone():
    assert changes('@cache(2)\ndef f(a: "int") -> "int":\n    """Words."""\n    b: "int" = a') == []
