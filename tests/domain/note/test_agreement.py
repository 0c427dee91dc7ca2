"""No two lines of one note contradict each other: over every published patient and every record on a border."""

from dataclasses import replace
from types import MappingProxyType

import pytest

from exam.domain.note.writing import write_note
from exam.domain.reasoning.assess import assess
from exam.domain.record.model import FindingKey, split_side
from exam.domain.words.statements import checks_to_do
from exam.domain.words.studies import is_later
from reference import load_reference
from reference.imaging_checks import HURRY
from tests.domain.published import assessed, each, noted, patients_in, record_at
from tests.domain.records import record_of

PATHS = patients_in("cases", "cases_triage", "cases_unnamed")


def with_limits(record, limits):
    return replace(record, presentation=replace(record.presentation, imaging_limits=MappingProxyType(limits)))


@pytest.fixture(params=each(PATHS, lambda path: f"{path.parent.name}-{path.stem}"))
def path(request):
    return request.param


def test_no_two_lines_contradict_each_other(path):
    record, assessment, note = record_at(path), assessed(path), noted(path)
    one_urgency_is_given(assessment, note)
    one_action_is_printed(record, assessment, note)
    nothing_is_asked_for_that_the_record_has(record, assessment, note)
    no_root_is_said_to_fit_beside_an_alert_that_speaks_against_it(assessment)
    nothing_is_suggested_that_is_withheld(assessment)
    a_root_that_is_named_is_not_said_to_be_undecided(assessment, note)


def test_nothing_is_suggested_that_is_contraindicated(path):
    assessment = assess(with_limits(record_at(path), {"mri_contraindicated": True}))
    assert not [study.study for study in assessment.imaging if study.study.startswith("mri")]
    nothing_is_suggested_that_is_withheld(assessment)


def one_urgency_is_given(assessment, note):
    """What is to be done now is as urgent as the patient; what is less urgent comes later, without a time."""
    assert [group.urgency for group in note.alerts][:1] in ([], [assessment.urgency])
    hurried = HURRY[assessment.urgency].search
    for study in (*assessment.imaging, *assessment.other_tests):
        assert is_later(study, assessment.urgency) or study.priority == assessment.urgency, study
        assert not hurried(study.verdict), study
        if is_later(study, assessment.urgency):
            assert not HURRY["routine"].search(study.verdict), study


def one_action_is_printed(record, assessment, note):
    """Above "to note"; what is known and old says so besides, and below an urgent alert what is still to be asked."""
    said = [alert.action for group in note.alerts for alert in group.alerts if alert.action]
    lowered = [alert for alert in assessment.alerts if alert.lowered_from]
    rows = [load_reference().alerts[alert.id] for alert in assessment.alerts if not alert.lowered_from]
    to_do = [do for row in rows for do in checks_to_do(row, record)]
    if assessment.urgency == "urgent":
        said = said[:1] + [words for words in said[1:] if without(words, to_do)]
    assert assessment.urgency == "routine" or len(said) == 1 + len(lowered)


def without(words, sentences):
    for sentence in sentences:
        words = words.replace(sentence, "")
    return words.strip()


def nothing_is_asked_for_that_the_record_has(record, assessment, note):
    printed = " ".join(alert.action for group in note.alerts for alert in group.alerts)
    asked = [check for alert in assessment.alerts for check in load_reference().alerts[alert.id].checks]
    to_do = {do for alert in assessment.alerts for do in checks_to_do(load_reference().alerts[alert.id], record)}
    assert not [check.do for check in asked if check.do in printed and check.do not in to_do]
    tried = {(test.test, None if test.side == "none" else test.side) for test in assessment.next_tests}
    assert not tried & set(record.findings)
    assert not [path for path in assessment.not_examined if record.grade(*split_side(path)) is not None]


def no_root_is_said_to_fit_beside_an_alert_that_speaks_against_it(assessment):
    rows = [load_reference().alerts[alert.id] for alert in assessment.alerts if alert.lowered_from is None]
    assert assessment.statement != "fits_one" or not any(row.not_a_root for row in rows)


def a_root_that_is_named_is_not_said_to_be_undecided(assessment, note):
    """Beside "the findings fit left L5 radiculopathy best, perhaps with S1" no condition has it as an argument."""
    undecided = any("do not allow one cause to be named" in line.text for line in note.conditions)
    assert not (undecided and "best" in note.program.statement)
    radiculopathy = {condition.id for condition in assessment.conditions} & {"lumbar_radiculopathy"}
    if assessment.statement == "cannot_separate" and radiculopathy:
        against = [condition.against for condition in assessment.conditions if condition.id in radiculopathy]
        said = any("do not allow one cause to be named" in argument.sentence for argument in against[0])
        assert said is not any(group.named for group in assessment.root_groups)


def nothing_is_suggested_that_is_withheld(assessment):
    studies = {study.study for study in assessment.imaging}
    raised = {alert.id for alert in assessment.alerts if alert.lowered_from is None}
    for row in map(load_reference().alerts.get, raised):
        assert not raised.isdisjoint(row.unless) or studies.isdisjoint(row.withholds), row.id


def test_an_action_leaves_to_checks_what_is_to_be_asked_or_examined():
    """Only what is asked at every visit stands in an action: checks are left out once they are known."""
    asking = ("Ask ", "Test ", "Examine ", "Percuss ", "Feel ")
    rows = load_reference().alerts.values()
    found = {row.id for row in rows for sentence in row.action.split(". ") if sentence.startswith(asking)}
    assert found == {"long_standing_pelvic_sign", "weakness_both_legs_stable"}


def test_a_check_is_left_out_once_it_is_known_on_both_sides_or_was_tried():
    row = load_reference().alerts["sudden_severe_weakness"]
    pulse = "Feel the pulses of both feet."
    assert pulse in checks_to_do(row, record_of({}))
    one = {"findings.other.pedal_pulses.left": "present"}
    assert pulse in checks_to_do(row, record_of(one))
    refused = one | {"findings.other.pedal_pulses.right": {"not_tested": "cast_or_dressing"}}
    assert pulse not in checks_to_do(row, record_of(refused))
    either = {f"findings.saddle.perianal_pinprick.{side}": 2 for side in ("right", "left")}
    assert "Test perianal sensation." not in checks_to_do(row, record_of(either))
    assert FindingKey("other.pedal_pulses", "left") in record_of(one).findings


PELVIC = "Ask about bladder, bowel and sexual function and saddle sensation."


def test_of_a_check_that_was_done_in_part_only_the_rest_is_asked_for():
    row = load_reference().alerts["nerve_symptoms"]
    examine = "Examine reflexes, sensation and strength in both legs."
    assert checks_to_do(row, record_of({})) == (examine, PELVIC)
    denied = {
        f"red_flags.{flag}": False
        for flag in ("urinary_retention_or_incontinence", "faecal_incontinence", "new_sexual_dysfunction")
    }
    left = "Still to ask: urinary urgency or hesitancy; saddle numbness."
    assert checks_to_do(row, record_of(denied)) == (examine, left)
    done = {
        f"findings.{test}.{side}": "5" if test.startswith("strength") else 2
        for test in ("reflexes.patellar", "reflexes.achilles", "strength.ankle_dorsiflexion")
        for side in ("right", "left")
    }
    done |= {"findings.pinprick.S1.right": 2, "findings.strength.ankle_plantarflexion.right": "5"}
    assert checks_to_do(row, record_of(denied | done))[0] == (
        "Still to examine: right and left L5 light touch; left S1 pinprick; left ankle plantarflexion."
    )


def printed_alerts(answers):
    record = record_of(answers)
    return [alert.action for group in write_note(record, assess(record)).alerts for alert in group.alerts]


def test_below_an_urgent_alert_the_others_say_once_what_is_still_to_be_asked():
    weak = {"findings.strength.ankle_dorsiflexion.right": "2", "findings.light_touch.L3.right": 1}
    first, *others = printed_alerts(weak)
    assert first.startswith("Arrange an MRI")
    assert sum(PELVIC in action for action in (first, *others)) == 1
    assert any(action == f"Examine reflexes, sensation and strength in both legs. {PELVIC}" for action in others)


def test_below_an_emergency_only_the_first_says_what_to_do():
    weak = {f"findings.strength.ankle_dorsiflexion.{side}": "2" for side in ("right", "left")}
    first, *others = printed_alerts(weak | {"red_flags.saddle_numbness": True})
    assert first
    assert others
    assert {*others} == {""}


def test_what_is_known_and_old_says_so_below_an_urgent_alert():
    old = {"findings.strength.ankle_dorsiflexion.left": "2", "presentation.old_deficit.left": "polio"}
    flags = dict.fromkeys(("red_flags.unexplained_weight_loss", "red_flags.cancer_history"), True)
    pain = dict.fromkeys(("presentation.features.night_pain", "presentation.features.back_pain"), True)
    answers = old | flags | pain | {"presentation.symptom_side": "right"}
    found = assess(record_of(answers))
    assert found.urgency == "urgent"
    assert {alert.id for alert in found.alerts if alert.lowered_from} == {"severe_weakness", "metastatic_compression"}
    assert sum(action.startswith("Known and old: ") for action in printed_alerts(answers)) == 2
