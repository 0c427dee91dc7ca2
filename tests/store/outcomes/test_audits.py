"""The audit of a database: valid notes with an outcome in force, as they were signed."""

import dataclasses
import json

import pytest
from sqlalchemy import update

from exam.domain.note.frozen import freeze, sha256
from exam.domain.reasoning.assess import assess
from exam.store.database import DatabaseOutOfReach
from exam.store.erasing.patients import Erasing
from exam.store.exams import Exams
from exam.store.outcomes.audits import Audits
from exam.store.state import Rules
from exam.store.tables import exams as exam_rows
from exam.store.tables import signatures
from tests.domain.audit.examined import note_of
from tests.store.outcomes.conftest import L5, NO_LESION, VESALIUS


def frozen(exam):
    """The note of the examination as it would be signed, but with the left L5 root first."""
    found = assess(exam.record, thorough=False)
    whole = json.loads(freeze(exam.record, found, note_of(exam.record, found)))
    whole["assessment"]["candidates"][0] |= {"cause": "root.L5", "side": "left"}
    whole["assessment"] |= {"statement": "fits_one"}
    return json.dumps(whole)


@pytest.fixture
def exams(engine):
    return Exams(engine, dataclasses.replace(Rules(), freezer=lambda: frozen))


@pytest.fixture
def audits(engine):
    return Audits(engine)


def counted(audits):
    found = audits.audit()
    return (
        *(getattr(found.examinations, name) for name in ("signed", "with_outcome", "could_be_read")),
        found.ranking.first,
    )


def test_a_signed_note_counts_once_it_has_an_outcome_and_by_the_one_in_force(audits, exams, outcomes, sign, me):
    assert counted(audits) == (0, 0, 0, 0)
    exams.create("A-3", me)
    first, _ = sign("A-1"), sign("A-2")
    assert counted(audits) == (2, 0, 0, 0)
    outcomes.enter(first, me, L5)
    assert counted(audits) == (2, 1, 1, 1)
    outcomes.enter(first, me, NO_LESION)
    assert counted(audits) == (2, 1, 1, 0)
    assert audits.audit().known_by == {"course": 1}
    outcomes.take_back(first, me)
    assert counted(audits) == (2, 0, 0, 0)


def test_what_will_not_be_known_is_no_outcome(audits, outcomes, sign, me):
    given_up, other = sign("A-1"), sign("A-2")
    outcomes.enter(given_up, me, L5)
    outcomes.enter(other, me, L5)
    assert counted(audits) == (2, 2, 2, 2)
    outcomes.take_back(given_up, me)
    outcomes.give_up(given_up, me)
    assert counted(audits) == (2, 1, 1, 1)
    assert audits.audit().known_by == {"mri": 1}
    assert audits.audit().examinations.will_not_be_known == 1
    outcomes.take_back(given_up, me)
    assert audits.audit().examinations.will_not_be_known == 0


def test_a_note_that_is_void_does_not_count(audits, exams, outcomes, sign, me):
    void, other = sign("A-1"), sign("A-2")
    outcomes.enter(void, me, L5)
    outcomes.enter(other, me, L5)
    exams.void(void, me, "Wrong patient")
    assert counted(audits) == (1, 1, 1, 1)


@pytest.mark.tampers
def test_a_note_that_waits_for_its_counter_signature_does_not_count(engine, audits, outcomes, signed, me):
    outcomes.enter(signed, me, L5)
    with engine.begin() as connection:
        connection.execute(update(exam_rows).where(exam_rows.c.id == signed).values(supervised="waits"))
    assert counted(audits) == (0, 0, 0, 0)


def test_a_later_version_counts_instead_of_the_one_before(audits, exams, outcomes, sign, me):
    first = sign("A-1")
    outcomes.enter(first, me, L5)
    exams.sign(exams.correct(first, me), me, VESALIUS)
    assert counted(audits) == (1, 1, 1, 1)


@pytest.mark.tampers
@pytest.mark.parametrize("text", [None, "{}", "other"], ids=["only a record", "no note", "another text"])
def test_a_note_whose_text_is_not_what_was_signed_is_not_read(engine, audits, outcomes, signed, me, text):
    outcomes.enter(signed, me, L5)
    changed = {"frozen": text} | ({"sha256": sha256(text)} if text == "{}" else {})
    with engine.begin() as connection:
        connection.execute(update(signatures).values(**changed))
    assert counted(audits) == (1, 1, 0, 0)


def test_what_is_counted_is_kept_until_something_changes(engine, audits, outcomes, signed, me):
    outcomes.enter(signed, me, L5)
    assert audits.audit() is audits.audit()
    assert Audits(engine).audit() == audits.audit()
    kept = audits.audit()
    outcomes.enter(signed, me, L5)
    assert audits.audit() is not kept
    assert audits.audit() == kept


def test_nothing_of_an_erased_patient_is_counted_any_more(engine, audits, outcomes, sign, me):
    """SQLite gives the number of the erased outcome to the next one."""
    outcomes.enter(sign("A-1"), me, L5 | {"known_by": "mri"})
    outcomes.enter(sign("A-2"), me, L5 | {"known_by": "injection"})
    assert audits.audit().known_by == {"mri": 1, "injection": 1}
    erasing = Erasing(engine)
    erasing.erase("A-2", me, "asked for by the patient", erasing.found("A-2").seen)
    outcomes.enter(sign("A-3"), me, L5 | {"known_by": "surgery"})
    assert audits.audit().known_by == {"mri": 1, "surgery": 1}


def test_who_asks_while_it_is_counted_gets_what_was_counted_before(engine, audits, outcomes, signed, me, monkeypatch):
    before = audits.audit()
    outcomes.enter(signed, me, L5)
    with audits._counting:
        assert audits.audit() is before
    assert audits.audit() is not before
    monkeypatch.setattr("exam.store.outcomes.audits.LONGEST_WAIT", 0.01)
    first = Audits(engine)
    with first._counting, pytest.raises(DatabaseOutOfReach, match="is being counted"):
        first.audit()
    assert first.audit() == audits.audit()
