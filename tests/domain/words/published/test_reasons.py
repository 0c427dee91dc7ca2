"""The reasons given for the published cases, read as a clinician would: nothing absurd among them."""

import re

import pytest

from exam.domain.note.text import assessment_text
from exam.domain.note.writing import write_note
from exam.domain.reasoning.localise.observe import depth_of
from reference import load_reference
from tests.domain.published import assessed, each, patients_in, record_at

CASES = patients_in("cases")
REFERENCE = load_reference()
# Words that may follow themselves in a list of facts: "right and left", "L5 and S1".
DOUBLE = re.compile(r"\b([A-Za-z]{3,})\s+\1\b")


@pytest.fixture(scope="module", params=each(CASES))
def case(request):
    return record_at(request.param), assessed(request.param)


def sideless(name):
    return name.removesuffix(".right").removesuffix(".left")


ROW_OF = {
    sideless(name): row.finding
    for row in REFERENCE.likelihoods.values()
    for name in (row.finding, *(modality.finding for modality in row.modalities))
}


def row_of(finding):
    """The row of likelihoods that a finding counts in; a list of sites has one for each site."""
    return ROW_OF.get(finding, finding)


def hallmarks(candidate, kind):
    causes = (candidate.cause, *(f"root.{root}" for root in candidate.roots))
    rows = [REFERENCE.hallmarks[cause] for cause in causes if cause in REFERENCE.hallmarks]
    return {finding for row in rows for finding in getattr(row, kind)}


def affects(candidate, reason):
    return reason.side == "none" or candidate.side in (reason.side, "both")


def depth(reason):
    sited = reason.finding.endswith("_sites")
    return 1 if sited else depth_of(reason.finding, reason.value)


def results(reason):
    return [(one.finding, one.side, one.value) for one in (reason, *reason.also)]


def test_no_hallmark_is_against_its_own_cause(case):
    kinds = {0: "normal", -1: "raised"}
    assert [
        (candidate.cause, reason.finding)
        for candidate in case[1].candidates
        for reason in candidate.against
        if affects(candidate, reason)
        and row_of(reason.finding) in hallmarks(candidate, kinds.get(depth(reason), "abnormal"))
    ] == []


def test_no_normal_result_of_what_a_lesion_supplies_supports_it(case):
    assert [
        (candidate.cause, reason.finding)
        for candidate in case[1].candidates
        for reason in candidate.supports
        if affects(candidate, reason)
        and depth(reason) == 0
        and not REFERENCE.family_of(reason.finding).history
        and (row_of(reason.finding) in hallmarks(candidate, "abnormal") or supplies(candidate, reason.finding))
    ] == []


def supplies(candidate, finding):
    test = REFERENCE.tests.get(finding)
    if test is None:
        return False
    return bool(set(candidate.roots) & set(test.primary_roots)) or candidate.cause == f"nerve.{test.nerve}"


def test_no_fact_is_given_twice(case):
    for candidate in case[1].candidates:
        named = [result for reason in candidate.reasons for result in results(reason)]
        assert len(named) == len(set(named))
        items = [(row_of(reason.finding), reason.finding, reason.side, reason.value) for reason in candidate.reasons]
        assert len(items) == len(set(items))


def test_every_reason_says_rather_than_what(case):
    _, found = case
    causes = {(candidate.cause, candidate.side) for candidate in found.candidates}
    for candidate in found.candidates:
        rivals = {(reason.rather_than.cause, reason.rather_than.side) for reason in candidate.reasons}
        assert len(rivals) <= 1
        assert rivals <= causes - {(candidate.cause, candidate.side)}


def test_no_more_than_three_facts_are_on_the_note_and_no_word_is_doubled(case):
    record, found = case
    note = write_note(record, found)
    text = assessment_text(note)
    assert DOUBLE.findall(text) == []
    for line in (line for cause in note.program.causes for line in cause.reasons):
        assert line.head.startswith(("Rather than", "Fits", "Signs")) or " rather than " in line.head
        assert line.text


def test_a_doubled_word_would_be_found():
    assert DOUBLE.findall("an upper motor neuron lesion lesion") == ["lesion"]
