"""What "all normal" and "none of these" fill: the core, on both sides, where nothing was entered; never more."""

import pytest

from exam.domain.record.answers import Answer, fold
from exam.steps.sequence import step_named, steps
from reference import load_reference
from reference.vocabulary import SIDES

REFLEXES = [
    ("findings.reflexes.patellar.right", 2),
    ("findings.reflexes.patellar.left", 2),
    ("findings.reflexes.achilles.right", 2),
    ("findings.reflexes.achilles.left", 2),
]


def filled(slug, record, group=""):
    return [tuple(answer) for answer in step_named(slug).normal(record, group)]


def test_it_fills_the_core_reflexes_right_before_left(record):
    assert filled("reflexes", record()) == REFLEXES


def test_it_leaves_what_was_entered(record):
    entered = record({"findings.reflexes.achilles.left": 0})
    assert filled("reflexes", entered) == REFLEXES[:3]


def test_it_leaves_what_could_not_be_tested(record):
    tried = record({"findings.reflexes.patellar.right": {"not_tested": "cast_or_dressing"}})
    assert filled("reflexes", tried) == REFLEXES[1:]


def test_it_fills_nothing_outside_its_step_and_nothing_outside_the_core(record):
    for step in steps():
        for path, _ in filled(step.slug, record()):
            if path.startswith("findings."):
                test = load_reference().tests[path.removeprefix("findings.").rpartition(".")[0]]
                assert test.core
                assert load_reference().step_of(test) == step.id


def test_one_group_can_be_filled_without_the_other(record):
    light_touch = filled("sensation", record(), "Light touch")
    expected = [(f"findings.light_touch.{root}.{side}", 2) for root in ("L3", "L4", "L5", "S1") for side in SIDES]
    assert light_touch == expected


def test_a_second_time_it_fills_nothing(record):
    step = step_named("strength")
    once = fold([Answer("patient.reference", "4471"), *step.normal(record(), "")])
    assert step.normal(once, "") == ()


@pytest.mark.parametrize("slug", ["tension", "further", "assessment", "note"])
def test_a_step_without_a_core_fills_nothing(slug, record):
    assert filled(slug, record()) == []


def test_none_of_these_answers_no_where_nothing_was_asked(record):
    asked = record({"red_flags.fever": True})
    answers = dict(filled("red-flags", asked))
    assert "red_flags.fever" not in answers
    assert set(answers.values()) == {False}
    rows = load_reference().questions.values()
    asked_of_all = [question.id for question in rows if question.step == "red_flags" and question.opened_by is None]
    assert sorted(answers) == sorted(set(asked_of_all) - {"red_flags.fever"})


def test_none_of_these_answers_what_an_answer_opened(record):
    cancer = record({"red_flags.cancer_history": True})
    assert "presentation.features.can_spread_to_bone" in dict(filled("red-flags", cancer))


def test_none_of_these_of_a_group_leaves_the_other_groups(record):
    answers = dict(filled("red-flags", record(), "Pain"))
    assert set(answers) == {"red_flags.severe_pain", "red_flags.persistent_beyond_few_weeks"}


@pytest.mark.parametrize(
    ("slug", "group"), [("assessment", "If imaging is considered"), ("back-or-knee", "Walking and standing")]
)
def test_a_history_is_filled_by_groups_only(slug, group, record):
    assert filled(slug, record()) == []
    assert filled(slug, record(), group) != []


def test_all_that_is_filled_makes_a_record(record):
    for step in steps():
        assert fold([Answer("patient.reference", "4471"), *step.normal(record(), "")])
