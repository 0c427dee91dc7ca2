"""What is known and old is lowered, shown with its name, and does not count for this episode."""

from exam.domain.reasoning.alerts.episode import of_this_episode
from exam.domain.reasoning.alerts.raised import alerts_of, first_action
from exam.domain.reasoning.assess import assess, write_assessment
from exam.domain.record.model import NotTested, result_of
from tests.domain.records import record_of

DROP = {"findings.strength.ankle_dorsiflexion.left": "2", "findings.strength.great_toe_extension.left": "1"}
POLIO = {"presentation.old_deficit.left": "polio as a child"}
BACK_STRAIN = {"presentation.symptom_side": "none", "presentation.features.back_pain": True}
NUMB_SADDLE = {"red_flags.saddle_numbness": True}


def urgencies(answers):
    return {alert.id: (alert.urgency, alert.lowered_from) for alert in alerts_of(record_of(answers))}


def test_a_record_without_anything_old_is_its_own_episode():
    record = record_of(DROP | NUMB_SADDLE)
    assert of_this_episode(record) is record


def test_the_weakness_of_an_old_deficit_is_lowered_and_keeps_its_name():
    assert urgencies(DROP)["severe_weakness"] == ("urgent", None)
    assert urgencies(DROP | POLIO)["severe_weakness"] == ("routine", "urgent")


def test_what_is_routine_already_is_not_lowered():
    assert urgencies(DROP | POLIO)["nerve_symptoms"] == ("routine", None)


def test_new_weakness_of_the_other_leg_is_not_lowered():
    other = {"findings.strength.ankle_dorsiflexion.right": "3"}
    assert urgencies(DROP | POLIO | other)["severe_weakness"] == ("urgent", None)


def test_an_old_weakness_is_no_sign_in_the_leg_that_makes_an_aneurysm_less_urgent():
    pain = BACK_STRAIN | {
        "patient.age": 65,
        "presentation.onset": "sudden",
        "red_flags.severe_pain": True,
        "presentation.features.first_such_pain": True,
    }
    assert urgencies(pain)["aortic_aneurysm"] == ("emergency", None)
    assert "aortic_aneurysm" not in urgencies(pain | DROP)
    assert urgencies(pain | DROP | POLIO)["aortic_aneurysm"] == ("emergency", None)


def test_saddle_and_trunk_findings_are_never_old():
    signs = NUMB_SADDLE | {"findings.long_tract.trunk_sensory_level": "present"}
    found = urgencies(DROP | POLIO | signs)
    assert found["cauda_equina"] == found["cord_compression"] == ("emergency", None)


def test_old_findings_are_neither_normal_nor_asked_for_again():
    record = record_of(DROP | POLIO | BACK_STRAIN | {"findings.stated_otherwise_normal": True})
    episode = of_this_episode(record)
    assert {type(found) for found in episode.findings.values()} == {NotTested}
    assert [result_of(found) for found in record.findings.values()] == ["2", "1"]
    suggested = {(test.test, test.side) for test in assess(record).next_tests}
    assert not suggested & {("strength.ankle_dorsiflexion", "left"), ("strength.great_toe_extension", "left")}


def test_no_root_is_named_for_an_old_foot_drop():
    found = assess(record_of(DROP | POLIO | BACK_STRAIN))
    assert found.statement in ("not_enough_examined", "no_lesion_found")
    assert found.urgency == "routine"
    assert [study.priority for study in found.imaging if study.priority != "routine"] == []


def test_a_long_standing_sign_does_not_count_for_the_ranking():
    long_standing = NUMB_SADDLE | {"red_flag_course.saddle_numbness": "long_standing"}
    assert of_this_episode(record_of(long_standing)).red_flags == {}


def test_the_lowered_urgency_is_written_only_where_it_was_lowered():
    written = write_assessment(assess(record_of(DROP | POLIO)))["alerts"]
    assert {alert["id"]: alert.get("lowered_from") for alert in written}["severe_weakness"] == "urgent"
    assert "lowered_from" not in next(alert for alert in written if alert["id"] == "nerve_symptoms")


def test_the_first_action_is_that_of_the_most_urgent_alert_with_the_lowest_turn():
    assert first_action(()) is None
    assert assess(record_of(NUMB_SADDLE)).action == "cauda_equina"
