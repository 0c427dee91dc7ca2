"""Rules that may hold: of many, those that need a fact which the record states."""

import random

import pytest

from exam.domain.reasoning.possible_rules import rules
from exam.domain.reasoning.rules import holds
from reference import load_reference
from reference.clauses import read_clause
from reference.model import When

A, B, C = "red_flags.fever", "red_flags.osteoporosis", "red_flags.cancer_history"
IS_A, IS_B, IS_C = (f"{path} is true" for path in (A, B, C))
OF_SEVERAL = {"*", "both", "same_on_both", "two_on_each"}
KNEE = "findings.strength.knee_extension"


@pytest.mark.parametrize(
    ("when", "stated", "possible"),
    [
        (When(all=(IS_A, IS_B)), {A, B}, True),
        (When(all=(IS_A,), any=(IS_B,)), {B}, False),
        (When(any=(IS_A, IS_B)), {B}, True),
        (When(any=(IS_A, IS_B)), {C}, False),
        (When(none=(IS_A,)), {C}, True),
        (When(none=(IS_A,)), set(), True),
        (When(all=("findings.strength.* below 5", IS_A)), {f"{KNEE}.left"}, False),
        (When(all=("findings.strength.* below 5",)), {f"{KNEE}.left"}, True),
        (When(all=("findings.strength.*.both below 5",)), {f"{KNEE}.left"}, True),
        (When(all=(f"{KNEE} below 5",)), {f"{KNEE}.right"}, True),
    ],
)
def test_a_condition_may_hold_where_a_fact_that_it_needs_is_stated(when, stated, possible):
    assert rules([when], lambda row: row).possible(dict.fromkeys(stated, True)) == [when] * possible


def test_rows_that_may_hold_keep_their_order():
    rows = [When(all=(IS_C,)), When(none=(IS_B,)), When(all=(IS_A,))]
    assert rules(rows, lambda row: row).possible({A: True, C: True}) == rows


def conditions():
    reference = load_reference()
    groups = (reference.patterns, reference.alerts, reference.imaging, reference.other_tests, reference.pointers)
    return [row.when for group in groups for row in group.values()]


@pytest.mark.parametrize("seed", range(30))
def test_no_condition_of_the_reference_holds_that_is_not_among_them(seed):
    drawn = random.Random(seed)
    # The words of the clauses themselves, so that many conditions hold.
    clauses = [read_clause(clause) for when in conditions() for clause in (*when.all, *when.any)]
    named = [clause for clause in clauses if OF_SEVERAL.isdisjoint(clause.path)]
    facts = {".".join(clause.path): clause.value for clause in drawn.sample(named, 60)}
    held = [when for when in conditions() if holds(when, facts)]
    assert held
    assert [when for when in rules(conditions(), lambda row: row).possible(facts) if holds(when, facts)] == held
