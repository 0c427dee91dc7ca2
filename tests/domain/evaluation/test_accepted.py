"""Records with accepted answers."""

import pytest

from exam.domain.evaluation.accepted import Answer, Score, answer_to, score
from exam.domain.reasoning.assess import assess
from exam.domain.record.reading import RecordRefused, read_record
from tests.domain.records import written

ROUTINE, URGENT, EMERGENCY = "routine", "urgent", "emergency"


def answer(urgencies=(ROUTINE,), causes=(), urgency=ROUTINE, statement="fits_non_root", cause="nerve.femoral"):
    return Answer("P", urgencies, causes, urgency, (), statement, cause)


@pytest.mark.parametrize(
    ("accepted", "urgency", "is_accepted", "too_low"),
    [
        ((ROUTINE,), ROUTINE, True, False),
        ((URGENT, ROUTINE), URGENT, True, False),
        ((URGENT, ROUTINE), EMERGENCY, False, False),
        ((EMERGENCY, URGENT), ROUTINE, False, True),
        ((EMERGENCY,), URGENT, False, True),
        ((URGENT,), EMERGENCY, False, False),
        ((EMERGENCY, ROUTINE), URGENT, False, False),
    ],
)
def test_an_urgency_is_accepted_too_low_or_too_high(accepted, urgency, is_accepted, too_low):
    found = answer(accepted, urgency=urgency)
    assert (found.urgency_accepted, found.too_low) == (is_accepted, too_low)


@pytest.mark.parametrize(
    ("causes", "statement", "cause", "accepted", "root_fits"),
    [
        (("nerve.femoral", "other_lesion"), "fits_non_root", "nerve.femoral", True, False),
        (("nerve.femoral",), "fits_non_root", "nerve.tibial", False, False),
        (("nerve.femoral",), "fits_none", "other_lesion", True, False),
        # a root may lead where it is accepted, but never be said to fit
        (("root.L5",), "cannot_separate", "root.L5", True, False),
        (("root.L5",), "fits_one", "root.L5", False, True),
        ((), "fits_one", "root.L5", None, False),
    ],
)
def test_a_cause_is_accepted_if_listed_or_if_none_fits(causes, statement, cause, accepted, root_fits):
    found = answer(causes=causes, statement=statement, cause=cause)
    assert (found.cause_accepted, found.root_said_to_fit) == (accepted, root_fits)


def test_answers_are_counted():
    answers = [
        answer(),
        answer((EMERGENCY,)),
        answer(urgency=EMERGENCY),
        answer(urgency=URGENT, causes=("nerve.femoral",)),
        answer(causes=("nerve.tibial",)),
        answer(causes=("root.L5",), statement="fits_one", cause="root.L5"),
    ]
    assert score(answers) == Score(
        records=6,
        urgencies_accepted=3,
        too_low=1,
        too_high=2,
        with_causes=3,
        causes_accepted=1,
        root_said_to_fit=1,
    )


RECORD = written(
    red_flags={"saddle_numbness": True},
    findings={"reflexes": {"achilles": {"right": 2, "left": 2}, "patellar": {"right": 2, "left": 2}}},
)


def test_a_record_is_assessed():
    found = answer_to("P", RECORD, {"accept": ["urgent", "emergency"], "why": "a guideline"})
    assert (found.id, found.urgencies, found.causes) == ("P", (EMERGENCY, URGENT), ())
    assert found.urgency == EMERGENCY
    assert "cauda_equina" in found.alerts
    first = assess(read_record(RECORD), thorough=False).candidates[0]
    assert found.cause == first.cause


def test_the_accepted_urgencies_have_either_name():
    found = answer_to("P", written(), {"urgency": ["routine"], "causes": ["nerve.femoral"]})
    assert (found.urgencies, found.causes) == ((ROUTINE,), ("nerve.femoral",))
    assert (found.urgency, found.alerts, found.statement) == (ROUTINE, (), "not_enough_examined")


def test_only_the_alerts_of_the_urgency_are_named():
    flags = {"saddle_numbness": True, "unexplained_weight_loss": True, "cancer_history": True}
    found = answer_to("P", RECORD | {"red_flags": flags}, {"accept": ["emergency"]})
    alone = answer_to("P", RECORD | {"red_flags": flags | {"saddle_numbness": False}}, {"accept": ["urgent"]})
    assert alone.urgency == URGENT
    assert alone.alerts
    assert not set(alone.alerts) & set(found.alerts)


@pytest.mark.parametrize(
    ("record", "accepted", "fault"),
    [
        (written(mood="low"), {"accept": ["routine"]}, "mood: is not a key of this format"),
        (RECORD, "routine", "P: is not an object of what is accepted"),
        (RECORD, {"accept": "routine"}, "P.accept: is not a list of words"),
        (RECORD, {"accept": []}, "P.accept: must list one or more of emergency, urgent, routine"),
        (RECORD, {"urgency": ["soon"]}, "P.urgency: must list one or more of emergency, urgent, routine"),
        (RECORD, {"urgency": ["urgent", "soon"]}, "P.urgency: must list one or more of emergency, urgent, routine"),
        (RECORD, {}, "P.urgency: must list one or more of emergency, urgent, routine"),
        (RECORD, {"accept": ["routine"], "causes": "L5"}, "P.causes: is not a list of words"),
    ],
)
def test_a_faulty_record_or_row_is_refused(record, accepted, fault):
    with pytest.raises(RecordRefused) as refused:
        answer_to("P", record, accepted)
    assert str(refused.value) == fault
