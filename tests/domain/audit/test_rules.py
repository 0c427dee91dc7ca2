"""What counts as right, and what is counted apart, one examination at a time."""

import pytest

from exam.domain.audit.counting import audit
from exam.domain.audit.known import Known
from exam.domain.audit.reading import audit_json
from exam.domain.audit.said import OwnImpression, SaidAlert, Stated
from tests.domain.audit.test_counting import L5, SAID, said


def test_a_clinic_without_outcomes_has_counts_of_zero():
    found = audit(3, [])
    assert (found.examinations.signed, found.examinations.with_outcome, found.ranking.of) == (3, 0, 0)
    assert (found.causes, found.alerts, found.known_by, found.knowledge) == ({}, {}, {}, ())


def test_a_demonstration_does_not_count_and_a_note_that_cannot_be_read_only_as_such():
    found = audit(2, [(said(is_training=True), L5), (None, L5), (SAID, L5)])
    assert audit_json(found.examinations) == {
        "signed": 2,
        "with_outcome": 2,
        "will_not_be_known": 0,
        "could_be_read": 1,
        "under_16": 0,
        "not_enough_examined": 0,
        "has_ranking": 1,
    }
    assert found.known_by == {"mri": 2}


def test_what_was_found_meanwhile_counts_among_the_signed():
    """Outcomes are read after the number of the signed: one more may have been entered."""
    assert audit(0, [(SAID, L5)]).examinations.signed == 1


def test_a_root_alone_or_with_others_is_right_where_it_was_affected():
    group = said(stated=Stated("root.L5", "left", is_group=True, percent=100, word="likely"))
    both = Known("root.L5+S1", "left", "mri")
    assert audit(1, [(group, both)]).words.likely.right == 1
    assert audit(1, [(SAID, both)]).words.likely.right == 0
    assert audit(1, [(group, Known("root.S1", "left", "mri"))]).words.likely.right == 0
    assert audit(1, [(group, both)]).stated[9].percents == 100


def test_without_a_stated_figure_none_is_counted():
    found = audit(1, [(said(stated=None, likeliest_root=None), L5)])
    assert (sum(one.of for one in found.stated), found.words.likely.of) == (0, 0)
    assert (found.root.of, found.root.right) == (1, 0)


def test_a_clinician_may_leave_out_the_side_of_a_generalised_lesion():
    own = said(impression=OwnImpression("polyneuropathy", "none", "before"), named=("polyneuropathy", "both"))
    row = audit(1, [(own, Known("polyneuropathy", "both", "course"))]).impressions.before
    assert (row.of, row.clinician, row.program, row.both) == (1, 1, 1, 1)
    slip = said(impression=OwnImpression("root.L5", "right", "before"))
    row = audit(1, [(slip, L5)]).impressions.before
    assert (row.clinician, row.program, row.both) == (0, 1, 0)


def test_an_alert_is_counted_by_the_id_that_it_has_now_and_an_unknown_one_by_its_own():
    alerts = (SaidAlert("gone_since", None), SaidAlert("cancer_with_deficit", "acted_on"))
    found = audit(5, [(said(alerts=alerts), L5)] * 5)
    assert list(found.alerts) == ["metastatic_compression", "gone_since"]
    assert found.alerts["gone_since"].answers == {"none": 5}
    assert found.alerts["gone_since"].turned_out == {"root.L5": 5}


@pytest.mark.parametrize(
    ("known", "named", "first", "lenient"),
    [
        (("upper_motor_neuron", "both"), ("upper_motor_neuron", "left"), 0, 1),
        (("upper_motor_neuron", "right"), ("upper_motor_neuron", "both"), 0, 1),
        (("upper_motor_neuron", "right"), ("upper_motor_neuron", "left"), 0, 0),
        (("upper_motor_neuron", "right"), ("upper_motor_neuron", "right"), 1, 1),
        (("arterial", "both"), ("arterial", "left"), 0, 0),
        (("nerve.common_fibular", "left"), ("nerve.superficial_fibular", "left"), 0, 0),
        (("other", "left"), ("other_lesion", "left"), 1, 1),
        (("other", "left"), ("other_lesion", "right"), 0, 0),
        (("other", "both"), ("myopathy", "both"), 0, 0),
        (("root.L5+S1", "left"), ("root.L5", "left"), 0, 0),
    ],
)
def test_only_the_very_cause_is_right_and_only_a_generalised_lesion_may_have_a_leg_more(known, named, first, lenient):
    row = audit(1, [(said(ranked=(named,)), Known(*known, "mri"))]).ranking
    assert (row.of, row.first, row.among_two, row.lenient) == (1, first, first, lenient)


def test_what_names_no_cause_does_not_count_as_a_ranking():
    few = said(
        statement="not_enough_examined", named=None, stated=None, impression=OwnImpression("root.L5", "left", "before")
    )
    found = audit(2, [(few, L5), (said(ranking_withheld=True, statement="not_enough_examined", ranked=()), L5)])
    assert (found.examinations.under_16, found.examinations.not_enough_examined, found.ranking.of) == (1, 1, 0)
    assert (found.statements, found.impressions.before.of) == ({}, 0)


def test_the_program_is_compared_by_what_its_conclusion_names():
    own = said(impression=OwnImpression("root.L5", "left", "after"), ranked=(("root.L5+S1", "left"),))
    row = audit(1, [(own, L5)]).impressions.after
    assert (row.clinician, row.program, row.both) == (1, 1, 1)
    nothing = said(impression=OwnImpression("root.L5", "left", "after"), named=None)
    assert audit(1, [(nothing, L5)]).impressions.after.program == 0


def test_an_alert_has_no_outcome_of_fewer_than_five_in_a_row_of_its_own():
    raised, s1 = said(alerts=(SaidAlert("cauda_equina", None),)), Known("root.S1", "left", "mri")
    found = audit(14, [(raised, L5)] * 5 + [(raised, s1)] * 4 + [(SAID, s1)] * 5)
    assert found.causes.keys() == {"root.L5", "root.S1"}
    assert found.alerts["cauda_equina"].turned_out == {"root.L5": 5, "rarer": 4}


def test_a_cauda_equina_is_counted_apart_however_few_there_are():
    known = Known("cauda_equina", "both", "surgery")
    found = audit(3, [(said(urgency="emergency"), known), (said(urgency="urgent"), known), (said(), L5)])
    assert (found.emergencies.of, found.emergencies.right) == (2, 1)
    assert list(found.causes) == ["rarer"]
