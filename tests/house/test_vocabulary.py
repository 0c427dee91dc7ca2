"""Words for each value of a closed list, no more and no fewer: a value without words would fail on a screen or note."""

import pytest

from exam.domain.words.facts import SIDES_OF_COMPLAINT
from exam.domain.words.sources import BASIS_WORDS
from exam.domain.words.statements import LEANINGS, STATEMENTS_WITHOUT_CAUSE, TOWARDS, URGENCY_WORDS
from exam.domain.words.values import REASON_WORDS
from exam.web.presenters.frame.patient_bar import SIDE_WORDS as SIDES_OF_THE_BAR
from exam.web.presenters.reference.articles import CONDITIONS, MECHANISMS, PHASES
from exam.web.presenters.step.complaint import ONSET, SEX
from exam.web.presenters.step.options import SIDE_WORDS
from reference import vocabulary

WORDS = {
    "Sex": SEX,
    "Onset": ONSET,
    "ReasonNotTested": REASON_WORDS,
    "Urgency": URGENCY_WORDS,
    "Leaning": LEANINGS,
    "Towards": TOWARDS,
    "Basis": BASIS_WORDS,
    "ConditionKind": CONDITIONS,
    "MechanismKind": MECHANISMS,
    "Phase": PHASES,
}


@pytest.mark.parametrize("name", WORDS)
def test_every_value_has_words(name):
    assert set(WORDS[name]) == set(getattr(vocabulary, name).__args__)


@pytest.mark.parametrize("words", [SIDE_WORDS, SIDES_OF_THE_BAR, SIDES_OF_COMPLAINT])
def test_every_side_of_a_complaint_has_words(words):
    assert set(words) == set(vocabulary.SYMPTOM_SIDES)


def test_a_statement_without_a_cause_is_one_of_the_statements():
    assert set(STATEMENTS_WITHOUT_CAUSE) < set(vocabulary.STATEMENTS)
