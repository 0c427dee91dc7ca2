"""What is worse than at the earlier examination: how urgent it is, and what else it raises or keeps from being old."""

import pytest

from exam.domain.reasoning.alerts.raised import alerts_of, urgency_of
from exam.domain.reasoning.assess import assess
from exam.domain.reasoning.facts import facts_of
from exam.domain.record.earlier.answers import compared
from exam.domain.words.statements import alert_label, lowered_words
from reference import load_reference
from tests.domain.records import paths_of, record_of

AT = "2026-10-03T09:30:00+00:00"
FOUR_WEEKS, TEN_WEEKS = "2026-10-31T09:30:00+00:00", "2026-12-12T09:30:00+00:00"
ANKLE, JERK, TOUCH = "strength.ankle_dorsiflexion.left", "reflexes.achilles.left", "light_touch.L5.left"


def later(then, now, **more):
    """The record of a second examination, each with results of these findings."""
    first, second = ({f"findings.{key}": value for key, value in found.items()} for found in (then, now))
    return compared(record_of(second, **more), record_of(first, examined_at=AT))


def raised(record):
    return {alert.id: alert for alert in alerts_of(record)}


def test_the_facts_are_what_is_worse_what_is_lost_of_it_and_how_long_ago():
    record = later({ANKLE: "4", JERK: 2, TOUCH: 2}, {ANKLE: "3", JERK: 0, TOUCH: 1}, examined_at=FOUR_WEEKS)
    facts = {path: value for path, value in facts_of(record).items() if path.startswith("earlier")}
    worse = {f"earlier.worse.{key}": True for key in (TOUCH, JERK, ANKLE)}
    reduced = {f"earlier.reduced.{key}": True for key in (TOUCH, ANKLE)}
    assert facts == worse | reduced | {f"earlier.lost.{JERK}": True, "earlier.weeks": 4}


@pytest.mark.parametrize(
    ("finding", "then", "now"),
    [
        (ANKLE, "4", "3"),
        (ANKLE, "5", "4"),
        ("function.heel_walk.left", "normal", "weak"),
        (JERK, 1, 0),
        (TOUCH, 2, 0),
        ("pinprick.S1.left", 1, 0),
        ("territory.first_web_space.left", 1, 0),
    ],
)
def test_weakness_that_is_worse_or_what_is_lost_is_urgent(finding, then, now):
    alert = raised(later({finding: then}, {finding: now}))["progressive_deficit"]
    assert (alert.urgency, alert.because) == ("urgent", (f"earlier.worse.{finding}",))
    assert alert.sources[0] == "acp2011"


@pytest.mark.parametrize("finding", [JERK, TOUCH, "pinprick.S1.left", "territory.sole.left"])
def test_a_reflex_or_feeling_that_is_reduced_is_to_note(finding):
    alerts = raised(later({finding: 2}, {finding: 1}))
    assert alerts["reflex_or_feeling_reduced"].urgency == "routine"
    assert "progressive_deficit" not in alerts


def test_a_reflex_that_a_record_from_elsewhere_calls_worse_is_not_reduced_where_it_is_brisk():
    brisk = record_of({f"findings.{JERK}": 4, "earlier": {"examined_at": AT, "worse": [JERK]}})
    assert not {"reflex_or_feeling_reduced", "progressive_deficit"} & raised(brisk).keys()


REFLEXES = [path for test in load_reference().tests.values() if test.family == "reflexes" for path in paths_of(test)]


@pytest.mark.parametrize("path", REFLEXES)
def test_the_loss_of_each_reflex_of_the_reference_is_said(path):
    lost = raised(later({path.removeprefix("findings."): 2}, {path.removeprefix("findings."): 0}))
    assert {"reflex_or_feeling_reduced", "progressive_deficit"} & lost.keys()


def test_what_is_lost_is_not_called_reduced_as_well():
    alerts = raised(later({JERK: 2, TOUCH: 2}, {JERK: 0, TOUCH: 0}))
    assert "progressive_deficit" in alerts
    assert "reflex_or_feeling_reduced" not in alerts


def test_a_lost_reflex_that_is_hard_to_elicit_is_to_note():
    hamstring = "reflexes.medial_hamstring.left"
    alerts = raised(later({hamstring: 2}, {hamstring: 0}))
    assert alerts["reflex_or_feeling_reduced"].because == (f"earlier.worse.{hamstring}",)
    assert "progressive_deficit" not in alerts


@pytest.mark.parametrize(
    ("then", "now"), [("4", "4"), ("4", "5"), ("5", "4+"), ("4", {"not_tested": "pain"}), ({"not_tested": "pain"}, "3")]
)
def test_what_is_not_worse_raises_neither(then, now):
    assert {"progressive_deficit", "reflex_or_feeling_reduced"}.isdisjoint(raised(later({ANKLE: then}, {ANKLE: now})))


def test_a_record_from_elsewhere_is_believed_and_what_it_does_not_say_counts_as_lost():
    said = record_of({"earlier": {"examined_at": AT, "worse": [JERK]}})
    assert raised(said)["progressive_deficit"].urgency == "urgent"


def test_an_mri_is_suggested_without_delay():
    imaging = assess(later({ANKLE: "5"}, {ANKLE: "4"})).imaging
    assert ("mri_lumbar_spine", "urgent") in [(study.study, study.priority) for study in imaging]


BOTH = {"presentation.symptom_side": "both", "presentation.duration_weeks": 100}
LEGS = {"strength.ankle_dorsiflexion.right": "4", ANKLE: "4"}


def in_both_legs(examined_at, weeks=100):
    return later(LEGS, LEGS | {ANKLE: "3"}, **BOTH | {"presentation.duration_weeks": weeks}, examined_at=examined_at)


@pytest.mark.parametrize(("examined_at", "weeks"), [(FOUR_WEEKS, 100), (TEN_WEEKS, 12)])
def test_both_legs_weaker_of_late_are_an_emergency(examined_at, weeks):
    alert = raised(in_both_legs(examined_at, weeks))["both_legs_worsening"]
    assert alert.urgency == "emergency"
    assert f"earlier.worse.{ANKLE}" in alert.because
    assert ("earlier.examined_at" in alert.because) == (examined_at == FOUR_WEEKS)


def test_both_legs_weaker_over_months_are_urgent():
    assert urgency_of(alerts_of(in_both_legs(TEN_WEEKS))) == "urgent"


def test_weakness_that_is_worse_is_not_stable_whatever_is_said():
    mild = {"strength.ankle_dorsiflexion.right": "4", ANKLE: "4"}
    stable = BOTH | {"red_flags.progressive_weakness": False}
    assert "weakness_both_legs_stable" in raised(later(mild, mild, **stable))
    alerts = raised(later(mild | {ANKLE: "5"}, mild, **stable, examined_at=TEN_WEEKS))
    assert "weakness_both_legs_stable" not in alerts
    assert alerts["weakness_both_legs"].urgency == "urgent"


def test_cord_signs_with_weakness_that_is_worse_are_an_emergency():
    signs = {"long_tract.plantar_response.left": "extensor"}
    story = {"presentation.duration_weeks": 30}
    assert "cord_compression" not in raised(later(signs | {ANKLE: "4"}, signs | {ANKLE: "4"}, **story))
    assert "cord_compression" in raised(later(signs | {ANKLE: "4"}, signs | {ANKLE: "3"}, **story))


def test_what_is_worse_is_not_part_of_an_old_deficit():
    polio = {"presentation.old_deficit.left": "polio"}
    same = later({ANKLE: "3"}, {ANKLE: "3"}, **polio)
    assert raised(same)["severe_weakness"].lowered_from == "urgent"
    worse = raised(later({ANKLE: "4"}, {ANKLE: "3"}, **polio))
    assert (worse["progressive_deficit"].urgency, worse["progressive_deficit"].lowered_from) == ("urgent", None)
    assert worse["severe_weakness"].lowered_from is None


def test_an_alert_that_is_lowered_says_what_is_old_beside_what_is_worse():
    weak = {"strength.ankle_dorsiflexion.right": "4", ANKLE: "3"}
    record = later(
        weak, weak | {"strength.ankle_dorsiflexion.right": "3"}, **{"presentation.old_deficit.left": "polio"}
    )
    alert = raised(record)["both_legs_weak_with_symptoms"]
    assert alert.lowered_from == "emergency"
    assert lowered_words(alert, record) == "deficit of the left leg (polio)"


def test_the_headline_has_the_date_of_the_earlier_examination_where_it_is_known():
    record = later({ANKLE: "4"}, {ANKLE: "3"})
    assert alert_label("progressive_deficit", record) == "Deficit worse than on 3 October 2026"
    assert alert_label("progressive_deficit", record_of({})) == "Deficit worse than at the earlier examination"
    assert alert_label("fever", record) == "Fever"
