"""The figures of the published cases in the pages are those of the program today."""

import pytest

from bench.blocks import LOCALISATION, block
from bench.published_cases import (
    CASES,
    Group,
    false_emergencies,
    figures,
    pages,
    read_outcomes,
    seen,
    sentence,
    whys_of,
    wrong_cases,
)
from exam.domain.evaluation.cases import Outcome

L5 = ("root.L5", "left")
S1 = ("root.S1", "left")
WRITE = "run `python -m bench.published_cases`"


@pytest.fixture(scope="module")
def outcomes():
    return read_outcomes()


def outcome(case="case-008", named=(L5, S1), **more):
    given = {"expected": L5, "label": "L5", "strict": True, "emergency": False, "charted": (S1,)} | more
    return Outcome(**{"statement": "fits_one", "urgency": "routine"} | given, id=case, named=named)


def test_the_pages_are_up_to_date(outcomes):
    for path, page in pages(outcomes).items():
        assert path.read_text(encoding="utf-8") == page, f"{path.name}: {WRITE}"


def test_every_wrong_case_has_a_reason(outcomes):
    whys = whys_of(block(LOCALISATION.read_text(encoding="utf-8"), "wrong cases"))
    wrong = {one.id.removeprefix("case-") for one in outcomes if one.strict and not one.first}
    assert whys.keys() == wrong
    assert [case for case, why in whys.items() if not why.strip(" -")] == []


def test_the_cases_that_were_seen_are_published_cases(outcomes):
    assert seen() < {one.id for one in outcomes}
    assert len(outcomes) == len(list(CASES.glob("*.json")))


def test_cases_seen_and_not_seen_are_counted_apart():
    new = [outcome("case-new", named=(S1, L5)), outcome("case-new", emergency=True, strict=False)]
    text = figures([outcome(), outcome(), outcome(urgency="emergency"), *new])
    assert "| cases; scored strictly | 3; 3 | 2; 1 | 5; 4 |" in text
    assert "| the very cause on the very side named first | 3 of 3 (100 %) | 0 of 1 (0 %) | 3 of 4 (75 %) |" in text
    assert "| among the first two | 3 of 3 (100 %) | 1 of 1 (100 %) | 4 of 4 (100 %) |" in text
    assert "| one cause said to fit best, and rightly | 3 of 3 | 0 of 1 | 3 of 4 |" in text
    assert "| emergencies missed | 0 of 0 | 1 of 1 | 1 of 1 |" in text
    assert "| others called an emergency | 1 of 3 | 0 of 1 | 1 of 4 |" in text


def test_a_rate_without_strict_cases_is_a_dash():
    assert "| the very cause on the very side named first | 0 of 0 (-) |" in figures([outcome(strict=False)])


def test_a_case_not_said_to_fit_is_not_counted_as_fitting():
    said = [outcome(statement=statement) for statement in ("fits_one", "cannot_separate", "not_enough_examined")]
    assert Group([*said, outcome(strict=False)]).said_to_fit == said[:1]


def test_no_line_break_separates_a_figure_from_its_percent_sign(outcomes):
    lines = sentence(outcomes).splitlines()
    assert len(lines) > 2
    assert max(map(len, lines)) <= 120
    assert [line for line in lines if line.startswith("%")] == []


def test_the_handwritten_reason_of_a_wrong_case_is_preserved():
    wrong = outcome(named=(S1, L5))
    fresh = outcome("case-999", named=(S1, L5), statement="cannot_separate")
    text = wrong_cases([outcome(), wrong, fresh], {"008": "because"})
    assert text.splitlines()[2:] == [
        "| 008 | yes | left L5 | left S1, said to fit | because |",
        "| 999 | no | left L5 | left S1 |  |",
    ]
    assert whys_of(text) == {"008": "because", "999": ""}


def test_a_false_emergency_is_listed_with_the_alerts_that_raise_it():
    false = outcome("case-266", urgency="emergency")
    text = false_emergencies([outcome("case-266"), false, outcome("case-266", urgency="emergency", emergency=True)])
    assert [line.split(" | ")[0] for line in text.splitlines()[2:]] == ["| 266"]
    assert "Sudden painful weakness" in text
