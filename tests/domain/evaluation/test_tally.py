"""How scored cases are counted."""

import pytest

from exam.domain.evaluation.tally import OfStatement, Tally, false_emergencies, intervals, statements, tallies, tally
from tests.domain.evaluation.scored_cases import FIBULAR, L5, S1, scored_case

LN_2 = 0.6931471805599453


def test_a_group_is_counted():
    group = [
        scored_case(),
        scored_case(named=(S1, L5), charted=(L5, S1), acceptable=("root.S1",), likeliest_root=("S1", "left")),
        scored_case(FIBULAR, named=(S1, L5), urgency="emergency", probability=0.125, charted=(L5, FIBULAR)),
        scored_case(emergency=True, urgency="emergency", strict=False, named=(S1, S1), probability=0),
        scored_case(emergency=True, urgency="urgent", strict=False),
        scored_case(emergency=True, urgency="routine", strict=False),
    ]
    assert tally(group) == Tally(
        cases=6,
        strict=3,
        roots=2,
        top1=1 / 3,
        top2=2 / 3,
        lenient=2 / 3,
        root=1 / 2,
        log_score=pytest.approx(-5 * LN_2 / 3),
        chart_top1=1 / 3,
        chart_top2=2 / 3,
        chart_lenient=1 / 3,
        chart_root=1 / 2,
        root_named_wrongly=1,
        emergencies=3,
        emergencies_missed=2,
        false_emergencies=1,
    )


def test_without_strict_cases_there_are_no_shares():
    found = tally([scored_case(strict=False)])
    assert (found.top1, found.top2, found.lenient, found.root, found.log_score) == (None,) * 5
    assert (found.chart_top1, found.chart_top2, found.chart_lenient, found.chart_root) == (None,) * 4
    assert (found.cases, found.strict, found.roots) == (1, 0, 0)


def test_cases_are_grouped_by_label_and_all_root_lesions_together():
    cases = [scored_case(), scored_case(S1, label="S1"), scored_case(FIBULAR, label="fibular nerve")]
    counted = tallies(cases)
    assert {name: row.cases for name, row in counted.items()} == {
        "L5": 1,
        "S1": 1,
        "fibular nerve": 1,
        "root lesions": 2,
        "all": 3,
    }


def test_an_interval_is_what_resampling_the_cases_gives():
    right, wrong = scored_case(), scored_case(named=(S1, L5))
    found = intervals([right] * 30 + [wrong] * 10)
    # A share of 0.75 of 40: 1.96 times the root of 0.75 * 0.25 / 40 to either side is 0.616 to 0.884.
    assert found["top1"] == (pytest.approx(0.616, abs=0.03), pytest.approx(0.884, abs=0.03))
    assert found["top2"] == (1.0, 1.0)
    assert found["log_score"] == (pytest.approx(-LN_2), pytest.approx(-LN_2))
    assert found == intervals([right] * 30 + [wrong] * 10)


def test_an_interval_of_roots_is_that_of_the_cases_with_roots():
    found = intervals([scored_case(), scored_case(FIBULAR), scored_case(strict=False, likeliest_root=None)])
    assert found["root"] == (1.0, 1.0)
    assert intervals([scored_case(FIBULAR)])["root"] is None


def test_a_statement_is_reliable_where_its_cause_is_right():
    said = [
        scored_case(),
        scored_case(named=(S1, L5), acceptable=("root.S1",)),
        scored_case(named=(S1, S1)),
        scored_case(strict=False),
        scored_case(FIBULAR, named=(FIBULAR, L5), statement="fits_non_root"),
        scored_case(statement="cannot_separate", named=(S1, L5)),
    ]
    assert statements(said) == (
        OfStatement("fits_one", said=3, first=1, among_two=2, lenient=2),
        OfStatement("cannot_separate", said=1, first=0, among_two=1, lenient=0),
        OfStatement("fits_non_root", said=1, first=1, among_two=1, lenient=1),
    )


def test_false_emergencies_are_counted_by_alert():
    false = {"urgency": "emergency"}
    cases = [
        scored_case(**false, emergency_alerts=("cord", "infection")),
        scored_case(**false, emergency_alerts=("infection",)),
        scored_case(**false, emergency_alerts=("acute",), strict=False),
        scored_case(**false, emergency_alerts=("infection",), emergency=True),
        scored_case(urgency="urgent"),
    ]
    assert list(false_emergencies(cases).items()) == [("infection", 2), ("acute", 1), ("cord", 1)]
