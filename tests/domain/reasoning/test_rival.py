"""The cause that the findings leave open beside the first: the same for the rules as in the conclusion."""

from dataclasses import replace
from pathlib import Path

import pytest

from exam.domain.reasoning.assess import _localisation_facts, assess
from exam.domain.record.reading import parse_record
from exam.domain.words.ranking import open_rival, undecided_causes
from reference import load_reference

CASES = sorted((Path(__file__).parents[2] / "cases").glob("*.json"))


def test_rules_name_the_same_rival_as_the_conclusion():
    named = 0
    for path in CASES:
        assessment = assess(parse_record(path.read_bytes()), thorough=False)
        pair = undecided_causes(assessment)
        rival = pair[1] if pair else open_rival(assessment)
        kind = load_reference().kind_named(rival.cause).id if rival else None
        assert _localisation_facts(assessment).get("localisation.rival_kind") == kind, path.stem
        named += kind is not None
    assert named >= 20


@pytest.mark.parametrize(("case", "asked"), [("case-263", True), ("case-260", True), ("case-274", False)])
def test_conduction_studies_are_suggested_where_a_weakness_may_be_of_a_root_or_of_a_nerve(case, asked):
    record = parse_record((CASES[0].parent / f"{case}.json").read_bytes())
    suggested = {test.test: test for test in assess(record, thorough=False).other_tests}
    assert ("nerve_conduction_and_emg" in suggested) is asked
    if asked:
        assert suggested["nerve_conduction_and_emg"].purpose.startswith("To distinguish a root from a nerve of the leg")
    without = replace(record, findings={key: "5" for key in record.findings if key.test.startswith("strength.")})
    assert "nerve_conduction_and_emg" not in {test.test for test in assess(without, thorough=False).other_tests}
