"""Databases with a row in every table, and those of earlier releases."""

from datetime import UTC, date, datetime, timedelta

import pytest

from exam.domain.record.answers import Answer
from exam.domain.record.model import Examiner
from exam.domain.words.regulatory_status import Service
from exam.store.accounts import Accounts, Person
from exam.store.erasing.patients import Erasing
from exam.store.factors.passkeys import NewPasskey, Passkeys
from exam.store.factors.second import SecondFactors
from exam.store.outcomes.entries import Outcomes
from exam.store.people.covers import Covers, Span
from exam.store.people.emergency import EmergencyAccesses
from exam.store.people.hand_overs import HandOvers
from exam.store.people.supervisors import Supervisors
from exam.store.service.periods import Periods, Versions
from exam.store.service.readings import Readings
from exam.store.service.research import Decision, ResearchPermissions
from exam.store.sessions.pins import Pins
from exam.store.settings import Clinic, Own, Settings
from exam.store.state import local_now
from tests.older import copied_at

ME = Examiner("Andreas Vesalius", "surgeon")


@pytest.fixture
def used(engine, exams, me, colleague, exam_id):
    """A database with a row in every table that the trail follows, but that nothing was erased from."""
    exams.append(exam_id, me, [Answer("findings.reflexes.achilles.left", 0)])
    exams.undo(exam_id, me)
    exams.append(exam_id, me, [Answer("findings.reflexes.achilles.left", 1), Answer("patient.age", 50)])
    exams.sign(exam_id, me, ME)
    exams.undo_signing(exam_id, me)
    signed = exams.sign(exam_id, me, ME)
    exams.keep_output(exam_id, me, signed.state, "text", b"the note")
    exams.add_addendum(exam_id, me, "Seen again.")
    exams.void(exam_id, me, "The wrong patient.")
    exams.discard(exams.create("A-2", me), me)
    HandOvers(engine).give(exams.create("A-3", me), me, colleague, "", seen_revision=1)
    now = datetime.now(UTC)
    Covers(engine).name(me, colleague, Span(now, now + timedelta(days=7)), "Leave", named_by=me)
    emergencies = EmergencyAccesses(engine)
    emergencies.mark_seen(emergencies.take(colleague, "A-1", "Unconscious in the ward"), me)
    SecondFactors(engine).turn_on(me, "encrypted", 5, ["a" * 64, "b" * 64], datetime.now(UTC))
    SecondFactors(engine).take_code(me, "a" * 64, datetime.now(UTC))
    Readings(engine).note(me)
    periods = Periods(engine)
    periods.begin(Service("A. Vesalius", date(2026, 11, 1), "knees"), Versions("1", "2"), date(2026, 12, 1), me)
    periods.withdraw("The clinic moves.", me)
    key = {"public_key": "a2V5", "user_handle": "aGFuZGxl", "transports": "usb", "sign_count": 0}
    passkeys = Passkeys(engine)
    passkeys.add(me, NewPasskey(name="Key", host="localhost", credential_id="aWQ", **key), now)
    passkeys.use(passkeys.of(me)[0].id, 1, now)
    accounts, supervisors = Accounts(engine), Supervisors(engine)
    student = accounts.add(Person("v.coiter", "Volcher Coiter"), "-", access=frozenset({"student"})).id
    supervisors.name(student, colleague, named_by=me)
    waiting = exams.sign(exams.create("A-5", student), student, ME)
    exams.send_back(waiting.id, colleague, "The reflexes are missing.", seen=waiting.last_hash)
    Pins(engine).set(me, "hash", datetime.now(UTC))
    settings = Settings(engine)
    settings.save_clinic(Clinic("Spine clinic"))
    settings.save_own(me, Own("letter"))
    settings.remove_phrase(me, settings.add_phrase(me, "plan", "Gone.").id)
    settings.add_phrase(me, "plan", "MRI.")
    return engine


@pytest.fixture
def full(used, exams, me):
    """A database with a row in every table that the trail follows."""
    signed = exams.sign(exams.create("A-6", me), me, ME).id
    outcome = {"cause": "other", "side": "none", "known_by": "course", "known_on": local_now().date().isoformat()}
    Outcomes(used).enter(signed, me, outcome | {"other": "Hip joint"}, form_id="form")
    research = ResearchPermissions(used)
    research.give(Decision("A. Vesalius", "head", date(2026, 11, 1), "approval 1"), date(2026, 12, 1), me)
    research.withdraw("The study ended.", me)
    exams.create("A-4", me)
    erasing = Erasing(used)
    erasing.erase("A-4", me, "asked for by the patient", erasing.found("A-4").seen)
    return used


@pytest.fixture
def older(empty_url):
    """A function that copies a database to one as it was after a migration."""
    made = []

    def older(engine, version):
        made.append(copied_at(engine, empty_url, version))
        return made[-1]

    yield older
    for engine in made:
        engine.dispose()
