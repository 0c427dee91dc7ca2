"""Examinations of one patient in every state, of two clinicians."""

import pytest

from exam.domain.record.answers import Answer
from exam.domain.record.model import Examiner
from exam.store.erasing.patients import Erasing
from exam.store.people.emergency import EmergencyAccesses
from exam.store.people.hand_overs import HandOvers

REFERENCE, COMMENT = "QX-4711", "Limps since the zebrafinch flew off"
WHO = Examiner("Andreas Vesalius")


@pytest.fixture
def erasing(engine):
    return Erasing(engine)


@pytest.fixture
def of_patient(exams, me, colleague):
    """Examinations of one patient in every state, of two clinicians; returns the ids."""
    signed = exams.create(REFERENCE, me)
    exams.append(signed, me, [Answer("comments.strength", COMMENT)])
    state = exams.sign(signed, me, WHO).state
    exams.keep_output(signed, me, state, "text", COMMENT.encode())
    exams.undo_signing(signed, me)
    state = exams.sign(signed, me, WHO).state
    exams.keep_output(signed, me, state, "text", COMMENT.encode())
    exams.add_addendum(signed, me, COMMENT)
    exams.void(signed, me, COMMENT)
    discarded = exams.create(REFERENCE.lower(), me, earlier_id=signed)
    exams.discard(discarded, me)
    handed = exams.create(REFERENCE, colleague)
    revision = exams.open(handed, colleague).revision
    HandOvers(exams._engine).give(handed, colleague, me, COMMENT, seen_revision=revision)
    EmergencyAccesses(exams._engine).take(colleague, REFERENCE, COMMENT)
    return [signed, discarded, handed, exams.create(REFERENCE, colleague)]
