"""What a signed examination turned out to be is entered, changed and taken back, and every entry stays."""

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import select

from exam.domain.outcomes.outcome import Outcome
from exam.domain.record.answers import Answer
from exam.store.accounts import Person
from exam.store.people.covers import Covers, Span
from exam.store.people.supervisors import Supervisors
from exam.store.stored import AnswerRefused, ExamNotFound
from exam.store.tables import exams as exam_rows
from exam.store.tables import kept_outputs, signatures
from exam.store.tables import outcomes as rows
from exam.store.trail.access import Trail, TrailWanted
from tests.store.outcomes.conftest import FIRST, L5, LAST, NO_LESION, VESALIUS

NAME = "Andreas Vesalius"


def faults(act):
    with pytest.raises(AnswerRefused) as refused:
        act()
    return [str(fault) for fault in refused.value.faults]


def test_an_outcome_is_entered_changed_and_taken_back_and_each_entry_stays(engine, outcomes, me, signed, shown):
    assert shown(signed) == []
    entry = outcomes.enter(signed, me, L5)
    assert (entry.author, entry.outcome) == (NAME, Outcome("root.L5", "left", "mri", date(2026, 11, 21)))
    assert datetime.now(UTC) - entry.at < timedelta(minutes=5)
    outcomes.enter(signed, me, NO_LESION)
    outcomes.take_back(signed, me)
    assert shown(signed) == [(NAME, None), (NAME, ("no_neurological_lesion", LAST)), (NAME, ("root.L5", FIRST))]
    acts = [entry.act for entry in Trail(engine).entries(TrailWanted(exam_id=signed))]
    assert acts[:3] == ["outcome taken back", "outcome entered", "outcome entered"]
    outcomes.enter(signed, me, L5)
    assert shown(signed)[0] == (NAME, ("root.L5", FIRST))


def test_the_row_of_the_examination_names_the_entry_in_force(engine, outcomes, me, signed):
    def named():
        with engine.connect() as connection:
            return connection.execute(
                select(exam_rows.c.outcome_id, rows.c.cause).outerjoin_from(
                    exam_rows, rows, exam_rows.c.outcome_id == rows.c.id
                )
            ).one()

    assert named() == (None, None)
    outcomes.enter(signed, me, L5)
    outcomes.enter(signed, me, NO_LESION)
    assert named().cause == "no_neurological_lesion"
    outcomes.take_back(signed, me)
    assert named() == (None, None)


def test_another_lesion_is_kept_in_words(outcomes, me, signed):
    outcomes.enter(signed, me, L5 | {"cause": "other", "side": "none", "other": " Hip joint "})
    assert outcomes.history(signed, me)[0].outcome == Outcome("other", "none", "mri", FIRST, "Hip joint")


def test_nothing_of_the_signed_note_changes(engine, exams, outcomes, me, signed):
    exams.keep_output(signed, me, exams.open(signed, me).state, "pdf-a4", b"the pages")

    def note():
        with engine.connect() as connection:
            signature = connection.execute(select(signatures)).mappings().one()
            outputs = connection.execute(select(kept_outputs)).mappings().all()
            listed = select(exam_rows.c.updated_at, exam_rows.c.revision, exam_rows.c.found)
            return dict(signature), [dict(row) for row in outputs], connection.execute(listed).one()

    before, exam = note(), exams.open(signed, me)
    outcomes.enter(signed, me, L5)
    outcomes.take_back(signed, me)
    assert note() == before
    assert exams.open(signed, me) == exam


def test_that_it_will_not_be_known_is_an_entry_and_no_outcome(engine, outcomes, me, signed, shown):
    entry = outcomes.give_up(signed, me)
    assert (entry.author, entry.outcome, entry.will_not_be_known) == (NAME, None, True)
    assert shown(signed) == [(NAME, "will not be known")]
    outcomes.take_back(signed, me)
    outcomes.give_up(signed, me, form_id="one")
    outcomes.give_up(signed, me, form_id="one")
    given_up = (NAME, "will not be known")
    assert shown(signed) == [given_up, (NAME, None), given_up]
    acts = [entry.act for entry in Trail(engine).entries(TrailWanted(exam_id=signed))]
    assert acts[:3] == ["outcome will not be known", "outcome taken back", "outcome will not be known"]
    outcomes.take_back(signed, me)
    assert faults(lambda: outcomes.take_back(signed, me)) == ["outcome: is not there, or was taken back"]


def test_a_form_that_is_sent_twice_enters_once(outcomes, me, signed, shown):
    outcomes.enter(signed, me, L5, form_id="one")
    outcomes.enter(signed, me, L5, form_id="one")
    outcomes.take_back(signed, me, form_id="two")
    outcomes.take_back(signed, me, form_id="two")
    assert shown(signed) == [(NAME, None), (NAME, ("root.L5", FIRST))]


def test_it_was_known_between_the_examination_and_today_by_the_clinics_clock(outcomes, me, signed):
    assert faults(lambda: outcomes.enter(signed, me, L5 | {"known_on": "2026-11-19"})) == [
        "known_on: is before the examination"
    ]
    assert faults(lambda: outcomes.enter(signed, me, L5 | {"known_on": "2026-11-29"})) == ["known_on: is in the future"]
    outcomes.enter(signed, me, L5 | {"known_on": "2026-11-20"})
    outcomes.enter(signed, me, L5 | {"known_on": "2026-11-28"})
    assert [entry.outcome.known_on.day for entry in outcomes.history(signed, me)] == [28, 20]


def test_a_faulty_outcome_stores_nothing(outcomes, me, signed, shown):
    assert faults(lambda: outcomes.enter(signed, me, L5 | {"cause": "root.L9"})) == ['cause: "root.L9" is not a cause']
    assert shown(signed) == []


def test_a_form_that_was_open_before_an_outcome_came_does_not_give_it_up(outcomes, me, signed, shown):
    outcomes.enter(signed, me, L5)
    assert outcomes.give_up(signed, me, form_id="old").outcome is not None
    assert shown(signed) == [(NAME, ("root.L5", FIRST))]


def test_a_draft_what_is_void_and_what_is_replaced_take_none(exams, outcomes, me, sign, signed):
    draft = exams.create("A-2", me)
    for act in (outcomes.take_back, outcomes.give_up, lambda *whose: outcomes.enter(*whose, L5)):
        assert faults(lambda act=act: act(draft, me)) == ["examination: has no outcome: it is a draft"]
    newer = exams.correct(signed, me)
    outcomes.enter(signed, me, L5)
    exams.sign(newer, me, VESALIUS)
    for act in (lambda: outcomes.enter(signed, me, L5), lambda: outcomes.take_back(signed, me)):
        assert faults(act) == ["examination: was replaced by a later version: enter the outcome there"]
    exams.void(newer, me, "The wrong patient.")
    assert faults(lambda: outcomes.enter(newer, me, L5)) == ["examination: has no outcome: it is void"]
    assert faults(lambda: outcomes.take_back(sign("A-3"), me)) == ["outcome: is not there, or was taken back"]


@pytest.fixture
def student(engine, accounts, me):
    """A student, whose notes the examiner counter-signs."""
    student = accounts.add(Person("v.coiter", "Volcher Coiter"), "-", access=frozenset({"student"})).id
    Supervisors(engine).name(student, me, named_by=me)
    return student


@pytest.mark.parametrize("counter_signs", [True, False])
def test_a_students_note_takes_one_once_counter_signed(exams, student, outcomes, me, sign, counter_signs):
    exam_id = sign("S-1", student)
    refused = ["examination: has no outcome until it is counter-signed"]
    assert faults(lambda: outcomes.enter(exam_id, student, L5)) == refused
    assert outcomes.waiting(student).rows == ()
    seen = exams.read(exam_id, me).last_hash
    if counter_signs:
        exams.counter_sign(exam_id, me, seen=seen)
        assert [row.id for row in outcomes.waiting(student).rows] == [exam_id]
        assert outcomes.enter(exam_id, student, L5).outcome.cause == "root.L5"
    else:
        exams.send_back(exam_id, me, "The reflexes are missing.", seen=seen)
        assert faults(lambda: outcomes.enter(exam_id, student, L5)) == refused
        assert outcomes.waiting(student).rows == ()


def test_only_the_examiner_enters_one_and_who_may_read_the_note_sees_it(engine, outcomes, me, colleague, signed, shown):
    outcomes.enter(signed, me, L5)
    for act in (
        lambda: outcomes.enter(signed, colleague, L5),
        lambda: outcomes.take_back(signed, colleague),
        lambda: outcomes.give_up(signed, colleague),
        lambda: outcomes.history(signed, colleague),
        lambda: outcomes.history("no-such", me),
    ):
        with pytest.raises(ExamNotFound):
            act()
    today = datetime.now(UTC)
    Covers(engine).name(me, colleague, Span(today, today + timedelta(days=7)), "Leave", named_by=me)
    assert shown(signed, colleague) == [(NAME, ("root.L5", FIRST))]
    with pytest.raises(ExamNotFound):
        outcomes.enter(signed, colleague, NO_LESION)


def test_a_new_version_has_the_outcome_of_the_one_that_it_replaces(engine, exams, outcomes, me, signed, shown):
    outcomes.enter(signed, me, NO_LESION)
    outcomes.enter(signed, me, L5)
    newer = exams.correct(signed, me)
    exams.append(newer, me, [Answer("patient.age", 50)])
    exams.sign(newer, me, VESALIUS)
    assert shown(newer) == [(NAME, ("root.L5", FIRST))]
    assert outcomes.history(newer, me)[0].at == outcomes.history(signed, me)[0].at
    assert shown(signed) == [(NAME, ("root.L5", FIRST)), (NAME, ("no_neurological_lesion", LAST))]
    acts = [entry.act for entry in Trail(engine).entries(TrailWanted(exam_id=newer))]
    assert acts.count("outcome carried to a new version") == 1


def test_a_new_version_waits_for_no_outcome_where_it_will_not_be_known(exams, outcomes, me, signed, shown):
    outcomes.give_up(signed, me)
    newer = exams.correct(signed, me)
    exams.sign(newer, me, VESALIUS)
    assert shown(newer) == [(NAME, "will not be known")]
    assert outcomes.waiting(me).rows == ()
    outcomes.take_back(newer, me)
    assert [row.id for row in outcomes.waiting(me).rows] == [newer]


def test_what_changes_while_a_signing_is_undone_comes_along(exams, outcomes, me, signed, shown):
    outcomes.enter(signed, me, L5)
    newer = exams.correct(signed, me)
    for change in (lambda: None, lambda: outcomes.enter(signed, me, NO_LESION), lambda: outcomes.take_back(signed, me)):
        change()
        exams.sign(newer, me, VESALIUS)
        exams.undo_signing(newer, me)
    exams.sign(newer, me, VESALIUS)
    outcomes.enter(newer, me, L5)
    found = ["root.L5", None, "no_neurological_lesion", "root.L5"]
    assert [what and what[0] for _, what in shown(newer)] == found


def test_nothing_is_carried_where_nothing_is_in_force_or_to_another_patient(exams, outcomes, me, sign, signed, shown):
    outcomes.enter(signed, me, L5)
    other = exams.correct(signed, me)
    exams.append(other, me, [Answer("patient.reference", "B-1")])
    exams.sign(other, me, VESALIUS)
    assert shown(other) == []
    third = sign("A-3")
    outcomes.enter(third, me, L5)
    outcomes.take_back(third, me)
    newer = exams.correct(third, me)
    exams.sign(newer, me, VESALIUS)
    assert shown(newer) == []
