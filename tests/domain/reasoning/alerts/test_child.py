"""Under 16 years no causes are ranked, and the program says why; alerts are raised as for anybody."""

import pytest

from exam.domain.evaluation.accepted import answer_to
from exam.domain.reasoning.assess import assess, write_assessment
from exam.domain.record.writing import write_record
from exam.domain.words.statements import statement_sentence
from exam.domain.words.strip import headline
from tests.domain.records import record_of

L5 = {
    "presentation.symptom_side": "left",
    "presentation.features.back_pain": True,
    "findings.strength.great_toe_extension.left": "4",
    "findings.strength.ankle_dorsiflexion.left": "4",
    "findings.light_touch.L5.left": 1,
    "findings.reflexes.achilles.left": 2,
}
SADDLE = {"red_flags.saddle_numbness": True}


def child(age, **more):
    return record_of(L5 | more | {"patient.age": age})


@pytest.mark.parametrize("thorough", [True, False])
def test_nothing_is_ranked_under_16_and_everything_from_16_on(thorough):
    found = assess(child(15), thorough=thorough)
    assert (found.statement, found.ranking_withheld) == ("not_enough_examined", "under_16")
    assert (found.leading, found.candidates, found.next_tests, found.likeliest_root) == (None, (), (), ())
    grown = assess(child(16), thorough=thorough)
    assert (grown.ranking_withheld, grown.candidates[0].cause) == (None, "root.L5")
    assert assess(record_of(L5), thorough=thorough).ranking_withheld is None


def test_it_says_why_in_the_sentence_and_on_the_strip():
    found = assess(child(9))
    assert "under 16 years: the figures are of adults" in statement_sentence(found)
    assert headline(found) == "No ranking under 16 years: the figures are of adults"
    urgent = assess(child(9, **SADDLE))
    assert "does not change" not in statement_sentence(urgent)


def test_alerts_are_raised_and_studies_of_a_named_root_are_not():
    found = assess(child(9, **SADDLE))
    assert {alert.id for alert in found.alerts} >= {"cauda_equina", "back_pain_in_a_child"}
    assert found.emergency_signs == ()
    assert [study.study for study in assess(child(15)).imaging if "localisation.kind" in study.because] == []
    assert assess(child(15)).picture is None


def test_the_json_says_why():
    assert write_assessment(assess(child(9)))["ranking_withheld"] == "under_16"


def test_the_evaluation_counts_no_cause():
    assert answer_to("a", write_record(child(9)), {"accept": ["urgent"]}).cause == ""
